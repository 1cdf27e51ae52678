"""The graph in a notebook: tables, entities, reasons, findings and networks as HTML with every text escaped.

No script and no style sheet, and no colour of text or ground but the notebook's own: so it reads the same in
JupyterLab, in VS Code and on a page made of the notebook, light or dark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.messages import message
from kg.rdf.terms import show, to_term
from kg.render.citations import Citations, cite
from kg.render.sentences import heading, sections, standing_text, tie_text
from kg.render.svg import drawn_part, network_svg
from kg.vocabulary import SHARED_PREFIXES, SOURCE

if TYPE_CHECKING:
    from kg.network.explanation import TieExplanation
    from kg.network.network import Network
    from kg.rdf.terms import Term
    from kg.record.entities import Entity
    from kg.record.labels import Labels
    from kg.sparql.table import Table
    from kg.validation.findings import Finding

_DOUBLE = SHARED_PREFIXES["xsd"] + "double"
_MOST_ROWS = 100
_MOST_SENTENCES = 8
_MOST_AT_ONCE = 24
_MOST_TIES = 15
_LEFT = ' style="text-align:left;vertical-align:top"'
_RIGHT = ' style="text-align:right;vertical-align:top"'
_DATE = ' style="text-align:left;vertical-align:top;white-space:nowrap"'
_MUTED = ' style="opacity:.75;margin:.3em 0"'


def table_html(table: Table) -> str:
    """Return a table as HTML; at most 100 rows, and it says when there are more."""
    return _terms_html(table.column_labels, table.terms, table.caveats)


def _terms_html(labels: Sequence[str], rows: Sequence[Sequence[Term | None]], caveats: Sequence[str] = ()) -> str:
    shown = rows[:_MOST_ROWS]
    sides = [_side([row[place] for row in shown]) for place in range(len(labels))]
    head = "".join(f"<th{side}>{escape(name)}</th>" for name, side in zip(labels, sides, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{side}>{_cell(term)}</td>' for term, side in zip(row, sides, strict=True))}</tr>"
        for row in shown
    )
    more = f"<p>{len(rows) - _MOST_ROWS:,} more rows</p>" if len(rows) > _MOST_ROWS else ""
    under = "".join(f"<p{_MUTED}>{escape(text)}</p>" for text in caveats)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}{under}"


def _values_html(labels: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return rows of Python values as a table."""
    return _terms_html(labels, [[to_term(value) for value in row] for row in rows])


def entity_html(entity: Entity, labels: Labels) -> str:
    """Return an entity as HTML: what it is, its ties in sentences, and the passages that say so."""
    citations = Citations(entity.passages)
    lines = heading(entity, labels, "en")
    names, definition = lines[: lines.index("")], " ".join(lines[lines.index("") + 1 :])
    told, shown = "", 0
    for name, sentences in sections(entity, labels, citations, "en"):
        shown += len(sentences) if len(sentences) <= _MOST_SENTENCES else 0
        told += _section(name, sentences, opened=len(sentences) <= _MOST_SENTENCES and shown <= _MOST_AT_ONCE)
    return (
        f"<div><p><strong>{escape(names[0])}</strong><br>{'<br>'.join(map(escape, names[1:]))}</p>"
        f"<p>{escape(definition)}</p>{told}{_sources(citations)}</div>"
    )


def reasons_html(reasons: TieExplanation, labels: Labels) -> str:
    """Return the reasons why two entities are tied as HTML, with the passages that say so."""
    citations = Citations(reasons.passages)
    title = f"<p><strong>{escape(labels.of(reasons.first))} — {escape(labels.of(reasons.second))}</strong></p>"
    if not reasons:
        return f"<div>{title}<p>{escape(message('explanation.none', 'en'))}</p></div>"
    direct = [tie_text(tie, labels, citations, "en") for tie in (*reasons.direct, *reasons.other)]
    shared = "".join(
        _section(
            labels.of(one.through),
            [tie_text(tie, labels, citations, "en", short=True) for tie in (*one.first, *one.second)],
            opened=place < 3,
        )
        for place, one in enumerate(reasons.shared)
    )
    both = (
        f"<p><em>{escape(message('explanation.shared', 'en'))}</em> ({len(reasons.shared)})</p>{shared}"
        if shared
        else ""
    )
    told = (_section(message("explanation.direct", "en"), direct) if direct else "") + both
    standing = f"<p{_MUTED}>{escape(standing_text(reasons, labels, 'en'))}</p>"
    return f"<div>{title}{standing}{told}{_sources(citations)}</div>"


def findings_html(findings: Sequence[Finding]) -> str:
    """Return findings as a table: where, about what, and what to do."""
    if not findings:
        return "<p>Nothing to complain of.</p>"
    rows = [
        (f"{found.path}:{found.line}" if found.line else found.path, found.subject, found.message, found.rule)
        for found in findings
    ]
    return _values_html(["where", "subject", "message", "rule"], rows)


def network_html(network: Network) -> str:
    """Return a network as a picture, what it leaves out, and its strongest ties."""
    strongest = sorted(network.edges(data=True), key=lambda edge: (-edge[2].get("weight", 1.0), *edge[:2]))
    rows = [_tie_row(network, *edge) for edge in strongest[:_MOST_TIES]]
    table = _values_html(["one", "other", "affiliations", "strength", "voices", "since"], rows)
    return (
        f"<div>{network_svg(network)}<p{_MUTED}>{escape(_extent(network))}</p>"
        f"<details><summary>The strongest ties</summary>{table}</details></div>"
    )


def graph_html(totals: Sequence[object], questions: int) -> str:
    """Return what a graph holds (triples, entities, documents), how many questions are ready, and how to ask."""
    triples, entities, documents = (f"{value:,}" for value in totals)
    ways = [
        "find('norad')",
        "entity('norad')",
        "why('rcmp', 'cbsa')",
        "query('SELECT …')",
        "ask('partners', of='rcmp')",
    ]
    asked = " · ".join(f"<code>{escape(way)}</code>" for way in ways)
    return (
        f"<div><p><strong>Knowledge graph</strong>: {entities} entities and {triples} statements, from {documents} "
        f"documents; {questions} questions ready to ask.</p><p{_MUTED}>{asked}</p></div>"
    )


def _cell(term: Term | None) -> str:
    """Return a cell; passages, of which there can be many, are folded up behind their number.

    What was computed (a double) is told to four digits, what a document states as it states it.
    """
    text = show(term)
    if isinstance(term, ox.Literal) and term.datatype.value == _DOUBLE:
        return f"{float(text):,.4g}"
    iris = text.strip("<>").split()
    if not iris or not all(iri.startswith(SOURCE) for iri in iris):
        return escape(text)
    short = [escape(iri.removeprefix(SOURCE)) for iri in iris]
    if len(short) == 1:
        return f"<code>{short[0]}</code>"
    return f"<details><summary>{len(short)} passages</summary><code>{'<br>'.join(short)}</code></details>"


def _side(terms: Iterable[Term | None]) -> str:
    """Return how a column stands: numbers to the right, dates on one line, written as literals or as text."""
    filled = [term for term in terms if term and term.value]
    held = {term.datatype.value.partition("#")[2] if isinstance(term, ox.Literal) else "" for term in filled}
    if held and held <= {"integer", "decimal", "double", "float"}:
        return _RIGHT
    return _DATE if held and all(re.fullmatch(r"\d{4}(-\d\d){0,2}", term.value) for term in filled) else _LEFT


def _section(name: str, sentences: Sequence[str], *, opened: bool = True) -> str:
    """Return a heading that folds, with its sentences."""
    items = "".join(f"<li>{escape(sentence)}</li>" for sentence in sentences)
    count = f" ({len(sentences)})" if len(sentences) > 1 else ""
    return (
        f"<details{' open' if opened else ''}><summary>{escape(name)}{count}</summary>"
        f'<ul style="margin:.2em 0 .6em">{items}</ul></details>'
    )


def _sources(citations: Citations) -> str:
    entries = citations.entries("en")
    items = "".join(
        f"<li>[{number}] {escape(says)}<br><small{_MUTED}>{_linked(cite(passage, 'en'), passage.document.address)}"
        "</small></li>"
        for number, says, passage in entries
    )
    return (
        f"<details><summary>{escape(message('common.sources', 'en'))} ({len(entries)})</summary>"
        f'<ul style="list-style:none;padding-left:.5em;margin:.2em 0">{items}</ul></details>'
    )


def _linked(text: str, address: str) -> str:
    """Return a text that ends with an address, the address as a link when it is one of the web."""
    if not re.match(r"https?://", address) or not text.endswith(address):
        return escape(text)
    link = f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(address)}</a>'
    return escape(text.removesuffix(address)) + link


def _tie_row(network: Network, first: str, second: str, edge: dict[str, Any]) -> tuple[Any, ...]:
    names = (str(network.nodes[end].get("label_en") or end) for end in (first, second))
    strength = round(float(edge.get("weight", 1.0)), 2)
    return (*names, len(edge.get("reasons", ())), strength, edge.get("voices"), edge.get("since"))


def _extent(network: Network) -> str:
    wanted, undated = network.graph.get("filter"), network.graph.get("undated", 0)
    alone = sum(1 for _, degree in network.degree() if not degree)
    when = f" on {wanted.as_of}" if wanted is not None and wanted.as_of else ""
    parts = [f"{len(network):,} entities and {network.number_of_edges():,} ties{when}"]
    if alone:
        parts.append(f"{alone:,} of them tied to none here and not drawn")
    shown = drawn_part(network).number_of_edges()
    if shown < network.number_of_edges():
        parts.append(f"the {shown:,} ties drawn are its backbone")
    if undated:
        parts.append(f"{undated:,} ties in the record have no date and are left out")
    return "; ".join(parts) + ". Colour and form tell the country. The whole record to explore: graph.explore()."
