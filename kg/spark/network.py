"""The whole network of a dataset, with its measures, made on Spark and written as Parquet."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.dates import Period
from kg.errors import KgError
from kg.rdf.drafts import check_not_within, replacing_folder
from kg.spark.measures import components, degrees, pagerank, sides_of
from kg.spark.projection import actors_of, edges_of, reasons_of
from kg.spark.quads import read_quads
from kg.spark.session import Frame, ask
from kg.spark.ties import needed_quads, read_entities, read_relations_of, read_ties

TABLES = ("edges", "reasons", "actors")

_NAMED_EDGES = """
SELECT one.iri AS first, other.iri AS second, weight, reasons, since, until
FROM {edges} AS edges JOIN {entities} AS one ON first = one.number JOIN {entities} AS other ON second = other.number
"""

_NAMED_REASONS = """
SELECT one.iri AS first, other.iri AS second, setting.iri AS through, relation, weight, since, until
FROM {reasons} AS reasons
JOIN {entities} AS one ON first = one.number JOIN {entities} AS other ON second = other.number
LEFT JOIN {entities} AS setting ON through = setting.number
"""

_NAMED_ACTORS = """
SELECT own.iri AS actor, coalesce(degree, 0) AS degree, coalesce(strength, 0.0D) AS strength,
  coalesce(named.iri, own.iri) AS component, coalesce(rank, :rank) AS pagerank
FROM {actors} AS actors
JOIN {entities} AS own ON actors.actor = own.number
LEFT JOIN {degrees} AS degrees ON actors.actor = degrees.actor
LEFT JOIN {labels} AS labels ON actors.actor = labels.actor
LEFT JOIN {entities} AS named ON labels.label = named.number
LEFT JOIN {ranks} AS ranks ON actors.actor = ranks.actor
"""


@dataclass(frozen=True)
class SparkNetwork:
    """A network in data frames, and how many ties a date leaves out for want of one.

    ``edges``: first, second, weight, reasons, since, until. ``reasons``: first, second, through or relation, weight,
    since, until. ``actors``: actor, degree, strength, component, pagerank; a component is named by its least actor.
    """

    edges: Frame
    reasons: Frame
    actors: Frame
    undated: int

    def write(self, folder: str) -> None:
        """Write the three as folders of Parquet in another; what is there of the same names is replaced."""
        for name in TABLES:
            getattr(self, name).write.mode("overwrite").parquet(f"{folder.rstrip('/')}/{name}")


def make_network(session: Any, dataset: str, as_of: object = None) -> SparkNetwork:
    """Return the network of organizations in a dataset, for all time or as of a date, with its measures.

    Raises KgError for what is no dataset or no date.
    """
    period = Period.of(as_of)  # type: ignore[arg-type]
    quads = read_quads(session, dataset)
    relations = read_relations_of(quads, dataset)
    needed = needed_quads(quads, relations, dataset)
    entities = read_entities(needed)
    ties = read_ties(needed, relations, entities, period.last if period else None)
    reasons = reasons_of(ties)
    edges = edges_of(reasons)
    actors = actors_of(edges, ties)
    sides = sides_of(edges)
    ranks, rank = pagerank(sides, actors.count())
    named = {"entities": entities.select("number", "iri")}
    return SparkNetwork(
        ask(_NAMED_EDGES, edges=edges, **named),
        ask(_NAMED_REASONS, reasons=reasons, **named),
        ask(
            _NAMED_ACTORS,
            {"rank": rank},
            actors=actors,
            degrees=degrees(sides),
            labels=components(sides),
            ranks=ranks,
            **named,
        ),
        ties.where("holds IS NULL").count(),
    )


def write_network(session: Any, dataset: str, folder: str, as_of: object = None) -> SparkNetwork:
    """Make a network and write it to a folder: on this machine whole or not at all, and never over anything else.

    Raises KgError for what is no dataset, no date, or no folder that can be written.
    """
    with _written(folder) as draft:
        made = make_network(session, dataset, as_of)
        made.write(draft)
    return made


@contextlib.contextmanager
def _written(folder: str) -> Iterator[str]:
    """Give the folder to write to: a draft of one on this machine, an address with a scheme as it is."""
    if "://" in folder:
        yield folder
        return
    place = Path(folder).absolute()
    if place.is_file():
        raise KgError("error.store.is_file", path=folder)
    if not place.parent.is_dir():
        raise KgError("error.file.no_folder", path=folder, folder=place.parent)
    if place.is_dir() and not set(os.listdir(place)) <= set(TABLES):
        raise KgError("error.store.folder_taken", path=folder)
    check_not_within(place)
    try:
        with replacing_folder(place, is_synced=False) as draft:
            yield str(draft)
    except OSError as reason:
        raise KgError("error.file.not_written", path=folder, reason=reason.strerror or reason) from None
