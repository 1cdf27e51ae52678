"""What is kept of a page for states of the data in which nobody works with anybody else than before."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.explorer import payload as payloads
from tests.worlds import MINI, ROOT

COMMUNITIES = (ROOT / "kg" / "questions" / "communities.rq").read_text(encoding="utf-8")
TREATY = "documents/government/ps-preclearance-2019.trig"
PARTY = "sec:isPartyTo ent:lrma-preclearance-agreement"
READ = '\n:p1 sec:readOn "2026-11-29"^^xsd:date ; sec:readFrom <https://w3id.org/perimeter/reading/whole-page> .\n'

WORDS = {
    "a sentence": (TREATY, "took the place of", "replaced"),
    "a sentence in French": (TREATY, "et a remplacé", "et a pris la place de"),
    "a place": (TREATY, ":p1\n    a sec:Passage ;", ':p1\n    a sec:Passage ; sec:locator "at the end"@en ;'),
    "a fragment": (TREATY, ":p1\n    a sec:Passage ;", ':p1\n    a sec:Passage ; sec:textFragment "came into force" ;'),
}
"""Changes of nothing but words: the file, and what stands there and is to stand there."""

OTHERS = {
    "a tie": (
        TREATY,
        "ent:canada\n        sec:isPartyTo ",
        "ent:norad sec:isPartyTo ent:lrma-preclearance-agreement .\n\\g<0>",
    ),
    "a date": (TREATY, "2015-03-16", "2015-03-15"),
    "a date of a tie": (TREATY, r'(?s)(.*)"2001-01-18"', r'\1"2001-01-17"'),
    "a role": (TREATY, "a sec:Tie ;", '\\g<0> sec:role "first party"@en ;'),
    "who speaks": (TREATY, "sec:speaksFor ent:canada", "sec:speaksFor ent:united-states"),
    "what kind of page": (TREATY, "standing:government", "standing:encyclopedia"),
    "a reading": (TREATY, r"\Z", READ),
    "a label": ("entities/agreement.ttl", r'(rdfs:label\s+")', r"\1New "),
    "a class": ("entities/task-force.ttl", "sec:TaskForce", "sec:Organization"),
    "a question of one's own": ("questions/own.rq", None, COMMUNITIES.replace("DISTINCT", "", 1)),
    "a rule of one's own": (
        "ontology/rules/own.rq",
        None,
        "CONSTRUCT { ent:rcmp sec:cooperatesWith ent:nobody } WHERE { }",
    ),
    "a rule for what was read again": (
        "ontology/rules/own.rq",
        None,
        "CONSTRUCT { ent:rcmp sec:hasCountry ent:united-states } WHERE {\n"
        "  FILTER NOT EXISTS { ent:canada sec:isPartyTo ent:air-preclearance-agreement-2001 } }",
    ),
}
"""Changes of more: the file, what stands there as a pattern (None for a new file), and what is to stand there."""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return shutil.copytree(MINI, tmp_path / "world")


def drawings(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is drawn from now on, each time an item."""
    drawn: list[Any] = []
    draw = payloads.networks_content

    def noted(*given: Any) -> dict[str, Any]:
        drawn.append(given)
        return draw(*given)

    monkeypatch.setattr(payloads, "networks_content", noted)
    return drawn


def page(world: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The page of a world as it is now, made with the help of what a cache holds."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return kg.load(world).explore(path=world.with_name("page.html")).path.read_bytes()


def change(world: Path, where: str, pattern: str | None, text: str) -> None:
    path = world / where
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if pattern is not None else ""
    after = re.sub(pattern, text, before, count=1) if pattern is not None else text
    assert after != before
    path.write_text(after, encoding="utf-8")


@pytest.mark.parametrize("name", WORDS)
def test_a_page_after_a_change_of_words_is_the_one_that_is_made_anew(
    name: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = page(world, tmp_path / "one", monkeypatch)
    where, before, after = WORDS[name]
    change(world, where, re.escape(before), after)
    drawn = drawings(monkeypatch)
    second = page(world, tmp_path / "one", monkeypatch)
    assert not drawn
    assert second == page(world, tmp_path / "two", monkeypatch) != first
    assert drawn


@pytest.mark.parametrize("name", OTHERS)
def test_a_page_after_another_change_is_drawn_anew(
    name: str, world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(world, tmp_path / "one", monkeypatch)
    change(world, *OTHERS[name])
    drawn = drawings(monkeypatch)
    second = page(world, tmp_path / "one", monkeypatch)
    assert drawn
    assert second == page(world, tmp_path / "two", monkeypatch)


def test_what_was_drawn_before_is_the_same_from_one_processor(
    world: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page(world, tmp_path / "one", monkeypatch)
    change(world, TREATY, "took the place of", "replaced")
    expected = page(world, tmp_path / "two", monkeypatch)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0}, raising=False)
    drawn = drawings(monkeypatch)
    assert page(world, tmp_path / "one", monkeypatch) == expected
    assert not drawn
