"""What the explorer page holds: the lists of the record, what is drawn of it, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from importlib import import_module
from typing import Any

from kg.errors import KgError
from kg.explorer.network_payload import mode_of, networks_content, word_of
from kg.explorer.question_payload import Partition, add_partitions, catalogue_content, community_rows, partitions
from kg.explorer.record_payload import RecordLists
from kg.explorer.second_process import Drawn, SecondProcess
from kg.explorer.term_payload import page_texts, terms_content
from kg.explorer.written_page import Extent
from kg.graphs.backbone import ALPHA
from kg.messages import languages, message
from kg.network.about import network_filters, network_title
from kg.network.network import Network
from kg.questions.catalogue import Question, questions
from kg.rdf.worker import beside
from kg.record.dataset import Dataset, read_dataset
from kg.record.index import Record
from kg.record.labels import Labels
from kg.record.stories import Story
from kg.sparql.engine import Engine
from kg.version import __version__
from kg.vocabulary import ENTITY, LANGUAGES, PREFIXES

_Apart = tuple[Mapping[str, Mapping[str, Partition]], dict[str, Any], list[tuple[str, ...]]]


@dataclass(frozen=True)
class PageSource:
    """What a page is made from: an engine, the record read from it, its labels, and the stories and questions on it.

    A ``second_process`` works on the page beside what else is done.
    """

    engine: Engine
    record: Record
    labels: Labels
    stories: Mapping[str, Story] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=questions)
    second_process: SecondProcess | None = None

    @classmethod
    def of(cls, engine: Engine, record: Record | None = None) -> PageSource:
        """Return a source without stories: all that an engine holds, or a part of it."""
        return cls(engine, record or Record(engine), Labels(engine))


def payload(source: PageSource, network: Network | None = None) -> dict[str, Any]:
    """Return everything that the explorer shows of a source; where a network of it is given, that opens."""
    return _Payload(source, network).all()


def page_languages(dataset: Dataset) -> tuple[str, ...]:
    """Return the languages in which a page has texts of the data: those of the ontology, then others of the data.

    >>> page_languages(Dataset(languages=("en", "sv")))
    ('en', 'fr', 'sv')
    """
    return tuple(dict.fromkeys((*LANGUAGES, *dataset.languages)))


def dataset_content(dataset: Dataset) -> dict[str, Any]:
    """Return what the data say of themselves: name, address, date, licence and what that is called."""
    return {
        "name": [dataset.name(language) for language in page_languages(dataset)],
        "address": dataset.iri,
        "date": dataset.date,
        "licence": dataset.licence,
        "licenceName": dataset.licence_name,
    }


def unknown_ends(record: Record) -> list[str]:
    """Return what has ties but is of no class that the ontology knows: the page cannot show it."""
    ends = {end for tie in record.ties for end in (tie.subject, tie.object)}
    return sorted(ends - record.identity.keys())


class _Payload:
    """What the page holds, made in an order in which two processes have something to do."""

    def __init__(self, source: PageSource, network: Network | None) -> None:
        self.source, self.record, self.labels, self.network = source, source.record, source.labels, network
        self.pair = self._principal_countries()
        self.dataset = read_dataset(source.engine)
        self.languages = page_languages(self.dataset)
        self.lists = RecordLists(self.record, self.labels, self.languages)

    def _principal_countries(self) -> Sequence[str]:
        """Return the ids of the two countries. Raises KgError where one is none of the entities."""
        for country in self.record.countries:
            if ENTITY + country not in self.record.identity:
                raise KgError("error.data.principal_country", country=f"ent:{country}")
        return self.record.countries

    def all(self) -> dict[str, Any]:
        """Return the whole content of the page."""
        if self.network is not None:
            return self._of_network(self.network)
        drawing = self._begin_drawing()  # a process of its own has something to do from here on
        content, words = self._undrawn(), self.lists.words()
        if self.source.second_process is not None:
            self.source.second_process.begin_words(words)
        content["sifts"] = 1
        content |= catalogue_content(self.source.engine, self.source.questions.values(), self.languages)
        drawn = drawing()
        content["views"] = drawn.views
        add_partitions(content["questions"], drawn.partitions)
        return content | {"words": words, "again": self.lists.joined(drawn.read_again, drawn.texts)}

    def _of_network(self, network: Network) -> dict[str, Any]:
        """Return the content of a page that shows a network."""
        content, words = self._undrawn(), self.lists.words()
        content["views"] = networks_content(self.record, self.lists.entities, self.lists.ties, network)
        content["opening"] = {"mode": word_of(mode_of(network)), "lens": "all"}
        return content | {"words": words}

    def _undrawn(self) -> dict[str, Any]:
        """Return all but what is drawn, and words."""
        return {
            "version": __version__,
            "dataset": dataset_content(self.dataset),
            "languages": self.languages,
            "messages": {
                language: self._texts(language) for language in dict.fromkeys((*languages(), *self.languages))
            },
            "presets": list(self.dataset.key_dates),
            **terms_content(self.source.engine, self.record, self.labels, self.languages),
            **self.lists.content(),
            "pair": [self.lists.entities[ENTITY + country] for country in self.pair],
            "stories": self.lists.stories(self.source.stories.values()),
            "alpha": ALPHA,
            "prefixes": PREFIXES,
        }

    def _begin_drawing(self) -> Callable[[], Drawn]:
        """Begin to draw, where nothing was drawn before; return what draws the rest of it."""
        second = self.source.second_process
        held = None if second is None else second.found.drawn
        if held is not None:
            return lambda: held
        apart = self._begin_apart()

        def draw() -> Drawn:
            drawn = Drawn(networks_content(self.record, self.lists.entities, self.lists.ties), *apart())
            if second is not None:
                second.keep(drawn)
            return drawn

        return draw

    def _begin_apart(self) -> Callable[[], _Apart]:
        """Begin what takes long and needs nothing else of the page; return what waits for it."""
        if self.source.engine.asks_elsewhere:  # two would wait for one server
            return self._apart
        assert self.record.statuses is not None  # read before the copy uses up its engine
        for library in ("igraph", "numpy"):  # both use them: loaded once
            import_module(library)
        return beside(partial(self._apart, is_copy=True), self._apart)

    def _apart(self, *, is_copy: bool = False) -> _Apart:
        """Return who is in which community, and what was read again differs in, with the texts of that."""
        engine, asked, second = self.source.engine, self.source.questions.values(), self.source.second_process
        known = second.found if second is not None else None
        rows = community_rows(engine, asked) if known is None or known.rows is None else known.rows
        found = partitions(rows, self.record, self.lists.entities)
        if is_copy and self.record.is_partly_read:
            read_again = engine.turn_into_read_again(known.changes if known else None)
            return found, *self.lists.differing(self.record.part_of(read_again))
        return found, *self.lists.differing(self.record.read_again)

    def _texts(self, language: str) -> dict[str, Any]:
        """Return the texts of the page in a language, its title and what it is for in the words of the data."""
        texts = page_texts(language) if language in languages() else {}
        own = {
            "page.header.title": self.dataset.short_name(language),
            "page.header.purpose": self._part(language) or self.dataset.purposes.get(language),
        }
        return {**texts, **{key: text for key, text in own.items() if text}}

    def _part(self, language: str) -> str:
        """Return what part of the record the page shows, where the filters of a network or its size have made it."""
        if self.network is None or "filter" not in self.network.graph:
            return ""
        extent: Extent | None = self.network.graph.get("extent")
        if extent is not None:
            return extent.told(language)
        filters = network_filters(self.network, self.labels, language)
        is_whole = filters == message("network.filter.none", language)
        return "" if is_whole else f"{network_title(self.network, language)} — {filters}"
