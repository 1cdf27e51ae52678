"""What the tests share: the tiny true world, the record that ships, and graphs made of a few lines."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

import kg
from kg.collector import collect_rarely
from kg.rdf.dataset import build
from kg.rdf.folders import Folders
from kg.sparql.endpoint import RemoteEngine
from kg.sparql.engine import Engine
from tests import command, pictures, servers
from tests.browser import chromium
from tests.worlds import MINI, MakeGraph, RunKg, write_world

LONGEST = (
    "site/test_build.py",
    "project/test_how_to.py",
    "explorer/browser/test_questions.py",
    "validation/test_checks.py",
)
"""The files that take longest: begun first, so that no process is left alone with one of them at the end."""

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
"""Saves each process two seconds: jsonschema, under Altair, would compile 38 grammars for formats that no chart has."""

collect_rarely()  # the record that ships is held all the time: going through it again and again takes a tenth of all

settings.register_profile("patient", deadline=None)  # how long an example takes depends on what else runs
settings.load_profile("patient")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run the notebooks, which takes minutes, as the documentation is built; and to renew the pictures."""
    parser.addoption("--notebooks", action="store_true", help="run the notebooks for the documentation that is tested")
    parser.addoption("--french-pages", action="store_true", help="type the how-to pages in French too: ten minutes")
    parser.addoption("--renew-pictures", action="store_true", help="keep what is drawn now as tests/pictures/*.svg")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest files first: processes that run the tests take whole files, in their order."""
    items.sort(key=lambda item: not item.path.as_posix().endswith(LONGEST))


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for snapshots of this session, so that no test touches the user's; processes that run tests share it."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = tmp_path_factory.getbasetemp().parent / "cache"
        folder.mkdir(mode=0o700, exist_ok=True)
    else:
        folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def mini(cache: Path) -> kg.KnowledgeGraph:
    """The tiny true world of tests/mini."""
    return kg.load(MINI)


@pytest.fixture(scope="session")
def shipped(cache: Path) -> kg.KnowledgeGraph:
    """The record that ships with the library."""
    return kg.load()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The chromium of this machine, launched once."""
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def shipped_page(shipped: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the record that ships."""
    return shipped.explore(path=tmp_path_factory.mktemp("explorer") / "perimeter.html").path


@pytest.fixture(scope="session")
def server(shipped: kg.KnowledgeGraph) -> Iterator[str]:
    """A real Oxigraph server that holds the record that ships: the address of its endpoint."""
    try:
        with servers.oxigraph(shipped.quads(), "--timeout-s", "20") as endpoint:
            yield endpoint
    except servers.NotInstalled as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def virtuoso(shipped: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[kg.KnowledgeGraph]:
    """The record that ships, in a real Virtuoso."""
    try:
        with servers.virtuoso(shipped.quads(), tmp_path_factory.mktemp("virtuoso")) as endpoint:
            yield kg.KnowledgeGraph(RemoteEngine(endpoint, timeout=60))
    except servers.NotInstalled as reason:
        pytest.skip(str(reason))


@pytest.fixture
def make_graph(tmp_path: Path) -> MakeGraph:
    """A maker of graphs from the text of one TriG file in which all our prefixes are declared, in memory only."""

    def make(text: str) -> kg.KnowledgeGraph:
        folder = tmp_path / "world"
        write_world(folder, text)
        folders = Folders.find(folder)
        return kg.KnowledgeGraph(Engine(build(folders)), folders)

    return make


@pytest.fixture
def same_picture(pytestconfig: pytest.Config) -> Callable[[str, str], None]:
    """The comparison of an SVG with the one that is kept under a name."""
    return partial(pictures.compare, renew=pytestconfig.getoption("renew_pictures"))


@pytest.fixture
def run_kg() -> RunKg:
    """The kg command, run in this process."""
    return command.run_here


@pytest.fixture
def start_kg() -> RunKg:
    """The kg command in a process of its own, which a test of how it starts and ends needs."""
    return command.run_apart
