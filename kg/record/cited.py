"""A table with the evidence for its rows, as each format can hold it: columns, footnotes, notes, or a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from kg.messages import message
from kg.rdf.terms import show
from kg.record.evidence import Passage
from kg.render.citations import Citations
from kg.render.markdown import markdown_facts, markdown_table, markdown_text
from kg.render.report import (
    NumberedCitations,
    html_document,
    html_marks,
    html_notes,
    markdown_marks,
    markdown_notes,
    source_record,
)
from kg.sparql.files import Facts, table_file
from kg.sparql.table import Table

_TOLD = ("title", "publisher", "date", "address", "words", "reading")
_SHEET = ("number", "passage", *_TOLD, "kind")


def cited_file(
    table: Table, passages: dict[str, Passage], format_name: str, facts: Facts = (), language: str = "en"
) -> bytes:
    """Return a table whose column ``passages`` has their IRIs as a file that tells of each what it is.

    Markdown and HTML have notes, a workbook a sheet of sources; other formats have columns, in which each source has
    a line of its own, in the order of the passages.
    """
    caveats = [(message("about.caveat", language), caveat) for caveat in table.caveats]
    if format_name in ("markdown", "html"):
        write = _markdown if format_name == "markdown" else _html
        return write(table, passages, [*facts, *caveats], language).encode()
    if format_name == "xlsx":
        numbers = Citations(passages)
        sheets = {message("sheet.answer", language): marked(table, numbers)}
        sheets[message("sheet.sources", language)] = _sheet(numbers, language)
        return table_file(sheets, format_name, facts, language)
    return table_file(with_evidence(table, passages, language), format_name, facts, language)


def with_evidence(table: Table, passages: Mapping[str, Passage], language: str = "en") -> Table:
    """Return a table with a column for each thing that is told of a source, a line in it for each passage.

    >>> from kg.graph import load
    >>> from kg.record.evidence_reader import read_passages
    >>> answer = load("tests/mini").ask("partners", of="rcmp")
    >>> with_evidence(answer, read_passages(answer.engine, answer.passages())).columns[-1]
    'source_reading'
    """
    rows = []
    for row, cell in zip(table.terms, table.column("passages"), strict=True):
        held = [passages[iri] for iri in str(cell or "").split() if iri in passages]
        told = [source_record(0, _words(passage, language), passage, language) for passage in held]
        rows.append([*row, *("\n".join(str(one[name]) for one in told) or None for name in _TOLD)])
    labels = [message(f"column.source_{name}", language) for name in _TOLD]
    columns = [*table.columns, *(f"source_{name}" for name in _TOLD)]
    return Table.of(columns, rows).with_labels([*table.column_labels, *labels]).with_caveats(*table.caveats)


def marked(table: Table, citations: Citations) -> Table:
    """Return a table whose passages are named by the markers of their citations."""
    if "passages" not in table.columns:
        return table
    place = table.columns.index("passages")
    rows = [
        [*row[:place], citations.markers(str(cell or "").split()), *row[place + 1 :]]
        for row, cell in zip(table.terms, table.column("passages"), strict=True)
    ]
    return table.with_rows(rows)


def _words(passage: Passage, language: str) -> str:
    return passage.says.get(language) or passage.says.get("en", "")


def _sheet(citations: Citations, language: str) -> Table:
    records = [source_record(*entry, language) for entry in citations.entries(language)]
    labels = [message("column.number", language), message("column.passage", language)]
    labels += [message(f"column.source_{name}", language) for name in _TOLD] + [message("column.kind", language)]
    return Table.of(_SHEET, [[record[name] or None for name in _SHEET] for record in records]).with_labels(labels)


def _cells(table: Table, citations: Citations) -> list[Sequence[str]]:
    return [[show(term) for term in row] for row in marked(table, citations).terms]


def _markdown(table: Table, passages: dict[str, Passage], facts: Facts, language: str) -> str:
    citations = NumberedCitations(passages)
    rows = [[markdown_marks(cell) for cell in row] for row in _cells(table, citations)]
    told = markdown_table([markdown_text(label) for label in table.column_labels], rows)
    return told + markdown_notes(citations, language) + markdown_facts(facts, language)


def _html(table: Table, passages: dict[str, Passage], facts: Facts, language: str) -> str:
    citations = NumberedCitations(passages)
    head = "".join(f"<th>{escape(label)}</th>" for label in table.column_labels)
    body = "".join(
        f"<tr>{''.join(f'<td>{html_marks(cell)}</td>' for cell in row)}</tr>" for row in _cells(table, citations)
    )
    title = facts[0][1] if facts else "Perimeter"
    told = f"<h1>{escape(title)}</h1><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return html_document(title, told + html_notes(citations, language), facts, language)
