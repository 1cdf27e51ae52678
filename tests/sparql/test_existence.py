"""EXISTS asked step by step: the same answers, by another way."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.sparql.engine import Engine
from kg.sparql.existence import looks_anew, step_by_step
from kg.sparql.slowness import told_when_slow
from kg.sparql.table import csv_text
from kg.vocabulary import PREFIXES
from tests.worlds import MINI

EVIDENCE = sorted((Path(__file__).parent / "evidence").glob("*.rq"))
RECORD, ANSWERS = (Path(__file__).parent / "evidence" / name for name in ("record", "answers"))
TEST = "PREFIX : <http://example.org/> "

CONJUNCTIONS = (
    "GRAPH ?g2 { ?a ?p ?b } ?g2 :in ?d2 . ?d2 :is ?k FILTER(?k != :x)",
    "?d2 :is ?k . GRAPH ?g2 { ?a ?p ?b } FILTER(?k != :x) ?g2 :in ?d2",
    "GRAPH ?g2 { ?a ?p ?b } ?g2 :in ?d2 . FILTER(?d2 != ?d)",
    "GRAPH ?g2 { ?a ?p ?b } ?g2 :in/:is :x",
    "GRAPH ?g2 { ?a ?p ?b } ?g2 :in/:is ?k . VALUES ?k { :x :y }",
    "VALUES ?k { :x UNDEF } GRAPH ?g2 { ?a ?p ?b } ?g2 :in/:is ?k",
    "GRAPH ?g2 { ?a ?p ?c . ?c ?q ?b }",
    "GRAPH ?g2 { ?a :r ?c, ?e ; :s ?b } FILTER(?c != ?e)",
    "GRAPH ?g2 { ?a :r/:s ?b }",
    "GRAPH ?g2 { ?a (:r|:s)+ ?c } ?g2 :in ?d",
    "GRAPH ?g2 { ?b ^:r/:s? ?c } ?g2 :in ?d2",
    "?a ?p ?c . ?c ?q ?e . FILTER(?e = ?b || ?e = :a)",
    "?c ?q ?b . ?a ?p ?c . FILTER EXISTS { ?c :r ?e . ?e :s ?b }",
    "?c ?q ?b . ?a ?p ?c . FILTER NOT EXISTS { GRAPH ?g2 { ?c ?q ?e } ?g2 :in/:is ?k FILTER(?k != :y) }",
    "GRAPH ?g2 { ?a ?p ?b } ?g2 :in ?d2 FILTER(BOUND(?k))",
    "GRAPH ?g { ?c ?p ?b } ?g :in ?d . ?d :is ?k2",
    "?a ?p ?maybe . ?maybe ?q ?c . ?c ?r ?e",
)
LEFT_AS_THEY_ARE = (
    "?a ?p _:c . _:c ?q ?b",
    "?a ?p [ ?q ?b ] . ?a ?p ?c",
    "?x ?y ?z . ?z ?q ?w",
    "?a ?p ?c OPTIONAL { ?c ?q ?e } FILTER(!BOUND(?e))",
    "{ ?a ?p ?c . ?c ?q ?b } UNION { ?b ?p ?c }",
    "GRAPH ?g2 { ?a ?p ?c FILTER(?c != ?b) } ?g2 :in ?d2",
    "BIND(?a AS ?c) ?c ?p ?e . ?e ?q ?b",
    "SELECT ?a { ?a ?p ?c . ?c ?q ?b }",
)
AROUND = (
    "SELECT ?a ?p ?b ?g {{ GRAPH ?g {{ ?a ?p ?b }} ?g :in ?d . FILTER {no} EXISTS {{ {inner} }} }}",
    "SELECT ?a ?p ?b {{ ?a ?p ?b OPTIONAL {{ ?a :r ?maybe }} FILTER({not_} EXISTS {{ {inner} }} || ?a = :c) }}",
    "SELECT ?a ?b ?is {{ ?a :r ?b BIND({no} EXISTS {{ {inner} }} AS ?is) }}",
    "SELECT ?a ?b {{ ?a :r ?b OPTIONAL {{ ?a ?p ?c FILTER {no} EXISTS {{ {inner} }} }} }}",
)


def small_world(seed: int) -> ox.Store:
    """Return things, relations, passages and documents as chance has it."""
    chance = random.Random(seed)
    store = ox.Store()
    name = {one: ox.NamedNode(f"http://example.org/{one}") for one in (*"abcdrsxy", "in", "is")}
    for number in range(6):
        passage = ox.NamedNode(f"http://example.org/g{number}")
        document = ox.NamedNode(f"http://example.org/d{chance.randrange(4)}")
        store.add(ox.Quad(passage, name["in"], document))
        if chance.random() < 0.8:
            store.add(ox.Quad(document, name["is"], name[chance.choice("xy")]))
        for _ in range(chance.randrange(1, 6)):
            subject, relation, thing = (
                name[chance.choice("abcd")],
                name[chance.choice("rs")],
                name[chance.choice("abcd")],
            )
            store.add(ox.Quad(subject, relation, thing, passage))
            store.add(ox.Quad(subject, relation, thing))
    return store


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    while not is_so():
        time.sleep(0.001)


def answers(store: ox.Store, text: str) -> list[str]:
    """Return the rows that the engine itself gives, in an order."""
    results = store.query(text, prefixes=PREFIXES)
    assert isinstance(results, ox.QuerySolutions)
    return sorted(str(tuple(row)) for row in results)


@pytest.mark.parametrize("inner", CONJUNCTIONS)
def test_a_chain_of_steps_holds_of_the_same_rows(inner: str) -> None:
    for around, no in product(AROUND, ("", "NOT")):
        text = TEST + around.format(inner=inner, no=no, not_="!" if no else "")
        chained = step_by_step(text)
        for seed in range(8):
            store = small_world(seed)
            assert answers(store, chained) == answers(store, text), chained


@pytest.mark.parametrize("inner", CONJUNCTIONS)
def test_a_conjunction_that_the_row_leads_into_becomes_a_chain(inner: str) -> None:
    text = TEST + AROUND[0].format(inner=inner, no="NOT", not_="!")
    assert step_by_step(text) != text


@pytest.mark.parametrize("inner", LEFT_AS_THEY_ARE)
def test_what_is_not_plainly_a_conjunction_stays_as_it_is(inner: str) -> None:
    text = TEST + f"SELECT * {{ ?a ?p ?b FILTER NOT EXISTS {{ {inner} }} }}"
    assert step_by_step(text) == text


def test_what_stands_within_a_graph_stays_as_it_is() -> None:
    text = "SELECT * { GRAPH ?g { ?a ?p ?b FILTER NOT EXISTS { ?b ?q ?c . ?c ?r ?a } } }"
    assert step_by_step(text) == text


def test_words_in_strings_and_comments_are_no_exists() -> None:
    text = 'SELECT * { ?a ?p "EXISTS { ?a ?b ?c . ?c ?d ?e }" # EXISTS { ?a ?b ?c . ?c ?d ?e }\n }'
    assert step_by_step(text) == text


def test_a_name_for_a_step_is_nobody_elses() -> None:
    text = TEST + "SELECT ?step0_0 { ?step0_0 ?p ?b FILTER EXISTS { ?step0_0 :r/:s ?b } }"
    assert "?step1_0" in step_by_step(text)


def test_a_variable_that_two_exists_share_by_name_is_not_known_to_either() -> None:
    inner = "{ GRAPH ?g { ?a ?p ?b } ?g :in ?d FILTER(?d != :d0) }"
    chained = step_by_step(TEST + f"SELECT * {{ ?a ?p ?b FILTER NOT EXISTS {inner} FILTER EXISTS {inner} }}")
    assert chained.count("{ GRAPH ?g { ?a ?p ?b } FILTER EXISTS { ?g :in ?d") == 2


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?p ?b FILTER EXISTS { ?a ?q ?c . ?c ?r } }",
        "SELECT * { ?a ?p ?b FILTER EXISTS { ?a ?q ?c . ?c ?r ?d }",
    ],
)
def test_a_fault_is_told_of_the_query_as_it_was_written(text: str) -> None:
    with pytest.raises(kg.KgError) as told:
        Engine(ox.Store()).answer(text)
    assert "step" not in str(told.value)
    assert str(told.value).count("FILTER EXISTS") <= 1


def test_a_long_query_and_one_that_asks_others_stay_as_they_are() -> None:
    text = "ASK { ?a ?p ?b FILTER EXISTS { ?b ?q ?c . ?c ?r ?d } }"
    assert step_by_step(text) != text
    assert step_by_step(text + "#" * 10_000) == text + "#" * 10_000
    asking = text + " # service"
    assert step_by_step(asking) == asking


@pytest.mark.parametrize("bad", ["EXISTS {", "EXISTS { ( }", "FILTER EXISTS { GRAPH ?g { ?a ?b ?c }", "} EXISTS { ?a"])
def test_brackets_that_do_not_match_are_left_to_the_engine(bad: str) -> None:
    assert step_by_step(bad) == bad


def test_an_exists_that_stays_as_it_is_may_take_long() -> None:
    assert looks_anew("SELECT * { ?a ?p ?b FILTER NOT EXISTS { { ?a ?q ?c } UNION { ?c ?q ?b } } }")
    assert not looks_anew("SELECT * { ?a ?p ?b FILTER NOT EXISTS { ?a ?q ?c } OPTIONAL { ?a ?r ?d } }")
    assert not looks_anew("SELECT * { ?a ?p 'EXISTS { OPTIONAL }' }")


@pytest.mark.parametrize("path", EVIDENCE, ids=lambda path: path.stem)
def test_evidence_is_asked_as_people_write_it(path: Path) -> None:
    table = kg.load(RECORD).engine.table(path.read_text(encoding="utf-8"))
    assert csv_text(table).replace("\r\n", "\n") == (ANSWERS / f"{path.stem}.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", EVIDENCE, ids=lambda path: path.stem)
@pytest.mark.parametrize("record", [RECORD, MINI], ids=["record", "mini"])
def test_on_a_small_record_the_engine_alone_answers_the_same(path: Path, record: Path) -> None:
    text = path.read_text(encoding="utf-8")
    store = kg.load(record).engine.store
    assert answers(store, step_by_step(text)) == answers(store, text)


def test_what_takes_long_is_told_meanwhile() -> None:
    slow = "SELECT * { ?a ?p ?b FILTER NOT EXISTS { { ?a ?q ?c } UNION { ?c ?q ?b } } }"
    told: list[str] = []
    with told_when_slow(slow, lambda: told.append("now"), after=0):
        wait_until(lambda: bool(told))
    with told_when_slow(slow, lambda: told.append("late"), after=60), suppress(KeyboardInterrupt):
        raise KeyboardInterrupt
    with told_when_slow("ASK { ?a ?p ?b }", lambda: told.append("never"), after=0):
        pass
    assert told == ["now"]


def test_there_are_fifteen_forms_and_the_ways_to_write_one_agree() -> None:
    assert len(EVIDENCE) == len(list(ANSWERS.glob("*.csv"))) == 15
    graph = kg.load()
    forms = [graph.query(path.read_text(encoding="utf-8")) for path in EVIDENCE if path.stem.startswith("news-alone")]
    assert len(forms) == 3
    assert all(len(form) > 100 and form.rows == forms[0].rows for form in forms)  # type: ignore[arg-type,union-attr]
