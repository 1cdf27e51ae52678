"""A network as tables of edges and of nodes."""

from __future__ import annotations

import datetime

import kg
from kg.network.measures import edge_table, node_table
from kg.vocabulary import ENTITY

Day = datetime.date


def test_an_edge_table_has_the_heaviest_first_and_names_in_either_language(mini: kg.KnowledgeGraph) -> None:
    table = edge_table(mini.network(actors="all"), mini.labels, "fr")
    assert table.columns == [
        "source",
        "target",
        "weight",
        "since",
        "until",
        "voices",
        "governments",
        "through",
        "sources",
    ]
    assert table[0][:2] == ("canada", "united-states")
    weights = [float(str(weight)) for weight in table.column("weight")]
    assert weights == sorted(weights, reverse=True)
    row = next(row for row in table.rows if row[:2] == ("cbsa", "rcmp"))
    assert row[3:] == (
        Day(2021, 3, 31),
        None,
        1,
        "one",
        "Groupe de travail transfrontalier sur les armes à feu",
        "ps-cbftf-note-2021",
    )
    assert edge_table(mini.network()).to_pandas()["since"].dt.year.tolist() == [2021, 2002]


def test_a_node_table_has_all_that_nodes_carry(mini: kg.KnowledgeGraph) -> None:
    table = node_table(mini.network())
    assert table.column("id") == ["canadian-armed-forces", "cbsa", "norad", "rcmp", "usnorthcom"]
    assert table[2] == ("norad", *list(mini.network().nodes[f"{ENTITY}norad"].values())[0:1], *table[2][2:])
    assert table[2][4:6] == ("binational-command", "canada, united-states")
    assert table.to_polars()["kind"].to_list()[1] == "agency"
