"""Questions and SPARQL answered in the page itself: the same rows as the library gives, on the full record."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

import kg
from kg.cli.main import kg as command
from kg.dates import Period
from kg.explorer.dataset_payload import ordered, strings_in, write_dataset
from kg.explorer.packing import packed_text
from kg.explorer.page import render
from kg.explorer.payload import payload
from kg.questions.ask import resolve
from kg.questions.catalogue import question, questions
from kg.questions.template import as_it_runs
from kg.sparql.table import Table
from kg.vocabulary import PREFIXES
from tests.browser import PHONE, Visit

QUERIES = (Path(__file__).parent / "page_queries.txt").read_text(encoding="utf-8").splitlines()

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
"""A query that takes days."""


@pytest.fixture(scope="module")
def page(shipped: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shipped.explore(path=tmp_path_factory.mktemp("asking") / "full.html").path


@pytest.fixture(scope="module")
def visit(browser: Any, page: Path) -> Iterator[Visit]:
    with Visit(browser, page) as opened:
        yield opened.open("#view=ask")
        assert opened.troubles == []


def go(visit: Visit, **parameters: str) -> None:
    begin(visit, **parameters)
    answered(visit)


def begin(visit: Visit, **parameters: str) -> None:
    """Ask without waiting for the answer."""
    visit.turn(urlencode({"view": "ask", **parameters}))
    if parameters.get("query"):
        run(visit)


def run(visit: Visit) -> None:
    """Run the query that is shown: one from a link waits for that."""
    visit.page.click("#ask [data-key=run]")


def answered(visit: Visit) -> None:
    """Wait until no answer is on its way."""
    visit.page.wait_for_selector("#ask [aria-busy]", state="detached")


def rows_of(visit: Visit, tmp_path: Path, kind: str = "identifiers") -> list[list[str]]:
    """The answer that the page shows, head first, as its download gives it."""
    button = visit.page.locator("#ask .actions button", has_text=f"CSV, {kind}")
    if not button.count():
        return []
    with visit.page.expect_download() as download:
        button.click()
    download.value.save_as(tmp_path / "answer.csv")
    with open(tmp_path / "answer.csv", encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def in_csv(table: Table) -> list[list[str]]:
    """What a table holds as CSV, none when it has no rows."""
    text = table.serialize("csv").decode("utf-8-sig")
    return list(csv.reader(text.splitlines())) if len(table) else []


@pytest.mark.parametrize("when", ["", "2010"], ids=["all-years", "as-of"])
@pytest.mark.parametrize("name", questions())
def test_page_answers_as_the_library_does(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path, name: str, when: str
) -> None:
    if (name, when) == ("communities", "2010"):
        pytest.skip("communities as of a day are found by the library alone")
    answer = shipped.ask(name, as_of=when or None, **question(name).example)
    go(visit, question=name, when=when, **question(name).example)
    assert rows_of(visit, tmp_path) == in_csv(answer)
    told = visit.text("#ask .caveats")
    assert all(caveat in told for caveat in answer.caveats)


@pytest.mark.parametrize(
    ("name", "given", "when"),
    [("agreements-on", {"topic": "intelligence"}, "2100"), ("in-effect-on", {"on": "2100"}, "")],
)
def test_page_leaves_out_what_is_over_by_now_as_the_library_does(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path, name: str, given: dict[str, str], when: str
) -> None:
    answer = shipped.ask(name, as_of=when or None, **given)
    go(visit, question=name, when=when, **given)
    assert rows_of(visit, tmp_path) == in_csv(answer)
    assert "are stated to have ended or to be superseded" in answer.caveats[-1]
    assert answer.caveats[-1] in visit.text("#ask .caveats")


def test_communities_are_those_that_were_found_when_the_page_was_written(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path
) -> None:
    go(visit, question="communities")
    assert rows_of(visit, tmp_path) == in_csv(shipped.ask("communities"))


@pytest.mark.parametrize("given", [{"when": "2010"}, {"country": "canada"}, {"topic": "cyber", "country": "canada"}])
def test_what_must_be_computed_elsewhere_is_told_with_its_command(visit: Visit, given: dict[str, str]) -> None:
    go(visit, question="communities", **given)
    assert "computation that the page does not hold" in visit.text("#ask .notice")
    assert visit.page.locator("#ask table").count() == 0
    assert "kg ask communities" in str(visit.page.text_content("#ask .as-query"))


@pytest.mark.parametrize("when", ["", "2010-06"])
@pytest.mark.parametrize("name", questions())
def test_query_that_is_shown_is_that_of_the_library(
    shipped: kg.KnowledgeGraph, visit: Visit, name: str, when: str
) -> None:
    asked = question(name)
    go(visit, question=name, when=when, **asked.example)
    given = (
        {"language": "en", **asked.example}
        if any(one.name == "language" for one in asked.parameters)
        else asked.example
    )
    period = Period.of(when) if when and asked.turns_on_time else None
    assert visit.page.locator("#ask pre").first.text_content() == as_it_runs(
        asked, resolve(shipped.names, asked, given), period
    )


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_library_command_and_page_answer_a_query_alike(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path, query: str
) -> None:
    expected = shipped.query(query)
    told = CliRunner().invoke(command, ["query", query, "--format", "csv"])
    go(visit, question="sparql", query=query)
    if isinstance(expected, bool):
        assert told.stdout.strip() == ("true" if expected else "false")
        assert visit.text("#ask .lead >> nth=1") == ("Yes" if expected else "No")
    else:
        assert isinstance(expected, Table)
        _, *rows = list(csv.reader(told.stdout.splitlines()))
        assert rows == in_csv(expected)[1:]
        assert rows_of(visit, tmp_path) == in_csv(expected)


@pytest.mark.parametrize("pattern", ["?s ?p ?o", "GRAPH ?g { ?s ?p ?o }"], ids=["merge", "passages"])
def test_page_holds_every_claim_of_the_record(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path, pattern: str
) -> None:
    query = f"SELECT ?p (COUNT(*) AS ?n) WHERE {{ {pattern} }} GROUP BY ?p ORDER BY ?p"
    go(visit, question="sparql", query=query)
    expected = shipped.query(query)
    assert isinstance(expected, Table)
    found = rows_of(visit, tmp_path)
    assert found == in_csv(expected)
    assert len(found) > 25


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?a WHERE { ?a sec:leads }", "line 1, column 32: expected a variable"),
        (
            "SELECT ?a\nWHERE { ?a sec:leads ?b",
            "line 2, column 24: expected “}”. The “{” of line 2",
        ),
        ("SELECT ?a WHERE { ?a foo:leads ?b }", "the prefix “foo:” is not declared"),
        ("SELECT ?a ?b WHERE { ?a sec:leads ?b } GROUP BY ?a", "a selected variable is not in GROUP BY"),
        ("SELECT (NOSUCH(?a) AS ?b) WHERE { ?a sec:leads ?c }", "NOSUCH"),
        ("DELETE WHERE { ?a ?b ?c }", "only reads"),
        ("SELECT ?a WHERE { SERVICE <https://example.org/sparql> { ?a ?b ?c } }", "offline"),
        ("SELECT ?a WHERE { SERVICE SILENT <https://example.org/sparql> { ?a ?b ?c } }", "nothing was sent"),
        ("SELECT ?a WHERE { ?a a sec:Country SERVICE wikibase:label { ?a ?b ?c } }", "rdfs:label is a label"),
        ("SELECT ?a\u00a0WHERE { ?a ?b ?c }", "line 1, column 10 holds a no-break space (U+00A0); type a plain space"),
        ("ASK { ?a ?b `c` }", "line 1, column 13 holds a backtick (U+0060); delete it, or type"),
        ('ASK { ?a ?b "c” . ?d ?e "f" }', 'line 1, column 15 holds a curly quotation mark (U+201D); type a plain "'),
        ("ASK { ?a ?b ″c″ }", 'line 1, column 13 holds a curly quotation mark (U+2033); type a plain "'),
        ("ASK { ?a ?b ⟨c:d⟩ }", "line 1, column 13 holds a bracket of another kind (U+27E8); type a plain <"),
        ("ASK { '😀' ≠ \U000e0020 }", "line 1, column 11 holds a mathematical sign (U+2260); type a plain !="),
        ("ASK { ?a \U000e0020 ?b }", "line 1, column 10 holds a sign that nobody sees (U+E0020); delete it"),
        (
            "Ask this:\n```sparql\nASK {}\n```",
            "line 2, column 1: this stands between the marks of a Markdown text",
        ),
        ("ASK { ?a ?b ?c FILTER(?c &gt; 5) }", "line 1, column 26: this is a sign as a web page writes it"),
        (f"SELECT * WHERE {'{' * 5_000}{'}' * 5_000}", "too deeply nested"),
        ("SELECT * WHERE { ?a a ?b . ?c a sec:Country }", "more than the 100,000"),
    ],
)
def test_query_that_cannot_be_answered_says_why(visit: Visit, query: str, told: str) -> None:
    go(visit, question="sparql", query=query)
    assert told in visit.text("#ask .notice")


def test_triples_are_answered_as_rows(shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path) -> None:
    query = "CONSTRUCT { ?a sec:leads ?b } WHERE { ?a sec:leads ?b }"
    go(visit, question="sparql", query=query)
    head, *rows = rows_of(visit, tmp_path)
    assert head == ["subject", "predicate", "object"]
    assert {tuple(row) for row in rows} == {tuple(map(str, triple)) for triple in shipped.query(query)}


def test_query_that_runs_away_is_cancelled_and_the_page_never_waits(visit: Visit) -> None:
    begin(visit, question="sparql", query=ENDLESS)
    cancel = visit.page.locator("#ask").get_by_role("button", name="Cancel")
    cancel.wait_for()
    assert visit.text("#status") == "Running…"
    started = visit.page.evaluate("performance.now()")
    visit.page.fill("#search", "norad")
    assert visit.page.evaluate("performance.now()") - started < 5_000
    cancel.focus()
    visit.page.keyboard.press("Enter")
    answered(visit)
    assert "was cancelled" in visit.text("#ask .notice")
    assert visit.page.evaluate("document.activeElement.className") == "outcome"
    go(visit, question="sparql", query="ASK { ent:norad a sec:Organization }")
    assert visit.text("#ask .outcome") == "Yes"


def test_answer_that_is_no_longer_asked_for_never_comes(visit: Visit) -> None:
    begin(visit, question="sparql", query=ENDLESS)
    visit.page.locator("#ask").get_by_role("button", name="Cancel").wait_for()
    go(visit, question="partners", of="fintrac")
    assert visit.page.locator("#ask tbody tr").count() > 0


def test_long_answer_is_shown_in_part_until_all_is_asked_for(visit: Visit) -> None:
    go(visit, question="sparql", query="SELECT ?s ?n WHERE { ?s rdfs:label ?n }")
    assert visit.page.locator("#ask tbody tr").count() == 1_000
    visit.page.click("#ask .more")
    assert visit.page.locator("#ask tbody tr").count() > 1_500


def test_entity_of_another_class_is_told(visit: Visit) -> None:
    go(visit, question="against-threat", of="norad")
    assert "about an entity of the class “threat”" in visit.text("#ask .caveats").lower()


def test_nothing_for_sparql_is_started_before_it_is_asked(browser: Any, page: Path) -> None:
    with Visit(browser, page) as opened:
        opened.open("#view=network")
        opened.page.wait_for_timeout(500)
        assert opened.page.workers == []
        opened.open("#view=ask&question=partners&of=norad")
        answered(opened)
        assert len(opened.page.workers) == 1
        assert opened.troubles == []


def test_page_of_a_part_carries_no_engine(browser: Any, shipped: kg.KnowledgeGraph, tmp_path: Path) -> None:
    place = shipped.explore(shipped.network(around="norad"), tmp_path / "part.html").path
    text = place.read_text(encoding="utf-8")
    assert not any(part in text for part in ("wasm-unsafe-eval", "worker-src", 'id="oxigraph"', 'id="dataset"'))
    assert len(text) < 1_050_000
    with Visit(browser, place) as opened:
        opened.open("#view=ask&question=partners&of=norad&card=norad")
        assert opened.page.get_by_role("button", name="Questions", exact=True).count() == 0
        assert opened.page.get_by_role("button", name="Questions about it").count() == 0
        assert opened.page.locator("#picture").is_visible()
        assert opened.troubles == []


def test_licences_of_what_the_page_carries_are_in_it(visit: Visit) -> None:
    visit.page.locator("#footer summary").click()
    told = visit.text("#footer pre")
    assert all(part in told for part in ("Oxigraph 0.5", "WITHOUT WARRANTY OF ANY KIND"))


def test_every_question_is_listed_with_its_sentence(visit: Visit) -> None:
    go(visit)
    assert visit.page.locator("#ask .questions li").count() == len(questions())
    visit.page.locator("#ask .questions a", has_text="Partners").click()
    assert visit.text("#ask h2") == "Partners"
    assert "question=partners" in visit.page.url
    visit.page.go_back()
    visit.page.wait_for_timeout(60)
    assert visit.text("#ask h2") == "Questions"


def test_form_completes_names_and_keeps_what_is_chosen_in_the_link(visit: Visit) -> None:
    go(visit, question="partners")
    assert "Fill in the form" in visit.text("#ask")
    visit.page.locator("#ask a", has_text="Show an example").click()
    assert "of=fintrac" in visit.page.url
    visit.page.go_back()
    visit.page.wait_for_timeout(60)
    visit.page.fill("#given-of", "fintrc")
    visit.page.press("#given-of", "Enter")
    visit.page.select_option("#given-country", "united-states")
    visit.page.fill("#given-when", "2024")
    visit.page.press("#given-when", "Enter")
    answered(visit)
    assert all(part in visit.page.url for part in ("of=fintrac", "country=united-states", "when=2024"))
    assert "Financial Transactions and Reports Analysis Centre" in visit.text("#ask .lead")
    assert visit.page.locator("#ask tbody tr").count() > 0


@pytest.mark.parametrize("name", questions())
def test_form_has_a_field_for_each_parameter(visit: Visit, name: str) -> None:
    go(visit, question=name)
    for parameter in question(name).parameters:
        if parameter.name != "language":
            assert visit.page.locator(f"#given-{parameter.name}").count() == 1
            assert visit.page.locator(f"label[for=given-{parameter.name}]").count() == 1


def test_a_form_offers_the_kinds_that_fit_its_question(visit: Visit) -> None:
    go(visit, question="agreements-on")
    kinds = visit.page.locator("#given-kind option").evaluate_all("options => options.map(({ value }) => value)")
    assert {"treaty", "executive-agreement"} <= set(kinds)
    assert not {"agency", "city", "cbrn-threat"} & set(kinds)


def test_ill_formed_date_is_told_and_not_asked(visit: Visit) -> None:
    go(visit, question="in-effect-on")
    visit.page.fill("#given-on", "soon")
    visit.page.press("#given-on", "Enter")
    assert visit.page.get_attribute("#given-on", "aria-invalid") == "true"
    assert "not a date" in visit.text("#status")


def test_row_opens_its_passages(visit: Visit) -> None:
    go(visit, question="partners", of="fintrac")
    visit.page.locator("#ask .evidence-toggle").first.click()
    assert visit.page.locator("#ask .behind:not([hidden]) .says").count() > 0
    assert visit.page.locator("#ask .behind:not([hidden]) .address a").count() > 0


def test_answer_sorts_by_a_column(visit: Visit) -> None:
    go(visit, question="partners", of="fintrac")
    visit.page.get_by_role("button", name="Partner", exact=True).click()
    first = [cell.inner_text() for cell in visit.page.locator("#ask tbody th").all()]
    assert first == sorted(first, key=str.casefold)
    assert visit.page.locator('#ask th[aria-sort="ascending"]').count() == 1


def test_entity_in_an_answer_opens_its_card(visit: Visit) -> None:
    go(visit, question="partners", of="fintrac")
    visit.page.locator("#ask tbody th a").first.click()
    assert visit.page.locator("#panel.open h2").count() == 1
    assert "question=partners" in visit.page.url


def test_card_leads_to_the_questions_about_it(visit: Visit) -> None:
    visit.open("#view=network&card=norad")
    visit.page.get_by_role("button", name="Questions about it").click()
    assert visit.text("#ask h2") == "Questions about North American Aerospace Defense Command"
    visit.page.locator("#ask .questions a", has_text="What would fall").click()
    answered(visit)
    assert visit.page.locator("#ask tbody tr").count() > 0


def test_names_are_those_of_the_command_line(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from click.testing import CliRunner

    from kg.cli.main import kg as command

    go(visit, question="partners", of="fintrac", country="united-states", when="2024")
    visit.page.click("#ask summary")
    line = visit.text("#ask pre >> nth=1")
    assert line == "kg ask partners --of fintrac --country united-states --as-of 2024"
    told = CliRunner().invoke(command, [*line.split()[1:], "--format", "csv"])
    assert told.exit_code == 0
    assert rows_of(visit, tmp_path, "names") == list(csv.reader(told.stdout.splitlines()))


def test_query_that_is_shown_runs_in_the_engine_and_in_the_editor(
    shipped: kg.KnowledgeGraph, visit: Visit, tmp_path: Path
) -> None:
    go(visit, question="third-parties", topic="space", when="2010")
    shown = str(visit.page.locator("#ask pre").first.text_content())
    answer = shipped.query(shown)
    assert isinstance(answer, Table)
    assert len(answer) > 0
    visit.page.eval_on_selector("#ask details", "shown => { shown.open = true }")
    visit.page.get_by_role("button", name="Change the query").click()
    answered(visit)
    assert visit.page.input_value("#own-query").strip() == shown.strip()
    assert len(rows_of(visit, tmp_path)) == len(answer) + 1


def test_editor_offers_a_query_that_answers(visit: Visit) -> None:
    go(visit, question="sparql")
    visit.page.get_by_role("button", name="Run").click()
    answered(visit)
    assert visit.page.locator("#ask tbody tr").count() > 3


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELECT ?hwo { ?who sec:isMemberOf ent:norad }", "?hwo has no value: the query names it in SELECT alone. Did"),
        ("SELECT (1/0 AS ?part) { }", "?part has no value: what computes it gives none in any row"),
    ],
)
def test_a_column_without_a_value_is_told(visit: Visit, query: str, told: str) -> None:
    go(visit, question="sparql", query=query)
    assert told in visit.text("#ask .caveats")


def test_a_period_the_wrong_way_round_is_told_and_not_asked(visit: Visit) -> None:
    begin(visit, question="began-or-ended", since="2005", until="2001")
    visit.page.wait_for_selector("#ask .notice")
    assert visit.text("#ask .notice") == "2005 is after 2001; give the earlier date first."
    assert visit.page.locator("#ask .outcome").count() == 0
    go(visit, question="began-or-ended", since="2005", until="2005")
    assert visit.page.locator("#ask .notice").count() == 0


def test_one_end_in_place_of_two_is_told_and_not_asked(visit: Visit) -> None:
    begin(visit, question="connections", of="rcmp", to="rcmp")
    visit.page.wait_for_selector("#ask .notice")
    assert "Both ends are “Royal Canadian Mounted Police”" in visit.text("#ask .notice")
    assert visit.page.locator("#ask .outcome").count() == 0
    go(visit, question="connections", of="rcmp", to="cbsa")
    assert visit.page.locator("#ask .notice").count() == 0


def test_an_ask_that_holds_of_nothing_is_told(visit: Visit) -> None:
    query = 'ASK { ?a rdfs:label ?l FILTER(REGEX(?l, "(")) }'
    go(visit, question="sparql", query=query)
    assert visit.text("#ask .caveats").startswith('"(" is no regular expression, so that nothing matches')
    go(visit, question="sparql", query='ASK { ?a rdfs:label "Canada"@en }')
    assert visit.page.locator("#ask .caveats").count() == 0


def test_french_answers_speak_french(visit: Visit) -> None:
    go(visit, question="partners", of="fintrac", lang="fr")
    assert "Centre d’analyse des opérations et déclarations financières" in visit.text("#ask .lead")
    assert "lignes." in visit.text("#ask .caveats")
    go(visit, question="what-is", of="norad", lang="fr")
    assert "Commandement militaire binational" in visit.text("#ask table")
    go(visit, question="acronym", of="no such")
    assert "not proof that there is none" in visit.text("#ask .caveats")


def test_facts_are_called_by_words_whatever_vocabulary_they_are_of(visit: Visit) -> None:
    go(visit, question="what-is", of="norad")
    facts = set(visit.page.locator("#ask tbody th, #ask tbody td:first-child").all_inner_texts())
    assert {"definition", "home page"} <= facts
    assert not [fact for fact in facts if ":" in fact]


def test_mistyped_question_shows_the_list(visit: Visit) -> None:
    go(visit, question="no-such", of="nobody")
    assert visit.page.locator("#ask .questions li").count() == len(questions())


@pytest.mark.parametrize("question", ["partners", ""])
def test_an_id_that_is_not_on_record_is_told_and_not_asked(visit: Visit, question: str) -> None:
    begin(visit, question=question, of="fentanyl")
    visit.page.wait_for_selector("#ask .notice")
    assert "Nothing on record has the id “fentanyl”. Did you mean: Fentanyl trafficking" in visit.text("#ask .notice")
    assert visit.page.locator("#ask .outcome").count() == 0
    visit.page.click("#ask .notice a.inward >> nth=0")
    assert "of=fentanyl-trafficking" in visit.page.url
    assert visit.page.locator("#ask .notice").count() == 0


def test_questions_about_an_entity_fit_its_class(visit: Visit) -> None:
    begin(visit, of="cbsa")
    titles = visit.page.locator("#ask .questions a").all_inner_texts()
    assert "Partners" in titles
    assert not {"Against a threat", "History of an agreement", "What a programme uses"} & set(titles)


def test_the_years_that_run_leave_a_question_alone(visit: Visit) -> None:
    visit.page.evaluate("location.hash = '#'")
    visit.page.click("#play")
    begin(visit, question="what-is", of="norad")
    visit.page.wait_for_timeout(900)
    assert "when" not in visit.page.url


def test_hostile_names_in_an_answer_run_nothing(browser: Any, mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    content = payload(mini._page_source())
    evil = [f"<img src=x onerror=alert({at})></script><script>alert({at})</script>" for at in range(3)]
    for entity in content["entities"]:
        entity["label"] = [evil[0], evil[0]]
        entity["called"] = [["skos:altLabel", evil[1], "en"]]
    for some in (content["words"], content["again"]):
        some["texts"] = [[evil[1], evil[1]] for _ in some["texts"]]
    content["words"]["documents"] = [[evil[2], "javascript:alert(4)"] for _ in content["documents"]]
    content["words"]["publishers"] = [[evil[2], evil[2]] for _ in content["publishers"]]
    place = tmp_path / "hostile.html"
    label = ox.NamedNode(PREFIXES["rdfs"] + "label")
    called = [ox.Quad(each.subject, label, ox.Literal(evil[0])) for each in mini.quads() if each.predicate == label]
    quads = ox.serialize([*mini.quads(), *called], format=ox.RdfFormat.N_QUADS) or b""
    dataset = packed_text(write_dataset(ordered(quads), strings_in(content["words"])))
    place.write_text(render(content, lambda: dataset), encoding="utf-8")
    with Visit(browser, place) as visit:
        for name in ("partners", "what-is", "thin-ground", "figures-about"):
            visit.open("#" + urlencode({"view": "ask", "question": name, "of": "norad"}))
            answered(visit)
            for toggle in visit.page.locator("#ask .evidence-toggle").all():
                toggle.click()
            assert visit.page.locator("#ask img, #ask script, #ask a[href^=javascript]").count() == 0
        query = "SELECT ?n ?p ?d WHERE { ?s rdfs:label ?n . GRAPH ?p { ?s ?r ?o } ?p sec:isPassageOf ?d }"
        visit.open("#" + urlencode({"view": "ask", "question": "sparql", "query": query}))
        run(visit)
        answered(visit)
        assert evil[0] in visit.text("#ask tbody")
        assert visit.page.locator("#ask img, #ask script, #ask a[href^=javascript]").count() == 0
        visit.open("#" + urlencode({"view": "ask", "question": evil[0], "of": evil[1], "query": evil[2]}))
        assert visit.troubles == []


def test_phone_shows_an_answer_without_sideways_scroll(browser: Any, page: Path) -> None:
    with Visit(browser, page, PHONE) as visit:
        visit.open("#view=ask&question=agreements-on&topic=arctic")
        answered(visit)
        assert visit.page.locator("#ask tbody tr").count() > 0
        assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        visit.open("#view=ask")
        assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
        assert visit.troubles == []


def test_phone_brings_the_answer_to_ones_own_query_into_sight(browser: Any, page: Path) -> None:
    with Visit(browser, page, PHONE) as visit:
        visit.open("#view=ask&question=sparql&query=" + quote("SELECT ?who { ?who sec:leads ?what }"))
        run(visit)
        answered(visit)
        top = visit.page.locator("#ask .outcome").bounding_box()["y"]
        assert -1 <= top < PHONE["height"] / 2
        assert visit.troubles == []


FREEZING = 'SELECT ?x WHERE { BIND("%s!" AS ?x) FILTER(REGEX(?x, "^(a+)+$")) }' % ("a" * 40)


def test_a_query_from_a_link_is_shown_and_waits(visit: Visit) -> None:
    visit.turn(urlencode({"view": "ask", "question": "sparql", "query": FREEZING}))
    assert visit.page.input_value("#own-query") == FREEZING
    assert "was not run" in visit.text("#ask .notice")
    assert visit.page.locator("#ask .outcome").count() == 0
    run(visit)
    answered(visit)
    assert visit.text("#ask .caveats").startswith("0 rows")


def test_no_pattern_freezes_the_tab(visit: Visit) -> None:
    go(
        visit,
        question="sparql",
        query=FREEZING.replace("FILTER(REGEX(", "BIND(REPLACE(").replace('"))', '", "b") AS ?y)'),
    )
    assert visit.text("#ask .caveats").startswith("1 row")


def test_names_that_objects_of_javascript_have_are_only_names(visit: Visit) -> None:
    names = "?__proto__ ?constructor ?toString ?hasOwnProperty"
    go(visit, question="sparql", query=f"SELECT {names} WHERE {{ VALUES ({names}) {{ (1 UNDEF 'x' UNDEF) }} }}")
    assert [cell.strip() for cell in visit.page.locator("#ask tbody tr").first.locator("th, td").all_inner_texts()] == [
        "1",
        "",
        "x",
        "",
    ]
    assert visit.page.locator("#ask thead th").all_inner_texts() == names.replace("?", "").split()
    for name in ("__proto__", "constructor", "toString"):
        begin(visit, question="partners", of=name)
        visit.page.wait_for_selector("#ask .notice")
        assert "Nothing on record has the id" in visit.text("#ask .notice")
        go(visit, question=name, **{name: name, "card": name, "focus": name, "topic": name})
    assert visit.troubles == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_years_have_no_thousands_and_amounts_do(visit: Visit, language: str) -> None:
    years = "SELECT (YEAR(?d) AS ?when) WHERE { ?a a sec:Agreement ; sec:earliestStart ?d } ORDER BY ?d ?a LIMIT 3"
    go(visit, question="sparql", query=years, lang=language)
    assert visit.page.locator("#ask tbody th").all_inner_texts() == ["1817", "1900", "1905"]
    go(visit, question="sparql", query="SELECT (1817 AS ?amount) (1905 AS ?endYear) {}", lang=language)
    told = visit.page.locator("#ask tbody tr").first.locator("th, td").all_inner_texts()
    assert told == [{"en": "1,817", "fr": "1\xa0817"}[language], "1905"]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?who (COUNT(?what) AS ?n) WHERE { ?who sec:isPartyTo ?what } GROUP BY ?who HAVING (?n > 5)",
        "SELECT ?who (COUNT(?what) AS ?n) WHERE { ?who sec:isPartyTo ?what } GROUP BY ?who "
        "HAVING (EXISTS { ?who a sec:Country } && ?n > 5)",
        'SELECT ?a WHERE { ?a sec:earliestStart ?d FILTER(?d > "2024-01-01") }',
        'SELECT ?a WHERE { ?a sec:earliestStart ?d FILTER(?d > "2024-01-01T00:00:00"^^xsd:dateTime) }',
        'SELECT ?a WHERE { ?a rdfs:label "Canada" }',
        "SELECT ?a WHERE { ?a sec:earliestStart ?d FILTER(?d > 2024-01-01) }",
        "SELECT ?a WHERE { ?a <sec:leads> ?b }",
        'SELECT ?a WHERE { ?a rdfs:label ?l FILTER(REGEX(LCASE(STR(?l)), "[a-", "i")) }',
        "SELECT ?who (COUNT(?what) AS ?n) WHERE { ?who sec:isPartyTo ?what FILTER(?n > 5) } GROUP BY ?who",
        'SELECT (STR(?l) AS ?s) WHERE { { SELECT ?l { ?a rdfs:label ?l } } FILTER(?s = "Canada"@en) }',
    ],
)
def test_a_comparison_that_holds_of_nothing_is_told_as_the_library_tells_it(
    shipped: kg.KnowledgeGraph, visit: Visit, query: str
) -> None:
    answer = shipped.query(query)
    assert isinstance(answer, Table)
    assert (len(answer), len(answer.caveats)) == (0, 1)
    go(visit, question="sparql", query=query, lang="en")
    assert visit.text("#ask .caveats") == f"0 rows. {answer.caveats[0]}"
    go(visit, question="sparql", query=query, lang="fr")
    assert visit.text("#ask .caveats").startswith("0 ligne. ")


@pytest.mark.parametrize("moment", ["2026-06-30T16:00:00Z", "2026-07-01T02:30:00Z"], ids=["noon", "evening"])
def test_today_is_the_day_of_the_reader(browser: Any, page: Path, moment: str) -> None:
    """In Toronto it is 30 June at both; a day that is not over yet keeps what nobody says is over."""
    context = browser.new_context(offline=True, timezone_id="America/Toronto", locale="en-CA")
    try:
        opened = context.new_page()
        opened.clock.set_fixed_time(moment)
        asked = {"view": "ask", "question": "agreements-on", "topic": "arctic", "when": "2026-06-30"}
        opened.goto(page.as_uri() + "#" + urlencode(asked))
        opened.wait_for_selector("#ask .caveats")
        rows = opened.locator("#ask tbody tr:not(.behind)").count()
        given = ["agreements-on", "--topic", "arctic", "--as-of", "2026-06-30", "--format", "csv"]
        told = CliRunner().invoke(command, ["ask", *given])
        assert rows == len(list(csv.reader(told.stdout.splitlines()))) - 1
    finally:
        context.close()
