"""The one place that evaluates SPARQL."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property

import pyoxigraph as ox

from kg.errors import LimitExceeded, QueryError
from kg.sparql.syntax_errors import syntax_error
from kg.sparql.table import Table
from kg.vocabulary import PREFIXES

Term = ox.NamedNode | ox.Literal
Bindings = Mapping[str, Term | Sequence[Term]]
Answer = Table | bool | list[ox.Triple]

_OPAQUE = re.compile(
    r'"{3}(?:[^\\]|\\.)*?"{3}|\'{3}(?:[^\\]|\\.)*?\'{3}'  # long strings
    r'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''  # strings
    r'|<[^<>"{}|^`\\\s]*>|#[^\n\r]*|\\.',  # IRIs, comments, escaped characters in names
    re.DOTALL,
)
_NESTS = re.compile(r"[{}()\[\]]|[!+\-^](?:\s*[!+\-^])*")  # brackets, and operators that may follow each other
_MOST_BYTES = 1_000_000
_MOST_NESTING = 200
_PLAIN_LENGTH, _PLAIN_NESTING = 1_000, 30
_WIDE_STACK = 512 * 1024 * 1024


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

        ``bindings`` gives values to variables of the query. Raises QueryError for a syntax error in the query and
        LimitExceeded for one that is too long or too deeply nested to be parsed safely.
        """
        nesting = _nesting(text)
        if bindings:
            text = bind(text, bindings)
        is_plain = len(text) <= _PLAIN_LENGTH and nesting <= _PLAIN_NESTING
        try:
            return self._evaluate(text) if is_plain else _on_deep_stack(lambda: self._evaluate(text))
        except SyntaxError as error:
            raise syntax_error(text, str(error)) from None
        except (RuntimeError, OSError, ValueError) as error:
            raise QueryError("error.query.not_carried_out", reason=error) from None

    def table(self, text: str, bindings: Bindings | None = None) -> Table:
        """Answer a SELECT; for the queries that we ship."""
        answer = self.answer(text, bindings)
        assert isinstance(answer, Table)
        return answer

    def quads(self) -> list[ox.Quad]:
        """Return every quad of the dataset."""
        return list(self.store)

    def size(self) -> int:
        """Return the number of quads of the dataset."""
        return len(self.store)

    @cached_property
    def read_again(self) -> Engine:
        """The same dataset as it is when a claim counts only by passages that were read again."""
        from kg.rdf.dataset import only_read_again
        from kg.rdf.files import Folders

        return Engine(only_read_again(self.quads(), Folders.find().ontology / "rules"))

    def _evaluate(self, text: str) -> Answer:
        results = self.store.query(text, prefixes=PREFIXES)
        try:
            if isinstance(results, ox.QuerySolutions):
                return Table.read(results.serialize(format=ox.QueryResultsFormat.TSV) or b"")
            return bool(results) if isinstance(results, ox.QueryBoolean) else list(results)
        finally:
            del results  # a fault would carry it out of the thread that made it, where it may not end


def bind(text: str, bindings: Bindings) -> str:
    """Give values to variables by VALUES blocks at the start of the query's WHERE clause.

    A sequence of terms means any of them.

    >>> bind("SELECT ?b WHERE { ?a ?p ?b }", {"a": ox.NamedNode("http://example.org/a")})
    'SELECT ?b WHERE { VALUES ?a { <http://example.org/a> } ?a ?p ?b }'
    """
    blocks = ""
    for name, value in bindings.items():
        terms = [value] if isinstance(value, ox.NamedNode | ox.Literal | str) else value
        if not all(isinstance(term, ox.NamedNode | ox.Literal) for term in terms):
            raise QueryError("error.query.binding", name=name)
        blocks += f" VALUES ?{name} {{ {' '.join(str(term) for term in terms)} }}"
    return begin_with(text, blocks)


def begin_with(text: str, block: str) -> str:
    """Put a block at the start of the query's WHERE clause.

    >>> begin_with("ASK { ?a ?b ?c }", " VALUES ?a { 1 }")
    'ASK { VALUES ?a { 1 } ?a ?b ?c }'
    """
    opening = _opening_brace(text)
    return f"{text[:opening]}{{{block}{text[opening + 1 :]}"


def _opening_brace(text: str) -> int:
    """Return the place of the brace that opens the outermost WHERE clause; a CONSTRUCT template comes before it."""
    bare = _blank_out(text)
    template = re.search(r"(?<![?$:\w])CONSTRUCT\s*\{[^{}]*\}", bare, re.IGNORECASE)
    depth = 0
    for place in range(template.end() if template else 0, len(bare)):
        depth += {"(": 1, ")": -1}.get(bare[place], 0)
        if bare[place] == "{" and not depth:
            return place
    raise QueryError("error.query.no_where")


def _blank_out(text: str) -> str:
    """Blank out strings, IRIs and comments, keeping their length, so that brackets can be counted.

    What looks like an IRI may be a comparison (``1<((2))>``): its brackets and operators stay.
    """

    def blank(match: re.Match[str]) -> str:
        if match[0].startswith("<"):
            return re.sub(r"[^()\[\]!+-]", "~", match[0])
        return (" " if match[0].startswith("#") else "~") * len(match[0])

    return _OPAQUE.sub(blank, text)


def _on_deep_stack(evaluate: Callable[[], Answer]) -> Answer:
    """Evaluate on a thread with a stack for what is long or deep: a chain of 3,000 OPTIONALs is planned as deep."""
    from concurrent.futures import Future

    answer: Future[Answer] = Future()

    def run() -> None:
        try:
            answer.set_result(evaluate())
        except BaseException as error:
            answer.set_exception(error)

    usual = threading.stack_size(_WIDE_STACK)
    try:
        threading.Thread(target=run, daemon=True).start()
    finally:
        threading.stack_size(usual)
    return answer.result()


def _nesting(text: str) -> int:
    """Return how deeply a query is nested; refuse what would overflow the parser's stack and so end the process."""
    if len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        raise LimitExceeded("error.query.too_long", bytes=_MOST_BYTES)
    depth = deepest = longest = 0
    for token in _NESTS.findall(_blank_out(text)):
        if token in "{([":
            depth += 1
            deepest = max(deepest, depth)
        elif token in "})]":
            depth -= 1
        else:
            longest = max(longest, sum(not character.isspace() for character in token))
    if max(deepest, longest) > _MOST_NESTING:
        raise LimitExceeded("error.query.too_deep", levels=_MOST_NESTING)
    return max(deepest, longest)


_SELECT = re.compile(r"(?:\s|#[^\n\r]*|BASE\s*<[^>]*>|PREFIX\s+\S*\s*<[^>]*>)*SELECT\b", re.IGNORECASE)


def answer_at_most(engine: Engine, text: str, most: int | None, language: str = "en") -> Answer:
    """Return an answer, a table cut to so many rows; one that was cut says so in its caveats.

    A query that ends without a LIMIT gets one, so that the engine can stop early; any other is answered whole.

    >>> import pyoxigraph as ox
    >>> answer = answer_at_most(Engine(ox.Store()), "SELECT ?n WHERE { VALUES ?n { 1 2 3 } }", 2)
    >>> isinstance(answer, Table) and (answer.column("n"), answer.caveats)
    ([1, 2], ('Only the first 2 rows are given: the answer is cut by the limit.',))
    """
    if most is None:
        return engine.answer(text)
    answer = _with_limit(engine, text, most + 1) if _SELECT.match(text) else engine.answer(text)
    return answer.first(most, language) if isinstance(answer, Table) else answer


def _with_limit(engine: Engine, text: str, most: int) -> Answer:
    try:
        return engine.answer(f"{text}\nLIMIT {most}")
    except QueryError:  # it has a limit of its own, ends in VALUES, or is not valid SPARQL, which its own text shows
        return engine.answer(text)
