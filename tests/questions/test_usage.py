"""A name in the wrong place is told with what it is, and with what takes it."""

from __future__ import annotations

import pytest

import kg
from kg.errors import KgError, UnknownName
from kg.questions.catalogue import questions
from tests.worlds import MINI, RunKg


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        (
            "against-threat",
            {"of": "firearms"},
            '“firearms” is a topic (Firearms): graph.ask("against-threat", topic="firearms"), ',
        ),
        ("partners", {"of": "border security"}, "“border-security” is a topic (Border security): graph.ask("),
        (
            "agreements-on",
            {"topic": "treaty"},
            '“treaty” is a kind of thing (Treaty): graph.ask("agreements-on", kind="treaty", ',
        ),
        ("document-contributes", {"document": "rcmp"}, "“rcmp” is an entity"),
        ("partners", {"of": "brokers"}, '“brokers” is a question with a name: graph.questions["brokers"].'),
    ],
)
def test_a_name_of_another_kind_is_told_with_what_takes_it(
    mini: kg.KnowledgeGraph, name: str, given: dict[str, str], told: str
) -> None:
    with pytest.raises(UnknownName) as failure:
        mini.ask(name, **given)
    assert told in str(failure.value)
    assert "Did you mean" not in str(failure.value)


@pytest.mark.parametrize(
    ("word", "entity", "topics"),
    [
        ("fentanyl", "“fentanyl-trafficking” is an entity (Fentanyl trafficking)", "“drugs”"),
        ("fentanyl trafficking", "“fentanyl-trafficking” is an entity (Fentanyl trafficking)", "“drugs”"),
        ("information sharing", "“information-sharing” is a purpose (Information sharing)", "“border-security”"),
    ],
)
def test_a_topic_answers_to_what_it_holds(shipped: kg.KnowledgeGraph, word: str, entity: str, topics: str) -> None:
    with pytest.raises(UnknownName, match=f"No topic is called “{word}”") as failure:
        shipped.network(topic=word)
    assert entity in str(failure.value)
    assert f"Did you mean {topics}" in str(failure.value)


@pytest.mark.parametrize(("word", "topics"), [("drug", ["drugs"]), ("migratoin", ["migration"]), ("peace xyz", [])])
def test_a_slip_in_a_topic_is_put_right(shipped: kg.KnowledgeGraph, word: str, topics: list[str]) -> None:
    with pytest.raises(UnknownName) as failure:
        shipped.network(topic=word)
    assert [topic for topic in failure.value.nearest if topic != "peace-operations"] == topics


def test_the_command_line_tells_a_topic_by_what_it_holds(run_kg: RunKg) -> None:
    done = run_kg("ask", "agreements-on", "--topic", "fentanyl", "--language", "fr")
    assert "Vouliez-vous dire «\xa0Drogues\xa0» (drugs)?" in done.stderr.decode()


def test_a_document_is_told_with_the_question_about_it(shipped: kg.KnowledgeGraph) -> None:
    with pytest.raises(
        UnknownName, match=r'is a document .*: graph.ask\("document-contributes", document="ps-cbftf-note-2021"\)'
    ):
        shipped.entity("ps-cbftf-note-2021")


def test_the_question_that_was_asked_comes_first(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r'\): graph.ask\("third-parties", topic="firearms"\)'):
        mini.ask("third-parties", of="firearms")


def test_a_country_is_named_beside_what_is_none(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"“rcmp” is an entity .* Did you mean “canada” or “united-states”\?"):
        mini.ask("agencies-in", of="norad", country="rcmp")


def test_a_concept_is_called_as_the_reader_calls_it_beside_its_id(shipped: kg.KnowledgeGraph, run_kg: RunKg) -> None:
    for command in (["ask", "agreements-on"], ["network"], ["diff", "2024", "today"]):
        told = run_kg(*command, "--topic", "artique", "--language", "fr")
        assert told.returncode == 2
        assert "Vouliez-vous dire «\xa0Arctique\xa0» (arctic)?" in told.stderr.decode()
    with pytest.raises(UnknownName) as failure:
        shipped.ask("agreements-on", topic="intelligance")
    assert "« Renseignement » (intelligence)" in failure.value.message("fr").replace("\xa0", " ")
    assert failure.value.message("en").endswith("Did you mean “intelligence”?")


def test_a_word_that_is_nothing_gets_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="Did you mean “NORAD”"):
        mini.entity("norat")


def test_an_entity_of_another_class_is_told_when_nothing_is_found(mini: kg.KnowledgeGraph) -> None:
    wrong = mini.ask("against-threat", of="rcmp")
    assert wrong.caveats[1].startswith("This question is about an entity of the class “Threat”. “rcmp” is an entity")
    assert 'graph.ask("partners", of="rcmp")' in wrong.caveats[1]
    assert len(mini.ask("against-threat", of="firearms-smuggling", as_of="1900").caveats) == 1


def test_an_error_is_told_as_at_the_door_where_it_was_made(mini: kg.KnowledgeGraph, run_kg: RunKg) -> None:
    with pytest.raises(KgError) as missing:
        mini.ask("partners")
    assert str(missing.value).startswith("“partners” needs of=, ")
    assert str(missing.value).endswith('graph.ask("partners", of="fintrac")')
    told = run_kg("ask", "partners", "--data", MINI).stderr.decode()
    assert "“partners” needs --of, " in told
    assert told.rstrip().endswith("kg ask partners --of fintrac")
    unfit = run_kg("ask", "partners", "--of", "border security", "--data", MINI).stderr.decode()
    assert "(Border security): kg ask " in unfit


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ["ask", "against-threat", "--of", "firearms"],
            "Aucune entité ne s’appelle «\u00a0firearms\u00a0». «\u00a0firearms\u00a0» est un thème (",
        ),
        (["show", "norat"], "Aucune entité ne s’appelle «\u00a0norat\u00a0». Vouliez-vous dire «\u00a0NORAD\u00a0»?"),
        (["network", "--topic", "rcmp"], "No topic is called “rcmp”. “rcmp” is an entity"),
        (
            ["find", "partners"],
            "Aucune entité ne s’appelle «\u00a0partners\u00a0». «\u00a0partners\u00a0» est une question qui a un nom",
        ),
        (["ask", "partners"], "«\u00a0partners\u00a0» demande --of, une entité"),
        (
            ["ask", "partners", "--off", "x"],
            "Aucun paramètre de «\u00a0partners\u00a0» ne s’appelle «\u00a0off\u00a0».",
        ),
    ],
)
def test_the_command_line_tells_it_in_the_language_asked_for(run_kg: RunKg, words: list[str], told: str) -> None:
    french = () if words[0] == "network" else ("--language", "fr")
    done = run_kg(*words, *french, "--data", MINI)
    assert done.returncode == 2
    assert told in done.stderr.decode()


def test_a_network_takes_topics_by_name_in_either_language(mini: kg.KnowledgeGraph) -> None:
    ties = [
        set(mini.network(topic=word).edges) for word in ("border-security", "Border security", "sécurité frontalière")
    ]
    assert ties[0]
    assert ties[0] == ties[1] == ties[2]
    assert set(mini.network(country="United States").edges) == set(mini.network(country="États-Unis").edges)


NAMED = [
    (asked.name, one.name)
    for asked in questions().values()
    for one in asked.parameters
    if one.kind not in ("text", "number", "date")
]


@pytest.mark.parametrize(("question", "parameter"), NAMED)
def test_a_name_that_nothing_carries_is_refused_by_every_parameter(
    mini: kg.KnowledgeGraph, question: str, parameter: str
) -> None:
    given = {"of": "norad", "topic": "drugs", "country": "canada", "document": "wikipedia-norad", "on": "2001"}
    needed = {one.name: given.get(one.name, "2001") for one in questions()[question].needed()}
    with pytest.raises(UnknownName) as unknown:
        mini.ask(question, **{**needed, parameter: "zzzzzzzz"})
    assert all("zzzzzzzz" in unknown.value.message(language) for language in ("en", "fr"))


def test_a_purpose_that_is_none_is_refused_with_those_there_are(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match=r"“zzzz”. There are: asylum-and-migration, .*, warning-and-surveillance\.$"):
        mini.ask("instruments-for", purpose="zzzz")
    with pytest.raises(
        UnknownName, match=r'“information-sharing” is a purpose .*: graph.ask\("instruments-for", purpose='
    ):
        mini.ask("agreements-on", topic="Information sharing")
