"""Ties in data frames: who is tied to whom, by which relation, and when, from the quads of a dataset."""

from __future__ import annotations

import datetime

import pyoxigraph as ox

from kg.errors import KgError
from kg.record.ties import read_relations
from kg.spark.quads import refuse_wrong
from kg.spark.session import Frame, ask, settled
from kg.sparql.engine import Engine
from kg.vocabulary import SHARED_PREFIXES, TERM

_TYPE = SHARED_PREFIXES["rdf"] + "type"
_OF_RELATIONS = [SHARED_PREFIXES["rdfs"] + "subPropertyOf", TERM + "joinsActors"]
_OF_NODES = [TERM + name for name in ("hasSubject", "hasRelation", "hasObject", "startDate", "endDate")]
_OF_ENTITIES = [_TYPE, *(TERM + name for name in ("earliestStart", "latestEnd"))]

_NAMES = {name: TERM + name for name in ("Entity", "Actor", "Country", "Setting", "Collaboration", "Facility")} | {
    name: TERM + name
    for name in ("earliestStart", "latestEnd", "startDate", "endDate", "hasSubject", "hasRelation", "hasObject")
}
_DATE = r"^(?!0000)\d{4}(-\d\d(-\d\d(Z|[+-]\d\d:\d\d)?)?)?\z"
"""What ``kg.dates.first_day`` reads, in the words of Java."""


def _first_day(value: str) -> str:
    """Return the expression for the first day of a date at any precision: ``kg.dates.first_day``."""
    return f"CASE WHEN {value} RLIKE :date THEN TRY_CAST(left(concat({value}, '-01-01'), 10) AS DATE) END"


def _last_day(value: str) -> str:
    """Return the expression for its last day: ``kg.dates.last_day``."""
    return (
        f"CASE WHEN NOT {value} RLIKE :date THEN NULL "
        f"WHEN length({value}) = 4 THEN TRY_CAST(concat({value}, '-12-31') AS DATE) "
        f"WHEN length({value}) = 7 THEN last_day(TRY_CAST(concat({value}, '-01') AS DATE)) "
        f"ELSE TRY_CAST(left({value}, 10) AS DATE) END"
    )


_ENTITIES = f"""
SELECT monotonically_increasing_id() AS number, iri, is_actor, is_country, is_setting, is_collaboration, is_facility,
  {_first_day("began")} AS began, {_last_day("ended")} AS ended
FROM (
  SELECT subject AS iri,
    bool_or(predicate = :type AND object = :Actor) AS is_actor,
    bool_or(predicate = :type AND object = :Country) AS is_country,
    bool_or(predicate = :type AND object = :Setting) AS is_setting,
    bool_or(predicate = :type AND object = :Collaboration) AS is_collaboration,
    bool_or(predicate = :type AND object = :Facility) AS is_facility,
    min(object) FILTER (WHERE predicate = :earliestStart) AS began,
    min(object) FILTER (WHERE predicate = :latestEnd) AS ended
  FROM {{quads}}
  WHERE graph IS NULL AND (predicate IN (:type, :earliestStart, :latestEnd))
  GROUP BY subject
  HAVING bool_or(predicate = :type AND object = :Entity)
  ORDER BY iri
)
"""
"""What is on record, numbered in the order of IRIs: joins of numbers cost a tenth of joins of IRIs."""

_NODES = f"""
SELECT subject AS node,
  max_by(object, struct(passage, object)) FILTER (WHERE predicate = :hasSubject) AS node_subject,
  max_by(object, struct(passage, object)) FILTER (WHERE predicate = :hasRelation) AS node_relation,
  max_by(object, struct(passage, object)) FILTER (WHERE predicate = :hasObject) AS node_object,
  min({_first_day("object")}) FILTER (WHERE predicate = :startDate) AS began,
  max({_last_day("object")}) FILTER (WHERE predicate = :endDate) AS ended
FROM (
  SELECT subject, predicate, object, min(graph) AS passage
  FROM {{quads}}
  WHERE graph IS NOT NULL AND predicate IN (:hasSubject, :hasRelation, :hasObject, :startDate, :endDate)
  GROUP BY subject, predicate, object
)
GROUP BY subject
HAVING node_subject IS NOT NULL AND node_relation IS NOT NULL AND node_object IS NOT NULL
"""
"""The nodes of ties. Of two values the one counts that a passage makes last, as it does in ``assemble_ties``."""

_TIES = """
WITH claimed AS (
  SELECT DISTINCT subject, predicate AS relation, object
  FROM {quads}
  WHERE graph IS NOT NULL AND datatype IS NULL AND predicate IN (SELECT relation FROM {relations})
),
tied AS (
  SELECT claimed.*, joins, nodes.node, nodes.began, nodes.ended
  FROM claimed JOIN {relations} AS relations USING (relation)
  LEFT JOIN {nodes} AS nodes
    ON node_subject = claimed.subject AND node_relation = claimed.relation AND node_object = claimed.object
),
placed AS (
  SELECT tied.relation, tied.joins, tied.began, tied.ended,
    one.number AS subject, one.began AS subject_began, one.ended AS subject_ended,
    coalesce(one.is_actor, FALSE) AS subject_is_actor,
    coalesce(one.is_actor AND NOT one.is_country, FALSE) AS subject_is_shown,
    tied.joins <> 'directly' AND coalesce(one.is_collaboration, FALSE) AS subject_bounds,
    other.number AS object, other.began AS object_began, other.ended AS object_ended,
    coalesce(other.is_actor, FALSE) AS object_is_actor,
    coalesce(other.is_actor AND NOT other.is_country, FALSE) AS object_is_shown,
    tied.joins <> 'directly'
      AND coalesce(other.is_collaboration OR (tied.joins = 'through' AND other.is_facility), FALSE) AS object_bounds,
    tied.joins = 'through' AND coalesce(other.is_setting, FALSE) AS is_affiliation
  FROM tied
  LEFT JOIN {entities} AS one ON one.iri = tied.subject
  LEFT JOIN {entities} AS other ON other.iri = tied.object
),
bound AS (
  SELECT *,
    CASE
      WHEN NOT subject_bounds AND NOT object_bounds
        THEN struct(CAST(NULL AS DATE) AS since, CAST(NULL AS DATE) AS until)
      WHEN (subject_bounds AND subject_began IS NULL) OR (object_bounds AND object_began IS NULL)
        THEN struct(CAST(NULL AS DATE) AS since, least(subject_ended, object_ended) AS until)
      WHEN NOT coalesce(greatest(subject_began, object_began) > least(subject_ended, object_ended), FALSE)
        THEN struct(greatest(subject_began, object_began) AS since, least(subject_ended, object_ended) AS until)
      WHEN object_bounds THEN struct(object_began AS since, object_ended AS until)
      ELSE struct(subject_began AS since, subject_ended AS until)
    END AS bounds
  FROM placed
),
timed AS (
  SELECT *, coalesce(began, bounds.since) AS since, coalesce(ended, bounds.until) AS until FROM bound
)
SELECT subject, relation, object, joins, subject_is_shown, object_is_shown, is_affiliation, since, until,
  CASE
    WHEN day IS NULL THEN TRUE
    WHEN (subject_is_actor AND subject_began > day) OR (object_is_actor AND object_began > day) THEN FALSE
    WHEN until < day THEN FALSE
    ELSE since <= day
  END AS holds
FROM timed CROSS JOIN (SELECT CAST(:day AS DATE) AS day)
"""
"""Each tie once, with its valid time as in ``kg.record.valid_time``, and whether it holds on the day: NULL, not known.

``greatest`` and ``least`` pass over what is NULL: an open side stays open.
"""


def read_relations_of(quads: Frame, dataset: str) -> Frame:
    """Return the relations of the network and how they join, as the ontology in the dataset describes them.

    They are few, and read by the query that reads them in process. Raises KgError where none is described.
    """
    store = ox.Store()
    for row in quads.where(f"graph IS NULL AND {_among(_OF_RELATIONS)}").distinct().collect():
        if not row.subject.startswith("_:"):
            told = ox.NamedNode(row.object) if row.datatype is None else ox.Literal(row.object)
            store.add(ox.Quad(ox.NamedNode(row.subject), ox.NamedNode(row.predicate), told))
    found = [(iri, relation.joins) for iri, relation in read_relations(Engine(store)).items()]
    if not found:
        refuse_wrong(quads, dataset)
        raise KgError("error.spark.no_relations", path=dataset)
    rows = ", ".join(f"({relation!r}, {joins!r})" for relation, joins in found)
    return quads.sparkSession.sql(f"SELECT * FROM VALUES {rows} AS (relation, joins)")


def needed_quads(quads: Frame, relations: Frame, dataset: str) -> Frame:
    """Return what ties are made of alone, read once. Raises KgError for a line of the dataset that is no quad."""
    named = [*_OF_NODES, *_OF_ENTITIES, *(row.relation for row in relations.collect())]
    kept = quads.where(f"wrong IS NOT NULL OR {_among(named)}").select(
        "graph", "subject", "predicate", "object", "datatype", "wrong"
    )
    kept = settled(kept)
    refuse_wrong(kept, dataset)
    return kept


def read_entities(quads: Frame) -> Frame:
    """Return all that is on record: what it counts as, and from when to when it exists."""
    return settled(ask(_ENTITIES, _given(_ENTITIES), quads=quads))


def read_ties(quads: Frame, relations: Frame, entities: Frame, day: datetime.date | None) -> Frame:
    """Return all ties: the numbers of their ends, their valid time, and whether they hold on a day, if there is one."""
    nodes = ask(_NODES, _given(_NODES), quads=quads)
    given = {"day": day.isoformat() if day else None}
    return settled(ask(_TIES, given, quads=quads, relations=relations, nodes=nodes, entities=entities))


def _given(query: str) -> dict[str, str]:
    """Return those arguments that a query names."""
    known = {**_NAMES, "type": _TYPE, "date": _DATE}
    return {name: value for name, value in known.items() if f":{name}" in query}


def _among(predicates: list[str]) -> str:
    return f"predicate IN ({', '.join(repr(iri) for iri in predicates)})"
