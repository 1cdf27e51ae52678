"""The page of a network, a part of one, or the answer to a query."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.network.network import Network
from kg.sparql.table import Table
from kg.vocabulary import ENTITY
from tests.explorer.content import content_of, lines_of, pairs


def test_network_of_a_day_is_drawn_as_it_is(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(actors="all", as_of="2010")
    page = mini.explore(network, tmp_path / "n.html")
    assert lines_of(page.path) == pairs(network) != pairs(mini.network(actors="all"))
    assert content_of(page.path)["opening"] == {"mode": "shared", "lens": "all"}


def test_network_between_keeps_its_mode(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network("two-mode", "all", around="norad")
    page = mini.explore(network, tmp_path / "n.html")
    assert lines_of(page.path, "between") == pairs(network)
    assert content_of(page.path)["opening"]["mode"] == "between"


def test_a_page_of_a_part_says_which_filters_made_it(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(topic="border-security", between=("1990", "2022"))
    texts = content_of(mini.explore(network, tmp_path / "n.html").path)["messages"]
    assert texts["en"]["page.header.purpose"] == (
        "Who works with whom: organizations — between 1 January 1990 and 31 December 2022; topic: Border security"
    )
    assert texts["fr"]["page.header.purpose"].endswith("thème\u00a0: Sécurité frontalière")
    whole = content_of(mini.explore(mini.network(), tmp_path / "w.html").path)["messages"]
    assert whole["en"]["page.header.purpose"].startswith("Who works with whom")
    assert "organizations" not in whole["en"]["page.header.purpose"]


def test_line_that_was_taken_out_stays_out(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = mini.network(actors="all").copy()
    gone = next(iter(network.edges))
    network.remove_edge(*gone)
    assert lines_of(mini.explore(network, tmp_path / "n.html").path) == pairs(network)


def test_part_holds_its_own_evidence_and_no_other(shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    network = shipped.network(around="fintrac")
    content = content_of(shipped.explore(network, tmp_path / "n.html").path)
    reasons = [reason for _, _, edge in network.edges(data=True) for reason in edge["reasons"]]
    told = {passage for reason in reasons for passage in reason.passages}
    addresses = {shipped.record.passages[iri].document.id for iri in told}
    assert addresses <= {document[0] for document in content["documents"]}
    assert len(content["passages"]) < len(shipped.record.passages) / 3


def test_empty_network_has_nothing_to_draw(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    with pytest.raises(kg.KgError, match="nothing to draw: the network has no nodes"):
        mini.explore(Network(), tmp_path / "n.html")


def test_two_columns_of_entities_are_lines(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    table = mini.query("SELECT ?who ?name ?what WHERE { ?who sec:participatesIn ?what ; rdfs:label ?name }")
    assert isinstance(table, Table)
    expected = {
        frozenset(str(cell).removeprefix(ENTITY) for cell in pair)
        for pair in zip(table.column("who"), table.column("what"), strict=True)
    }
    assert lines_of(mini.explore(table, tmp_path / "t.html").path, "between") == expected


def test_one_column_is_entities_with_the_ties_between_them(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    table = mini.query("SELECT ?who WHERE { ?who a sec:Actor }")
    assert isinstance(table, Table)
    assert lines_of(mini.explore(table, tmp_path / "t.html").path) == pairs(mini.network(actors="all"))


def test_line_that_only_the_answer_makes_says_so(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    table = mini.query("SELECT ?a ?b WHERE { VALUES (?a ?b) { (ent:arctic ent:rcmp) (ent:norad ent:canada) } }")
    assert isinstance(table, Table)
    content = content_of(mini.explore(table, tmp_path / "t.html").path)
    ids = [entity["id"] for entity in content["entities"]]
    bare = [(ids[tie[0]], ids[tie[2]], tie[3]) for tie in content["ties"] if tie[1] == "isTiedTo"]
    assert bare == [("arctic", "rcmp", [])]


def test_answer_to_a_question_can_be_drawn(shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    answer = shipped.ask("partners", of="fintrac", country="united-states")
    drawn = lines_of(shipped.explore(answer, tmp_path / "t.html").path, "between")
    through = [str(cell) for cell in answer.column("through")]
    assert len(drawn) == sum(cell.startswith(ENTITY) for cell in through) < len(answer)
    named = {entity["id"] for entity in content_of(tmp_path / "t.html")["entities"]}
    assert {str(cell).removeprefix(ENTITY) for cell in answer.column("partner")} <= named
    assert frozenset(("fincen", "north-american-drug-dialogue")) in drawn


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?name WHERE { ent:norad rdfs:label ?name }", "none of the columns name holds entities"),
        ("SELECT ?p WHERE { ?p sec:isPassageOf ?d }", "none of the columns p holds entities"),
    ],
)
def test_answer_without_entities_has_nothing_to_draw(
    mini: kg.KnowledgeGraph, tmp_path: Path, query: str, told: str
) -> None:
    table = mini.query(query)
    assert isinstance(table, Table)
    with pytest.raises(kg.KgError, match=told):
        mini.explore(table, tmp_path / "t.html")
