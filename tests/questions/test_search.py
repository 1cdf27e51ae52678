"""A text that is nobody's name is found where it is mentioned: in definitions, events and dates."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

import kg
from kg.questions.search import find_mentions
from kg.vocabulary import local_name
from tests.worlds import RunKg


@pytest.mark.parametrize(
    "text",
    ["September 11", "11 September 2001", "11 septembre", "9/11", "9/11/2001", "2001-09-11"],
)
def test_a_day_is_found_however_it_is_written(shipped: kg.KnowledgeGraph, text: str) -> None:
    found = shipped.find(text).column("id")
    assert {"norad", "operation-noble-eagle"} <= set(found)
    assert found.index("operation-noble-eagle") < found.index("norad")  # its definition, before an event


def test_all_words_of_a_text_must_be_said(shipped: kg.KnowledgeGraph) -> None:
    assert find_mentions(shipped.engine, "11 September 2001 elephants") == []


def test_a_day_and_a_month_may_stand_in_either_order(mini: kg.KnowledgeGraph) -> None:
    assert find_mentions(mini.engine, "15/08/2019") == find_mentions(mini.engine, "8/15/2019") != []
    assert find_mentions(mini.engine, "13/13") == find_mentions(mini.engine, "0/0") == []


def test_words_are_found_in_definitions_of_either_language(mini: kg.KnowledgeGraph) -> None:
    assert [local_name(iri) for iri in find_mentions(mini.engine, "police nationale")] == ["rcmp"]
    assert mini.find("national police").column("id") == ["rcmp"]
    assert find_mentions(mini.engine, "polic") == find_mentions(mini.engine, "!!") == []


def test_a_name_comes_before_a_mention_and_a_mention_before_a_guess(mini: kg.KnowledgeGraph) -> None:
    assert mini.find("norad").caveats == ()
    assert mini.find("norat").column("id") == ["norad", "norad-agreement-1958"]
    assert mini.find("norat").caveats == ()
    assert mini.find("9/11").caveats[0].startswith("No name matches; ")


def test_the_command_line_says_that_no_name_matches(run_kg: RunKg) -> None:
    done = run_kg("find", "11 septembre", "--language", "fr")
    assert b"operation-noble-eagle,Op\xc3\xa9ration NOBLE EAGLE," in done.stdout
    assert done.stderr.decode().startswith("Aucun nom ne correspond; ")


def test_publishers_are_found_after_entities(mini: kg.KnowledgeGraph, shipped: kg.KnowledgeGraph) -> None:
    assert mini.find("wikip").rows == [("wikipedia", "Wikipedia", "Reference work")]
    kinds = [str(kind) for kind in shipped.find("canada").column("kind")]
    assert "Country" in kinds[0]
    assert "News outlet" not in kinds[:5]


USUAL_NAMES = list(csv.DictReader((Path(__file__).parent / "usual_names.csv").read_text("utf-8").splitlines()))
"""What people call bodies and places, in both languages, as agencies and the press do."""


def test_usual_names_find_what_they_mean_first(shipped: kg.KnowledgeGraph) -> None:
    assert len(USUAL_NAMES) >= 40
    found = {row["typed"]: shipped.find(row["typed"], limit=1).column("id") for row in USUAL_NAMES}
    assert {row["typed"]: found[row["typed"]] for row in USUAL_NAMES if found[row["typed"]] != [row["id"]]} == {}


@pytest.mark.parametrize("typed", ["US Coast Guard", "American Coast Guard", "Garde côtière des É.-U."])
def test_a_usual_name_is_enough_for_a_question(shipped: kg.KnowledgeGraph, typed: str) -> None:
    assert shipped.ask("partners", of=typed).rows == shipped.ask("partners", of="uscg").rows


def test_the_body_with_the_most_ties_comes_first(shipped: kg.KnowledgeGraph) -> None:
    assert shipped.find("coast guard").column("id")[:2] == ["uscg", "canadian-coast-guard"]
    both = ["canadian-centre-for-cyber-security", "canadian-commercial-corporation"]
    assert shipped.find("CCC").column("id")[:2] == both


@pytest.mark.parametrize("text", ["oeuvre", "œuvre", "OEUVRE"])
def test_ligatures_are_letters(shipped: kg.KnowledgeGraph, text: str) -> None:
    assert shipped.find(text).rows == shipped.find("oeuvre").rows != []
    assert shipped.find(text).caveats == ()


@pytest.mark.parametrize("text", ["1,000 personnel", "1 000 militaires", "1000 Canadian members"])
def test_a_figure_finds_what_it_is_about(mini: kg.KnowledgeGraph, text: str) -> None:
    assert mini.find(text).column("id") == ["canadian-armed-forces"]


@pytest.mark.parametrize("text", ["1.3 billion", "1,3 milliard", "1,300,000,000"])
def test_large_figures_are_found_as_people_write_them(shipped: kg.KnowledgeGraph, text: str) -> None:
    assert "canada-border-plan" in shipped.find(text).column("id")
