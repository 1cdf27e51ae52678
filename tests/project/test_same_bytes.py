"""The same data give the same bytes, whatever the Python, the seed of its hashes, the time zone and the locale are."""

from __future__ import annotations

from tests.same_bytes import GRAPHS, NETWORKS, TABLES, TEXTS, digests
from tests.worlds import MINI


def test_every_format_has_the_same_bytes_everywhere() -> None:
    found = digests(MINI)
    assert {name.partition(".")[2] for name in found} == {*GRAPHS, *TABLES, *NETWORKS, *TEXTS}
    assert {name: len(each) for name, each in found.items() if len(each) > 1} == {}
