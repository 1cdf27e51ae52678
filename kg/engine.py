"""The one place that evaluates SPARQL."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pyoxigraph as ox

from kg.errors import LimitExceeded, QueryError
from kg.faults import explain
from kg.table import Table
from kg.vocabulary import PREFIXES

Term = ox.NamedNode | ox.Literal
Bindings = Mapping[str, Term | Sequence[Term]]
Answer = Table | bool | list[ox.Triple]

_OPAQUE = re.compile(
    r'"{3}[\s\S]*?"{3}|\'{3}[\s\S]*?\'{3}'  # long strings
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''  # strings
    r'|<[^<>"{}|^`\\\s]*>|#[^\n]*'  # IRIs and comments
)
_MOST_BYTES = 1_000_000
_MOST_NESTING = 200


class Engine:
    """SPARQL over a pyoxigraph store that is only read.

    >>> engine = Engine(ox.Store())
    >>> engine.answer("ASK { ?a ?b ?c }")
    False
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store

    def answer(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Return a Table (SELECT), a bool (ASK) or triples (CONSTRUCT, DESCRIBE).

        ``bindings`` gives values to variables of the query. Raises QueryError for a fault in the query and
        LimitExceeded for one that is too long or too deeply nested to be parsed safely.
        """
        _refuse_unsafe(text)
        if bindings:
            text = bind(text, bindings)
        try:
            results = self.store.query(text, prefixes=PREFIXES)
            if isinstance(results, ox.QuerySolutions):
                return Table(results.serialize(format=ox.QueryResultsFormat.TSV) or b"")
            return bool(results) if isinstance(results, ox.QueryBoolean) else list(results)
        except SyntaxError as error:
            raise QueryError(explain(text, str(error))) from None
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError(f"The query could not be carried out: {error}") from None

    def table(self, text: str, bindings: Bindings | None = None) -> Table:
        """Answer a SELECT; for the queries that we ship."""
        answer = self.answer(text, bindings)
        assert isinstance(answer, Table)
        return answer


def bind(text: str, bindings: Bindings) -> str:
    """Give values to variables by VALUES blocks at the start of the query's WHERE clause.

    A sequence of terms means any of them.

    >>> bind("SELECT ?b WHERE { ?a ?p ?b }", {"a": ox.NamedNode("http://example.org/a")})
    'SELECT ?b WHERE { VALUES ?a { <http://example.org/a> } ?a ?p ?b }'
    """
    blocks = ""
    for name, value in bindings.items():
        terms = [value] if isinstance(value, ox.NamedNode | ox.Literal) else value
        blocks += f" VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}"
    opening = _opening_brace(text)
    return f"{text[:opening]}{{{blocks}{text[opening + 1 :]}"


def _opening_brace(text: str) -> int:
    """Return the place of the brace that opens the WHERE clause; a CONSTRUCT template comes before it."""
    bare = _blank_out(text)
    where = re.search(r"\bWHERE\s*\{", bare, re.IGNORECASE)
    return where.end() - 1 if where else bare.index("{")


def _blank_out(text: str) -> str:
    """Replace strings, IRIs and comments by spaces of the same length, so that brackets can be counted."""
    return _OPAQUE.sub(lambda match: " " * len(match[0]), text)


def _refuse_unsafe(text: str) -> None:
    """Refuse what would overflow the parser's stack and so end the process."""
    if len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        raise LimitExceeded(f"The query is longer than {_MOST_BYTES:,} bytes.")
    depth = deepest = 0
    run = longest = 0
    for character in _blank_out(text):
        if character in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "})]":
            depth -= 1
        run = run + 1 if character in "!+-^" else 0 if not character.isspace() else run
        longest = max(longest, run)
    if max(deepest, longest) > _MOST_NESTING:
        raise LimitExceeded(f"The query is nested deeper than {_MOST_NESTING} levels.")
