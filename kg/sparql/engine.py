"""The one place that evaluates SPARQL."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from kg.errors import LimitExceeded, QueryError
from kg.messages import message
from kg.rdf.derived import Derived
from kg.rdf.query_text import MOST_NESTING, asks_servers, blank_out, check, checked, form_of, limit_of, nesting
from kg.sparql.cells import Row
from kg.sparql.syntax_errors import syntax_error
from kg.sparql.table import Table
from kg.vocabulary import BASE, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.dataset import Changes
    from kg.rdf.limits import Limits
    from kg.rdf.worker import Workers

Term = ox.NamedNode | ox.Literal
Bindings = Mapping[str, Term | Sequence[Term]]
Answer = Table | bool | list[ox.Triple]
Results = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | list[ox.Triple]
"""The engine's own results; of another engine, the triples that it sent."""
Packed = tuple[str, bytes, tuple[str, ...]]
"""The kind of an answer, its content, and its caveats."""

_T = TypeVar("_T")
_PLAIN_LENGTH, _PLAIN_NESTING = 1_000, 30
_SHORT_LENGTH = 4_096
_WIDE_STACK = 512 * 1024 * 1024
_SERVICE_SECONDS = 30.0


@dataclass(frozen=True)
class Graphs:
    """The graphs that are asked, in place of those that a query names: merged as the default graph, and by name."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def chosen(self) -> dict[str, Any]:
        """Return them as the engine takes them. Raises QueryError for what is no IRI."""
        try:
            default, named = ([ox.NamedNode(iri) for iri in iris] for iris in (self.default, self.named))
        except ValueError as error:
            raise QueryError("error.query.graph_iri", reason=error) from None
        return {"default_graph": default, "named_graphs": named}


class Engine:
    """SPARQL over a pyoxigraph store that is only read.

    >>> engine = Engine(ox.Store())
    >>> engine.answer("ASK { ?a ?b ?c }")
    False
    """

    asks_elsewhere = False
    """Whether it asks a server, in place of a dataset that it holds."""
    is_apart = False
    """Whether this process can itself be ended, so that what a server sends is read in it."""

    def __init__(
        self,
        store: ox.Store | Callable[[], ox.Store],
        rules: Sequence[Path] | None = None,
        derived: Derived | None = None,
        *,
        is_on_disk: bool = False,
        built: ox.Store | None = None,
        stays_on_disk: bool = False,
    ) -> None:
        self._store, self._rules, self._built = store, rules, built
        self._derived, self._is_on_disk = derived or Derived(None), is_on_disk
        self._stays_on_disk = stays_on_disk

    @property
    def store(self) -> ox.Store:
        """The dataset; the first who asks for one that is still being written to disk waits for that."""
        if not isinstance(self._store, ox.Store):
            self._store = self._store()
        return self._store

    def hold_in_memory(self) -> None:
        """Have the dataset in memory from now on, where many queries that read much of it are times faster."""
        if self._is_on_disk:
            from kg.rdf.snapshot import in_memory

            held = in_memory(self.store, self._derived) if self._built is None else self._built
            self._store, self._is_on_disk, self._built = held, False, None

    @property
    def keeps(self) -> bool:
        """Whether what is derived is kept for other processes, so that all of it is had faster than a part is asked."""
        return self._derived.is_kept

    def derived(self, name: str, compute: Callable[[], _T], *, reads_all: bool = False, is_large: bool = False) -> _T:
        """Return what is computed from the dataset alone: once, and for a dataset from files once for all processes.

        With ``reads_all`` it is computed in memory, as what reads most of the data is worth a copy; that of a store
        that stays on disk is let go again. What is large is kept beside what is done next.
        """
        return self._derived.get(name, partial(self._computed, compute, reads_all), is_large=is_large)

    def lasting(self, name: str, given: str, compute: Callable[[], _T]) -> _T:
        """Return what is computed of what is ``given`` alone, and kept for other states of the data where any is."""
        return self._derived.get_lasting(name, given, compute)

    def find_lasting(self, name: str, given: str) -> Any:
        """Return the same where it is kept, else None."""
        return self._derived.find_lasting(name, given)

    def keep_lasting(self, name: str, given: str, found: object) -> None:
        """Keep the same."""
        self._derived.keep_lasting(name, given, found)

    def derived_some(
        self,
        name: str,
        keys: Iterable[str] | None,
        compute: Callable[[], dict[str, _T]],
        together: Callable[[_T], Hashable],
    ) -> dict[str, _T]:
        """Return some of a dictionary that is computed as ``derived`` with ``reads_all`` is, read in pieces."""
        return self._derived.get_some(name, keys, partial(self._computed, compute, True), together)

    def _computed(self, compute: Callable[[], _T], reads_all: bool) -> _T:
        """Compute something in memory where the dataset is there too, or is worth to be; the disk is asked again then.

        Rows in no order come from the disk at the first run as at any other, but for what is kept.
        """
        if self._stays_on_disk and reads_all:
            with self._held_for_now():
                return compute()
        if not self._is_on_disk or (self._built is None and not reads_all):
            return compute()
        if self._built is None:
            self._built = self._copy()
        disk, self._store = self._store, self._built
        try:
            return compute()
        finally:
            if self._is_on_disk:
                self._store = disk

    @contextlib.contextmanager
    def _held_for_now(self) -> Iterator[None]:
        """Have the dataset in memory within a block."""
        from kg.rdf.snapshot import in_memory

        disk, self._store, self._stays_on_disk = self._store, in_memory(self.store), False
        try:
            yield
        finally:
            self._store, self._stays_on_disk = disk, True

    @cached_property
    def _workers(self) -> Workers:
        from kg.rdf.worker import Workers

        return Workers()

    def answer(self, text: str, bindings: Bindings | None = None) -> Answer:
        """Return a Table (SELECT), a bool (ASK) or triples (CONSTRUCT, DESCRIBE), computed here and without a limit.

        ``bindings`` gives values to variables of the query. Raises QueryError for a fault in the query and for a
        SERVICE, and LimitExceeded for one that is too long or too deeply nested to be parsed safely.
        """
        return self._safely(self._evaluate, text, bindings)

    def terms(self, text: str, bindings: Bindings | None = None) -> list[Row]:
        """Return the rows of a SELECT as terms; for the queries that we ship of which every row is read.

        It takes half the time of ``table``, which has the engine write its answer.

        >>> Engine(ox.Store()).terms("SELECT ?n WHERE { VALUES ?n { 1 } }")
        [(<Literal value=1 datatype=<NamedNode value=http://www.w3.org/2001/XMLSchema#integer>>,)]
        """
        return self._safely(self._terms, text, bindings)

    def _safely(self, evaluate: Callable[[str], _T], text: str, bindings: Bindings | None) -> _T:
        """Evaluate a query with the stack that it needs."""
        depth, asked = checked(text), bind(text, bindings) if bindings else text
        carried_out = partial(evaluate, asked)
        is_plain = len(asked) <= _PLAIN_LENGTH and depth <= _PLAIN_NESTING
        return _explained(text, carried_out if is_plain else partial(_on_deep_stack, carried_out))

    def answer_within(
        self, limits: Limits, text: str, bindings: Bindings | None = None, *, language: str = "en"
    ) -> Answer:
        """Return an answer as ``answer`` does, computed where it can be ended; caveats are in a language.

        Raises LimitExceeded also at the limits on time and memory, and for what the engine does not survive.
        """
        from kg.rdf.worker import CAN_FORK

        checked(text)
        asked = bind(text, bindings) if bindings else text
        if limits.services and limits.seconds is None:  # a server that does not answer is not waited for without end
            limits = replace(limits, seconds=_SERVICE_SECONDS)
        if not CAN_FORK:
            evaluate = partial(self._evaluate, asked, limits.services, language)
            return _explained(text, partial(_on_deep_stack, evaluate, limits.seconds))
        call = partial(self._workers.call, self._packed, (asked, limits.services, language), limits)
        try:
            return unpacked(*_explained(text, call))
        except QueryError as error:
            if limits.services and error.key == "error.query.not_carried_out":
                raise QueryError("error.query.service_failed", addresses=", ".join(limits.services)) from None
            raise

    def results(
        self, text: str, use: Callable[[Results], _T], graphs: Graphs | None = None, *, most: int | None = None
    ) -> _T:
        """Return what is made of the engine's own results, which live no longer than this call; it asks no server.

        A relative IRI is one of the data set. With ``most``, no more rows or triples are computed where the query
        leaves that open. For a worker, which has a stack for what is deep. Raises what ``answer`` raises.

        >>> from kg.graph import load
        >>> load("tests/mini").engine.results("ASK { ?a ?b ?c }", bool)
        True
        """
        if most is not None and form_of(text) != "ASK" and limit_of(text) is None:
            with contextlib.suppress(QueryError):  # it has a limit of its own, ends in VALUES, or is not valid
                return self.results(f"{text}\nLIMIT {most}", use, graphs)
        check(text)

        def run() -> _T:
            if asks_servers(text):
                from kg.rdf.services import only_allowed

                for address in only_allowed(text)[1]:
                    raise QueryError("error.query.service", address=address)
            chosen = graphs.chosen() if graphs else {}
            return use(self._carried_out(text, base_iri=BASE, **chosen))

        return _explained(text, run)

    def table(self, text: str, bindings: Bindings | None = None) -> Table:
        """Answer a SELECT; for the queries that we ship."""
        answer = self.answer(text, bindings)
        assert isinstance(answer, Table)
        return answer

    def quads(self) -> list[ox.Quad]:
        """Return every quad of the dataset."""
        return list(self.store)

    def text(self) -> bytes:
        """Return every quad of the dataset as N-Quads, a line each."""
        return self.store.dump(format=ox.RdfFormat.N_QUADS) or b""

    def quads_of(self, *things: ox.NamedNode | ox.BlankNode) -> list[ox.Quad]:
        """Return the quads that things are the subjects of."""
        return [quad for thing in things for quad in self.store.quads_for_pattern(thing, None, None, None)]

    def quads_to(self, *things: ox.NamedNode) -> list[ox.Quad]:
        """Return the quads that things are the objects of."""
        return [quad for thing in things for quad in self.store.quads_for_pattern(None, None, thing, None)]

    def quads_within(self, graph: ox.NamedNode) -> list[ox.Quad]:
        """Return the quads of a named graph."""
        return list(self.store.quads_for_pattern(None, None, None, graph))

    def quads_claimed(self) -> Iterator[ox.Quad]:
        """Yield the quads of all named graphs: what passages claim."""
        for graph in self.store.named_graphs():
            yield from self.store.quads_for_pattern(None, None, None, graph)

    def size(self) -> int:
        """Return the number of quads of the dataset."""
        return len(self.store)

    @cached_property
    def read_again(self) -> Engine:
        """The same dataset as it is when a claim counts only by passages that were read again."""
        from kg.rdf.snapshot import open_part

        held, derived, built = open_part(self._derived, "read again", lambda: self._only_read_again(self._copy()))
        is_on_disk = derived.is_kept
        return Engine(held, self._rules, derived, is_on_disk=is_on_disk, built=built)

    def changes_to_read_again(self) -> Changes:
        """Return what makes that dataset of this one, and make it: this engine must not be asked any more."""
        self.hold_in_memory()
        return self._keep_only_read_again(self.store)

    def turn_into_read_again(self, changes: Changes | None = None) -> Engine:
        """Return the same at half the cost, out of the store of this engine, which must not be asked any more.

        It costs next to nothing where the ``changes`` are known.
        """
        self.hold_in_memory()
        if changes is None:
            self._keep_only_read_again(self.store)
        else:
            changes.make(self.store)
        return Engine(self.store)

    def _only_read_again(self, held: ox.Store) -> ox.Store:
        self._keep_only_read_again(held)
        return held

    def _keep_only_read_again(self, held: ox.Store) -> Changes:
        from kg.rdf.dataset import keep_only_read_again

        return keep_only_read_again(held, self.rules)

    @property
    def rules(self) -> Sequence[Path]:
        """The files of the rules by which the dataset was completed; of one that is not from files, those that ship."""
        from kg.rdf.folders import Folders

        return Folders.find().part("rules") if self._rules is None else self._rules

    def _copy(self) -> ox.Store:
        """Return a copy of the dataset in memory."""
        from kg.rdf.snapshot import in_memory

        if self._built is not None:
            return in_memory(self._built)
        return in_memory(self.store, self._derived if self._is_on_disk else None)

    def _evaluate(self, text: str, services: Sequence[str] = (), language: str = "en") -> Answer:
        left_out: list[str] = []
        if asks_servers(text):
            from kg.rdf.services import only_allowed

            text, left_out = only_allowed(text, services)
        results = self._carried_out(text)
        try:
            if isinstance(results, ox.QuerySolutions):
                table = Table.read(results.serialize(format=ox.QueryResultsFormat.TSV) or b"")
                return table.with_caveats(*(_not_asked(one, language) for one in left_out)) if left_out else table
            if left_out:  # these answers have no place for what limits them
                raise _silent_refusal(left_out[0])
            return bool(results) if isinstance(results, ox.QueryBoolean) else list(results)
        finally:
            del results  # a fault would carry it out of the thread that made it, where it may not end

    def _terms(self, text: str) -> list[Row]:
        results = self._carried_out(text)
        assert isinstance(results, ox.QuerySolutions)
        try:
            return list(map(tuple, results))
        finally:
            del results  # as in an answer

    def _carried_out(self, text: str, **chosen: Any) -> Results:
        """Return the engine's results; a fault in the text is one of the text as it was written."""
        if "exists" in text.lower():
            from kg.sparql.existence import step_by_step

            with contextlib.suppress(SyntaxError):
                return self.store.query(step_by_step(text), prefixes=PREFIXES, **chosen)
        return self.store.query(text, prefixes=prefixes_of(text), **chosen)

    def _packed(self, text: str, services: Sequence[str], language: str) -> Packed:
        return packed(self._evaluate(text, services, language))


def prefixes_of(text: str) -> dict[str, str]:
    """Return the prefixes of ours that a query may use: the engine reads each that it is given.

    >>> prefixes_of("ASK { ent:norad ?property ?value }")
    {'ent': 'https://w3id.org/perimeter/entity/'}
    """
    if "\\" in text:  # a name may be written by the numbers of its characters
        return dict(PREFIXES)
    ends = {before[-_LONGEST_PREFIX:] for before in text.split(":")[:-1]}
    return {name: PREFIXES[name] for end in ends for name in _prefixes_at(end)}


_LONGEST_PREFIX = max(map(len, PREFIXES))


@lru_cache(4096)
def _prefixes_at(end: str) -> tuple[str, ...]:
    """Return those of our prefixes that what stands before a colon may end in."""
    return tuple(name for name in PREFIXES if end.endswith(name))


def is_short(text: str) -> bool:
    """Tell whether a query is read in an instant, and asks no server: only its evaluation may have to be ended.

    >>> is_short("ASK { ?a ?b ?c }"), is_short("ASK {} #" + 5_000 * " ")
    (True, False)
    """
    return len(text) <= _SHORT_LENGTH and not asks_servers(text) and nesting(blank_out(text)) <= _PLAIN_NESTING


def _explained(text: str, evaluate: Callable[[], _T]) -> _T:
    """Return what is computed for a query; what the engine raises becomes a QueryError about its text."""
    try:
        return evaluate()
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from None
    except (RuntimeError, OSError, ValueError) as error:
        raise QueryError("error.query.not_carried_out", reason=error) from None


def packed(answer: Answer) -> Packed:
    """Return an answer as what a worker can hand over."""
    if isinstance(answer, Table):
        return "table", answer.tsv, answer.caveats
    if isinstance(answer, bool):
        return "truth", b"true" if answer else b"", ()
    content = ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES) or b""
    if b"<<" in content and max(line.count(b"<<(") for line in content.splitlines()) > MOST_NESTING:
        raise LimitExceeded("error.query.crash")  # a triple in a triple, and so on: who takes it would break down
    return "triples", content, ()


def unpacked(kind: str, content: bytes, caveats: tuple[str, ...]) -> Answer:
    """Return the answer that was packed."""
    if kind == "table":
        table = Table.read(content)
        return table.with_caveats(*caveats) if caveats else table
    if kind == "truth":
        return bool(content)
    return [quad.triple for quad in ox.parse(content, format=ox.RdfFormat.N_TRIPLES, lenient=True)]


def _not_asked(address: str, language: str) -> str:
    from kg.rdf.services import LABELS

    if address == LABELS:
        return message("error.query.service_labels", language)
    if address[0] in "?$":
        return message("caveat.service_silent_variable", language, name=address)
    return message("caveat.service_silent", language, address=address)


def _silent_refusal(address: str) -> QueryError:
    from kg.rdf.services import LABELS, refusal

    if address == LABELS or address[0] in "?$":
        return refusal(address)
    return QueryError("error.query.service_silent", address=address)


def bind(text: str, bindings: Bindings) -> str:
    """Give values to variables by VALUES blocks at the start of the query's WHERE clause.

    A sequence of terms means any of them.

    >>> bind("SELECT ?b WHERE { ?a ?p ?b }", {"a": ox.NamedNode("http://example.org/a")})
    'SELECT ?b WHERE { VALUES ?a { <http://example.org/a> } ?a ?p ?b }'
    """
    blocks = ""
    for name, value in bindings.items():
        terms = value if isinstance(value, Sequence | set) and not isinstance(value, str) else [value]
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
    bare = blank_out(text)
    template = re.search(r"(?<![?$:\w])CONSTRUCT\s*\{[^{}]*\}", bare, re.IGNORECASE)
    depth = 0
    for place in range(template.end() if template else 0, len(bare)):
        depth += {"(": 1, ")": -1}.get(bare[place], 0)
        if bare[place] == "{" and not depth:
            return place
    raise QueryError("error.query.no_where")


def _on_deep_stack(evaluate: Callable[[], _T], seconds: float | None = None) -> _T:
    """Evaluate on a thread with a wide stack, and wait for so long."""
    answers: list[_T] = []
    faults: list[BaseException] = []

    def run() -> None:
        try:
            answers.append(evaluate())
        except BaseException as error:
            faults.append(error)

    usual = threading.stack_size(_WIDE_STACK)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
    finally:
        threading.stack_size(usual)
    thread.join(seconds)
    if faults:
        raise faults.pop()
    if not answers:
        raise LimitExceeded("error.query.too_slow", seconds=f"{seconds:g}")
    return answers[0]


def answer_at_most(
    engine: Engine, text: str, most: int | None, language: str = "en", *, limits: Limits | None = None
) -> Answer:
    """Return an answer, a table cut to so many rows; one that was cut says so in its caveats.

    A query that ends without a LIMIT gets one, so that the engine can stop early; any other is answered whole.

    >>> import pyoxigraph as ox
    >>> answer = answer_at_most(Engine(ox.Store()), "SELECT ?n WHERE { VALUES ?n { 1 2 3 } }", 2)
    >>> isinstance(answer, Table) and (answer.column("n"), answer.caveats)
    ([1, 2], ('Only the first 2 rows are given: the answer is cut by the limit.',))
    """
    ask = engine.answer if limits is None else partial(engine.answer_within, limits, language=language)
    if most is None:
        return ask(text)
    answer = _with_limit(ask, text, most + 1) if form_of(text) == "SELECT" else ask(text)
    return answer.first(most, language) if isinstance(answer, Table) else answer


def _with_limit(ask: Callable[[str], Answer], text: str, most: int) -> Answer:
    try:
        return ask(f"{text}\nLIMIT {most}")
    except QueryError:  # it has a limit of its own, ends in VALUES, or is not valid SPARQL, which its own text shows
        return ask(text)
