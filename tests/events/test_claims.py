"""What a row becomes: documents at addresses, passages in our words, ties of a day."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.events.actors import Actors
from kg.events.cameo import TABLES
from kg.events.claims import SYMMETRIC, actor_quads, document_quads, event_quads, report_at
from kg.events.rows import LeftOut, read_row
from kg.validation.writing import text_faults
from tests.events.made_up import KEPT, line
from tests.worlds import ROOT


def quads_of(text: str) -> list[ox.Quad]:
    row, actors = read_row(text.encode()), Actors()
    return list(event_quads(row, report_at(row.address), actors.of(row.first), actors.of(row.second)))


def claims(text: str) -> set[tuple[str, str, str]]:
    """Return what the graph of a passage claims, by the last parts of IRIs and the texts of literals."""
    return {
        tuple(str(one.value).rsplit("/", 1)[-1].rsplit("#", 1)[-1] for one in quad.triple)
        for quad in quads_of(text)
        if not isinstance(quad.graph_name, ox.DefaultGraph)
    }


def test_an_event_is_a_tie_of_its_day() -> None:
    tie = "canada-consultsWith-finland-event-1"
    assert claims(KEPT[0]) == {
        ("canada", "consultsWith", "finland"),
        ("canada", "type", "Country"),
        ("finland", "type", "Country"),
        (tie, "type", "Tie"),
        (tie, "hasSubject", "canada"),
        (tie, "hasRelation", "consultsWith"),
        (tie, "hasObject", "finland"),
        (tie, "startDate", "2024-05-03"),
        (tie, "endDate", "2024-05-03"),
    }


def test_what_both_do_is_said_in_one_direction_and_what_one_does_in_its_own() -> None:
    assert ("canada", "cooperatesWith", "finland") in claims(line(1, "20240503", "FIN", "061", "CAN"))
    assert ("finland", "supports", "canada") in claims(line(1, "20240503", "FIN", "071", "CAN"))


def test_relations_said_in_one_direction_are_those_that_are_symmetric() -> None:
    told = (ROOT / "ontology" / "properties.ttl").read_text("utf-8") + (TABLES / "terms.ttl").read_text("utf-8")
    blocks = {block.split("\n")[0].removeprefix("sec:"): block for block in told.split("\n\n")}
    used = {"consultsWith", "cooperatesWith", "isRelatedTo", "sharesInformationWith", "supports"}
    assert {name for name in used if "owl:SymmetricProperty" in blocks[name]} == set(SYMMETRIC)


def test_a_body_has_its_country_by_the_passage() -> None:
    assert ("cameo-canmil", "hasCountry", "canada") in claims(KEPT[3])


def test_the_passage_says_in_both_languages_who_did_what_when() -> None:
    said = {
        quad.object.language: quad.object.value
        for quad in quads_of(KEPT[3])
        if quad.predicate.value.endswith("/says") and isinstance(quad.object, ox.Literal)
    }
    assert said["en"] == (
        "GDELT draws from the report an event of 4 May 2024; first: Canada: military; second: Finland: military; "
        "the first cooperates militarily with the second (CAMEO 062). "
        "The row names them “CANADIAN ARMY” and “FINNISH ARMY”."
    )
    assert "4 mai 2024" in said["fr"]
    assert "Canada\xa0: forces armées" in said["fr"]
    assert [list(text_faults(words, str(tag))) for tag, words in said.items()] == [[], []]


def test_a_passage_was_never_read_again_and_says_why_it_is_a_weak_ground() -> None:
    said = {quad.predicate.value.rsplit("/", 1)[-1] for quad in quads_of(KEPT[0])}
    assert "reservation" in said
    assert not said & {"readOn", "readFrom"}


def test_the_id_of_a_passage_has_that_of_the_event() -> None:
    assert {str(quad.subject).rsplit("/", 1)[-1] for quad in quads_of(KEPT[4])} >= {"event-5>"}


def test_a_document_is_news_of_its_host() -> None:
    told = "\n".join(map(str, document_quads(report_at("https://www.news.example.org/a"))))
    assert "standing/news" in told
    assert "entity/host-news-example-org>" in told
    assert "dcterms/language" not in told
    assert "issued" not in told


def test_hosts_with_points_and_with_hyphens_are_two() -> None:
    first, second = (report_at(f"https://{host}.example.org/") for host in ("port-news", "port.news"))
    assert first.publisher != second.publisher


@pytest.mark.parametrize(
    "address",
    [
        "",
        "unspecified",
        "ftp://news.example.org/a",
        "javascript:alert(1)",
        "https://",
        "https://localhost/a",
        "https://192.0.2.1/a",
        "https://[::1/a",
        "https://user:word@news.example.org/a",
        "https://news.example.org/a\x00b",
        "https://news..example.org/a",
        "https://news.example.org/" + "a" * 3000,
    ],
)
def test_what_is_no_address_of_a_report_is_left_out(address: str) -> None:
    with pytest.raises(LeftOut, match="address"):
        report_at(address)


@pytest.mark.parametrize(
    ("address", "escaped"),
    [
        ('https://news.example.org/<b>"{}|\\^`', "https://news.example.org/%3Cb%3E%22%7B%7D%7C%5C%5E%60"),
        ("https://news.example.org/100%", "https://news.example.org/100%25"),
        ("https://news.example.org/\u202ea", "https://news.example.org/%E2%80%AEa"),
        ("https://news.example.org/été?q=1#x", "https://news.example.org/été?q=1#x"),
    ],
)
def test_an_address_is_escaped_where_an_iri_must_be(address: str, escaped: str) -> None:
    assert report_at(address).address == escaped


def test_a_hostile_name_stays_text() -> None:
    row = line(1, "20240503", 'CANXYZ/" . <a> <b> <c> . "\\', "061", "FIN")
    actor = Actors().of(read_row(row.encode()).first)
    written = ox.serialize([*actor_quads(actor), *quads_of(row)], format=ox.RdfFormat.N_QUADS) or b""
    assert set(ox.parse(written, format=ox.RdfFormat.N_QUADS)) == {*actor_quads(actor), *quads_of(row)}
