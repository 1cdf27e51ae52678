"""A network as tables of edges and of nodes."""

from __future__ import annotations

import datetime

import kg
from kg.network.measures import edge_table, node_table
from kg.network.tables import EDGE_COLUMNS, SOURCE_COLUMNS, reason_table, source_table
from kg.vocabulary import ENTITY

Day = datetime.date


def test_an_edge_table_has_the_heaviest_first_and_names_in_either_language(mini: kg.KnowledgeGraph) -> None:
    table = edge_table(mini.network(actors="all"), mini.labels, "fr")
    assert table.columns == [*EDGE_COLUMNS]
    assert table[0][:4] == ("canada", "Canada", "united-states", "États-Unis")
    weights = [float(str(weight)) for weight in table.column("weight")]
    assert weights == sorted(weights, reverse=True)
    row = next(row for row in table.rows if (row[0], row[2]) == ("cbsa", "rcmp"))
    assert row[5:13] == (
        "2021-03-31",
        None,
        Day(2021, 3, 31),
        None,
        1,
        "one",
        "Groupe de travail transfrontalier sur les armes à feu",
        "ps-cbftf-note-2021",
    )
    assert edge_table(mini.network()).to_pandas()["derived_start"].dt.year.tolist() == [2021, 2002]


def test_a_date_is_as_precise_as_stated_and_its_day_is_said_to_be_derived(mini: kg.KnowledgeGraph) -> None:
    rows = edge_table(mini.network(actors="all"))
    dates = {
        (one, other): (since, day)
        for one, other, since, day in zip(
            *(rows.column(name) for name in ("source", "target", "since", "derived_start")), strict=True
        )
    }
    assert dates["canada", "rcmp"] == ("2021", Day(2021, 1, 1))


def test_reasons_and_sources_have_tables_of_their_own(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(actors="all")
    assert len(reason_table(network)) == sum(len(edge["reasons"]) for *_, edge in network.edges(data=True))
    sources = source_table(network, "fr")
    assert sources.columns == [*SOURCE_COLUMNS]
    told = dict(zip(sources.column("id"), sources.column("address"), strict=True))
    assert str(told["norad-agreement-page"]).startswith("https://www.norad.mil/")


def test_a_node_table_has_all_that_nodes_carry(mini: kg.KnowledgeGraph) -> None:
    table = node_table(mini.network())
    assert table.column("id") == ["canadian-armed-forces", "cbsa", "norad", "rcmp", "usnorthcom"]
    assert table[2] == ("norad", *list(mini.network().nodes[f"{ENTITY}norad"].values())[0:1], *table[2][2:])
    assert table[2][4:6] == ("binational-command", "canada, united-states")
    assert table.to_polars()["kind"].to_list()[1] == "agency"
