"""Lists of others matched to entities: asked as OpenRefine asks, and by a client of others."""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

import pytest

import kg
from tests.serving import Reply, Served, serving

FORM = {"Content_Type": "application/x-www-form-urlencoded; charset=UTF-8"}


@pytest.fixture(scope="module")
def record(shipped: kg.KnowledgeGraph) -> Iterator[Served]:
    with serving(shipped, any_origin=True) as running:
        yield running


def send(served: Served, place: str = "/reconcile", **given: Any) -> Reply:
    """Send a form as OpenRefine does, its values as JSON."""
    body = urlencode({name: json.dumps(value) for name, value in given.items()}).encode()
    return served.ask(place, "POST", body, **FORM)


def match(served: Served, text: str, place: str = "/reconcile", **more: Any) -> list[dict[str, Any]]:
    reply = send(served, place, queries={"q0": {"query": text, **more}})
    assert reply.status == 200, reply.text
    result: list[dict[str, Any]] = json.loads(reply.body)["q0"]["result"]
    return result


def test_the_manifest_has_what_version_0_2_requires(record: Served) -> None:
    told = json.loads(record.ask("/reconcile").body)
    assert told["versions"] == ["0.2"]
    assert {"name", "identifierSpace", "schemaSpace", "view", "preview", "suggest", "extend"} <= set(told)
    shown = told["view"]["url"].replace("{{id}}", "norad").removeprefix(record.address)
    assert record.ask(shown).status == 303
    for kind in ("entity", "type", "property"):
        suggest = told["suggest"][kind]
        place = f"{suggest['service_url']}{suggest['service_path']}".removeprefix(record.address)
        assert json.loads(record.ask(f"{place}?prefix=a").body)["result"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("RCMP", "rcmp"),
        ("GRC", "rcmp"),
        ("Gendarmerie royale du Canada", "rcmp"),
        ("ROYAL CANADIAN MOUNTED POLICE (RCMP)", "rcmp"),
        ("norad", "norad"),
        ("Canada Border Services Agency", "cbsa"),
    ],
)
def test_a_whole_name_in_either_language_is_a_match(record: Served, text: str, name: str) -> None:
    best = match(record, text)[0]
    assert (best["id"], best["score"], best["match"]) == (name, 100.0, True)


@pytest.mark.parametrize(
    "text", ["Royal Canadian Mounted Polce", "Border services agency", "National Defence (Canada)"]
)
def test_what_resembles_a_name_is_a_candidate_and_no_match(record: Served, text: str) -> None:
    found = match(record, text)
    assert found
    assert not any(one["match"] for one in found)
    assert all(0 < one["score"] < 100 for one in found)
    assert [one["score"] for one in found] == sorted((one["score"] for one in found), reverse=True)


def test_a_type_and_properties_tell_candidates_apart(record: Served) -> None:
    def country(name: Any) -> dict[str, Any]:
        return {"type": "Organization", "properties": [{"pid": "hasCountry", "v": name}]}

    assert match(record, "coast guard", **country("Canada"))[0]["id"] == "canadian-coast-guard"
    assert match(record, "coast guard", **country({"id": "united-states"}))[0]["id"] == "uscg"
    assert match(record, "coast guard", **country(["États-Unis", "United States"]))[0]["id"] == "uscg"
    assert match(record, "NORAD", type="Agreement", limit=1)[0]["id"] != "norad"
    assert match(record, "RCMP", properties=[{"pid": "hasCountry", "v": "Mexico"}])[0]["match"] is False


def test_names_are_told_in_the_language_that_is_asked_for(record: Served) -> None:
    best = match(record, "RCMP", "/reconcile?language=fr")[0]
    assert best["name"] == "Gendarmerie royale du Canada"
    assert {"id": "agency", "name": "Organisme"} in best["type"] or best["type"][0]["name"] != "Agency"


def test_a_list_is_extended_with_what_is_known(record: Served) -> None:
    asked = {"ids": ["norad", "nobody"], "properties": [{"id": "hasCountry"}, {"id": "homepage"}, {"id": "startDate"}]}
    told = json.loads(send(record, extend=asked).body)
    assert [one["id"] for one in told["meta"]] == ["hasCountry", "homepage", "startDate"]
    assert told["rows"]["norad"]["hasCountry"] == [
        {"id": "canada", "name": "Canada"},
        {"id": "united-states", "name": "United States"},
    ]
    assert told["rows"]["norad"]["homepage"] == [{"str": "https://www.norad.mil/"}]
    assert {"date": "1958-05-12T00:00:00Z"} in told["rows"]["norad"]["startDate"]
    assert told["rows"]["nobody"] == {"hasCountry": [], "homepage": [], "startDate": []}


def test_the_properties_proposed_are_those_that_can_be_asked(record: Served) -> None:
    told = json.loads(record.ask("/reconcile/proposed?type=Organization").body)
    assert told["type"] == "Organization"
    asked = {"ids": ["rcmp"], "properties": [{"id": one["id"]} for one in told["properties"]]}
    held = json.loads(send(record, extend=asked).body)["rows"]["rcmp"]
    assert sum(bool(values) for values in held.values()) > 8


def test_a_preview_may_be_shown_within_the_page_of_others(record: Served) -> None:
    reply = record.ask("/reconcile/preview?id=norad")
    assert "frame-ancestors *" in reply["content-security-policy"]
    assert "<h1>North American Aerospace Defense Command</h1>" in reply.text
    assert record.ask("/reconcile/preview?id=nobody").status == 404
    assert "frame-ancestors 'none'" in record.ask("/entity/norad.html")["content-security-policy"]


@pytest.mark.parametrize(
    "given",
    [
        {"queries": []},
        {"queries": {"q0": "norad"}},
        {"queries": {"q0": {"query": ["norad"]}}},
        {"queries": {"q0": {"query": "norad", "properties": "hasCountry"}}},
        {"queries": {f"q{number}": {"query": "a"} for number in range(101)}},
        {"extend": {"ids": "norad"}},
    ],
)
def test_what_is_not_in_form_is_refused_in_a_sentence(record: Served, given: dict[str, Any]) -> None:
    reply = send(record, **given)
    assert reply.status == 400
    assert json.loads(reply.body)["detail"]


def test_what_is_no_json_is_refused(record: Served) -> None:
    assert record.ask("/reconcile", "POST", b"queries=%7B", **FORM).status == 400
    assert record.ask("/reconcile", "POST", b"queries=%ff", **FORM).status == 400
    assert record.ask("/reconcile", "POST", b"queries=" + b"[" * 100_000, **FORM).status == 400
    assert record.ask("/reconcile", "DELETE").status == 405


def test_pages_of_others_may_ask_where_they_are_let(record: Served) -> None:
    assert (
        record.ask("/reconcile/entities?prefix=nor", Origin="http://127.0.0.1:3333")["access-control-allow-origin"]
        == "*"
    )


def test_a_batch_is_answered_in_time(record: Served) -> None:
    queries = {f"q{number}": {"query": f"Agency {number} of something"} for number in range(25)}
    began = time.monotonic()
    assert set(json.loads(send(record, queries=queries).body)) == set(queries)
    assert time.monotonic() - began < 30


def test_the_client_of_others_matches_a_column(record: Served) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reconciler = pytest.importorskip("reconciler", reason="pip install reconciler")
        pandas = pytest.importorskip("pandas")
        column = pandas.Series(["RCMP", "ASFC", "NORAD", "FBI"])
        found = reconciler.reconcile(
            column, type_id="Organization", reconciliation_endpoint=f"{record.address}/reconcile"
        )
    assert list(found["id"]) == ["rcmp", "cbsa", "norad", "fbi"]
    assert all(found["match"])
