"""What library and page work out each for itself: the same, on the record that ships, in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import pytest

import kg
from kg.dates import first_day, last_day
from kg.explorer.payload import payload
from kg.language import date_text, either, number_text, within_sentence
from kg.messages import message
from kg.network.network import ACTORS, OLD_MODES
from kg.record.evidence import Claim
from kg.record.ties import Tie
from kg.render.citations import Citations, cite
from kg.render.sentences import event_text, figure_text, tie_text
from kg.validation.stories import VIEW_CHOICES
from kg.vocabulary import ENTITY, LANGUAGES, local_name
from tests.deno import run_script
from tests.questions.test_disagreements import contradictions
from tests.questions.test_search import USUAL_NAMES
from tests.worlds import TESTS

CASES: dict[str, list[Any]] = json.loads((TESTS / "explorer" / "page" / "cases.json").read_text(encoding="utf-8"))
"""What is asked that is not in the record."""

UNCITED = Citations({})


class Ask(Protocol):
    def __call__(self, function: str, things: Sequence[Any], languages: Sequence[str] = ..., /) -> dict[str, list[Any]]:
        """Ask a function of the page about some things: its answers by language."""


Words = Callable[[Any, str], str]


@pytest.fixture(scope="module")
def content(shipped: kg.KnowledgeGraph) -> dict[str, Any]:
    return payload(shipped._page_source())


@pytest.fixture(scope="module")
def ask_page(content: dict[str, Any]) -> Ask:
    """Ask a function of the page about some things: its answers by language."""

    def ask(function: str, things: Sequence[Any], languages: Sequence[str] = LANGUAGES) -> dict[str, list[Any]]:
        calls = [[language, function, thing] for language in languages for thing in things]
        told = json.loads(run_script("answer_calls.ts", {"content": content, "calls": calls}))
        return {language: told[at * len(things) :][: len(things)] for at, language in enumerate(languages)}

    return ask


def in_both(say: Words, things: Sequence[Any]) -> dict[str, list[str]]:
    return {language: [say(thing, language) for thing in things] for language in LANGUAGES}


@pytest.mark.parametrize(
    ("function", "cases", "say"),
    [
        ("formatDate", "dates", date_text),
        ("formatNumber", "numbers", number_text),
        ("formatEither", "alternatives", either),
        ("withinSentence", "labels", lambda label, _: within_sentence(label)),
    ],
)
def test_words_are_the_same(ask_page: Ask, function: str, cases: str, say: Words) -> None:
    assert ask_page(function, CASES[cases]) == in_both(say, CASES[cases])


def test_documents_contradict_each_other_on_the_same(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    record = shipped.record
    known = [iri for iri in sorted(record.identity) if record.is_a(iri, "Entity")]
    told = dict(zip(known, ask_page("disputed", [local_name(iri) for iri in known], ["en"])["en"], strict=True))
    marked = {(row[0], local_name(str(row[1]))) for row in contradictions(shipped)}
    assert {(iri, name) for iri, names in told.items() for name in names} == {row for row in marked if row[0] in told}
    ties = [tie for tie in record.ties if tie.subject in record.identity and tie.object in record.identity]
    found = dict(zip((tie.iri for tie in ties), ask_page("disputedOfTie", range(len(ties)), ["en"])["en"], strict=True))
    assert {(iri, name) for iri, names in found.items() for name in names} == {row for row in marked if row[0] in found}


def test_days_are_the_same(ask_page: Ask) -> None:
    dates = [date for date in CASES["dates"] if first_day(date)]
    assert len(dates) > 15
    assert ask_page("firstDay", dates, ["en"])["en"] == [str(first_day(date)) for date in dates]
    assert ask_page("lastDayOf", dates, ["en"])["en"] == [str(last_day(date)) for date in dates]


def test_ties_are_told_in_the_same_words(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    known = shipped.record.identity
    ties = [tie for tie in shipped.record.ties if tie.subject in known and tie.object in known]

    def say(tie: Tie, language: str) -> str:
        return bare(tie_text(tie, shipped.labels, UNCITED, language), language)

    assert len(ties) > 2000
    assert ask_page("tie", range(len(ties))) == in_both(say, ties)


def test_figures_are_told_in_the_same_words(shipped: kg.KnowledgeGraph, ask_page: Ask, content: dict[str, Any]) -> None:
    figures = nodes(shipped, content, "figures")

    def say(claims: Sequence[Claim], language: str) -> str:
        return figure_text(claims, shipped.labels, UNCITED, language).strip()

    assert len(figures) > 100
    assert ask_page("figure", list(figures)) == in_both(say, list(figures.values()))


def test_events_are_told_in_the_same_words(shipped: kg.KnowledgeGraph, ask_page: Ask, content: dict[str, Any]) -> None:
    events = nodes(shipped, content, "events")

    def say(claims: Sequence[Claim], language: str) -> str:
        return event_text(claims, UNCITED, language).strip()

    assert len(events) > 200
    assert ask_page("event", list(events)) == in_both(say, list(events.values()))


def test_references_have_the_same_parts(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    passages = sorted(shipped.record.passages)
    places = range(0, len(passages), 40)
    chosen = [shipped.record.passages[passages[place]] for place in places]
    assert len(chosen) > 100
    assert ask_page("source", places) == in_both(cite, chosen)


def test_a_text_finds_the_same(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    texts = [*CASES["find"], *(row["typed"] for row in USUAL_NAMES)]
    expected = [found(shipped, text) for text in texts]
    assert dict(zip(texts, ask_page("find", texts, ["en"])["en"], strict=True)) == dict(
        zip(texts, expected, strict=True)
    )


def test_what_is_misspelt_finds_the_same(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    expected = [found(shipped, text) for text in CASES["slips"]]
    assert by_text("slips", ask_page("find", CASES["slips"], ["fr"])["fr"]) == by_text("slips", expected)


def test_a_filter_leaves_the_same_lines_with_the_same_weights(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    filters = [*CASES["filters"], *(dict([choice]) for choice in choices(shipped))]
    assert len(filters) > 70
    told = ask_page("edges", [in_words_of_the_page(one) for one in filters], ["en"])["en"]
    for wanted, found in zip(filters, told, strict=True):
        edges = shipped.network(**wanted).edges(data="weight")
        expected = {frozenset((local_name(one), local_name(other))): weight for one, other, weight in edges}
        assert {frozenset(ends.split()): weight for ends, weight in found} == pytest.approx(expected, abs=1e-4), wanted


@pytest.mark.parametrize("by", ["shortest", "strongest"])
def test_a_path_goes_the_same_way(shipped: kg.KnowledgeGraph, ask_page: Ask, by: str) -> None:
    days = ["", *CASES["path_days"]]
    asked = [{"ends": ends, "by": by, "when": day} for ends in CASES["paths"] for day in days]
    told = ask_page("path", asked, ["en"])["en"]
    found = [path_of(shipped, one["ends"], by, one["when"]) for one in asked]
    assert all(len(path) > 1 for path in found[:: len(days)])
    assert dict(zip(map(str, asked), told, strict=True)) == dict(zip(map(str, asked), found, strict=True))


def test_what_may_be_chosen_is_the_same_in_a_story_and_in_the_page(ask_page: Ask) -> None:
    [choices] = ask_page("choices", [0], ["en"])["en"]
    assert {name: list(VIEW_CHOICES[name]) for name in ("mode", "lens", "by")} == {
        name: choices[name] for name in ("mode", "lens", "by")
    }
    assert choices["lens"] == list(ACTORS)
    assert choices["mode"] == list(OLD_MODES)
    assert [*VIEW_CHOICES["view"], "ask"] == choices["view"]


def test_a_fault_in_a_query_is_told_in_the_same_words(shipped: kg.KnowledgeGraph, ask_page: Ask) -> None:
    assert ask_page("fault", CASES["faults"]) == in_both(
        lambda text, language: fault(shipped, text, language), CASES["faults"]
    )


def path_of(graph: kg.KnowledgeGraph, ends: list[str], by: str, when: str) -> list[str]:
    """The ids on a path, of a day on what is in effect then; where nothing joins its ends, the first alone."""
    try:
        [first, *_] = graph.path(*ends, actors="organizations", as_of=when or None)[by]
    except kg.KgError:
        return ends[:1]
    return [local_name(iri) for iri in first.entities]


def fault(graph: kg.KnowledgeGraph, text: str, language: str) -> str:
    with pytest.raises(kg.KgError) as refused:
        graph.query(text)
    return refused.value.message(language)


def choices(graph: kg.KnowledgeGraph) -> list[tuple[str, str]]:
    """Every topic, country and standing that a filter can keep, and every fifth kind."""
    identity, documents = graph.record.identity, {one.document for one in graph.record.passages.values()}
    known = {
        (name, local_name(term.value))
        for own in identity.values()
        for name, property_ in (("topic", "hasTopic"), ("country", "hasCountry"), ("kind", "hasKind"))
        for term in own.get(property_, ())
    }
    kinds = sorted(choice for choice in known if choice[0] == "kind")
    return sorted(known - set(kinds) | set(kinds[::5]) | {("standing", document.standing) for document in documents})


def in_words_of_the_page(wanted: dict[str, str]) -> dict[str, str]:
    """A filter of the library as the page has it in its state."""
    words = {"as_of": "when", "actors": "lens", "voices": "publishers", "rests_on": "rests"}
    modes = {"two-mode": "between", "one-mode": "shared"}
    return {words.get(name, name): modes.get(value, value) for name, value in {"mode": "one-mode", **wanted}.items()}


def found(graph: kg.KnowledgeGraph, text: str) -> list[str]:
    """What the library finds first, without the publishers, which come last and have no card in the page."""
    names = graph.find(text, limit=60).column("id")
    return [name for name in names if ENTITY + str(name) in graph.record.identity][:8]


def by_text(cases: str, found: Sequence[list[str]]) -> dict[str, list[str]]:
    return dict(zip(CASES[cases], found, strict=True))


def nodes(graph: kg.KnowledgeGraph, content: dict[str, Any], kind: str) -> dict[str, Sequence[Claim]]:
    """The claims of all figures or events that the page has, by id."""
    about = {content["entities"][node["isAbout"]]["id"] for node in content["words"][kind]}
    return {
        local_name(iri): claims
        for entity in sorted(about)
        for iri, claims in getattr(graph.entity(ENTITY + entity), kind).items()
    }


def bare(sentence: str, language: str) -> str:
    """A sentence without the note that documents disagree, which the page has beside it, and the room for markers."""
    noted = sentence.replace(f" ({message('entity.documents_disagree', language)})", "")
    return re.sub(r" +(?=[ ,)]|$)", "", noted)
