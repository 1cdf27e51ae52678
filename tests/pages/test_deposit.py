"""The folder for an archive holds what it says, and the same bytes for the same data."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
import yaml

import kg
from kg.errors import KgError
from kg.pages.deposit import deposit
from tests.worlds import MINI, ROOT, RunKg

NORDIC = ROOT / "docs" / "how-to" / "norway-sweden"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("deposits") / "nordic"
    deposit(kg.load(NORDIC), place)
    return place


def test_the_data_come_back(folder: Path) -> None:
    quads = set(ox.parse(gzip.decompress((folder / "perimeter.nq.gz").read_bytes()), format=ox.RdfFormat.N_QUADS))
    assert quads == set(kg.load(NORDIC).quads())
    assert len(rdflib.Graph().parse(folder / "ontology.ttl")) > 1_000
    assert len(rdflib.Graph().parse(folder / "description.ttl")) > 20
    rows = gzip.decompress((folder / "claims.csv.gz").read_bytes()).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("claim,subject,")


def test_digests_and_the_crate_name_every_file(folder: Path) -> None:
    lines = [line.split("  ") for line in (folder / "SHA256SUMS").read_text().splitlines()]
    assert {name for _, name in lines} == {one.name for one in folder.iterdir()} - {"SHA256SUMS"}
    assert [hashlib.sha256((folder / name).read_bytes()).hexdigest() for _, name in lines] == [sum for sum, _ in lines]
    crate = json.loads((folder / "ro-crate-metadata.json").read_text())
    held = {one["@id"]: one for one in crate["@graph"]}
    assert held["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = [part["@id"] for part in held["./"]["hasPart"]]
    assert {*parts, "ro-crate-metadata.json", "SHA256SUMS"} == {one.name for one in folder.iterdir()}
    assert all(held[part]["contentSize"] == str((folder / part).stat().st_size) for part in parts)
    assert held["./"]["license"]["@id"] in held
    assert held["./"]["inLanguage"] == ["en", "sv"]


def test_citation_and_datacite_say_what_the_data_say(folder: Path) -> None:
    cited = yaml.safe_load((folder / "CITATION.cff").read_text())
    assert cited["title"] == "Police cooperation of Norway and Sweden"
    told = json.loads((folder / "datacite.json").read_text())["data"]["attributes"]
    assert told["rightsList"] == [{"rights": "CC BY 4.0", "rightsUri": "https://creativecommons.org/licenses/by/4.0/"}]
    assert [one["lang"] for one in told["titles"]] == ["en", "sv"]
    assert str(told["publicationYear"]) == str(cited["date-released"])[:4]


def test_the_same_data_are_the_same_bytes(folder: Path, run_kg: RunKg, tmp_path: Path) -> None:
    done = run_kg("deposit", tmp_path / "again", "--data", NORDIC)
    assert done.returncode == 0, done.stderr
    for one in folder.iterdir():
        assert (tmp_path / "again" / one.name).read_bytes() == one.read_bytes(), one.name
    assert run_kg("deposit", tmp_path / "again", "--data", NORDIC).returncode == 0


def test_a_folder_of_others_and_data_without_a_name_are_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(KgError, match="holds something else"):
        deposit(kg.load(NORDIC), tmp_path)
    with pytest.raises(KgError, match="do not say what they are called"):
        deposit(kg.load(MINI), tmp_path / "new")
    assert [one.name for one in tmp_path.iterdir()] == ["mine.txt"]
