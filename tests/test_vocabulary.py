"""IRIs and their short forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.vocabulary import BASE, PREFIXES, expand, local_name, natural_key, shorten

LOCAL = st.from_regex(r"[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_-])?", fullmatch=True)


@given(st.sampled_from(sorted(PREFIXES)), LOCAL)
def test_every_short_name_comes_back_as_the_same_iri(prefix: str, local: str) -> None:
    assert shorten(PREFIXES[prefix] + local) == f"{prefix}:{local}"
    assert expand(f"{prefix}:{local}") == PREFIXES[prefix] + local


@pytest.mark.parametrize(
    "iri",
    [
        "http://example.org/a",
        f"{BASE}entity/",
        f"{BASE}entity/a/b",
        f"{BASE}entity/-a",
        f"{BASE}entity/a.",
        f"{BASE}entity/a b",
        f"{BASE}entity/a\n",
        f"{BASE}entity/é",
    ],
)
def test_an_iri_that_no_short_name_can_hold_stays_in_angle_brackets(iri: str) -> None:
    assert shorten(iri) == f"<{iri}>"
    assert expand(f"<{iri}>") == iri


def test_a_whole_iri_expands_to_itself() -> None:
    assert expand("https://example.org/a") == "https://example.org/a"


@pytest.mark.parametrize("name", ["norad", "nothing:norad", "", "ent", "ftp://example.org/a", "ent://example.org"])
def test_what_is_neither_a_short_name_nor_an_iri_expands_to_nothing(name: str) -> None:
    assert expand(name) is None


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        (f"{BASE}entity/norad", "norad"),
        ("http://www.w3.org/2001/XMLSchema#date", "date"),
        ("http://example.org/a/", "a"),
        ("norad", "norad"),
    ],
)
def test_the_local_name_is_what_follows_the_last_slash_or_hash(iri: str, name: str) -> None:
    assert local_name(iri) == name


def test_numbers_in_names_are_ordered_as_numbers() -> None:
    names = ["p10", "p2", "p1", "a", "p2b", "10", "9"]
    assert sorted(names, key=natural_key) == ["9", "10", "a", "p1", "p2", "p2b", "p10"]


@given(st.lists(st.text("0123²٣ap.", max_size=6)))
def test_the_order_of_names_never_depends_on_chance(names: list[str]) -> None:
    turned = names[::-1]
    assert sorted(names, key=natural_key) == sorted(turned, key=natural_key)


def test_no_two_prefixes_stand_for_one_namespace() -> None:
    assert len(set(PREFIXES.values())) == len(PREFIXES)
