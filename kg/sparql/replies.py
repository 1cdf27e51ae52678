"""What a server replies, judged: whether it is SPARQL, whole, and an answer to what was asked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

import pyoxigraph as ox

from kg.errors import KgError, LimitExceeded
from kg.rdf.query_text import asks_servers
from kg.sparql.cells import CellsOfTerms
from kg.sparql.table import Table
from kg.vocabulary import PREFIXES, SHARED_PREFIXES

_XSD = SHARED_PREFIXES["xsd"]
_BOOLEAN, _DECIMAL, _INTEGER = f"{_XSD}boolean", f"{_XSD}decimal", f"{_XSD}integer"
_TRIPLES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.TURTLE)
_TOLD = re.compile(r"^# (iri|text|number|boolean)( or nothing)?: (.*)$", re.MULTILINE)
_MOST_NAMED = 5
_TRUTH = "__ASK_RETVAL"
_TSV = ox.QueryResultsFormat.TSV
_UNFINISHED = re.compile(r"[^{}\[\]\"]*+")
"""What may follow where a text that never closes its brackets goes wrong: half a word, or why the server stopped."""

_MARKUP = re.compile(rb"\s*+<(?:!doctype|html|\?xml)\b", re.IGNORECASE)
"""How a page of the web begins, or other XML, which some servers send by the name of Turtle."""


@dataclass(frozen=True)
class Question:
    """What a server was asked: the form of the query, its text, and the name of the server for who reads of it."""

    form: str
    text: str
    endpoint: str

    def fault(self, key: str, **values: Any) -> KgError:
        """Return an error about the answer."""
        kind = LimitExceeded if key == "cut_answer" else KgError
        return kind(f"error.endpoint.{key}", endpoint=self.endpoint, **values)


def read_reply(body: bytes, media: str, asked: Question) -> Table | bool | list[ox.Triple]:
    """Return the answer that a body is. Raises KgError for none, or another than asked, LimitExceeded for half of one.

    >>> read_reply(b"?who\\n<http://a>\\n", "text/tab-separated-values", Question("SELECT", "SELECT ?who {}", "")).rows
    [('http://a',)]
    """
    if asked.form in ("CONSTRUCT", "DESCRIBE"):
        return _triples(body, media, asked)
    kind = ox.QueryResultsFormat.from_media_type(media)
    if kind is None:
        raise asked.fault("not_sparql", media=media or "?")
    if kind == ox.QueryResultsFormat.XML and _is_cut(body, kind):  # the parser takes what ends between two elements
        raise asked.fault("cut_answer")
    try:
        found = _read(_standard_json(body) if kind == ox.QueryResultsFormat.JSON else body, kind)
        if isinstance(found, Table):
            return _truth(found, asked) if asked.form == "ASK" else _in_order(found, asked)
        if asked.form == "ASK":
            return found
    except (SyntaxError, ValueError, TypeError, AttributeError, RecursionError):
        if _is_cut(body, kind):
            raise asked.fault("cut_answer") from None
    raise asked.fault("not_sparql", media=media)


def check_columns(table: Table, text: str, endpoint: str) -> None:
    """Refuse a table whose cells are not what a query of ours says of its columns: ``# iri: ?thing``, and so on.

    Raises KgError.
    """
    asked = Question("SELECT", text, endpoint)
    for kind, may_be_empty, names in _TOLD.findall(text):
        for place in (table.columns.index(name.removeprefix("?")) for name in names.split()):
            for row in table.terms:
                if not (may_be_empty and row[place] is None) and not _is(row[place], kind):
                    told = "–" if row[place] is None else str(row[place])[:100]
                    raise asked.fault("other_terms", column=table.columns[place], term=told)


def _is(term: Any, kind: str) -> bool:
    if kind == "iri" or not isinstance(term, ox.Literal):
        return kind == "iri" and isinstance(term, ox.NamedNode)
    datatype = term.datatype.value
    if kind == "number":
        return datatype == _INTEGER and re.fullmatch(r"[+-]?[0-9]{1,18}", term.value) is not None
    return datatype == _BOOLEAN if kind == "boolean" else datatype not in (_INTEGER, _BOOLEAN)


def _read(body: bytes, kind: ox.QueryResultsFormat) -> Table | bool:
    """Return the rows or the truth that a body is, whole: what the engine reads from belongs to this thread alone.

    An error that another thread lets go of must not hold it.
    """
    found = ox.parse_query_results(body, format=kind)
    try:
        return bool(found) if isinstance(found, ox.QueryBoolean) else Table.read(found.serialize(format=_TSV) or b"")
    finally:
        del found


def _in_order(table: Table, asked: Question) -> Table:
    """Return the rows under the columns that were asked for, in that order."""
    wanted, columns = _columns_of(asked.text), table.columns
    if wanted is None or wanted == columns:
        return table
    if sorted(wanted) != sorted(columns):
        raise asked.fault("other_columns", asked=_named(wanted), given=_named(columns))
    places = [columns.index(name) for name in wanted]
    return Table(CellsOfTerms(wanted, [tuple(row[place] for place in places) for row in table.terms]))


def _named(columns: list[str]) -> str:
    named = ", ".join(f"?{name}" for name in columns[:_MOST_NAMED])
    return named + (" …" if len(columns) > _MOST_NAMED else "") or "–"


def _columns_of(text: str) -> list[str] | None:
    """Return the columns that a SELECT asks for, None where our parser does not know it."""
    if asks_servers(text):
        return None
    try:
        found = ox.Store().query(text, prefixes=PREFIXES)
    except (SyntaxError, RuntimeError, OSError, ValueError):
        return None
    return [variable.value for variable in found.variables] if isinstance(found, ox.QuerySolutions) else None


def _truth(table: Table, asked: Question) -> bool:
    """Return the truth that Virtuoso tells by a table of one row, ?__ASK_RETVAL; no other table is one."""
    if table.columns != [_TRUTH]:
        raise asked.fault("other_form", given=_named(table.columns))
    return any(isinstance(cell, ox.Literal) and cell.value.lower() in ("1", "true") for (cell,) in table.terms)


def _triples(body: bytes, media: str, asked: Question) -> list[ox.Triple]:
    kind = ox.RdfFormat.from_media_type(media)
    if kind not in _TRIPLES:  # RDF/XML can name the same text without end, and ends the engine
        raise asked.fault("not_sparql", media=media or "?")
    try:
        return [quad.triple for quad in ox.parse(body, format=kind, base_iri=asked.endpoint)]
    except (SyntaxError, ValueError):
        if body.rstrip().endswith((b".", b"}")) or _MARKUP.match(body):
            raise asked.fault("not_sparql", media=media) from None
        raise asked.fault("cut_answer") from None


def _is_cut(body: bytes, kind: ox.QueryResultsFormat) -> bool:
    """Tell whether a body that is no SPARQL is the beginning of one."""
    if kind == ox.QueryResultsFormat.JSON:
        return body.lstrip()[:1] == b"{" and _is_cut_json(body.decode("utf-8", "replace"))
    if kind == ox.QueryResultsFormat.XML:
        return b"<sparql" in body[:1000] and _is_cut_xml(body)
    return body.startswith(b"?") and not body.endswith(b"\n")


def _is_cut_json(text: str) -> bool:
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":  # it is whole, and something follows
            return False
        return error.msg.startswith("Unterminated") or _UNFINISHED.fullmatch(text, error.pos) is not None
    except (RecursionError, ValueError):
        return False
    return False


def _is_cut_xml(body: bytes) -> bool:
    parser = expat.ParserCreate()
    try:
        parser.Parse(body, False)
    except expat.ExpatError:
        return False
    try:
        parser.Parse(b"", True)
    except expat.ExpatError:
        return True
    return False


def _standard_json(body: bytes) -> bytes:
    """Return SPARQL JSON as the standard has it: Virtuoso writes booleans as 1, others bare numbers."""
    if b'"typed-literal"' not in body and not re.search(rb'"value"\s*+:\s*+[^\s"]', body):
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
        term.update(value=repr(value), datatype=term.get("datatype", f"{_XSD}double"))
    elif term.get("datatype") == _BOOLEAN:
        term["value"] = {"1": "true", "0": "false"}.get(str(value), value)
