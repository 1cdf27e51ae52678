"""Citations and notes, from what is known of a document."""

from __future__ import annotations

import kg
from kg.record.evidence import Document, Passage, Publisher
from kg.render.citations import cite, publisher_text, reading_text
from kg.render.sentences import tell_entity


def shown(graph: kg.KnowledgeGraph, name: str, language: str = "en") -> str:
    return tell_entity(graph.entity(name), graph.labels, language)


def joined(text: str) -> str:
    """The text without its line breaks."""
    return " ".join(text.split())


def test_notes_name_title_section_place_publisher_date_standing_and_page(mini: kg.KnowledgeGraph) -> None:
    notes = joined(shown(mini, "cbsa"))
    assert (
        "— “Cross-Border Firearms Taskforce”, “Background”, Public Safety Canada, 10 December 2021, "
        "government document, read again on 29 November 2026, in part, "
        "https://www.publicsafety.gc.ca/" in notes
    )
    assert "— “NORAD Agreement”, on the first agreement, " in joined(shown(mini, "norad"))
    assert "— « NORAD Agreement », sur le premier accord, " in joined(shown(mini, "norad", "fr"))


def test_notes_say_in_our_words_what_a_passage_says_in_either_language(mini: kg.KnowledgeGraph) -> None:
    assert "[1] Both countries take part in the task force" in joined(shown(mini, "cbsa"))
    assert "[1] Les deux pays participent au groupe de travail" in joined(shown(mini, "cbsa", "fr"))


def test_a_citation_leaves_out_what_is_not_known() -> None:
    assert cite(Passage("http://p", Document("http://d", title="Page")), "en") == "“Page”, not read again"


def test_a_citation_says_how_and_when_the_passage_was_read_again() -> None:
    document = Document("x:d", "A page", address="https://example.org/a")
    part = Passage("x:p", document, reading="excerpt", read_on="2026-11-29", text_fragment="well-known words")
    assert cite(part, "en").endswith(
        "read again on 29 November 2026, in part, https://example.org/a#:~:text=well%2Dknown%20words"
    )
    assert reading_text(part, "fr") == "relu en partie le 29 novembre 2026"
    whole = Passage("x:p", document, reading="whole-page", read_on="2026-11-29")
    assert reading_text(whole, "en") == "read again on 29 November 2026, whole"
    assert cite(Passage("x:p", document), "fr").endswith("non relu, https://example.org/a")


def test_a_citation_says_when_the_page_was_not_found_again() -> None:
    lost = Passage("x:p", Document("x:d", "A page", looked_for_on="2026-11-29"))
    assert cite(lost, "en") == "“A page”, not found again on 29 November 2026"
    assert reading_text(lost, "fr") == "introuvable le 29 novembre 2026"


def test_a_citation_of_a_page_that_is_gone_says_where_a_copy_may_be() -> None:
    lost = Passage("x:p", Document("x:d", "A page", address="https://example.org/a", looked_for_on="2026-11-29"))
    copy = "https://web.archive.org/web/https://example.org/a"
    assert cite(lost, "en").endswith(f", https://example.org/a, perhaps archived at {copy} (not tried)")
    assert cite(lost, "fr").endswith(f", peut-être archivé à {copy} (non essayé)")
    assert "archive" not in cite(Passage("x:p", Document("x:d", "A page", address="https://example.org/a")), "en")


def test_a_citation_names_who_speaks_and_who_published_it_in_the_language_of_the_reader(
    mini: kg.KnowledgeGraph,
) -> None:
    wire = Publisher("ent:wire", {"en": "The Canadian Press", "fr": "La Presse Canadienne"})
    paper = Publisher("ent:paper", {"en": "Paper"})
    story = Document("x:d", "A story", publisher=paper, voice=wire)
    assert publisher_text(story, "en") == "The Canadian Press (by way of Paper)"
    assert publisher_text(story, "fr") == "La Presse Canadienne (par Paper)"
    assert publisher_text(Document("x:d", publisher=paper, voice=paper), "en") == "Paper"
    assert "Sécurité publique Canada, 10 décembre 2021" in joined(shown(mini, "cbsa", "fr"))
