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

from kg.language import date_text
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


def table_html(table: Table, language: str) -> str:
    """Return a table as HTML; at most 100 rows, and it says when there are more."""
    return _terms_html(table.column_labels, table.terms, language, table.caveats)


def _terms_html(
    labels: Sequence[str], rows: Sequence[Sequence[Term | None]], language: str, caveats: Sequence[str] = ()
) -> str:
    shown = rows[:_MOST_ROWS]
    sides = [_side([row[place] for row in shown]) for place in range(len(labels))]
    head = "".join(f"<th{side}>{escape(name)}</th>" for name, side in zip(labels, sides, strict=True))
    body = "".join(
        f"<tr>{''.join(f'<td{side}>{_cell(term, language)}</td>' for term, side in zip(row, sides, strict=True))}</tr>"
        for row in shown
    )
    left = len(rows) - _MOST_ROWS
    more = f"<p>{escape(message('notebook.more_rows', language, count=left))}</p>" if left > 0 else ""
    under = "".join(f"<p{_MUTED}>{escape(text)}</p>" for text in caveats)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}{under}"


def _values_html(columns: Sequence[str], rows: Iterable[Sequence[Any]], language: str) -> str:
    """Return rows of Python values as a table."""
    heads = [message(f"notebook.column.{name}", language) for name in columns]
    return _terms_html(heads, [[to_term(value) for value in row] for row in rows], language)


def entity_html(entity: Entity, labels: Labels, language: str) -> str:
    """Return an entity as HTML: what it is, its ties in sentences, and the passages that say so."""
    citations = Citations(entity.passages)
    lines = heading(entity, labels, language)
    names, definition = lines[: lines.index("")], " ".join(lines[lines.index("") + 1 :])
    told, shown = "", 0
    for name, sentences in sections(entity, labels, citations, language):
        shown += len(sentences) if len(sentences) <= _MOST_SENTENCES else 0
        told += _section(name, sentences, opened=len(sentences) <= _MOST_SENTENCES and shown <= _MOST_AT_ONCE)
    return (
        f"<div><p><strong>{escape(names[0])}</strong><br>{'<br>'.join(map(escape, names[1:]))}</p>"
        f"<p>{escape(definition)}</p>{told}{_sources(citations, language)}</div>"
    )


def reasons_html(reasons: TieExplanation, labels: Labels, language: str) -> str:
    """Return the reasons why two entities are tied as HTML, with the passages that say so."""
    citations = Citations(reasons.passages)
    ends = " — ".join(labels.of(end, language) for end in (reasons.first, reasons.second))
    title = f"<p><strong>{escape(ends)}</strong></p>"
    if not reasons:
        return f"<div>{title}<p>{escape(message('explanation.none', language))}</p></div>"
    direct = [tie_text(tie, labels, citations, language) for tie in (*reasons.direct, *reasons.other)]
    shared = "".join(
        _section(
            labels.of(one.through, language),
            [tie_text(tie, labels, citations, language, short=True) for tie in (*one.first, *one.second)],
            opened=place < 3,
        )
        for place, one in enumerate(reasons.shared)
    )
    both = (
        f"<p><em>{escape(message('explanation.shared', language))}</em> ({len(reasons.shared)})</p>{shared}"
        if shared
        else ""
    )
    told = (_section(message("explanation.direct", language), direct) if direct else "") + both
    standing = f"<p{_MUTED}>{escape(standing_text(reasons, labels, language))}</p>"
    return f"<div>{title}{standing}{told}{_sources(citations, language)}</div>"


def findings_html(findings: Sequence[Finding], language: str) -> str:
    """Return findings as a table: where, about what, and what to do."""
    if not findings:
        return f"<p>{escape(message('notebook.no_findings', language))}</p>"
    rows = [
        (f"{found.path}:{found.line}" if found.line else found.path, found.subject, found.message, found.rule)
        for found in findings
    ]
    return _values_html(["where", "subject", "message", "rule"], rows, language)


def network_html(network: Network, language: str) -> str:
    """Return a network as a picture, what it leaves out, and its strongest ties."""
    strongest = sorted(network.edges(data=True), key=lambda edge: (-edge[2].get("weight", 1.0), *edge[:2]))
    rows = [_tie_row(network, *edge, language=language) for edge in strongest[:_MOST_TIES]]
    table = _values_html(["one", "other", "affiliations", "strength", "voices", "since"], rows, language)
    return (
        f"<div>{network_svg(network, language)}<p{_MUTED}>{escape(_extent(network, language))}</p>"
        f"<details><summary>{escape(message('notebook.strongest', language))}</summary>{table}</details></div>"
    )


def graph_html(totals: Sequence[object], questions: int, language: str) -> str:
    """Return what a graph holds (triples, entities, documents), how many questions are ready, and how to ask."""
    triples, entities, documents = totals
    held = {"triples": triples, "entities": entities, "documents": documents, "questions": questions}
    ways = [
        "find('norad')",
        "entity('norad')",
        "why('rcmp', 'cbsa')",
        "query('SELECT …')",
        "ask('partners', of='rcmp')",
    ]
    asked = " · ".join(f"<code>{escape(way)}</code>" for way in ways)
    return f"<div><p>{escape(message('notebook.graph', language, **held))}</p><p{_MUTED}>{asked}</p></div>"


def _cell(term: Term | None, language: str) -> str:
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
    told = escape(message("common.passages", language, count=len(short)))
    return f"<details><summary>{told}</summary><code>{'<br>'.join(short)}</code></details>"


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


def _sources(citations: Citations, language: str) -> str:
    entries = citations.entries(language)
    items = "".join(
        f"<li>[{number}] {escape(says)}<br><small{_MUTED}>{_linked(cite(passage, language), passage.document.address)}"
        "</small></li>"
        for number, says, passage in entries
    )
    return (
        f"<details><summary>{escape(message('common.sources', language))} ({len(entries)})</summary>"
        f'<ul style="list-style:none;padding-left:.5em;margin:.2em 0">{items}</ul></details>'
    )


def _linked(text: str, address: str) -> str:
    """Return a text that ends with an address, the address as a link when it is one of the web."""
    if not re.match(r"https?://", address) or not text.endswith(address):
        return escape(text)
    link = f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(address)}</a>'
    return escape(text.removesuffix(address)) + link


def _tie_row(network: Network, first: str, second: str, edge: dict[str, Any], *, language: str) -> tuple[Any, ...]:
    names = (network.names(end, language)[1] for end in (first, second))
    strength = round(float(edge.get("weight", 1.0)), 2)
    return (*names, len(edge.get("reasons", ())), strength, edge.get("voices"), network.stated_since(first, second))


def _extent(network: Network, language: str) -> str:
    """Return how much the picture shows, what it leaves out, and how to see the rest."""
    wanted, undated = network.graph.get("filter"), network.graph.get("undated", 0)
    count, drawn = network.number_of_edges(), drawn_part(network).number_of_edges()
    alone = sum(1 for _, degree in network.degree() if not degree)
    day = str(wanted.as_of) if wanted is not None and wanted.as_of else ""
    key = "notebook.extent_on" if day else "notebook.extent"
    parts = [message(key, language, entities=len(network), count=count, date=date_text(day, language))]
    if alone:
        parts.append(message("notebook.alone", language, count=alone))
    if drawn < count:
        parts.append(message("notebook.backbone", language, count=drawn))
    if undated:
        parts.append(message("notebook.undated", language, count=undated))
    return f"{'; '.join(parts)}. {message('notebook.how_to_read', language)}"
