"""Text for a terminal: no control character of the data; tables in which nothing is cut, said twice or lost."""

from __future__ import annotations

import re
from numbers import Number

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.language import column_labels
from kg.network.tables import edge_table
from kg.questions.catalogue import questions
from kg.record.coverage import named
from kg.render.lines import width_of
from kg.render.text import are_years, clean, lines_of, table_text
from kg.sparql.table import Table
from tests.render.telling import HEAD, shown, why
from tests.worlds import MakeGraph

HOSTILE = "\x1b]0;owned\x07\x1b[31m\x9b31m\u202eabc\u2066\u200f\r\x08\x7f\x00"


def test_no_control_character_of_the_data_is_told(make_graph: MakeGraph) -> None:
    quoted = HOSTILE.encode("unicode_escape").decode().replace("\\x", "\\u00")
    graph = make_graph(
        HEAD.replace('"A"@en', f'"A{quoted}"@en')
        .replace('"First."', f'"First{quoted}."')
        .replace('"One"', f'"One{quoted}"')
        + "<https://w3id.org/perimeter/source/d/p1> { ent:a sec:trainsWith ent:b ; "
        + f'sec:startDate "{quoted}" . ent:b sec:endDate "{quoted}" . }}'
    )
    assert graph.entity("a").label == "A" + HOSTILE
    for told in (shown(graph, "a"), shown(graph, "b", "fr"), why(graph, "a", "b"), str(graph.find("a"))):
        assert not set(HOSTILE) - set("owned]0;[31mabc") & set(told)
        assert "\ufffd" in told


@pytest.mark.parametrize(
    "sign", sorted({chr(code) for code in [*range(9), 11, 12, *range(13, 32), *range(127, 160), 0x61C, 0x2028, 0x202E]})
)
def test_every_control_character_is_replaced(sign: str) -> None:
    assert clean(f"a{sign}b") == "a\ufffdb"


def test_line_breaks_tabs_and_letters_are_left_alone() -> None:
    assert clean("é\tà\n🎈 العربية") == "é\tà\n🎈 العربية"


WIDTHS, LANGUAGES = (80, 100), ("en", "fr")


def words_of(table: Table, language: str) -> set[str]:
    """Return the words, numbers and dates of a table that a line must hold whole."""
    numbers = {str(value) for row in table.rows for value in row if isinstance(value, Number)}
    words = {word for row in table.rows for value in row for word in clean(str(value or "")).split()}
    return {word for word in words - numbers if width_of(word) <= 60}


def assert_readable(table: Table, width: int, language: str) -> None:
    text = table_text(table, width, language)
    shown = {word for line in text.splitlines() for word in re.split(r"[ \t]+", line)}
    missing = words_of(table, language) - shown - {word for one in shown for word in one.split()}
    assert not {word for word in missing if ":" not in word}, missing
    assert all(width_of(line) <= width for line in text.splitlines() if len(line.split()) > 1)


@pytest.fixture(scope="module")
def graph() -> kg.KnowledgeGraph:
    return kg.load()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(questions()))
def test_no_answer_to_a_question_is_cut(graph: kg.KnowledgeGraph, name: str, language: str) -> None:
    asked = questions()[name]
    answer = graph.labelled(graph.ask(name, language=language, **asked.example), language).without("passages")
    for width in WIDTHS:
        assert_readable(answer.first(40), width, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_table_of_ours_is_cut(graph: kg.KnowledgeGraph, width: int, language: str) -> None:
    edges = edge_table(graph.network(), graph.labels, language)
    changes = graph.labelled(graph.diff("2023", "2024"), language)
    tables = [edges, changes, *(named(graph.coverage(by), by, graph.labels, language) for by in ("topic", "country"))]
    tables += [graph.measure(name, language=language) for name in ("betweenness", "brokerage", "communities")]
    for table in tables:
        assert_readable(table.with_labels(column_labels(table.columns, language)).first(40), width, language)


@given(st.lists(st.lists(st.text("ab é北\t\n", max_size=40), min_size=3, max_size=3), max_size=6), st.integers(20, 90))
def test_no_word_of_any_table_is_cut(rows: list[list[str]], width: int) -> None:
    table = Table.of(["one", "two", "three"], rows)
    shown = " ".join(lines_of(table, width)).split()
    assert {word for row in rows for cell in row for word in cell.split()} <= set(shown)


def test_a_column_without_a_cell_is_left_out_and_named() -> None:
    table = Table.of(["who", "until", "what"], [("a", None, "b"), ("c", None, None)])
    assert lines_of(table, 40)[0].split() == ["who", "what"]
    assert lines_of(table, 40)[-1] == "Empty, so left out: until."
    assert lines_of(table, 40, "fr")[-1] == "Sans contenu, donc omis\xa0: until."


def test_a_table_without_rows_keeps_its_heads() -> None:
    assert lines_of(Table.of(["who", "what"], []), 40) == ["who  what", "─────────", "0 rows"]


def test_a_cell_that_repeats_the_one_above_is_blank_and_it_is_said() -> None:
    table = Table.of(["who", "what", "when"], [("a", "b", "1"), ("a", "b", "2"), ("a", "c", "2"), ("d", "c", "2")])
    assert lines_of(table, 40)[2:] == [
        "a    b     1",
        "           2",
        "     c     2",
        "d    c     2",
        "4 rows",
        "A blank at the start of a row repeats",
        "the cell above.",
    ]


def test_an_empty_cell_is_never_taken_for_a_repeated_one() -> None:
    table = Table.of(["who", "what", "when"], [("a", "b", "1"), ("a", None, "2"), (None, "b", "3")])
    assert lines_of(table, 40)[2:5] == ["a    b     1", "     –     2", "–    b     3"]


def test_files_and_pipes_repeat_every_cell() -> None:
    table = Table.of(["who", "what"], [("a", 1000), ("a", 2000)])
    assert table.serialize("csv") == b"who,what\r\na,1000\r\na,2000\r\n"


@pytest.mark.parametrize(
    ("language", "told"), [("en", "6,960,000,000"), ("fr", "6\xa0960\xa0000\xa0000")], ids=LANGUAGES
)
def test_thousands_stand_apart_and_years_do_not(language: str, told: str) -> None:
    table = Table.of(["year", "amount"], [(1817, 6_960_000_000), (1905, 1_900)])
    assert lines_of(table, 60, language)[2].split("  ")[0] == "1817"
    assert lines_of(table, 60, language)[2].endswith(told)


def test_years_are_told_by_their_name_and_by_what_they_are() -> None:
    assert all(are_years(name, [1817, 1958]) for name in ("depuis l’année", "start_year", "year", "since"))
    assert not any(are_years(name, [1958, number]) for name, number in (("year", 12_000), ("amount", 1_900)))


def test_many_columns_are_a_block_for_each_record() -> None:
    columns = [f"a_long_name_of_column_{at}" for at in range(6)]
    table = Table.of(columns, [("norad", "b" * 30, None, "c", "d" * 30, 1000), ("norad", "e", None, None, None, 2)])
    assert lines_of(table, 60)[:8] == [
        "a_long_name_of_column_0: norad",
        "  a_long_name_of_column_1  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "  a_long_name_of_column_3  c",
        "  a_long_name_of_column_4  dddddddddddddddddddddddddddddd",
        "  a_long_name_of_column_5  1,000",
        "",
        "  a_long_name_of_column_1  e",
        "  a_long_name_of_column_5  2",
    ]


def test_an_address_that_is_wider_than_the_terminal_stays_whole() -> None:
    address = "https://example.org/" + "a" * 100
    assert address in [line.strip() for line in lines_of(Table.of(["page", "n"], [(address, 1)]), 80)]


def test_heads_without_room_are_numbers_with_a_legend() -> None:
    columns = [f"indicator{at}" for at in range(8)]
    lines = lines_of(Table.of(["who", *columns], [("norad", *range(8))]), 60)
    assert lines[0].startswith("(1)\xa0indicator0  (2)\xa0indicator1")
    assert lines[-2].split() == ["norad", *map(str, range(8))]


def test_heads_are_bold_only_where_that_is_wanted() -> None:
    table = Table.of(["who"], [("norad",)])
    assert lines_of(table, 40, with_bold=True)[0].startswith("\x1b[1mwho\x1b[0m")
    assert "\x1b" not in table_text(table)
