"""The schema card: what is in the graph, as it is there."""

from __future__ import annotations

import re

import pyoxigraph as ox

import kg
from kg.assistants.card import schema_card
from kg.vocabulary import declare, expand


def test_the_card_counts_classes_and_relations(mini: kg.KnowledgeGraph) -> None:
    card = schema_card(mini)
    assert "- `sec:Country` (2) A state." in card or re.search(r"- `sec:Country` \(2\) ", card)
    assert re.search(r"- `sec:isMemberOf` \(\d+\) .* Implies sec:takesPartIn\.", card)


def test_every_example_on_the_card_holds(shipped: kg.KnowledgeGraph) -> None:
    examples = re.findall(r"Example: `(\S+ \S+ \S+)`", schema_card(shipped))
    assert len(examples) > 20
    for one in examples:
        assert shipped.query(f"ASK {{ {one} }}") is True, one


def test_every_term_on_the_card_is_in_the_graph(shipped: kg.KnowledgeGraph) -> None:
    for name in set(re.findall(r"\bsec:\w+", schema_card(shipped))):
        assert shipped.engine.quads_of(ox.NamedNode(expand(name) or "")), name


def test_the_queries_of_the_pitfalls_are_queries(mini: kg.KnowledgeGraph) -> None:
    assert mini.query(declare("SELECT * { GRAPH ?passage { ?s ?p ?o } }"))
