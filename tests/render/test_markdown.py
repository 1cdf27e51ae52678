"""Text in Markdown: none of it is markup, and a reader of CommonMark gives it back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.render.markdown import markdown_facts, markdown_table, markdown_text

markdown_it = pytest.importorskip("markdown_it")


@given(st.text(st.sampled_from("ab *_`[]<>#+-=.1)|~\\&!$"), min_size=1, max_size=20).filter(str.strip))
def test_a_text_comes_back_as_it_was(text: str) -> None:
    (paragraph,) = [
        part for part in markdown_it.MarkdownIt().parse(f"x {markdown_text(text)}") if part.type == "inline"
    ]
    read = "".join(part.content for part in paragraph.children)
    assert read.split() == f"x {text}".split()


@pytest.mark.parametrize("text", ["# a", "- a", "1. a", "+ a", "=== ", "> a", "--- a"])
def test_a_text_that_opens_like_markup_stays_a_paragraph(text: str) -> None:
    assert next(part.type for part in markdown_it.MarkdownIt().parse(markdown_text(text))) == "paragraph_open"


def test_an_address_is_a_link() -> None:
    html = markdown_it.MarkdownIt().render(markdown_text("see https://example.org/a_b_c, p. 2"))
    assert '<a href="https://example.org/a_b_c,">' in html or '<a href="https://example.org/a_b_c">' in html


def test_facts_stand_at_the_foot_in_the_way_of_the_language() -> None:
    assert markdown_facts([("licence", "CC BY 4.0")], "fr") == "\n---\n\n- licence\u00a0: CC BY 4.0\n"
    assert markdown_facts([]) == ""
    assert markdown_table(["a"], [["b"]]) == "| a |\n| --- |\n| b |\n"
