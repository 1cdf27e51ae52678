"""A copy of the tiny world that may be spoilt."""

import shutil
from pathlib import Path

import pytest

from kg.rdf.folders import Folders
from tests.validation.examples import ONTOLOGY
from tests.worlds import MINI


@pytest.fixture
def world(tmp_path: Path) -> Folders:
    """A copy of the ontology and of the small world, to be spoilt."""
    shutil.copytree(ONTOLOGY, tmp_path / "ontology")
    shutil.copytree(MINI, tmp_path / "data")
    return Folders(tmp_path / "ontology", tmp_path / "data")
