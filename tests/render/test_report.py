"""What is told in sentences, as files."""

from __future__ import annotations

import json
import re

import pytest

from kg.errors import KgError
from kg.record.evidence import Document, Passage
from kg.render.report import NumberedCitations, Report, Section, report_file


def report() -> Report:
    document = Document("src:a", title="A *page*", address="https://example.org/a", issued="2019-10")
    citations = NumberedCitations({"p": Passage("p", document, {"en": "It <says> so."})})
    sentences = (f"One & two [7] {citations.markers(['p'])}",)
    return Report(
        "A title",
        ("Lead.", ""),
        (Section("Head", sentences, (Section("Inner"),)),),
        citations,
        facts=[("licence", "CC")],
    )


def test_markdown_has_footnotes_and_a_foot() -> None:
    told = report_file(report(), "md").decode()
    assert told.startswith("# A title\n\nLead.\n\n## Head\n\n- One \\& two \\[7\\] [^1]\n")
    assert "\n[^1]: It \\<says\\> so. — “A \\*page\\*”, October 2019, " in told
    assert told.endswith("\n---\n\n- licence: CC\n")


def test_html_has_notes_that_marks_lead_to_and_runs_nothing() -> None:
    told = report_file(report(), "html").decode()
    assert 'One &amp; two [7] <sup><a href="#n1">[1]</a></sup>' in told
    assert '<li id="n1" value="1">It &lt;says&gt; so.<br>' in told
    assert '<a href="https://example.org/a" rel="noopener noreferrer">' in told
    assert "default-src 'none'" in told
    assert not re.search(r"<script|javascript:|\son\w+=", told)


def test_json_has_each_sentence_with_its_sources() -> None:
    told = json.loads(report_file(report(), "json"))
    assert told["sections"][0]["sentences"] == [{"text": "One & two [7]", "sources": [1]}]
    assert told["sections"][0]["sections"] == [{"heading": "Inner", "sentences": []}]
    source = told["sources"][0]
    assert (source["title"], source["date"], source["address"]) == ("A *page*", "2019-10", "https://example.org/a")
    assert (source["words"], source["reading"]) == ("It <says> so.", "not read again")


def test_another_format_names_the_known() -> None:
    with pytest.raises(KgError, match="choose markdown, md, html, json"):
        report_file(report(), "docx")
