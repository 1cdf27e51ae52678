"""A draft holds what a page may say, claims none of it, and reads as a data file at every step."""

from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.curation.page_text import read_page
from kg.errors import DataError, KgError
from kg.rdf.canonical import canonical, is_offer
from tests.command import run_here
from tests.worlds import MINI

PAGE = """Together on the border

The Royal Canadian Mounted Police (RCMP) cooperates with the Canada Border Services Agency (CBSA) since 12 May 2001.

Weather today is fine in the mountains and by the sea.

About 300 officers of the RCMP served there in 2004.
"""


def test_a_paragraph_that_may_bear_claims_becomes_a_passage(mini: kg.KnowledgeGraph) -> None:
    made = mini.draft(PAGE, "border-page")
    assert [(passage.block.number, passage.names) for passage in made.passages] == [
        (1, ("rcmp", "cbsa")),
        (3, ("rcmp",)),
    ]
    assert "sec:cooperatesWith ent:" in made.passages[0].offers[0]
    assert 'sec:hasHedge hedge:about ; sec:date "2004"^^xsd:gYear ; sec:value 300' in made.passages[1].offers[0]


RANGES = """An exercise at sea

Exercise Beta was held by Canada and the United States from Jan. 8-11 with the Royal Australian Navy (RAN).
"""


def test_a_range_has_a_start_and_an_end_and_tells_whose_year_it_has(mini: kg.KnowledgeGraph) -> None:
    page = read_page(RANGES).with_known(issued="2024-01-15")
    text = mini.draft(page, "range").text
    assert "2024-01-08 (start, year of the page), 2024-01-11 (end, year of the page)" in text
    assert "start" not in mini.draft(RANGES, "range").text


def test_a_range_is_offered_for_the_operation_that_is_named(shipped: kg.KnowledgeGraph) -> None:
    page = "Title\n\nOperation CARIBBE du 5 au 23 mai 2025 : le Canada et les États-Unis y étaient, dit la GRC."
    (passage,) = shipped.draft(page, "range").passages
    dates = 'sec:endDate "2025-05-23"^^xsd:date ; sec:startDate "2025-05-05"^^xsd:date .'
    assert f"ent:operation-caribbe {dates}" in passage.offers


def test_names_that_the_record_does_not_have_are_told(mini: kg.KnowledgeGraph) -> None:
    made = mini.draft(RANGES, "range")
    assert "#?   + not in the record: " in made.text
    assert "Royal Australian Navy (RAN)" in made.text
    assert "Marked: names of the record" in made.summary()
    assert "ran" not in made.passages[0].names


def test_success_is_no_succession_and_a_relation_joins_what_stands_around_it(mini: kg.KnowledgeGraph) -> None:
    page = "Title\n\nThe RCMP successfully helped the CBSA on 3 May 2001.\n\n"
    (passage,) = mini.draft(page, "success").passages
    assert not any("sec:succeeds" in offer for offer in passage.offers)
    page = "Title\n\nThe RCMP cooperates with the CBSA, as NORAD told Canada.\n\n"
    (passage,) = mini.draft(page, "around").passages
    assert [offer for offer in passage.offers if "cooperatesWith" in offer] == [
        "ent:rcmp sec:cooperatesWith ent:cbsa ."
    ]


def test_nothing_is_claimed(mini: kg.KnowledgeGraph) -> None:
    quads = list(ox.parse(mini.draft(PAGE, "border-page").text.encode(), format=ox.RdfFormat.TRIG))
    assert quads
    assert all(isinstance(quad.graph_name, ox.DefaultGraph) for quad in quads)
    assert not any(quad.predicate.value.endswith(("says", "readFrom", "hasStanding", "publisher")) for quad in quads)


def test_every_offered_line_reads_once_its_mark_is_gone(mini: kg.KnowledgeGraph) -> None:
    text = mini.draft(PAGE, "border-page").text
    kept = [
        line.replace("#?", "", 1) if is_offer(line) and line.rstrip().endswith(".") and "sec:" in line else line
        for line in text.splitlines()
    ]
    quads = list(ox.parse("\n".join(kept).encode(), format=ox.RdfFormat.TRIG))
    assert {quad.graph_name.value[-2:] for quad in quads if isinstance(quad.graph_name, ox.NamedNode)} == {"p1", "p2"}


def test_a_range_is_that_of_the_kept_text(mini: kg.KnowledgeGraph) -> None:
    made = mini.draft(PAGE, "border-page", kept=True)
    block = made.passages[1].block
    assert PAGE[block.start : block.end] == "About 300 officers of the RCMP served there in 2004."
    assert f"oa:end {block.end} ;" in made.text
    assert 'sec:fileName "border-page.txt"' in made.text


def test_what_is_not_finished_cannot_be_lost_by_formatting(mini: kg.KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "border-page.trig"
    file.write_text(mini.draft(PAGE, "border-page").text, encoding="utf-8")
    with pytest.raises(DataError, match="a draft offers"):
        canonical(file)
    assert "#?" not in canonical(file, finish=True)


@pytest.mark.parametrize(
    ("page", "said"), [("Rain\n\nIt rains in the hills all day.", "names no two"), (PAGE, "no id")]
)
def test_what_cannot_be_drafted_is_told(mini: kg.KnowledgeGraph, page: str, said: str) -> None:
    with pytest.raises(KgError, match=said):
        mini.draft(page, "Not An Id" if page == PAGE else "rain")


def test_hostile_text_stays_text(mini: kg.KnowledgeGraph) -> None:
    page = 'T"itle\\\n\nThe RCMP told the CBSA: ". } ent:x sec:leads ent:y . # " \\" and more of it.\n'
    text = mini.draft(page, "hostile").text
    quads = list(ox.parse(text.encode(), format=ox.RdfFormat.TRIG))
    assert not any(quad.predicate.value.endswith("leads") for quad in quads)


def test_the_command_writes_the_file_and_says_what_is_next(tmp_path: Path) -> None:
    page, out = tmp_path / "page.txt", tmp_path / "border-page.trig"
    page.write_text(PAGE, encoding="utf-8")
    told = run_here("draft", page, "--id", "border-page", "--keep", tmp_path, "--data", MINI, "-o", out)
    assert told.returncode == 0
    assert "Passages to look at: 2." in told.stderr.decode()
    assert (tmp_path / "border-page.txt").read_text(encoding="utf-8") == PAGE
    assert out.read_text(encoding="utf-8").startswith("@prefix")


def test_the_command_tells_new_names_and_years_of_the_page_in_both_languages(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(PAGE + "\nThe RCMP and the Royal Australian Navy met from Jan. 8-11.\n", encoding="utf-8")
    given = ("draft", page, "--id", "new", "--data", MINI, "--date", "2004-01-20")
    told = run_here(*given)
    assert "2004-01-08 (start, year of the page)" in told.stdout.decode()
    assert "not in the record: Royal Australian Navy" in told.stdout.decode()
    assert "new names 1, dates 4" in told.stderr.decode()
    assert "noms nouveaux 1" in run_here(*given, "--language", "fr").stderr.decode()


def test_the_command_reads_standard_input() -> None:
    told = run_here("draft", "-", "--id", "border-page", "--data", MINI, text=PAGE)
    assert told.returncode == 0
    assert "src:border-page" in told.stdout.decode()
