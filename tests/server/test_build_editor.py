"""The SPARQL editor: its files out of their package, and a query asked in it by a real browser, offline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import kg
from kg.server import build_editor
from kg.server.description import examples
from tests.serving import Served, serving


@pytest.fixture(scope="module")
def served(mini: kg.KnowledgeGraph) -> Iterator[Served]:
    build_editor.build()
    with serving(mini) as running:
        yield running


@pytest.fixture(scope="module")
def page(served: Served, browser: Any) -> Iterator[Any]:
    with browser.new_context() as window:
        page = window.new_page()
        page.asked, page.troubles = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda told: page.troubles.append(told.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.goto(f"{served.address}/query")
        page.wait_for_selector(".yasqe_queryButton:visible")
        yield page


def test_the_files_come_with_the_licences_of_all_that_they_are_made_of(served: Served) -> None:
    assert served.ask("/query/yasgui.min.js")["content-type"].startswith("text/javascript")
    told = served.ask("/query/licences.txt").text
    for name in ("codemirror", "jquery", "yasgui", "datatables.net"):
        assert f"\n{name}\n===" in f"\n{told}"
    assert served.ask("/query/../settings.py").status == 404


def test_the_page_runs_no_script_but_its_own(served: Served) -> None:
    policy = served.ask("/query")["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "connect-src 'self';" in policy
    assert "unsafe-eval" not in policy


def test_a_question_is_chosen_and_answered(page: Any, served: Served, mini: kg.KnowledgeGraph) -> None:
    page.select_option("#example", label=examples(mini)[0][0].title["en"])
    page.click(".yasqe_queryButton:visible")
    page.wait_for_selector(".tabPanel.active .yasr_results td")
    shown = page.inner_text(".tabPanel.active .yasr_results")
    assert "sec:hasKind" in shown
    assert all(address.startswith((served.address, "data:")) for address in page.asked)
    assert page.troubles == []


def test_a_shared_link_opens_the_same_query(page: Any, served: Served) -> None:
    other = page.context.new_page()
    other.goto(f"{served.address}/query#query=ASK%20%7B%20ent%3Acanada%20sec%3AisMemberOf%20ent%3Anorad%20%7D")
    other.wait_for_selector(".tabPanel.active .yasqe_queryButton")
    assert "isMemberOf" in other.inner_text(".tabPanel.active .CodeMirror-code")
    other.click(".tabPanel.active .yasqe_queryButton")
    other.wait_for_selector(".tabPanel.active .yasr_results :text('True')")
    other.close()


def test_a_name_is_completed_from_the_graph(page: Any) -> None:
    editor = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
    page.evaluate(f"{editor}.setValue('SELECT * {{ ?who sec:isMemb')")
    page.evaluate(f"{{ const one = {editor}; one.focus(); one.execCommand('goDocEnd'); one.autocomplete(false) }}")
    page.wait_for_function(
        f"{editor}.getValue().includes('sec:isMemberOf') || document.querySelector('.CodeMirror-hints')"
    )


def test_without_script_a_query_can_be_asked_all_the_same(served: Served) -> None:
    assert '<form id="plain" method="get" action="sparql">' in served.ask("/query").text


def test_the_page_is_told_in_french(served: Served) -> None:
    assert '<html lang="fr">' in served.ask("/query?language=fr").text
    assert "Choisir une question" in served.ask("/query?language=fr").text
