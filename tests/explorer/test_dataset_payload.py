"""The dataset that the page carries, filled as its worker fills it, in Deno and without a browser."""

from __future__ import annotations

import kg
from kg.explorer.dataset_payload import ordered, strings_in, write_dataset
from kg.explorer.payload import payload
from tests.deno import run_script
from tests.worlds import MakeGraph


def dataset_of(graph: kg.KnowledgeGraph) -> set[str]:
    """The quads that the page's worker holds of a graph, as N-Quads."""
    words = payload(graph._page_source())["words"]
    trig = write_dataset(ordered(graph.engine.text()), strings_in(words)).decode()
    filled = run_script("sparql/dump_dataset.ts", {"trig": trig, "words": words})
    return set(filled.split("\n")) - {""}


def in_nquads(graph: kg.KnowledgeGraph) -> set[str]:
    return {f"{quad} ." for quad in graph.quads()}


def test_page_holds_the_quads_of_the_record_and_no_others(shipped: kg.KnowledgeGraph) -> None:
    assert dataset_of(shipped) == in_nquads(shipped)


def test_page_holds_literals_as_they_are(make_graph: MakeGraph) -> None:
    graph = make_graph(
        r"""
        ent:a a sec:Agreement ; rdfs:label "~0"@en , "~1"@fr , "~0" , "say \"~0\"@en" ;
          skos:definition "a\nb\t\"c\" \\ ~1"@en , "d\u0007\u2028e"@fr , "~~7"@en ; sec:startDate "2001"^^xsd:gYear .
        """
    )
    assert dataset_of(graph) == in_nquads(graph)
