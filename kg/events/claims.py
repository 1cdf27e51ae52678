"""What a row becomes: quads of the record, as a data file states them.

A document is the report at SOURCEURL, its publisher the host of that address, its standing that of news. Each event is
a passage of its own, in our words, never read again, with a reservation: a program coded it. Its graph holds the
relation of the two, a tie that begins and ends on the day of the event, and the country of each body.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

import pyoxigraph as ox

from kg.events.actors import Actor, slug
from kg.events.cameo import codes
from kg.events.rows import LeftOut, Row
from kg.language import date_text
from kg.messages import message
from kg.vocabulary import ENTITY, LANGUAGES, OWN_PREFIXES, SHARED_PREFIXES, SOURCE, TERM

TYPE = ox.NamedNode(SHARED_PREFIXES["rdf"] + "type")
_LABEL = ox.NamedNode(SHARED_PREFIXES["rdfs"] + "label")
_DEFINITION = ox.NamedNode(SHARED_PREFIXES["skos"] + "definition")
_TITLE = ox.NamedNode(SHARED_PREFIXES["dcterms"] + "title")
PUBLISHER = ox.NamedNode(SHARED_PREFIXES["dcterms"] + "publisher")
_URL = ox.NamedNode(SHARED_PREFIXES["schema"] + "url")
_DAY = ox.NamedNode(SHARED_PREFIXES["xsd"] + "date")
SYMMETRIC = ("consultsWith", "cooperatesWith")
"""The relations whose ends stand in the order of their ids, so that no two events say them both ways."""

_FORBIDDEN = re.compile(
    r"[\x00-\x20\x7f-\x9f<>\"{}|\\^`\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff]"
)
_HOST = re.compile(r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]\Z", re.ASCII)


class Report(NamedTuple):
    """A document: its id and address, the id of its publisher and the host that this is."""

    id: str
    address: str
    publisher: str
    host: str


def term(name: str) -> ox.NamedNode:
    """Return a term of ours."""
    return ox.NamedNode(TERM + name)


def report_at(address: str) -> Report:
    """Return the document at an address. Raises LeftOut for what is no address on the web.

    >>> report_at("https://www.port-news.example.org/a?b=1").host
    'port-news.example.org'
    >>> report_at("https://a.example.org/x y").address
    'https://a.example.org/x%20y'
    """
    if (
        not re.match(r"https?://", address, re.IGNORECASE)
        or len(address) > 2000
        or re.search(r"[\x00-\x1f\x7f]", address)
    ):
        raise LeftOut("address")
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address)
    escaped = _FORBIDDEN.sub(lambda sign: "".join(f"%{byte:02X}" for byte in sign[0].encode()), whole)
    try:
        place = urlsplit(escaped)
        host = (place.hostname or "").removeprefix("www.").encode("idna").decode()
        ox.NamedNode(escaped)
    except ValueError:  # of which the errors of the encoding are a kind
        raise LeftOut("address") from None
    if not _HOST.match(host) or place.username is not None:
        raise LeftOut("address")
    digest = hashlib.sha256(escaped.encode()).hexdigest()[:15]
    return Report(f"report-{digest}x", escaped, f"host-{slug(host)}{_told_apart(host)}", host)


def _told_apart(host: str) -> str:
    """Return what keeps the id of a host apart from one in which a point stands for a hyphen."""
    return f"-{hashlib.sha256(host.encode()).hexdigest()[:6]}" if "-" in host else ""


def texts(key: str, **values: object) -> Iterator[ox.Literal]:
    """Yield a text of the catalogue in each language of the data; what differs by language is a mapping by language."""
    for language in LANGUAGES:
        told = {name: value[language] if isinstance(value, dict) else value for name, value in values.items()}
        yield ox.Literal(message(key, language, **told), language=language)


def dataset_quads() -> Iterator[ox.Quad]:
    """Yield what a data set of events says of itself."""
    about = ox.NamedNode("https://w3id.org/perimeter/")
    for vocabulary in ("dcat", "void"):
        yield ox.Quad(about, TYPE, ox.NamedNode(f"{SHARED_PREFIXES[vocabulary]}Dataset"))
    for name, key in (("title", "events.title"), ("description", "events.description")):
        yield from (ox.Quad(about, ox.NamedNode(SHARED_PREFIXES["dcterms"] + name), text) for text in texts(key))
    for language in LANGUAGES:
        yield ox.Quad(about, ox.NamedNode(SHARED_PREFIXES["dcterms"] + "language"), ox.Literal(language))


def actor_quads(actor: Actor) -> Iterator[ox.Quad]:
    """Yield who an actor is."""
    it = ox.NamedNode(ENTITY + actor.id)
    yield ox.Quad(it, TYPE, term(actor.sort))
    yield from (ox.Quad(it, _LABEL, ox.Literal(name, language=tag)) for tag, name in actor.names.items())
    yield ox.Quad(it, term("hasKind"), ox.NamedNode(OWN_PREFIXES["kind"] + actor.kind))
    is_shared = actor.names["en"] == actor.names["fr"]
    origin = "shared" if is_shared else "common" if actor.sort == "Country" else "ours"
    yield ox.Quad(it, term("hasNameOrigin"), ox.NamedNode(OWN_PREFIXES["origin"] + origin))
    if actor.topic:
        yield ox.Quad(it, term("hasTopic"), ox.NamedNode(OWN_PREFIXES["topic"] + actor.topic))
    yield ox.Quad(it, term("identifier"), ox.Literal(f"CAMEO {actor.code}"))
    key = "events.defined.country" if actor.sort == "Country" else "events.defined.body"
    yield from (ox.Quad(it, _DEFINITION, text) for text in texts(key, code=actor.code))


def publisher_quads(report: Report) -> Iterator[ox.Quad]:
    """Yield who publishes a document."""
    it = ox.NamedNode(ENTITY + report.publisher)
    yield ox.Quad(it, TYPE, term("Publisher"))
    yield from (ox.Quad(it, _LABEL, ox.Literal(report.host, language=tag)) for tag in LANGUAGES)
    yield ox.Quad(it, term("hasKind"), ox.NamedNode(OWN_PREFIXES["kind"] + "news-outlet"))
    yield ox.Quad(it, term("hasNameOrigin"), ox.NamedNode(OWN_PREFIXES["origin"] + "shared"))


def document_quads(report: Report) -> Iterator[ox.Quad]:
    """Yield what is known of a document: not its language, nor its title, for which its address stands."""
    it = ox.NamedNode(SOURCE + report.id)
    yield ox.Quad(it, TYPE, term("Document"))
    yield ox.Quad(it, PUBLISHER, ox.NamedNode(ENTITY + report.publisher))
    yield ox.Quad(it, _TITLE, ox.Literal(re.sub(r"(?i)^https?://(www\.)?", "", report.address), language="en"))
    yield ox.Quad(it, _URL, ox.NamedNode(report.address))
    yield ox.Quad(it, term("hasStanding"), ox.NamedNode(OWN_PREFIXES["standing"] + "news"))


def event_quads(row: Row, report: Report, first: Actor, second: Actor) -> Iterator[ox.Quad]:
    """Yield the passage of an event, and what its graph claims."""
    passage = ox.NamedNode(f"{SOURCE}{report.id}/event-{row.id}")
    known = codes()[row.code]
    yield ox.Quad(passage, TYPE, term("Passage"))
    yield ox.Quad(passage, term("isPassageOf"), ox.NamedNode(SOURCE + report.id))
    yield from (ox.Quad(passage, term("says"), text) for text in _said(row, first, second))
    yield from (ox.Quad(passage, term("locator"), text) for text in texts("events.locator", id=row.id))
    yield from (ox.Quad(passage, term("reservation"), text) for text in texts("events.reservation"))
    ends = [first, second]
    if known.relation in SYMMETRIC:
        ends.sort(key=lambda actor: actor.id)
    subject, object_ = (ox.NamedNode(ENTITY + actor.id) for actor in ends)
    relation = term(known.relation)
    tie = ox.NamedNode(f"{OWN_PREFIXES['tie']}{ends[0].id}-{known.relation}-{ends[1].id}-event-{row.id}")
    yield ox.Quad(subject, relation, object_, passage)
    yield ox.Quad(tie, TYPE, term("Tie"), passage)
    yield ox.Quad(tie, term("hasSubject"), subject, passage)
    yield ox.Quad(tie, term("hasRelation"), relation, passage)
    yield ox.Quad(tie, term("hasObject"), object_, passage)
    day = ox.Literal(row.day, datatype=_DAY)
    yield ox.Quad(tie, term("startDate"), day, passage)
    yield ox.Quad(tie, term("endDate"), day, passage)
    for actor in (first, second):
        yield ox.Quad(ox.NamedNode(ENTITY + actor.id), TYPE, term(actor.sort), passage)
        if actor.country:
            country = ox.NamedNode(ENTITY + actor.country.id)
            yield ox.Quad(ox.NamedNode(ENTITY + actor.id), term("hasCountry"), country, passage)


def _said(row: Row, first: Actor, second: Actor) -> Iterator[ox.Literal]:
    words = codes()[row.code].words
    names = (row.first.name, row.second.name)
    for language in LANGUAGES:
        said = message(
            "events.says",
            language,
            day=date_text(row.day, language),
            first=first.names[language],
            second=second.names[language],
            what=words[language],
            code=row.code,
        )
        if all(names):
            said += " " + message("events.named", language, first=names[0], second=names[1])
        yield ox.Literal(said, language=language)
