"""The tools of assistants: what they answer is what the library answers."""

from __future__ import annotations

import re
from typing import Any

import pytest

import kg
from kg.assistants.tools import Allowed, tools
from kg.errors import KgError


def call(graph: kg.KnowledgeGraph, name: str, allowed: Allowed | None = None, /, **given: Any) -> dict[str, Any]:
    allowed = allowed or Allowed()
    return tools(graph, allowed)[name].call(graph, given, allowed)


def test_there_is_a_tool_for_each_question(mini: kg.KnowledgeGraph) -> None:
    found = tools(mini, Allowed())
    assert {"find", "show", "why", "path", "ask", "query", "schema"} <= set(found)
    assert {f"ask_{name.replace('-', '_')}" for name in mini.questions} <= set(found)
    assert all(re.fullmatch(r"[a-zA-Z0-9_]{1,64}", name) for name in found)


def test_parameters_are_typed_as_the_catalogue_says(mini: kg.KnowledgeGraph) -> None:
    for name, question in mini.questions.items():
        schema = tools(mini, Allowed())[f"ask_{name.replace('-', '_')}"].schema
        assert schema["required"] == [one.name for one in question.needed()]
        assert {one.name for one in question.parameters} - {"language"} <= set(schema["properties"])


def test_a_question_answers_what_the_library_answers(shipped: kg.KnowledgeGraph) -> None:
    told = call(shipped, "ask_partners", Allowed(characters=10**7), of="fintrac")
    answer = shipped.ask("partners", of="fintrac")
    assert [row["ids"]["partner"] for row in told["rows"]] == [
        str(iri).rpartition("/")[2] for iri in answer.column("partner")
    ]
    assert told["rows"] == call(shipped, "ask", Allowed(characters=10**7), question="partners", of="FINTRAC")["rows"]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_question_is_answered_with_its_evidence(shipped: kg.KnowledgeGraph, language: str) -> None:
    for name, question in shipped.questions.items():
        told = call(shipped, f"ask_{name.replace('-', '_')}", **question.example, language=language)
        assert told["rows"], name
        if "passages" in shipped.ask(name, **dict(question.example)).columns:  # type: ignore[arg-type]
            assert told["passages"], name


def test_an_entity_is_told_with_the_passage_behind_each_sentence(mini: kg.KnowledgeGraph) -> None:
    told = call(mini, "show", name="norad")
    assert told["id"] == "norad"
    assert all(row["passages"] for row in told["rows"])
    assert all("[1]" not in row["told"] for row in told["rows"])
    assert {row["object"] for row in told["rows"] if row.get("relation") == "isMemberOf"} == {"norad"}


def test_why_and_path_tell_their_passages(mini: kg.KnowledgeGraph) -> None:
    assert {one for row in call(mini, "why", first="rcmp", second="cbsa")["rows"] for one in row["passages"]} == {
        "ps-cbftf-note-2021/p1",
        "ps-cbftf-note-2021/p2",
    }
    assert call(mini, "path", first="canada", second="united-states")["rows"][0]["steps"][0]["from"] == "canada"


def test_a_query_names_the_evidence_of_each_row_that_names_its_passage(mini: kg.KnowledgeGraph) -> None:
    told = call(mini, "query", query="SELECT ?who ?p { GRAPH ?p { ?who sec:isMemberOf ent:norad } } ORDER BY ?who ?p")
    assert told["rows"][0]["who"] == "ent:canada"
    assert told["rows"][0]["passages"] == ["norad-agreement-page/p1"]
    bare = call(mini, "query", query="SELECT ?who { ?who sec:isMemberOf ent:norad }")
    assert "GRAPH ?passage" in bare["caveats"][-1]


def test_a_query_is_cut_by_a_limit_of_its_own(mini: kg.KnowledgeGraph) -> None:
    told = call(mini, "query", Allowed(rows=3), query="SELECT * { ?a ?b ?c }")
    assert len(told["rows"]) == 3
    assert "cut by the limit" in told["caveats"][0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * { ?a sec:memberOf ?b }", "sec:isMemberOf"),
        ("SELECT * { ent:noradd ?b ?c }", "ent:norad"),
        ("CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "SELECT and ASK"),
        ("DESCRIBE ent:norad", "SELECT and ASK"),
        ("DELETE WHERE { ?a ?b ?c }", "only read"),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?a ?b ?c } }", "127.0.0.1"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?a ?b ?c } }", "SERVICE"),
        ("SELECT * { ?a ?b", "expected"),
        ("ASK { " + "FILTER(1=1) " * 10_000 + "}", "65"),
    ],
)
def test_what_is_not_answered_is_told_before_it_runs(mini: kg.KnowledgeGraph, text: str, words: str) -> None:
    with pytest.raises(KgError, match=re.escape(words)):
        call(mini, "query", query=text)


def test_a_query_that_takes_too_long_is_ended(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="second"):
        call(mini, "query", Allowed(seconds=0.5), query="SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?i")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("show", {}),
        ("show", {"name": "noradd"}),
        ("show", {"name": ["norad"]}),
        ("show", {"name": "norad", "colour": "red"}),
        ("show", {"name": "norad", "as_of": "yesterday week"}),
        ("show", {"name": "norad", "language": "de"}),
        ("find", {"text": "norad", "offset": -1}),
        ("ask", {"question": "nothing"}),
        ("ask", {"question": "partners", "document": "norad"}),
        ("ask_partners", {}),
    ],
)
def test_a_wrong_parameter_is_told_in_a_sentence(mini: kg.KnowledgeGraph, name: str, given: dict[str, Any]) -> None:
    with pytest.raises(KgError):
        call(mini, name, **given)


def test_a_name_that_nothing_has_gives_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match=r"NORAD|North American"):
        call(mini, "find", text="qzx norad qzx command")


def test_absence_is_no_proof(mini: kg.KnowledgeGraph) -> None:
    told = call(mini, "query", query="SELECT ?who { ?who sec:isMemberOf ent:cbsa }")
    assert told["absence"] == "None found in these documents; that is not proof that there is none."
    assert call(mini, "query", query="ASK { ent:canada sec:isMemberOf ent:cbsa }")["absence"] == told["absence"]
