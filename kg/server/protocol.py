"""SPARQL 1.1 Protocol: what a request asks, or why it cannot be carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from kg.rdf.query_text import form_of
from kg.server.negotiation import GRAPHS, ROWS, Format, by_name, preferred
from kg.server.refusals import Refusal
from kg.server.settings import QUERY_BYTES
from kg.sparql.engine import Graphs

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_MOST_PARAMETERS = 200


@dataclass(frozen=True)
class Operation:
    """A query that a request asks, the graphs that it names, and the format that it names in the address."""

    text: str
    graphs: Graphs | None = None
    format_name: str = ""

    def format(self, accept: str | None) -> Format:
        """Return the format of the answer. Raises Refusal where none is had that the client takes."""
        offered = GRAPHS if form_of(self.text) in ("CONSTRUCT", "DESCRIBE") else ROWS
        found = by_name(self.format_name, offered) if self.format_name else preferred(accept, offered)
        if found is None:
            raise Refusal(406, "error.http.not_acceptable", known=", ".join(one.media for one in offered))
        return found


def operation(method: str, query: str, content_type: str = "", body: bytes = b"") -> Operation | None:
    """Return what a request asks, None for one that asks nothing: it wants the service described.

    Raises Refusal for what the protocol does not allow.

    >>> operation("GET", "query=ASK%20%7B%7D&default-graph-uri=http://example.org/a").graphs
    Graphs(default=('http://example.org/a',), named=())
    """
    given = _parameters(query)
    media, charset = _media(content_type)
    if method == "POST":
        if media in (FORM, DIRECT, UPDATE) and charset not in ("", "utf-8", "utf8", "us-ascii"):
            raise Refusal(415, "error.http.charset", charset=charset)
        if media == UPDATE:
            raise Refusal(403, "error.http.update")
        if media == DIRECT:
            given.setdefault("query", []).append(_text(body))
        elif media == FORM:
            for name, values in _parameters(_text(body)).items():
                given.setdefault(name, []).extend(values)
        else:
            raise Refusal(415, "error.http.media", {"Accept-Post": f"{DIRECT}, {FORM}"}, media=media or "–")
    return _asked(given, is_sent=method == "POST")


def _asked(given: Mapping[str, list[str]], *, is_sent: bool) -> Operation | None:
    if "update" in given:
        raise Refusal(403, "error.http.update")
    texts = given.get("query", [])
    if len(texts) > 1:
        raise Refusal(400, "error.http.queries")
    if not texts:
        if is_sent or any(name in given for name in ("default-graph-uri", "named-graph-uri")):
            raise Refusal(400, "error.http.no_query")
        return None
    if len(texts[0].encode()) > QUERY_BYTES:
        raise Refusal(413, "error.http.query_bytes", bytes=QUERY_BYTES)
    default, named = (tuple(given.get(name, ())) for name in ("default-graph-uri", "named-graph-uri"))
    graphs = Graphs(default, named) if default or named else None
    return Operation(texts[0], graphs, next(iter(given.get("format", ())), ""))


def _parameters(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise Refusal(400, "error.http.not_utf8") from None
    except ValueError:
        raise Refusal(400, "error.http.parameters", count=_MOST_PARAMETERS) from None
    for name, value in pairs:
        found.setdefault(name, []).append(value)
    return found


def _media(content_type: str) -> tuple[str, str]:
    media, *parameters = (piece.strip().lower() for piece in content_type.split(";"))
    charset = next((one[8:].strip("\"' ") for one in parameters if one.startswith("charset=")), "")
    return media, charset


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(400, "error.http.not_utf8") from None
