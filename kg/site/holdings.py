"""What the record holds, counted: a sentence for the start page, and a page of tables beside the counts of others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.graph import KnowledgeGraph
from kg.record.coverage import named
from kg.record.index import class_of
from kg.site.markdown import code, plain, table
from kg.sparql.table import Table
from kg.vocabulary import TERM

_TOLD = ("Agreement", "Organization", "Operation", "Program", "Forum", "TaskForce")
"""The classes of which the start page says how many there are."""
_TABLES = (
    ("By class", "class", "ties"),
    ("By the decade in which it began", "period", "ties"),
    ("By country", "country", "ties"),
    ("By the standing of the documents", "standing", "ties"),
    ("How it was read", "standing", "reading"),
)
_OPENING = """# What the record holds

Counted as it stands: what was found and read, not what there is. How little a number proves is told in
[The method](method.md#what-is-not-in-the-record).

"""
_OTHERS = """## Beside the counts of others

Now and then a document says how many agreements or forums there are. Each such count stands beside what is held of
the same kinds with both countries, how many of these have no third country, and how many of those no page calls ended
or superseded. A count is as wide as its document says: of defence alone, or of every field, trade and fish and water
included, while what is held is of the topics here. So no ratio of them is a share; a low one is a floor for what is
missing.

"""


def counts(graph: KnowledgeGraph) -> str:
    """Return in a paragraph how much the record holds, and of what."""
    record, labels = graph.record, graph.labels
    documents = {passage.document.iri for passage in record.passages.values()}
    by_class = Counter(class_of(record, iri) for iri in record.identity)
    things = ", ".join(f"{by_class[one]:,} {labels.of(TERM + one).lower()}s" for one in _TOLD if by_class[one])
    return (
        f"On record: {len(record.identity):,} entities, among them {things}; "
        f"{len(record.ties):,} ties and {len(record.claims):,} claims, from {len(record.passages):,} passages of "
        f"{len(documents):,} documents. [What the record holds](holdings.md) counts it by time, country and standing.\n"
    )


def holdings_page(graph: KnowledgeGraph) -> str:
    """Return the page of tables: what is held, how it was read, and what documents count themselves."""
    return _OPENING + "\n".join(_sections(graph))


def _sections(graph: KnowledgeGraph) -> Iterator[str]:
    for title, by, of in _TABLES:
        command = f"kg coverage --by {by}" + (f" --of {of}" if of != "ties" else "")
        yield f"## {title}\n\n{code(command)}\n"
        yield _markdown(named(graph.coverage(by, of=of), by, graph.labels))
    official = graph.coverage("official")
    titles = {one.document.iri: one.document.title for one in graph.record.passages.values()}
    place = official.columns.index("document")
    shown = named(official, "official", graph.labels)
    rows = [[*row[:place], titles.get(str(row[place]), row[place]), *row[place + 1 :]] for row in shown.rows]
    yield f"{_OTHERS}{code('kg coverage --by official')}\n"
    yield _markdown(shown.with_rows(rows))


def _markdown(shown: Table) -> str:
    return table(
        [plain(head) for head in shown.column_labels],
        [[f"{cell:,}" if isinstance(cell, int) else plain(str(cell or "")) for cell in row] for row in shown.rows],
    )
