"""The network that the literature measures."""

from __future__ import annotations

import networkx as nx
import pytest

from tests.network.measures.comparison import Graph


@pytest.fixture(scope="module")
def karate() -> Graph:
    """The club of Zachary (1977), doi:10.1086/jar.33.4.3629752, without weights."""
    club = nx.karate_club_graph()
    return nx.Graph(club.edges)
