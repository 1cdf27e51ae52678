"""An entity told in short: one page, that says how much more there is and how to see it."""

from __future__ import annotations

import re

import pytest

import kg
from kg.record.ties import read_relations
from kg.render.entity import tell_short
from kg.render.sentences import tell_entity
from tests.worlds import MINI, RunKg


def test_a_long_entity_is_told_on_a_page_that_says_how_much_more_there_is(shipped: kg.KnowledgeGraph) -> None:
    norad = shipped.entity("norad")
    short = norad.tell()
    assert short.count("\n") < 140 < norad.tell(whole=True).count("\n")
    assert short.splitlines()[0] == "North American Aerospace Defense Command (NORAD)"
    assert short.splitlines()[-1] == (
        f"In all {len(norad.ties)} ties, {len(norad.figures)} figures, {len(norad.events)} events, "
        f"{len(norad.passages)} passages: kg show norad --all"
    )
    left_out = [int(number) for number in re.findall(r"^  … and (\d+) more$", short, re.MULTILINE)]
    sections = re.findall(r"^(?:Takes|Is|Belongs|Works|Acts)[^\n]*\n(?:  .*\n)+", short, re.MULTILINE)
    told = sum(len(re.findall(r"^  (?! |…)", section, re.MULTILINE)) for section in sections)
    assert told + sum(left_out[:-2]) == len(norad.ties)
    assert left_out[-2:] == [len(norad.figures) - 2, len(norad.events) - 3]


def test_the_short_form_is_told_in_french(shipped: kg.KnowledgeGraph) -> None:
    short = shipped.entity("norad").tell("fr")
    assert re.search(r"^  … et \d+ de plus$", short, re.MULTILINE)
    assert re.fullmatch(r"En tout \d+ liens, .*\W: kg show norad --all --language fr", short.splitlines()[-1])
    assert "“" not in short


def test_every_mark_of_the_short_form_has_its_document(shipped: kg.KnowledgeGraph) -> None:
    for name in ("norad", "rcmp", "canada", "pjbd"):
        body, _, notes = shipped.entity(name).tell().partition("\nSources (")
        marks = {int(number) for number in re.findall(r"\[(\d+)\]", body)}
        named = re.findall(r"^\[(\d+)\] (.*)$", notes, re.MULTILINE)
        assert marks == {int(number) for number, _ in named} == set(range(1, len(marks) + 1))
        assert "“" in notes


def test_what_lasts_comes_before_what_ended_and_each_relation_has_its_turn(shipped: kg.KnowledgeGraph) -> None:
    short = shipped.entity("norad").tell()
    takes_part = short.partition("\nTakes part in\n")[2].partition("\n\n")[0]
    verbs = ("is a member of NORAD", "supports NORAD", "NORAD leads", "takes part in", "NORAD co-leads")
    assert all(verb in takes_part for verb in verbs)


def test_what_fits_on_a_page_is_told_whole(mini: kg.KnowledgeGraph) -> None:
    entity = mini.entity("cbsa")
    assert (
        tell_short(entity, mini.labels, read_relations(mini.engine)) == tell_entity(entity, mini.labels) == str(entity)
    )


def test_an_entity_shows_itself_by_its_id_and_label(mini: kg.KnowledgeGraph) -> None:
    assert repr(mini.entity("rcmp")) == "<Entity rcmp: Royal Canadian Mounted Police>"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_command_line_tells_the_same_as_the_library(run_kg: RunKg, mini: kg.KnowledgeGraph, language: str) -> None:
    for words, whole in (((), False), (("--all",), True)):
        done = run_kg("show", "norad", "--data", MINI, "--language", language, *words)
        assert done.stdout.decode() == mini.entity("norad").tell(language, whole=whole)
