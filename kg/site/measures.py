"""The page of the measures: what each computes and after whom, and the first rows of it on the record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import kg.measures
from kg.graph import KnowledgeGraph
from kg.measures import MEASURES, Measure
from kg.network import Network
from kg.site.markdown import fence, french, plain, table
from kg.table import show

_MOST_ROWS = 5
_OPENING = """# The measures

Functions from a network to a table, each with what limits it in its notes. Those that look at one network come with
their first rows on the record as it stands; then come those that compare two networks, or say how sure a measure is.
What the weight of a tie is stands in [The method](../method.md#the-network).

"""
_CALL = """import kg
from kg.measures import {name}

network = kg.load().network({mode})
table = {name}(network)
"""


def measures_page(graph: KnowledgeGraph) -> str:
    """Return the page of all measures, with answers from a graph."""
    networks: dict[str, Network] = {mode: graph.network(mode) for mode in ("shared", "between")}
    shown = {measure.function.__name__ for measure in MEASURES.values()}
    rest = [name for name in kg.measures.__all__ if name not in shown and not name.isupper()]
    parts = [part for measure in MEASURES.values() for part in _measure(measure, networks[measure.mode])]
    parts += ["## Comparing, and how sure\n", *(_documented(name) for name in rest)]
    return _OPENING + "\n".join(parts)


def _measure(measure: Measure, network: Network) -> Iterator[str]:
    name, answer = measure.function.__name__, measure.function(network)
    rows = [[plain(show(term)) for term in row] for row in islice(answer.terms, _MOST_ROWS)]
    yield f"## {plain(measure.title['en'])}\n"
    yield f"{french(measure.title['fr'])}\n"
    yield fence("python", _CALL.format(name=name, mode="" if measure.mode == "shared" else f'"{measure.mode}"'))
    yield table([plain(head) for head in answer.heads or answer.columns], rows)
    yield " ".join([f"{len(answer):,} rows; the first stand here.", *map(plain, answer.notes)]) + "\n"
    yield _documented(name)


def _documented(name: str) -> str:
    """Return the directive that takes in the docstring of a name of ``kg.measures``."""
    kind = "autoclass" if isinstance(getattr(kg.measures, name), type) else "autofunction"
    return fence("{eval-rst}", f".. {kind}:: kg.measures.{name}")
