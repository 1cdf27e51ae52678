"""The knowledge graph: the one object that everything hangs on."""

from __future__ import annotations

import datetime
import warnings
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

import pyoxigraph as ox

from kg.errors import KgError, KgWarning
from kg.messages import languages, readers_language
from kg.network.filters import Filters, NetworkOptions, explicit
from kg.rdf.extensions import is_dump
from kg.rdf.folders import Folders
from kg.rdf.snapshot import open_memory, open_snapshot
from kg.sparql.engine import Bindings, Engine
from kg.sparql.table import Table
from kg.vocabulary import local_name

if TYPE_CHECKING:
    import networkx as nx
    import rdflib

    from kg.curation.draft import Draft
    from kg.curation.page_text import PageText
    from kg.explorer.payload import PageSource
    from kg.explorer.written_page import MadePage, Page
    from kg.network.explanation import TieExplanation
    from kg.network.network import Network
    from kg.network.paths import NetworkPath
    from kg.questions.ask import Answer
    from kg.questions.catalogue import Question
    from kg.questions.names import Names
    from kg.record.editions import Revision
    from kg.record.entities import Entity
    from kg.record.index import Record
    from kg.record.labels import Labels
    from kg.record.stories import Story
    from kg.validation.findings import Finding


def load(
    data: Path | str | None = None, *, store: Path | str | None = None, endpoint: str | None = None
) -> KnowledgeGraph:
    """Return the knowledge graph: the one that ships with the library, or one made from a folder of data.

    ``data`` may also be one file with a whole dataset, of any vocabulary: N-Quads, TriG, Turtle, JSON-LD or RDF/XML.
    ``store`` is a folder that ``build`` wrote, ``endpoint`` the address of a SPARQL 1.1 server; both are asked where
    they are. Raises DataError, with file, line and column, when a file cannot be read, and KgError for more than one
    of the three.

    >>> graph = load("tests/mini")
    >>> graph.entity("norad").label
    'North American Aerospace Defense Command'
    """
    elsewhere = _open_elsewhere(data, store, endpoint)
    if elsewhere:
        return KnowledgeGraph(elsewhere)
    folders = Folders.find(data)
    opened = open_memory(folders)
    return KnowledgeGraph(Engine(opened.store, folders.part("rules"), opened.derived), folders)


def open_read_only(
    data: Path | str | None = None,
    *,
    store: Path | str | None = None,
    endpoint: str | None = None,
    meanwhile: Callable[[], object] | None = None,
) -> KnowledgeGraph:
    """Return the graph over its snapshot on disk: opens at once, answers slower; for one question.

    Where the snapshot has to be made, something else may be done ``meanwhile``.
    """
    elsewhere = _open_elsewhere(data, store, endpoint)
    if elsewhere:
        return KnowledgeGraph(elsewhere)
    folders = Folders.find(data)
    held, derived, built = open_snapshot(folders, meanwhile)
    return KnowledgeGraph(Engine(held, folders.part("rules"), derived, is_on_disk=True, built=built), folders)


def build(place: Path | str, data: Path | str | None = None) -> dict[str, Any]:
    """Write the dataset as a store on disk, for ``load(store=place)``; return its version and counts.

    Raises KgError for a folder that holds anything else.
    """
    from kg.rdf.stores import write_store

    return write_store(Folders.find(data), Path(place))


def _open_elsewhere(data: Path | str | None, store: Path | str | None, endpoint: str | None) -> Engine | None:
    """Return an engine over a dataset in one file, a store on disk or a server; None where none is named."""
    if sum(source is not None for source in (data, store, endpoint)) > 1:
        raise KgError("error.data.two_sources")
    if store is not None:
        from kg.rdf.stores import open_store

        return Engine(open_store(Path(store)), stays_on_disk=True)
    if endpoint is not None:
        from kg.sparql.endpoint import RemoteEngine

        return RemoteEngine(endpoint)
    if data is not None and is_dump(Path(data)):
        from kg.rdf.dumps import open_dump

        return Engine(open_dump(Path(data)))
    return None


class KnowledgeGraph:
    """A graph of who works with whom, to be queried, explained, drawn and checked."""

    def __init__(self, engine: Engine, folders: Folders | None = None, whole: KnowledgeGraph | None = None) -> None:
        self.engine, self.folders, self._whole = engine, folders, whole

    def query(
        self,
        text: str,
        bindings: Bindings | None = None,
        *,
        timeout: float | None = None,
        memory: int | None = None,
        allow_service: str | Sequence[str] = (),
    ) -> Table | bool | rdflib.Graph:
        """Answer a SPARQL query: SELECT with a Table, ASK with a bool, CONSTRUCT and DESCRIBE with an rdflib.Graph.

        The project's prefixes are known. What may be why nothing is found is told: as a caveat of a Table, else as a
        KgWarning. It may take ``timeout`` seconds and ``memory`` bytes beyond those of the
        graph (two billion unless told otherwise), and ask by SERVICE only servers that ``allow_service`` names.
        Raises QueryError with the line and what was expected, or for another server; LimitExceeded for what takes
        too long or too much.

        >>> graph = load("tests/mini")
        >>> graph.query("ASK { ent:canada sec:isMemberOf ent:norad }")
        True
        """
        from kg.rdf.limits import MEMORY, Limits
        from kg.sparql.slowness import told_when_slow

        services = (allow_service,) if isinstance(allow_service, str) else tuple(allow_service)
        slow = partial(warnings.warn, KgWarning("caveat.slow_exists"))
        with told_when_slow(text, slow):
            answer = self.engine.answer_within(Limits(timeout, memory or MEMORY, services), text, bindings)
        from kg.sparql.suggestions import hints

        told = hints(self.engine, text, answer)
        if isinstance(answer, Table):
            return answer.with_caveats(*answer.caveats, *told) if told else answer
        for hint in told:  # beside what has no place for it
            warnings.warn(KgWarning("caveat.told", told=hint), stacklevel=2)
        if isinstance(answer, list):
            from kg.rdf.terms import to_rdflib_graph

            return to_rdflib_graph(answer)
        return answer

    @cached_property
    def read_again(self) -> KnowledgeGraph:
        """The same graph as it is when a claim counts only by passages that were read again, for all that can be asked.

        A claim that no such passage makes is gone, with all that follows from it; entities and documents stay.

        >>> load("tests/mini").read_again.query("ASK { ent:canada sec:cooperatesWith ent:united-states }")
        False
        """
        return KnowledgeGraph(self._engine(True), self.folders, whole=self)

    @cached_property
    def names(self) -> Names:
        """All names of all entities."""
        from kg.questions.names import Names

        return Names(self.engine)

    @cached_property
    def labels(self) -> Labels:
        """The labels of entities, terms and concepts."""
        from kg.record.labels import read_labels

        return read_labels(self.engine)

    @cached_property
    def record(self) -> Record:
        """Everything that networks are made from."""
        from kg.record.index import read_record

        return self._whole.record.read_again if self._whole else read_record(self.engine)

    def labelled(self, table: Table, language: str = "en") -> Table:
        """Return a table for reading: labels in place of the IRIs of entities, terms and concepts.

        >>> graph = load("tests/mini")
        >>> graph.labelled(graph.query("SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who")).rows
        [('Canada',), ('United States',)]
        """
        from kg.record.labels import labelled

        return labelled(table, self.labels, self._known_language(language))

    @property
    def questions(self) -> dict[str, Question]:
        """The questions that ship with the library, and those in the folder of data, by name."""
        from kg.questions.catalogue import questions

        return questions(self._own_questions)

    @property
    def _own_questions(self) -> list[Path]:
        return self.folders.own_questions if self.folders else []

    @cached_property
    def stories(self) -> dict[str, Story]:
        """The stories told in the folder of data, by name; a store and an endpoint hold none.

        Raises DataError, with the place, for a story that is not in form.

        >>> load("tests/mini").stories["norad"].title["en"]
        'A command for two countries'
        """
        from kg.record.dataset import read_dataset
        from kg.record.stories import read_stories

        if self.folders is None:
            return {}
        return read_stories(self.folders.data, read_dataset(self.engine).languages)

    def ask(
        self,
        name: str,
        *,
        as_of: str | None = None,
        between: tuple[str, str] | None = None,
        standing: str | None = None,
        read_again: bool = False,
        language: str = "en",
        **given: str,
    ) -> Answer:
        """Answer a question by name; ``given`` are its parameters, in words, ids or dates.

        ``as_of`` and ``between`` keep what was in effect then, ``standing`` what rests on documents of a kind;
        ``read_again`` counts only what passages say that were read again. ``language`` is that of texts and caveats.
        Raises UnknownName for a question, parameter or value that is not known, with the nearest; KgError for a
        parameter that is missing.

        >>> load("tests/mini").ask("partners", of="norad").question.name
        'partners'
        """
        from kg.dates import Period
        from kg.questions.ask import ask
        from kg.questions.catalogue import question
        from kg.questions.usage import usage_hints

        asked, period = question(name, self._own_questions), Period.of(as_of, between)
        language = self._known_language(language)
        with usage_hints(self.names, name):
            engine = self._engine(read_again)
            return ask(engine, self.names, asked, given, period=period, standing=standing, language=language)

    def query_of(
        self,
        name: str,
        *,
        as_of: str | None = None,
        between: tuple[str, str] | None = None,
        language: str = "en",
        **given: str,
    ) -> str:
        """Return the SPARQL of a question as it runs, with its parameters, time and prefixes, for any engine.

        Raises what ``ask`` raises.

        >>> load("tests/mini").query_of("partners", of="norad").splitlines()[0]
        'PREFIX sec: <https://w3id.org/perimeter/term/>'
        """
        from kg.dates import Period
        from kg.questions.ask import resolve
        from kg.questions.catalogue import question
        from kg.questions.template import as_it_runs
        from kg.questions.usage import usage_hints

        asked, period = question(name, self._own_questions), Period.of(as_of, between)
        with usage_hints(self.names, name):
            return as_it_runs(asked, resolve(self.names, asked, given, self._known_language(language)), period)

    def find(self, text: str, limit: int = 20, language: str = "en") -> Table:
        """Return the entities whose names match a text, best first: id, name, what it is, named in a language.

        Where no name matches, those whose definition, events or dates mention the text, and a caveat that says so.

        >>> load("tests/mini").find("norad").column("id")[0]
        'norad'
        """
        from kg.questions.search import search

        language = self._known_language(language)
        return search(self.engine, self.names, self.labels, text, limit=limit, language=language)

    def entity(
        self,
        name: str,
        *,
        as_of: str | datetime.date | None = None,
        between: tuple[str, str] | None = None,
        read_again: bool = False,
    ) -> Entity:
        """Return one entity with its claims, ties and evidence.

        ``as_of`` and ``between`` keep the ties in effect then, and mark those that are undated; ``read_again`` counts
        only what passages say that were read again. Raises UnknownName with the nearest names, KgError for what is
        not a date.

        >>> len(load("tests/mini").entity("norad", as_of="1950").ties)
        0
        """
        from kg.dates import Period
        from kg.record.entities import read_entity
        from kg.record.valid_time import entity_in

        return entity_in(read_entity(self._engine(read_again), *self._resolved(name)), Period.of(as_of, between))

    def why(
        self,
        first: str,
        second: str,
        *,
        as_of: str | datetime.date | None = None,
        between: tuple[str, str] | None = None,
        read_again: bool = False,
    ) -> TieExplanation:
        """Return why two entities are tied: direct ties, what they share, and the passages.

        It is what the edge between two actors stands for; what a network does not draw is told as well.

        ``as_of`` and ``between`` keep what was in effect then, and mark what is undated; ``read_again`` counts only
        what passages say that were read again. Raises UnknownName with the nearest names, KgError for what is not a
        date, and for one entity in place of two.
        """
        from kg.dates import Period
        from kg.network.explanation import explain_tie

        start, end = self._resolved_two(first, second)
        return explain_tie(self._engine(read_again), start, end, Period.of(as_of, between))

    def cite(self, name: str, format_name: str = "markdown", language: str = "en") -> str:
        """Return the references of an entity, a document, a passage or a claim, for a bibliography.

        ``format_name`` is ``markdown``, ``bibtex``, ``ris`` or ``csl-json``. An entity is cited by its address here,
        followed by the documents that speak of it; a passage by its document and place, with our words; a claim, named
        by what its address ends with, by the passages that make it. Raises UnknownName with the nearest entities,
        KgError for another format.

        >>> print(load("tests/mini").cite("rcmp").splitlines()[0])
        - “Royal Canadian Mounted Police”, 29 November 2026, <https://w3id.org/perimeter/entity/rcmp>
        """
        from kg.questions.citing import references
        from kg.questions.usage import usage_hints
        from kg.render.references import write_references

        with usage_hints(self.names):
            found = references(self.engine, self.names, name, self._known_language(language))
        return write_references(found, format_name)

    @explicit
    def network(self, mode: str = "one-mode", actors: str = "organizations", **filters: Unpack[Filters]) -> Network:
        """Return the network of actors as a networkx graph with the reasons on each edge.

        ``mode`` "one-mode" joins actors, "two-mode" keeps what they take part in between them; ``actors`` are
        "organizations", "countries" or "all". ``filters`` are those of ``kg.network.network.NetworkFilter``: ``as_of``,
        ``between``, ``around``, ``depth``, ``topic``, ``country``, ``kind``, ``family``, ``standing``,
        ``read_again``, ``since``, ``text``, ``governments``, ``ends``, ``voices``, ``rests_on``. What modes and actors
        were called before ("shared", "between", ``lens``) is still heard. Raises KgError for a filter
        that is not known.

        >>> len(load("tests/mini").network(ends="across").edges)
        0
        """
        from kg.network.network import NetworkFilter
        from kg.network.projection import build_network
        from kg.questions.filters import resolve_filters

        actors = filters.pop("lens", None) or actors
        resolved = resolve_filters(self.names, dict(filters))
        return build_network(self.record, NetworkFilter(mode, actors, **resolved))  # type: ignore[arg-type]

    @explicit
    def measure(
        self,
        name: str,
        *,
        by: str | None = None,
        of: str | Sequence[str] = (),
        against: str | None = None,
        language: str = "en",
        **filters: Unpack[NetworkOptions],
    ) -> Table:
        """Return a measure of the network by name; ``filters`` are those of ``network``.

        ``by`` groups brokers by "country" or "sector", ``of`` names the actors that ``removal`` leaves out, and
        ``against`` sets the answer beside a "null-model" or beside the network without any one of its "documents".
        ``change`` compares the two dates of ``between``. Raises UnknownName with the nearest, KgError for an option
        that the measure does not take.

        >>> load("tests/mini").measure("strength").column("id")[0]
        'cbsa'
        """
        from kg.network.measures.registry import measure
        from kg.network.measures.run import Options, measured

        gone = tuple(self._resolved(of))
        return measured(
            measure(name), self.network, Options(by, gone, against, self._known_language(language)), dict(filters)
        )

    @explicit
    def path(
        self, first: str, second: str, most: int = 3, **filters: Unpack[NetworkOptions]
    ) -> dict[str, list[NetworkPath]]:
        """Return the ``shortest`` and the ``strongest`` paths between two entities, each step with its reasons.

        ``filters`` are those of ``network``; where no actors are given, a path leads over organizations alone unless
        one of the two is a country. Raises UnknownName for a name, KgError when nothing joins the two, and for one
        entity in place of two.
        """
        from kg.network.paths import shortest_paths, strongest_paths

        start, end = self._resolved_two(first, second)
        filters["actors"] = filters.pop("lens", None) or filters.get("actors") or self._actors_between(start, end)
        network = self.network(**filters)
        return {
            "shortest": shortest_paths(network, start, end, most),
            "strongest": strongest_paths(network, start, end, most),
        }

    def _resolved_two(self, first: str, second: str) -> tuple[str, str]:
        start, end = self._resolved((first, second))
        if start == end:
            raise KgError("error.why.same", name=local_name(start))
        return start, end

    def _actors_between(self, *ends: str) -> str:
        return "all" if any(self.record.is_a(end, "Country") for end in ends) else "organizations"

    def diff(
        self,
        first: str | datetime.date,
        second: str | datetime.date,
        around: str | Sequence[str] = (),
        topic: str | None = None,
        *,
        kind: str | None = None,
    ) -> Table:
        """Return what changed from one date to another, both included, with the passages that say so.

        As everywhere, a year or a month means its first day as the start and its last as the end: ``diff("2024",
        "today")`` is what changed since 1 January 2024. What began and ended, joined or left a parent, took over from
        another; and events, such as a new name. ``around`` keeps what has to do with one or more entities: of a
        threat or a topic, with all that addresses it; ``topic`` what is about a topic, ``kind`` what has to do with a
        thing of a kind. Things, classes and relations are IRIs; ``labelled`` makes it a table for reading. Raises
        UnknownName for an entity, a topic or a kind, KgError for what is not a date, or when the second is before
        the first.
        """
        from kg.dates import Period
        from kg.questions.usage import usage_hints
        from kg.record.changes import changes

        period = Period.of(between=(first, second))
        assert period is not None
        with usage_hints(self.names):
            named = [around] if isinstance(around, str) else around
            wanted = [self.names.resolve_entity_or_topic(one) for one in named]
            about = self.names.resolve_concept("topic", topic) if topic is not None else None
            sort = self.names.resolve_concept("kind", kind) if kind is not None else None
        return changes(self.record, period, wanted, about and local_name(about), kind=sort and local_name(sort))

    def changes(self, earlier: KnowledgeGraph) -> Revision:
        """Return what changed in the data since an earlier edition: entities, documents, and claim by claim.

        ``release_notes(graph.changes(earlier))`` of ``kg.render.release_notes`` tells it in Markdown.

        >>> graph = load("tests/mini")
        >>> graph.changes(graph).counts().rows[0]
        ('entities', 15, 15, 0, 0)
        """
        from kg.record.editions import revision

        return revision(earlier.engine, self.engine)

    def explore(self, part: nx.Graph[Any] | Table | None = None, path: Path | str | None = None) -> Page:
        """Write the explorer, one HTML file that works offline, and return it: its ``path``, and in a notebook itself.

        It shows the whole graph, or a ``part``: a network, with the reasons on its edges; the answer to a query, whose
        first two columns with entities are the ends of lines (a single one gives the entities with the ties on record
        between them); or any other graph of networkx. Of a whole that is more than a browser can show it shows the best
        connected organizations, and says so. It is ``perimeter.html`` here unless told otherwise. Raises KgError when
        there is nothing to draw.
        """
        from kg.explorer.written_page import kept_page

        if isinstance(part, str | Path):
            raise KgError("error.explorer.path", path=repr(str(part)))
        if part is None:
            return kept_page(self.engine, self._whole_page, path)
        from kg.explorer.page import write_page

        return write_page(self._page_source(), part, path)

    def _whole_page(self) -> MadePage:
        """Return the page of all, or of the best connected where all is more than a browser can show."""
        from kg.explorer.extent import is_too_large
        from kg.explorer.page import page_of_best_connected, whole_page
        from kg.explorer.written_page import MadePage

        if is_too_large(self.engine):
            return page_of_best_connected(self.network())
        return MadePage(whole_page(self._page_source(is_whole=True)).encode())

    def _page_source(self, *, is_whole: bool = False) -> PageSource:
        """Return what a page is made from; for one of the whole, what takes long is begun beside the record."""
        from kg.explorer.payload import PageSource
        from kg.explorer.second_process import SecondProcess

        second = None
        if is_whole and not self.engine.asks_elsewhere:
            second = SecondProcess(self.engine, self.questions.values())
        record = self.record
        self.engine.hold_in_memory()
        return PageSource(self.engine, record, self.labels, self.stories, self.questions, second)

    def check(
        self, sources: Path | str | None = None, *, only: Path | str | None = None, review: bool = False
    ) -> list[Finding]:
        """Return what the shapes and checks complain of; ``sources`` is a folder with the texts of documents.

        ``only`` is a file or a folder: it is judged within these data, and only what is found in it is returned, which
        takes half as long. With ``review``, also what is worth a second look and may be right. Raises KgError for data
        that do not lie in a folder, and for an ``only`` that is not there.

        >>> load("tests/mini").check(only="tests/mini/entities")
        []
        """
        from kg.questions.own_questions import question_faults
        from kg.validation import checks
        from kg.validation.findings import Findings

        if self.folders is None:
            raise KgError("error.check.no_folder")
        if only is not None and not Path(only).exists():
            raise KgError("error.file.missing", path=only)
        part = Path(only).resolve() if only is not None else None
        part = None if part == self.folders.data else part
        judged = checks.judge(self.folders, Path(sources) if sources else None, part, review=review)
        unread = map(checks.unreadable, question_faults(self._own_questions))
        return Findings([*checks.within(part, [*judged.findings, *unread]), *judged.to_review])

    def draft(self, page: PageText | str, document: str = "", *, kept: bool = False) -> Draft:
        """Return a page (its HTML, its text, or what ``read_page`` made of it) as a document file ready to finish.

        It claims nothing: what the page may say stands in lines that begin with ``#?``. Raises KgError for a page
        that names nothing of the record.

        >>> graph = load("tests/mini")
        >>> graph.draft("NORAD\\n\\nThe RCMP told the CBSA of it on 3 May 2001.", "told").passages[0].names
        ('rcmp', 'cbsa')
        """
        from kg.curation.draft import draft
        from kg.curation.page_text import read_page

        return draft(self.engine, self.names, read_page(page) if isinstance(page, str) else page, document, kept=kept)

    def verify(self, documents: Sequence[str] = (), *, days: int = 0, timegate: str = "", delay: float = 1) -> Table:
        """Ask for the pages of documents (ids; all, when none is named) and return what came of it, as ``kg verify``.

        What was asked within so many ``days`` is not asked again. Raises UnknownName for what is no document.
        """
        from kg.curation.verify import as_table, seen_folder, verify
        from kg.curation.web import PoliteReader

        wanted = [self.names.resolve_concept("document", one) for one in documents]
        seen = seen_folder() if days else None
        reader = PoliteReader(delay=delay)
        return as_table(verify(self.engine, wanted, reader=reader, seen=seen, days=days, timegate=timegate))

    def coverage(self, by: str = "topic", *, of: str = "ties", language: str | None = None) -> Table:
        """Return how complete and how sure the record is, by topic, period, country, standing or class.

        ``of`` "ties" tells what is held, undated and weakly sourced; "reading" how many passages and claims were read
        again. By ``official`` it sets the counts that documents state beside what is on record. In a ``language``
        groups have their names in place of ids. Raises KgError for another grouping.

        >>> load("tests/mini").coverage(language="fr").rows[-1][0]
        'ensemble'
        """
        from kg.record.coverage import coverage, named, official_counts, reading_coverage

        if of not in ("ties", "reading"):
            raise KgError("error.coverage.of", text=of)
        if by == "official" and of != "ties":
            raise KgError("error.coverage.official", text=of)
        if by == "official":
            table = official_counts(self.engine)
        else:
            table = (coverage if of == "ties" else reading_coverage)(self.record, by)  # type: ignore[arg-type]
        return table if language is None else named(table, by, self.labels, self._known_language(language))

    def describe(self) -> rdflib.Graph:
        """Return the description of the data set for catalogues: VoID and DCAT, with counts, licence and version."""
        from kg.rdf.terms import to_rdflib_graph
        from kg.record.void import describe

        return to_rdflib_graph(describe(self.engine))

    def claims(self, language: str = "en") -> Table:
        """Return every claim in every passage that makes it as a table, with its document and how it was read.

        >>> load("tests/mini").claims().columns[:3]
        ['claim', 'subject', 'subject_name']
        """
        from kg.record.claims_table import claims_table

        return claims_table(self.engine, self._known_language(language))

    def write(self, path: Path | str, *, only: str = "", language: str = "en") -> Path:
        """Write the graph to a file in the format of its extension.

        The formats of RDF get the whole graph, default graph and every passage; with ``only="ontology"`` the ontology
        alone: its classes, relations, properties and concepts. Those of tables (.csv, .xlsx, .parquet …) get the
        claims, each in each of its passages a row, named in a language; ``.db`` a SQLite database of claims, passages,
        documents and entities. Raises KgError for an extension or a part that is not known.
        """
        from kg.rdf.extensions import DATABASE_ENDINGS, TABLE_ENDINGS, ending
        from kg.rdf.formats import save

        if only not in ("", "ontology"):
            raise KgError("error.write.part", text=only)
        name = ending(path)
        if not only and name in (*TABLE_ENDINGS, *DATABASE_ENDINGS):
            return save(path, self._claims_file(name, self._known_language(language)))
        return save(path, self._quads_file(name or str(path), only))

    def _claims_file(self, name: str, language: str) -> bytes:
        from kg.language import column_labels
        from kg.rdf.extensions import DATABASE_ENDINGS
        from kg.rdf.formats import table_format
        from kg.record.claims_table import claims_database
        from kg.record.dataset import fact_lines, read_dataset
        from kg.sparql.files import table_file

        facts = fact_lines(read_dataset(self.engine).facts(language), language)
        if name in DATABASE_ENDINGS:
            return claims_database(self.engine, facts)
        table = self.claims(language)
        named = table.with_labels(column_labels(table.columns, language))
        return table_file(named, table_format(name), facts, language)

    def _quads_file(self, name: str, only: str) -> bytes:
        from kg.rdf.dataset import ontology_of
        from kg.rdf.formats import graph_format, write_quads

        known = graph_format(name).name
        return write_quads(ontology_of(self.quads()) if only else self.quads(), known)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages that answers are given in: those of our own texts, and those in which the data say all.

        Where a language has no texts of ours, what stands around the names and words of the data is English.

        >>> load("tests/mini").languages
        ('en', 'fr')
        """
        from kg.record.dataset import read_dataset

        return tuple(dict.fromkeys((*languages(), *read_dataset(self.engine).languages)))

    def _known_language(self, language: str) -> str:
        """Return a language that texts are shown in. Raises KgError, with those that there are, for another."""
        if language not in languages() and language not in self.languages:
            raise KgError("error.language.unknown", text=language, choices=", ".join(self.languages))
        return language

    def _engine(self, read_again: bool) -> Engine:
        """Return the engine to ask: for all, or for what was read again alone."""
        return self.engine.read_again if read_again else self.engine

    def _resolved(self, names: str | Sequence[str]) -> list[str]:
        """Return the IRIs of the entities that one or more names mean; raise with what else is called so."""
        from kg.questions.usage import usage_hints

        with usage_hints(self.names):
            return self.names.resolve_each(names)

    def quads(self) -> list[ox.Quad]:
        """Return every quad of the dataset as pyoxigraph quads."""
        return self.engine.quads()

    def __len__(self) -> int:
        return self.engine.size()

    def __repr__(self) -> str:
        if self.folders is None:
            return f"<KnowledgeGraph over a {type(self.engine).__name__}>"
        return f"<KnowledgeGraph of {len(self):,} quads from {self.folders.data.name}>"

    def _repr_html_(self) -> str:
        from kg.render.html import graph_html
        from kg.sparql.lookups import lookup

        (totals,) = self.engine.table(lookup("totals")).rows
        return graph_html(totals, len(self.questions), readers_language())
