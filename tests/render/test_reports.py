"""Entities, reasons, paths and stories as reports: all that the text tells, and nothing left out."""

from __future__ import annotations

import json

import kg
from kg.render.report import Report, report_file
from kg.render.reports import entity_report, paths_report, reasons_report, story_report


def told(report: Report) -> dict[str, object]:
    made = json.loads(report_file(report, "json"))
    assert isinstance(made, dict)
    return made


def test_an_entity_is_told_whole(mini: kg.KnowledgeGraph) -> None:
    made = told(entity_report(mini.entity("norad"), mini.labels, "fr"))
    assert str(made["title"]).startswith("Commandement de la défense aérospatiale")
    text = " ".join(mini.entity("norad").tell("fr", whole=True).split())
    sentences = [one["text"] for section in made["sections"] for one in section["sentences"]]  # type: ignore[attr-defined]
    assert sentences
    assert all(sentence.split(" ")[0] in text for sentence in sentences)
    assert len(made["sources"]) == len(mini.entity("norad").passages)  # type: ignore[arg-type]


def test_reasons_have_a_section_for_each_thing_shared(mini: kg.KnowledgeGraph) -> None:
    reasons = mini.why("canada", "us")
    made = reasons_report(reasons, mini.labels)
    assert [one.heading for one in made.sections[-1].sections] == [
        mini.labels.of(one.through) for one in reasons.shared
    ]
    assert made.lead[-1].endswith(".")


def test_two_without_a_tie_are_said_to_have_none(mini: kg.KnowledgeGraph) -> None:
    made = reasons_report(mini.why("rcmp", "norad"), mini.labels)
    assert (len(made.sections), made.title) == (
        0,
        "Royal Canadian Mounted Police — North American Aerospace Defense Command",
    )


def test_each_step_of_a_path_has_all_its_reasons(shipped: kg.KnowledgeGraph) -> None:
    paths = shipped.path("rcmp", "usaf")
    made = paths_report(paths, shipped.record.passages, shipped.labels)
    assert [len(section.sections) for section in made.sections] == [len(each) for each in paths.values()]
    step = paths["shortest"][0].steps[0]
    assert len(made.sections[0].sections[0].sections[0].sentences) == len(step)


def test_a_story_has_a_section_for_each_step(mini: kg.KnowledgeGraph) -> None:
    story = mini.stories["norad"]
    from kg.record.evidence_reader import read_passages

    made = story_report(story, read_passages(mini.engine, story.passages), "fr")
    assert len(made.sections) == len(story.steps)
    assert made.sections[0].heading.startswith("1. ")
