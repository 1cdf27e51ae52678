"""Measures of a network in data frames: degree, strength, connected components and PageRank."""

from __future__ import annotations

from kg.spark.session import Frame, ask, settled

DAMPING = 0.85
TOLERANCE = 1e-7
"""PageRank is done when all ranks together changed by less: each is then within 6 × this of where they lead."""
MOST_ROUNDS = 100
"""After so many rounds what is left to change is below the tolerance, whatever the network: 0.85 to that power."""

_SIDES = """
SELECT first AS one, second AS other, weight FROM {edges}
UNION ALL SELECT second, first, weight FROM {edges}
"""

_LOWERED = """
WITH near AS (
  SELECT actor, min(label) AS label, min(own) AS own
  FROM (
    SELECT actor, label, label AS own FROM {labels}
    UNION ALL
    SELECT one, label, CAST(NULL AS BIGINT) FROM {sides} JOIN {labels} ON other = actor
  )
  GROUP BY actor
)
SELECT near.actor, far.label, near.own FROM near JOIN near AS far ON near.label = far.actor
"""
"""The least label that an actor hears around it, and then that of whom this label names: long ways shrink fast."""

_RANKED = """
SELECT actor, :base + :damping * sum(part) AS rank, max(own) AS own
FROM (
  SELECT other AS actor, rank * share AS part, CAST(NULL AS DOUBLE) AS own FROM {ranks} JOIN {links} ON actor = one
  UNION ALL
  SELECT actor, 0.0D, rank FROM {ranks}
)
GROUP BY actor
"""


def sides_of(edges: Frame) -> Frame:
    """Return each edge from both of its ends."""
    return settled(ask(_SIDES, edges=edges))


def degrees(sides: Frame) -> Frame:
    """Return of each actor that is joined to others to how many, and how closely: the sum of the weights."""
    return ask(
        "SELECT one AS actor, count(*) AS degree, sum(weight) AS strength FROM {sides} GROUP BY one", sides=sides
    )


def components(sides: Frame) -> Frame:
    """Return the component of each actor that is joined to others, named by the least of its actors.

    Labels go from neighbour to neighbour until none changes.
    """
    labels = settled(ask("SELECT DISTINCT one AS actor, one AS label FROM {sides}", sides=sides))
    while True:
        lowered = settled(ask(_LOWERED, labels=labels, sides=sides))
        labels = lowered.select("actor", "label")
        if lowered.where("label <> own").isEmpty():
            return labels


def pagerank(sides: Frame, count: int) -> tuple[Frame, float]:
    """Return the PageRank of each actor that is joined to others, and that of all who are not, out of ``count``.

    Who is followed weighs by the weight of the edge; who is joined to nobody leads everywhere, as in igraph.
    """
    links = settled(
        ask("SELECT one, other, weight / sum(weight) OVER (PARTITION BY one) AS share FROM {sides}", sides=sides)
    )
    ranks = settled(
        ask("SELECT DISTINCT one AS actor, :rank AS rank FROM {links}", {"rank": 1 / max(count, 1)}, links=links)
    )
    lone, rank_of_lone = count - ranks.count(), 1 / max(count, 1)
    for _ in range(MOST_ROUNDS):
        base = (1 - DAMPING + DAMPING * lone * rank_of_lone) / max(count, 1)
        ranked = settled(ask(_RANKED, {"base": base, "damping": DAMPING}, ranks=ranks, links=links))
        changed = ask("SELECT coalesce(sum(abs(rank - own)), 0.0D) FROM {ranked}", ranked=ranked).first()[0]
        changed += lone * abs(base - rank_of_lone)
        ranks, rank_of_lone = ranked.select("actor", "rank"), base
        if changed < TOLERANCE:
            break
    return ranks, rank_of_lone
