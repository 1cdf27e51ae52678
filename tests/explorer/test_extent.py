"""How much of a large record a page shows."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import kg
from kg.cli.main import kg as command
from kg.explorer import extent, page
from kg.explorer.extent import best_connected
from kg.explorer.written_page import Extent
from kg.network.network import Network
from tests.explorer.content import content_of
from tests.worlds import MINI


@pytest.mark.parametrize("most", [0, 1, 10, 100, 1_000, 10_000])
def test_a_part_has_the_best_connected_and_no_more_lines_than_asked(shipped_network: Network, most: int) -> None:
    part = best_connected(shipped_network, most)
    assert part.number_of_edges() <= most
    assert part.graph["extent"] == Extent(len(part), len(shipped_network))
    left = set(shipped_network) - set(part)
    least = min((shipped_network.degree(iri) for iri in part), default=0)
    assert all(shipped_network.degree(iri) <= least for iri in left)
    if left:  # the next would be too many
        best = max(shipped_network.degree(iri) for iri in left)
        first = min(iri for iri in left if shipped_network.degree(iri) == best)
        assert shipped_network.subgraph({*part, first}).number_of_edges() > most


@pytest.fixture(scope="session")
def shipped_network(shipped: kg.KnowledgeGraph) -> Network:
    return shipped.network()


@pytest.fixture
def large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data that are more than a browser can show: their page is kept for no other test."""
    monkeypatch.setattr(extent, "MOST_QUADS", 100)
    return shutil.copytree(MINI, tmp_path / "world")


@pytest.fixture
def one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page shows one line."""
    monkeypatch.setattr(page, "best_connected", lambda network: best_connected(network, most=1))


@pytest.mark.usefixtures("one_line")
def test_the_page_of_a_large_record_shows_a_part_and_says_so(large: Path, tmp_path: Path) -> None:
    made = kg.load(large).explore(path=tmp_path / "page.html")
    assert made.extent == Extent(3, 5)
    content = content_of(made.path)
    assert [content["messages"][language]["page.header.purpose"] for language in ("en", "fr")] == [
        "The 3 best connected of 5 organizations: the whole is more than a browser can show",
        "Les 3 organisations les mieux reliées, sur 5\N{NO-BREAK SPACE}: l’ensemble dépasse ce qu’un navigateur peut "
        "afficher",
    ]
    assert len(content["views"]["shared"]["all"]["edges"]) == 1


@pytest.mark.usefixtures("one_line")
def test_the_command_says_that_it_shows_a_part_whenever_it_does(large: Path, tmp_path: Path) -> None:
    for _ in range(2):
        ended = CliRunner().invoke(command, ["explore", "--data", str(large), "-o", str(tmp_path / "page.html")])
        assert ended.exit_code == 0, ended.output
        assert "The 3 best connected of 5 organizations" in ended.stderr
        assert "kg network --around NAME -o part.html" in ended.stderr


def test_a_large_record_of_few_organizations_shows_all_of_them(large: Path, tmp_path: Path) -> None:
    made = kg.load(large).explore(path=tmp_path / "page.html")
    assert made.extent == Extent(5, 5)
    purpose = content_of(made.path)["messages"]["en"]["page.header.purpose"]
    assert purpose == "The organizations alone: the whole is more than a browser can show"


def test_a_page_that_shows_all_says_nothing_of_its_extent(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    assert mini.explore(path=tmp_path / "page.html").extent is None
