"""SPARQL queries sent to an endpoint: the SPARQL 1.1 Protocol, and how real servers depart from it."""

from __future__ import annotations

import base64
import http.client
import ipaddress
import json
import os
import re
import time
import urllib.error
import urllib.request
from typing import IO, Any
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

import pyoxigraph as ox

from kg.errors import KgError, LimitExceeded, QueryError
from kg.sparql.engine import Answer, Bindings, Engine, bind
from kg.sparql.lookups import lookup
from kg.sparql.syntax_errors import syntax_error
from kg.sparql.table import Table
from kg.vocabulary import BASE, SHARED_PREFIXES, declare

_BOOLEAN = SHARED_PREFIXES["xsd"] + "boolean"
_DECIMAL = SHARED_PREFIXES["xsd"] + "decimal"
_INTEGER = SHARED_PREFIXES["xsd"] + "integer"
_FORM = re.compile(r"(?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+\S*\s*<[^>]*>)*(\w*)", re.IGNORECASE)
_RESULTS = "application/sparql-results+json, application/sparql-results+xml;q=0.8, text/tab-separated-values;q=0.5"
_TRIPLES = "application/n-triples, text/turtle;q=0.8, application/rdf+xml;q=0.5"
_ACCEPTED = {"SELECT": _RESULTS, "ASK": _RESULTS, "CONSTRUCT": _TRIPLES, "DESCRIBE": _TRIPLES}
_BUSY = (408, 429, 503, 504)
_PIECE = 1 << 16
_VIRTUOSO_GRAPHS = (
    "http://localuriqaserver/sparql",
    "http://www.openlinksw.com/schemas/virtrdf#",
    "http://www.w3.org/2002/07/owl#",
    "http://www.w3.org/ns/ldp#",
)
"""The graphs that Virtuoso brings along."""

MERGED = f"{BASE}merged"
"""The graph for what our default graph holds, on a server that has no unnamed graph."""


class RemoteEngine(Engine):
    """SPARQL over an endpoint that speaks the SPARQL 1.1 Protocol.

    A user and password, or a token, are taken from ``PERIMETER_USER`` and ``PERIMETER_PASSWORD``, or
    ``PERIMETER_TOKEN``. An answer that is larger or slower than the limits raises LimitExceeded.
    """

    def __init__(self, endpoint: str, *, timeout: float = 30.0, most_bytes: int = 200_000_000) -> None:
        self.endpoint, self.timeout, self.most_bytes = endpoint, timeout, most_bytes
        place = _place(endpoint)
        self._name = place._replace(query="", fragment="").geturl()
        self._opening = ""
        proxies = [urllib.request.ProxyHandler({})] if _is_local(place.hostname or "") else []
        self._opener = urllib.request.build_opener(_SameHost, *proxies)

    def answer(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Return a Table (SELECT), a bool (ASK) or triples (CONSTRUCT, DESCRIBE), as the server answers.

        Raises QueryError for a syntax error in the query, LimitExceeded for an answer that is cut, slow or too large,
        and KgError when the server cannot be reached or does not answer as a SPARQL endpoint.
        """
        start = _FORM.match(text)
        form = start[1].upper() if start else ""
        if form not in _ACCEPTED:
            raise syntax_error(text)
        sent = declare(bind(text, bindings) if bindings else text)
        body, headers = self._ask(self._opening + sent, _ACCEPTED[form])
        if not self._opening and (headers.get("Server") or "").startswith("Virtuoso"):
            self._opening = _leave_out(self.endpoint)
            if re.search(r"\bGRAPH\b", sent, re.IGNORECASE):
                body, headers = self._ask(self._opening + sent, _ACCEPTED[form])
        media = (headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        try:
            if form in ("CONSTRUCT", "DESCRIBE"):
                return self._triples(body, media)
            answer = self._solutions(body, media, form)
        except (AttributeError, TypeError, RecursionError):  # JSON, but not of a SPARQL answer
            raise self._not_sparql(media) from None
        except (SyntaxError, ValueError):
            raise LimitExceeded("error.endpoint.cut_answer", endpoint=self._name) from None
        self._check_whole(answer, headers)
        return answer

    def quads(self) -> list[ox.Quad]:
        """Return every quad of the dataset that the server holds."""
        rows = self.table(lookup("merged-triples")).terms + self.table(lookup("claim-quads")).terms
        return [ox.Quad(*row) for row in rows]  # type: ignore[arg-type]

    def size(self) -> int:
        """Return the number of quads of the dataset."""
        counts = [self.table(lookup(name))[0][0] for name in ("merged-count", "claim-count")]
        return sum(int(str(count)) for count in counts)

    def _ask(self, text: str, accepted: str) -> tuple[bytes, http.client.HTTPMessage]:
        """Send a query as a form, which all servers take: some hang on a direct POST."""
        headers = {"Accept": accepted, "User-Agent": "perimeter", **_credentials()}
        form = urlencode({"query": text}).encode()
        request = urllib.request.Request(self.endpoint, form, headers, method="POST")
        deadline = time.monotonic() + self.timeout
        try:
            with self._opener.open(request, timeout=self.timeout) as response:
                return self._read(response, deadline), response.headers
        except urllib.error.HTTPError as error:
            with error:
                raise self._refusal(error, text.removeprefix(self._opening)) from None
        except http.client.IncompleteRead:
            raise LimitExceeded("error.endpoint.cut_answer", endpoint=self._name) from None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise self._too_slow() from None
            why = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
            raise KgError("error.endpoint.unreachable", endpoint=self._name, reason=why) from None

    def _read(self, response: http.client.HTTPResponse, deadline: float) -> bytes:
        body = bytearray()
        while piece := response.read1(_PIECE):
            body += piece
            if len(body) > self.most_bytes:
                raise LimitExceeded("error.endpoint.large_answer", endpoint=self._name, bytes=self.most_bytes)
            if time.monotonic() > deadline:
                raise self._too_slow()
        if response.length:
            raise LimitExceeded("error.endpoint.cut_answer", endpoint=self._name)
        return bytes(body)

    def _too_slow(self) -> LimitExceeded:
        return LimitExceeded("error.endpoint.slow", endpoint=self._name, seconds=self.timeout)

    def _refusal(self, error: urllib.error.HTTPError, text: str) -> KgError:
        """Say what a status other than success means for who asked."""
        if error.code in (401, 403):
            return KgError("error.endpoint.unauthorized", endpoint=self._name, code=error.code)
        if error.code in (404, 405, 406, 410):
            return KgError("error.endpoint.not_found", endpoint=self._name, code=error.code)
        said = _server_message(error)
        if error.code in _BUSY:
            return LimitExceeded("error.endpoint.busy", endpoint=self._name, code=error.code, said=said)
        if error.code == 400:
            return _own_syntax_error(text) or QueryError("error.endpoint.refused", endpoint=self._name, said=said)
        return KgError("error.endpoint.failed", endpoint=self._name, code=error.code, said=said)

    def _solutions(self, body: bytes, media: str, form: str) -> Table | bool:
        kind = ox.QueryResultsFormat.from_media_type(media)
        if kind is None:
            raise self._not_sparql(media)
        if kind == ox.QueryResultsFormat.JSON:
            body = _standard_json(body)
        found = ox.parse_query_results(body, format=kind)
        if isinstance(found, ox.QueryBoolean):
            if form != "ASK":
                raise self._not_sparql(media)
            return bool(found)
        table = Table.read(found.serialize(format=ox.QueryResultsFormat.TSV) or b"")
        if form == "ASK":  # Virtuoso answers with a table of one row, ?__ASK_RETVAL
            return any(str(cell).lower() in ("1", "true") for row in table.rows for cell in row)
        return table

    def _triples(self, body: bytes, media: str) -> list[ox.Triple]:
        kind = ox.RdfFormat.from_media_type(media)
        if kind is None:
            raise self._not_sparql(media)
        return [quad.triple for quad in ox.parse(body, format=kind, base_iri=self._name)]

    def _not_sparql(self, media: str) -> KgError:
        return KgError("error.endpoint.not_sparql", endpoint=self._name, media=media or "?")

    def _check_whole(self, answer: Table | bool, headers: http.client.HTTPMessage) -> None:
        """Refuse what a server says that it cut: Virtuoso tells its limits on rows and time in the headers only."""
        most = headers.get("X-SPARQL-MaxRows") or ""
        is_full = isinstance(answer, Table) and most.isdigit() and len(answer) >= int(most)
        if is_full or headers.get("X-SQL-State") == "S1TAT":
            raise LimitExceeded("error.endpoint.cut_answer", endpoint=self._name)


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a redirect with the query and the credentials, and so only to the same server."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        is_same = (old.scheme, old.hostname, old.port) == (new.scheme, new.hostname, new.port)
        is_upgrade = (old.scheme, new.scheme) == ("http", "https") and old.hostname == new.hostname
        if not is_same and not is_upgrade:
            raise KgError("error.endpoint.redirect", endpoint=old.hostname, target=new.netloc.rpartition("@")[2])
        form, method = (None, "GET") if code == 303 else (req.data, "POST")
        return urllib.request.Request(newurl, form, req.headers, unverifiable=True, method=method)


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


def _server_message(error: urllib.error.HTTPError) -> str:
    """Return the first words of what a server says about its refusal; pages in HTML say nothing of use."""
    if "html" in (error.headers.get("Content-Type") or ""):
        return ""
    try:
        text = error.read(2000).decode("utf-8", "replace")
    except (OSError, http.client.HTTPException):
        return ""
    for secret in _credentials().values():  # a server may repeat what it was sent
        text = text.replace(secret, "…").replace(secret.partition(" ")[2], "…")
    words = " ".join(text.partition("SPARQL query:")[0].split())  # Virtuoso repeats the whole query
    return f" It says: {words[:300]}" if words else ""


def _own_syntax_error(text: str) -> QueryError | None:
    """Return the syntax error that our own parser finds in a query that a server refuses."""
    if re.search(r"\bSERVICE\b", text, re.IGNORECASE):
        return None
    try:
        Engine(ox.Store()).answer(text)
    except QueryError as error:
        return error
    except KgError:
        return None
    return None


def _standard_json(body: bytes) -> bytes:
    """Return SPARQL JSON as the standard has it: Virtuoso writes booleans as 1, others bare numbers."""
    if b'"typed-literal"' not in body and not re.search(rb'"value"\s*:\s*[^\s"]', body):
        return body
    results = json.loads(body)
    if isinstance(results, dict) and isinstance(results.get("results"), dict):
        for row in results["results"].get("bindings", ()):
            for term in row.values():
                _mend(term)
    return json.dumps(results).encode()


def _mend(term: dict[str, Any]) -> None:
    value = term.get("value")
    if term.get("type") == "typed-literal":  # of Virtuoso, which takes an integer of more than 32 bits for a decimal
        term["type"] = "literal"
        if term.get("datatype") == _DECIMAL and str(value).lstrip("-").isdigit():
            term["datatype"] = _INTEGER
    if isinstance(value, bool):
        term.update(value=str(value).lower(), datatype=_BOOLEAN)
    elif isinstance(value, int):
        term.update(value=str(value), datatype=term.get("datatype", _INTEGER))
    elif isinstance(value, float):
        term.update(value=repr(value), datatype=term.get("datatype", SHARED_PREFIXES["xsd"] + "double"))
    elif term.get("datatype") == _BOOLEAN:
        term["value"] = {"1": "true", "0": "false"}.get(str(value), value)
