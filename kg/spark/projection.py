"""Ties projected onto pairs of actors, in data frames: why two are joined, how closely, and when."""

from __future__ import annotations

from kg.spark.session import Frame, ask, settled

_REASONS = """
WITH parts AS (
  SELECT DISTINCT object AS setting, subject AS actor, since, until
  FROM {ties} WHERE holds AND is_affiliation AND subject_is_shown
),
parties AS (
  SELECT object AS setting, count(DISTINCT subject) AS parties
  FROM {ties} WHERE is_affiliation AND subject_is_shown
  GROUP BY object
),
met AS (
  SELECT one.setting, one.actor AS first, other.actor AS second,
    greatest(one.since, other.since) AS since, least(one.until, other.until) AS until
  FROM parts AS one JOIN parts AS other ON one.setting = other.setting AND one.actor < other.actor
),
shared AS (
  SELECT setting, first, second, min(since) AS since, CASE WHEN count(until) = count(*) THEN max(until) END AS until
  FROM met
  WHERE NOT coalesce(since > until, FALSE)
  GROUP BY setting, first, second
)
SELECT first, second, setting AS through, CAST(NULL AS STRING) AS relation,
  1.0D / (parties - 1) AS weight, since, until
FROM shared JOIN parties USING (setting)
UNION ALL
SELECT least(subject, object), greatest(subject, object), CAST(NULL AS BIGINT), relation, 1.0D, since, until
FROM {ties}
WHERE holds AND joins = 'directly' AND subject <> object AND subject_is_shown AND object_is_shown
"""
"""What a pair shares at one time, and the ties between its ends.

A date leaves out reasons; what is left weighs as it does for all time, so parties are counted over all ties.
"""

_EDGES = """
SELECT first, second, sum(weight) AS weight, count(*) AS reasons, min(since) AS since,
  CASE WHEN count(until) = count(*) THEN max(until) END AS until
FROM {reasons}
GROUP BY first, second
"""

_ACTORS = """
SELECT first AS actor FROM {edges}
UNION SELECT second FROM {edges}
UNION SELECT subject FROM {ties} WHERE holds AND joins = 'through' AND subject_is_shown
"""


def reasons_of(ties: Frame) -> Frame:
    """Return each reason why two actors are joined: what both take part in, or NULL and the relation between them."""
    return settled(ask(_REASONS, ties=ties))


def edges_of(reasons: Frame) -> Frame:
    """Return each pair once: the sum of the weights of its reasons, how many they are, since when, until when."""
    return settled(ask(_EDGES, reasons=reasons))


def actors_of(edges: Frame, ties: Frame) -> Frame:
    """Return who is in the network: whoever is joined to another, or takes part in something."""
    return settled(ask(_ACTORS, edges=edges, ties=ties))
