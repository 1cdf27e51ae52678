"""No server is asked that was not allowed by name, whatever a query is written like."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import DataError, KgError, QueryError
from kg.rdf.dataset import derive
from kg.rdf.limits import Limits
from kg.rdf.services import only_allowed
from kg.sparql.engine import Engine
from kg.sparql.table import Table
from tests.canary import ASKING, HARMLESS, Canary, canary


@pytest.fixture(scope="module")
def listening() -> Iterator[Canary]:
    with canary() as server:
        yield server


@pytest.fixture(scope="module")
def engine() -> Engine:
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("a:b"), ox.NamedNode("a:b"), ox.NamedNode("a:b")))
    return Engine(store)


@pytest.mark.parametrize("query", ASKING.values(), ids=ASKING)
def test_nothing_is_sent_unasked(listening: Canary, engine: Engine, query: str) -> None:
    text = query.replace("{canary}", listening.url)
    near = (listening.url, listening.url + "/b", listening.url + "/a/")
    for ask in (engine.answer, lambda one: engine.answer_within(Limits(20, services=near), one)):
        try:
            answer = ask(text)
        except QueryError:
            pass
        else:
            is_asking = "SERVICE" in text.upper()
            assert isinstance(answer, Table)
            assert not is_asking or "was not asked" in answer.caveats[0]
    assert listening.heard == []


def test_a_server_that_is_allowed_is_asked_and_no_other(listening: Canary, engine: Engine) -> None:
    asked = 0
    for query in ASKING.values():
        try:
            engine.answer_within(Limits(20, services=(f"{listening.url}/a",)), query.replace("{canary}", listening.url))
        except KgError:
            continue
        asked += bool(listening.heard)
        assert set(listening.heard) <= {"/a"}
        listening.heard.clear()
    assert asked > 20


@pytest.mark.parametrize("query", HARMLESS.values(), ids=HARMLESS)
def test_the_word_elsewhere_is_no_service(engine: Engine, query: str) -> None:
    assert only_allowed(query) == (query, [])
    assert engine.answer(query) is True or isinstance(engine.answer(query), Table)


def test_a_server_that_never_answers_is_not_waited_for(engine: Engine) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as mute:
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        with pytest.raises(KgError, match="No answer within 1 seconds"):
            engine.answer_within(Limits(1, services=(address,)), f"ASK {{ SERVICE <{address}> {{ ?a ?b ?c }} }}")


def test_a_server_that_is_not_there_is_told_without_the_words_of_the_system(engine: Engine) -> None:
    address = "http://127.0.0.1:9/"
    with pytest.raises(QueryError, match="cannot be reached") as told:
        engine.answer_within(Limits(20, services=(address,)), f"ASK {{ SERVICE <{address}> {{ ?a ?b ?c }} }}")
    assert "os error" not in str(told.value)


def test_a_fault_is_told_where_it_is_in_a_query_with_a_service(engine: Engine) -> None:
    with pytest.raises(QueryError, match="line 1, column 34"):
        engine.answer("ASK { SERVICE <http://a/> { ?a }}")


def test_a_rule_asks_no_server(listening: Canary, tmp_path: Path) -> None:
    text = f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ SERVICE <{listening.url}/a> {{ ?a ?b ?c }} }}"
    (tmp_path / "rule.rq").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"rule\.rq.*would ask another server"):
        derive(ox.Store(), tmp_path.glob("*.rq"))
    assert listening.heard == []


LABELS_SILENT = "SERVICE SILENT <http://wikiba.se/ontology#label> {}"
ANY_SILENT = "SERVICE SILENT ?s {}"


@pytest.mark.parametrize(("service", "said"), [(LABELS_SILENT, "rdfs:label"), (ANY_SILENT, "stands in the query")])
def test_what_cannot_be_allowed_is_not_offered(engine: Engine, service: str, said: str) -> None:
    answer = engine.answer(f"SELECT * {{ ?a ?b ?c {service} }}")
    assert isinstance(answer, Table)
    with pytest.raises(QueryError) as fault:
        engine.answer(f"ASK {{ ?a ?b ?c {service} }}")
    for told in (answer.caveats[0], str(fault.value)):
        assert said in told
        assert "--allow-service" not in told
