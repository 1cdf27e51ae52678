"""Text for a terminal: no control character of the data."""

from __future__ import annotations

import pytest

import kg
from kg.render.sentences import tell_entity, tell_reasons
from kg.render.text import clean
from tests.worlds import MakeGraph

HEAD = """
src:d a sec:Document ; dcterms:title "Page"@en ; dcterms:publisher ent:one .
src:e a sec:Document ; dcterms:title "Other"@en ; dcterms:publisher ent:two .
<https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d ; sec:says "First."@en .
<https://w3id.org/perimeter/source/e/p1> a sec:Passage ; sec:isPassageOf src:e ; sec:says "Second."@en .
ent:a a sec:Organization ; rdfs:label "A"@en .
ent:b a sec:TaskForce ; rdfs:label "B"@en .
"""


def shown(graph: kg.KnowledgeGraph, name: str, language: str = "en") -> str:
    return tell_entity(graph.entity(name), graph.labels, language)


def why(graph: kg.KnowledgeGraph, first: str, second: str, language: str = "en") -> str:
    return tell_reasons(graph.why(first, second), graph.labels, language)


HOSTILE = "\x1b]0;owned\x07\x1b[31m\x9b31m\u202eabc\u2066\u200f\r\x08\x7f\x00"


def test_no_control_character_of_the_data_is_told(make_graph: MakeGraph) -> None:
    quoted = HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00")
    graph = make_graph(
        HEAD.replace('"A"@en', f'"A{quoted}"@en')
        .replace('"First."', f'"First{quoted}."')
        .replace('"One"', f'"One{quoted}"')
        + "<https://w3id.org/perimeter/source/d/p1> { ent:a sec:trainsWith ent:b ; "
        + f'sec:startDate "{quoted}" . ent:b sec:hasStatus "{quoted}" . }}'
    )
    assert graph.entity("a").label == "A" + HOSTILE
    for told in (shown(graph, "a"), shown(graph, "b", "fr"), why(graph, "a", "b"), str(graph.find("a"))):
        assert not set(HOSTILE) - set("owned]0;[31mabc") & set(told)
        assert "\ufffd" in told


@pytest.mark.parametrize(
    "sign", sorted({chr(code) for code in [*range(9), 11, 12, *range(13, 32), *range(127, 160), 0x61C, 0x2028, 0x202E]})
)
def test_every_control_character_is_replaced(sign: str) -> None:
    assert clean(f"a{sign}b") == "a\ufffdb"


def test_line_breaks_tabs_and_letters_are_left_alone() -> None:
    assert clean("é\tà\n🎈 العربية") == "é\tà\n🎈 العربية"
