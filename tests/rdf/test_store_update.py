"""A store on disk that is brought up to date is the one that would have been written."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf import store_update
from kg.rdf.dataset import build
from kg.rdf.folders import Folders
from kg.rdf.store_update import compare, fill_with
from kg.rdf.stores import fill, open_whole
from tests.worlds import MINI

EVERYTHING = "SELECT ?g ?s ?p ?o { { ?s ?p ?o BIND('' AS ?g) } UNION { GRAPH ?g { ?s ?p ?o } } }"
"""In the order in which the engine finds it."""


@pytest.fixture(scope="module")
def lines() -> list[bytes]:
    """The quads of the tiny world, a line each."""
    text = build(Folders.find(MINI)).dump(format=ox.RdfFormat.N_QUADS) or b""
    assert b"_:" not in text
    return text.splitlines()


@pytest.fixture
def anew(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The places of the stores that are written anew from now on."""
    places: list[Path] = []

    def spy(content: Path, place: Path, **told: str) -> object:
        places.append(place)
        return fill(content, place, **told)

    monkeypatch.setattr(store_update, "fill", spy)
    return places


def text_of(lines: list[bytes]) -> bytes:
    return b"".join(line + b"\n" for line in lines)


def fill_from(earlier: list[Path], quads: bytes, place: Path, **told: str) -> None:
    """Write a store, out of one of some earlier stores where that can be."""
    fill_with(compare(quads, place.with_name("text.nq"), earlier), place, **told)


def fill_anew(quads: bytes, place: Path) -> None:
    text = place.with_name("text.nq")
    text.write_bytes(quads)
    fill(text, place)


def held(place: Path, **told: str) -> tuple[list[str], set[str]]:
    """Return all rows of a store, in their order, and the names of its graphs."""
    store = open_whole(place, **told)
    assert store is not None
    rows = store.query(EVERYTHING)
    assert isinstance(rows, ox.QuerySolutions)
    return [str(row) for row in rows], {str(graph) for graph in store.named_graphs()}


def test_a_store_that_is_brought_up_to_date_again_and_again_is_as_one_written_anew(
    tmp_path: Path, lines: list[bytes], anew: list[Path]
) -> None:
    chance = random.Random(18)
    place = tmp_path / "0"
    fill_from([], text_of(lines), place, input="0")
    for number in range(1, 9):
        now = [line for line in lines if chance.random() < 0.98]
        chance.shuffle(now)
        fill_from([place], text_of(now), tmp_path / str(number), input=str(number))
        assert not place.exists()
        place = tmp_path / str(number)
        fill_anew(text_of(now), tmp_path / "beside")
        assert held(place, input=str(number)) == held(tmp_path / "beside")
        shutil.rmtree(tmp_path / "beside")
    assert anew == [tmp_path / "0"]


def test_a_passage_that_went_leaves_no_empty_graph(tmp_path: Path, lines: list[bytes], anew: list[Path]) -> None:
    graph = next(line.split()[-2] for line in lines if line.count(b"<") == 4)
    now = [line for line in lines if graph not in line.split()[3:]]
    assert len(now) < len(lines)
    fill_from([], text_of(lines), tmp_path / "before")
    fill_from([tmp_path / "before"], text_of(now), tmp_path / "after")
    assert graph.decode() in {str(one) for one in build(Folders.find(MINI)).named_graphs()}
    assert graph.decode() not in held(tmp_path / "after")[1]
    assert len(anew) == 1


def test_what_differs_in_much_is_written_anew(tmp_path: Path, lines: list[bytes], anew: list[Path]) -> None:
    fill_from([], text_of(lines), tmp_path / "before")
    fill_from([tmp_path / "before"], text_of(lines[::2]), tmp_path / "after")
    assert anew == [tmp_path / "before", tmp_path / "after"]
    assert len(held(tmp_path / "after")[0]) == len(lines[::2])


def test_a_very_long_text_is_not_compared(
    tmp_path: Path, lines: list[bytes], anew: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    fill_from([], text_of(lines), tmp_path / "before")
    monkeypatch.setattr(store_update, "_LONGEST", 1_000)
    fill_from([tmp_path / "before"], text_of(lines[1:]), tmp_path / "after")
    assert anew == [tmp_path / "before", tmp_path / "after"]


def shorten_text(place: Path) -> None:
    path = place / "quads.nq"
    path.write_bytes(path.read_bytes()[:-100])


def change_file(place: Path) -> None:
    path = max(place.glob("*.sst"), key=lambda each: each.stat().st_size)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def lose_file(place: Path) -> None:
    max(place.glob("*.sst"), key=lambda each: each.stat().st_size).unlink()


def lose_marker(place: Path) -> None:
    (place / "perimeter.json").unlink()


def lose_text(place: Path) -> None:
    (place / "quads.nq").unlink()


@pytest.mark.parametrize("damage", [shorten_text, change_file, lose_file, lose_marker, lose_text, shutil.rmtree])
def test_a_store_that_is_not_what_it_was_is_not_built_upon(
    tmp_path: Path, lines: list[bytes], anew: list[Path], damage: Callable[[Path], None]
) -> None:
    fill_from([], text_of(lines), tmp_path / "before")
    damage(tmp_path / "before")
    fill_from([tmp_path / "before"], text_of(lines[1:]), tmp_path / "after")
    assert anew == [tmp_path / "before", tmp_path / "after"]
    assert len(held(tmp_path / "after")[0]) == len(lines) - 1


def test_a_store_without_its_text_is_not_built_upon(tmp_path: Path, lines: list[bytes], anew: list[Path]) -> None:
    fill_anew(text_of(lines), tmp_path / "before")
    fill_from([tmp_path / "before"], text_of(lines[1:]), tmp_path / "after")
    assert anew == [tmp_path / "after"]


def test_of_several_earlier_stores_the_first_that_serves_is_used(
    tmp_path: Path, lines: list[bytes], anew: list[Path]
) -> None:
    fill_from([], text_of(lines[::2]), tmp_path / "far")
    fill_from([], text_of(lines[2:]), tmp_path / "near")
    fill_from([tmp_path / "far", tmp_path / "near"], text_of(lines), tmp_path / "after")
    assert anew == [tmp_path / "far", tmp_path / "near"]
    assert len(held(tmp_path / "after")[0]) == len(lines)
