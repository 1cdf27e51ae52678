"""Measures: plain functions from a network to a Table, each with what limits it.

>>> from kg.graph import load
>>> betweenness(load("tests/mini").network()).columns
['id', 'name', 'betweenness', 'by_strength', 'degree']
"""

from __future__ import annotations

from kg.network.measures.assortativity import assortativity
from kg.network.measures.brokerage import brokerage
from kg.network.measures.centrality import betweenness, strength
from kg.network.measures.communities import communities, find_communities, membership
from kg.network.measures.concentration import concentration
from kg.network.measures.core_periphery import core_periphery
from kg.network.measures.gaps import gaps
from kg.network.measures.jackknife import jackknife
from kg.network.measures.null_models import null_model
from kg.network.measures.overview import change, change_of_whole, overview
from kg.network.measures.registry import MEASURES, Measure, measure
from kg.network.measures.resilience import removal, resilience
from kg.network.measures.structural_holes import redundancy
from kg.network.measures.two_mode import two_mode
from kg.network.tables import edge_table, node_table

chance, stability, without = null_model, jackknife, removal
"""What three of them were called before."""

__all__ = [
    "MEASURES",
    "Measure",
    "assortativity",
    "betweenness",
    "brokerage",
    "change",
    "change_of_whole",
    "communities",
    "concentration",
    "core_periphery",
    "edge_table",
    "find_communities",
    "gaps",
    "jackknife",
    "measure",
    "membership",
    "node_table",
    "null_model",
    "overview",
    "redundancy",
    "removal",
    "resilience",
    "strength",
    "two_mode",
]
