"""The made-up events as files, and as the data sets that are made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.events import write_events
from tests.events.made_up import SAMPLE


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up rows in one file."""
    path = tmp_path_factory.mktemp("events") / "20240601001500.export.CSV"
    path.write_text(SAMPLE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def written(sample: Path) -> Path:
    """The data set in one file."""
    write_events([sample], sample.parent / "events.nq")
    return sample.parent / "events.nq"


@pytest.fixture(scope="session")
def folder(sample: Path) -> Path:
    """The same as a folder of data."""
    write_events([sample], sample.parent / "events")
    return sample.parent / "events"


@pytest.fixture(scope="session")
def events(written: Path) -> kg.KnowledgeGraph:
    """The data set, loaded."""
    return kg.load(written)
