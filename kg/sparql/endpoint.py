"""SPARQL queries sent to an endpoint: the SPARQL 1.1 Protocol, and how real servers depart from it."""

from __future__ import annotations

import base64
import datetime
import email.utils
import hashlib
import http.client
import ipaddress
import os
import re
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import replace
from email.message import Message
from functools import partial
from typing import TypeVar
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

import pyoxigraph as ox

from kg.errors import KgError, LimitExceeded, QueryError
from kg.messages import Value, message
from kg.rdf.limits import Limits
from kg.rdf.query_text import asks_servers, form_of
from kg.rdf.worker import CAN_FORK
from kg.sparql.cells import Row
from kg.sparql.engine import Answer, Bindings, Engine, Graphs, Packed, Results, bind, packed, unpacked
from kg.sparql.exchange import CutShort, Reply, TooLarge, exchange
from kg.sparql.forwarding import forwarded
from kg.sparql.lookups import lookup
from kg.sparql.replies import Question, check_columns, read_reply
from kg.sparql.syntax_errors import syntax_error
from kg.sparql.table import Table
from kg.vocabulary import BASE, declare

_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.8"
_ACCEPTED = {"SELECT": _RESULTS, "ASK": _RESULTS, "CONSTRUCT": _TRIPLES, "DESCRIBE": _TRIPLES}
_SECONDS_FOR_OWN = 5.0
_BUSY = (408, 429, 503, 504)
_AT_ONCE = 500
"""How many terms one query asks about."""
_T = TypeVar("_T")
_VIRTUOSO_GRAPHS = (
    "http://localuriqaserver/sparql",
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/ns/ldp#",
)
"""The graphs that Virtuoso brings along."""

_GRAPHS = ("default-graph-uri", "named-graph-uri")
"""The parameters of the protocol that name graphs."""

MERGED = f"{BASE}merged"
"""The graph for what our default graph holds, on a server that has no unnamed graph."""


class RemoteEngine(Engine):
    """SPARQL over an endpoint that speaks the SPARQL 1.1 Protocol.

    A user and password, or a token, are taken from ``PERIMETER_USER`` and ``PERIMETER_PASSWORD``, or
    ``PERIMETER_TOKEN``. An answer that is larger or slower than the limits raises LimitExceeded. A SERVICE is the
    server's own affair: from here the query goes to this server alone.
    """

    asks_elsewhere = True

    def __init__(self, endpoint: str, *, timeout: float = 30.0, most_bytes: int = 200_000_000) -> None:
        super().__init__(ox.Store())
        self.endpoint, self.timeout, self.most_bytes = endpoint, timeout, most_bytes
        place = _place(endpoint)
        self._name = place._replace(query="", fragment="").geturl()
        self._opening = ""
        self._is_local = _is_local(place.hostname or "")

    def answer(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Return a Table (SELECT), a bool (ASK) or triples (CONSTRUCT, DESCRIBE), as the server answers.

        Raises QueryError for a syntax error in the query, LimitExceeded for an answer that is cut, slow or too large,
        and KgError when the server cannot be reached, does not answer as a SPARQL endpoint, or not what was asked.
        """
        return self.answer_within(Limits(), text, bindings)

    def terms(self, text: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT as terms, as the server answers."""
        return self.table(text, bindings).terms

    def answer_within(
        self, limits: Limits, text: str, bindings: Bindings | None = None, *, language: str = "en"
    ) -> Answer:
        """Return an answer as ``answer`` does, within limits on time, and on memory for what it takes to read it."""
        seconds = self.timeout if limits.seconds is None else min(limits.seconds, self.timeout)
        if not form_of(text):
            raise syntax_error(text)
        sent = declare(bind(text, bindings) if bindings else text)
        return self._answered(sent, replace(limits, seconds=seconds))

    def results(
        self, text: str, use: Callable[[Results], _T], graphs: Graphs | None = None, *, most: int | None = None
    ) -> _T:
        """Return what is made of the answer to a query of a stranger; see ``forwarded`` for what is sent of it.

        With ``most``, no more rows or triples are asked for where the query leaves that open. Raises what ``answer``
        and ``forwarded`` raise.
        """
        chosen = graphs.chosen() if graphs else {}
        named = [
            (f"{kind.replace('_', '-').removesuffix('s')}-uri", iri.value) for kind in chosen for iri in chosen[kind]
        ]
        answer = self._answered(forwarded(text, most=most), Limits(self.timeout), named)
        if isinstance(answer, bool):
            return use(ox.parse_query_results(b"true" if answer else b"false", format=ox.QueryResultsFormat.TSV))
        if isinstance(answer, Table):
            return use(ox.parse_query_results(answer.tsv, format=ox.QueryResultsFormat.TSV))
        return use(answer)

    def _answered(self, sent: str, limits: Limits, graphs: Sequence[tuple[str, str]] = ()) -> Answer:
        """Send a query, of chosen graphs, and return the answer within limits, one of them on time."""
        deadline = time.monotonic() + (limits.seconds or 0)
        form = form_of(sent)
        reply = self._ask(self._opening + sent, form, deadline, graphs)
        if not self._opening and (reply.headers.get("Server") or "").startswith("Virtuoso"):
            self._opening = _leave_out(self.endpoint)
            if re.search(r"\bGRAPH\b", sent, re.IGNORECASE):
                reply = self._ask(self._opening + sent, form, deadline, graphs)
        media = (reply.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        within = replace(limits, seconds=deadline - time.monotonic())
        answer = self._read(reply.body, media, Question(form, sent, self._name), within)
        self._check_whole(answer, reply.headers)
        return answer

    def table(self, text: str, bindings: Bindings | None = None) -> Table:
        """Answer a SELECT of ours; refuse an answer whose columns hold other terms than the query says."""
        table = super().table(text, bindings)
        check_columns(table, text, self._name)
        return table

    def quads(self) -> list[ox.Quad]:
        """Return every quad of the dataset that the server holds."""
        rows = self.table(lookup("merged-triples")).terms + self.table(lookup("claim-quads")).terms
        return [ox.Quad(*row) for row in rows]  # type: ignore[arg-type]

    def text(self) -> bytes:
        """Return every quad of the dataset that the server holds as N-Quads."""
        return ox.serialize(self.quads(), format=ox.RdfFormat.N_QUADS) or b""

    def quads_of(self, *things: ox.NamedNode | ox.BlankNode) -> list[ox.Quad]:
        """Return the quads that things are the subjects of; a nameless one is known to the server alone."""
        return self._quads("subject", [thing for thing in things if isinstance(thing, ox.NamedNode)])

    def quads_to(self, *things: ox.NamedNode) -> list[ox.Quad]:
        """Return the quads that things are the objects of."""
        return self._quads("object", things)

    def quads_within(self, graph: ox.NamedNode) -> list[ox.Quad]:
        """Return the quads of a named graph."""
        return [ox.Quad(*row) for row in self.table(lookup("claim-quads"), {"graph": graph}).terms]  # type: ignore[arg-type]

    def _quads(self, place: str, things: Sequence[ox.NamedNode]) -> list[ox.Quad]:
        """Return the quads that have one of many things in a place; many are asked for at once."""
        parts = (things[start : start + _AT_ONCE] for start in range(0, len(things), _AT_ONCE))
        rows = (row for part in parts for row in self.table(lookup("quads"), {place: part}).terms)
        return [ox.Quad(*row) if row[3] else ox.Quad(*row[:3]) for row in rows]  # type: ignore[arg-type]

    def digest(self) -> str:
        """Return what changes when the data on the server do, as the server itself works it out.

        A single changed triple goes unnoticed once in 4,096 times. Raises what ``table`` raises; a server that holds
        much may take too long for it.
        """
        return hashlib.sha256(self.table(lookup("digest")).tsv).hexdigest()[:16]

    def _copy(self) -> ox.Store:
        held = ox.Store()
        held.bulk_extend(self.quads())
        return held

    def size(self) -> int:
        """Return the number of quads of the dataset."""
        counts = [self.table(lookup(name))[0][0] for name in ("merged-count", "claim-count")]
        return sum(int(str(count)) for count in counts)

    def _read(self, body: bytes, media: str, asked: Question, limits: Limits) -> Answer:
        """Read an answer where it can be ended: what a server sends may be made to break the engine."""
        if self.is_apart or not CAN_FORK:
            return read_reply(body, media, asked)
        try:
            return unpacked(*self._workers.call(_read_packed, (body, media, asked), limits))
        except LimitExceeded as error:
            if error.key == "error.query.crash":
                raise asked.fault("not_sparql", media=media) from None
            raise self._too_slow() if error.key == "error.query.too_slow" else error from None

    def _ask(self, text: str, form: str, deadline: float, graphs: Sequence[tuple[str, str]] = ()) -> Reply:
        """Send a query as a form, which all servers take: some hang on a direct POST."""
        headers = {"Accept": _ACCEPTED[form], "User-Agent": "perimeter", **_credentials()}
        form_data = urlencode([("query", text), *graphs]).encode()
        place = _without_graphs(self.endpoint) if graphs else self.endpoint
        request = urllib.request.Request(place, form_data, headers, method="POST")
        try:
            left = max(deadline - time.monotonic(), 0.001)
            reply = exchange(request, left, self.most_bytes, direct=self._is_local)
        except TooLarge:
            raise LimitExceeded("error.endpoint.large_answer", endpoint=self._name, bytes=self.most_bytes) from None
        except CutShort:
            raise LimitExceeded("error.endpoint.cut_answer", endpoint=self._name) from None
        except (http.client.InvalidURL, ValueError):
            raise KgError("error.endpoint.bad_redirect", endpoint=self._name) from None
        except (OSError, http.client.HTTPException) as error:
            raise self._unreachable(error) from None
        if reply.status not in range(200, 300):
            raise self._refusal(reply, text.removeprefix(self._opening))
        return reply

    def _unreachable(self, error: OSError | http.client.HTTPException) -> KgError:
        reason = getattr(error, "reason", error)
        if isinstance(reason, TimeoutError):
            return self._too_slow()
        why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
        return KgError("error.endpoint.unreachable", endpoint=self._name, reason=why)

    def _too_slow(self) -> LimitExceeded:
        return LimitExceeded("error.endpoint.slow", endpoint=self._name, seconds=self.timeout)

    def _refusal(self, reply: Reply, text: str) -> KgError:
        """Say what a status other than success means for who asked."""
        about: dict[str, Value] = {"endpoint": self._name, "code": reply.status}
        if reply.status in (401, 403):
            return KgError("error.endpoint.unauthorized", **about)
        if reply.status in (404, 405, 406, 410):
            return KgError("error.endpoint.not_found", **about)
        about["said"] = _server_message(reply)
        if reply.status in _BUSY:
            return LimitExceeded("error.endpoint.busy", **about, wait=_wait(reply.headers.get("Retry-After") or ""))
        if reply.status == 400:
            own = None if self.is_apart else _own_syntax_error(text)  # there, our own engine has read it before
            return own or QueryError("error.endpoint.refused", **about)
        return KgError("error.endpoint.failed", **about)

    def _check_whole(self, answer: Answer, headers: Message) -> None:
        """Refuse what a server says that it cut: Virtuoso tells its limits on rows and time in the headers only."""
        most = headers.get("X-SPARQL-MaxRows") or ""
        is_limit = re.fullmatch(r"[0-9]{1,18}", most) is not None
        is_full = isinstance(answer, Table) and is_limit and len(answer) >= int(most)
        if is_full or headers.get("X-SQL-State") == "S1TAT":
            raise LimitExceeded("error.endpoint.cut_answer", endpoint=self._name)


def _read_packed(body: bytes, media: str, asked: Question) -> Packed:
    return packed(read_reply(body, media, asked))


def _place(endpoint: str) -> SplitResult:
    """Return the parts of an address; refuse what is none, and a password in it, which messages would show."""
    try:
        place = urlsplit(endpoint)
        is_address = place.scheme in ("http", "https") and bool(place.hostname) and place.port != 0
    except ValueError:
        is_address = False
    if not is_address or re.search(r"[\s\x00-\x1f]", endpoint) or not endpoint.isascii():
        raise KgError("error.endpoint.no_address")
    if "@" in place.netloc:
        raise KgError("error.endpoint.password_in_address")
    return place


def _without_graphs(endpoint: str) -> str:
    """Return an address without the graphs that it names, for a query that is asked of others.

    >>> _without_graphs("http://localhost/sparql?default-graph-uri=urn:a&b=c")
    'http://localhost/sparql?b=c'
    """
    place = urlsplit(endpoint)
    kept = [one for one in parse_qsl(place.query, keep_blank_values=True) if one[0] not in _GRAPHS]
    return urlunsplit(place._replace(query=urlencode(kept)))


def _leave_out(endpoint: str) -> str:
    """Return what keeps GRAPH on Virtuoso to the passages.

    It has no unnamed graph, so that the merged claims are a named graph there, reached as the default graph through
    a graph group; a graph that the address names as the default itself cannot be left out.
    """
    default = [value for name, value in parse_qsl(urlsplit(endpoint).query) if name == "default-graph-uri"]
    graphs = [graph for graph in (MERGED, *_VIRTUOSO_GRAPHS) if graph not in default]
    return "".join(f"define input:named-graph-exclude <{graph}>\n" for graph in graphs)


def _is_local(host: str) -> bool:
    """Say whether a host is this machine, which no proxy stands before."""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _credentials() -> dict[str, str]:
    token, user = os.environ.get("PERIMETER_TOKEN", "").strip(), os.environ.get("PERIMETER_USER", "")
    if token:
        if not re.fullmatch(r"[!-~]+", token):
            raise KgError("error.endpoint.token")
        return {"Authorization": f"Bearer {token}"}
    if user:
        pair = f"{user}:{os.environ.get('PERIMETER_PASSWORD', '')}".encode("utf-8", "surrogateescape")
        return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return {}


def _server_message(reply: Reply) -> Value:
    """Return the sentence with the first words of what a server says of its refusal; a page in HTML says nothing."""
    if "html" in (reply.headers.get("Content-Type") or ""):
        return ""
    text = reply.body.decode("utf-8", "replace")
    for secret in _credentials().values():  # a server may repeat what it was sent
        text = text.replace(secret, "…").replace(secret.partition(" ")[2], "…")
    words = " ".join(text.partition("SPARQL query:")[0].split())  # Virtuoso repeats the whole query
    return partial(message, "error.endpoint.said", words=words[:300]) if words else ""


def _wait(after: str) -> Value:
    """Return the sentence that says how long a server asks to wait, in seconds or until a date; or nothing."""
    if re.fullmatch(r"[0-9]{1,9}", after):
        return partial(message, "error.endpoint.wait", count=int(after)) if int(after) else ""
    try:
        until = email.utils.parsedate_to_datetime(after)
        seconds = (until - datetime.datetime.now(until.tzinfo or datetime.UTC)).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return ""
    return partial(message, "error.endpoint.wait", count=max(round(seconds), 1)) if seconds > 0 else ""


def _own_syntax_error(text: str) -> QueryError | None:
    """Return the syntax error that our own parser finds in a query that a server refuses."""
    if asks_servers(text):
        return None
    try:
        Engine(ox.Store()).answer_within(Limits(_SECONDS_FOR_OWN), text)
    except QueryError as error:
        return error
    except KgError:
        return None
    return None
