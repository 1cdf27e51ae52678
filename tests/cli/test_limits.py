"""Answers are cut where that is asked for, and say so; a command ends at its deadline; a terminal gets labels."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pyoxigraph as ox
import pytest

from kg.sparql.engine import Answer, Engine, answer_at_most
from kg.sparql.table import Table
from tests.worlds import MINI, ROOT, RunKg

MEMBERS = "SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
NUMBERS = "VALUES ?n { 1 2 3 }"


class Told(Engine):
    """An engine that keeps what it is asked."""

    def __init__(self) -> None:
        super().__init__(ox.Store())
        self.asked: list[str] = []

    def answer(self, text: str, bindings: object = None) -> Answer:
        self.asked.append(text)
        return super().answer(text)


@pytest.mark.parametrize(
    ("query", "most", "rows", "is_cut"),
    [
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", 2, 2, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", 3, 3, False),
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", 0, 0, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }}", None, 3, False),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} ORDER BY ?n # the end", 1, 1, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} OFFSET 1", 1, 1, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} LIMIT 2", 1, 1, True),
        (f"SELECT ?n WHERE {{ {NUMBERS} }} LIMIT 1", 2, 1, False),
        (f"SELECT ?n WHERE {{ }} {NUMBERS}", 2, 2, True),
        (f"# A question\nPREFIX x: <urn:x:>\nselect ?n {{ {NUMBERS} }}", 2, 2, True),
    ],
)
def test_an_answer_is_cut_and_says_so(query: str, most: int | None, rows: int, is_cut: bool) -> None:
    answer = answer_at_most(Engine(ox.Store()), query, most)
    assert isinstance(answer, Table)
    assert len(answer) == len(answer.rows) == rows
    assert bool(answer.notes) is is_cut


def test_the_engine_itself_is_asked_for_no_more_than_needed() -> None:
    engine = Told()
    answer_at_most(engine, f"SELECT ?n WHERE {{ {NUMBERS} }}", 2)
    assert engine.asked == [f"SELECT ?n WHERE {{ {NUMBERS} }}\nLIMIT 3"]


def test_a_fault_is_told_in_the_words_of_the_query_as_it_was_given(run_kg: RunKg) -> None:
    done = run_kg("query", "SELECT ?n WHERE { ?n sec:leads ", "--limit", "2", "--data", MINI)
    assert done.returncode == 2
    assert b"LIMIT" not in done.stderr


def test_the_first_rows_keep_every_cell_whole() -> None:
    table = Table.of(["text"], [('a\nb\t"c"',), (None,), ("d",)])
    assert table.first(2).rows == [('a\nb\t"c"',), (None,)]
    assert table.first(3) is table


def test_kg_query_cuts_and_says_so_on_standard_error(run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, "--limit", "1", "--data", MINI)
    assert done.stdout.decode().splitlines() == ["who", "https://w3id.org/perimeter/entity/canada"]
    assert done.stderr.decode() == "Only the first row is given: the answer is cut by the limit.\n"


def test_kg_query_that_is_not_cut_says_nothing(run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, "--limit", "99", "--data", MINI)
    assert (done.returncode, done.stderr) == (0, b"")


def test_kg_query_cuts_triples_too(run_kg: RunKg) -> None:
    construct = "CONSTRUCT WHERE { ?who sec:isMemberOf ent:norad }"
    done = run_kg("query", construct, "--limit", "1", "--format", "nt", "--data", MINI)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.decode().startswith("Only 1 of ")


def test_kg_ask_cuts_and_says_so(run_kg: RunKg) -> None:
    done = run_kg("ask", "partners", "--of", "canada", "--limit", "1", "--data", MINI)
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) <= 2
    if len(run_kg("ask", "partners", "--of", "canada", "--data", MINI).stdout.splitlines()) > 2:
        assert "cut by the limit" in done.stderr.decode()


@pytest.mark.parametrize("words", [("--limit", "-1"), ("--limit", "x"), ("--timeout", "0"), ("--timeout", "soon")])
def test_a_limit_that_makes_no_sense_is_refused(words: tuple[str, str], run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, *words, "--data", MINI)
    assert done.returncode == 2
    assert words[0] in done.stderr.decode()


def test_a_query_without_end_ends_at_the_deadline(run_kg: RunKg) -> None:
    run_kg("query", MEMBERS, "--data", MINI)  # so that the snapshot is there
    start = time.monotonic()
    done = run_kg("query", ENDLESS, "--timeout", "1", "--data", MINI)
    assert 0.9 < time.monotonic() - start < 10
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "kg: no answer within 1 seconds. Ask for less, or allow more time.\n"


def test_an_answer_before_the_deadline_is_an_answer(run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, "--timeout", "60", "--data", MINI)
    assert (done.returncode, done.stderr) == (0, b"")


def test_files_have_iris_unless_labels_are_asked_for(run_kg: RunKg) -> None:
    plain = run_kg("query", MEMBERS, "--data", MINI).stdout.decode().splitlines()
    labels = run_kg("query", MEMBERS, "--labels", "--language", "fr", "--data", MINI).stdout.decode().splitlines()
    assert plain[1:] == [f"https://w3id.org/perimeter/entity/{name}" for name in ("canada", "united-states")]
    assert labels[1:] == ["Canada", "États-Unis"]


def on_terminal(*words: str, rows: int = 24, columns: int = 80, **environment: str) -> list[str]:
    """Run kg on a terminal of a size; return the lines that it shows."""
    pty, fcntl, termios = (pytest.importorskip(name) for name in ("pty", "fcntl", "termios"))
    ours, theirs = pty.openpty()
    size = rows.to_bytes(2, sys.byteorder) + columns.to_bytes(2, sys.byteorder) + bytes(4)
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, size)
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "PAGER")}
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *words, "--data", str(MINI)],
        cwd=ROOT,
        env=kept | {"TERM": "xterm", "NO_COLOR": "1"} | environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 1 << 16):
            shown += piece
    except OSError:  # how Linux says that nobody writes any more
        pass
    process.wait(60)
    os.close(ours)
    return shown.decode().replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()


def test_a_terminal_gets_labels_in_the_language() -> None:
    shown = on_terminal("query", MEMBERS, "--language", "fr")
    assert [line.strip() for line in shown][2:] == ["Canada", "États-Unis", "2 lignes"]


def test_a_terminal_gets_iris_where_they_are_asked_for() -> None:
    shown = on_terminal("query", MEMBERS, "--iri")
    assert [line.strip() for line in shown][2:] == ["ent:canada", "ent:united-states", "2 rows"]


@pytest.mark.parametrize("columns", [30, 60, 200])
def test_a_table_is_as_wide_as_the_terminal_at_most(columns: int) -> None:
    query = "SELECT ?a ?b ?c WHERE { ?a ?b ?c FILTER(isLiteral(?c) && STRLEN(STR(?c)) > 60) } ORDER BY ?a ?b ?c LIMIT 3"
    shown = on_terminal("query", query, columns=columns, PAGER="cat")
    assert max(map(len, shown)) <= columns


def test_a_long_table_is_paged_and_a_short_one_is_not() -> None:
    query = "SELECT ?n WHERE { VALUES ?n { 1 2 3 4 5 6 7 8 9 } }"
    pager = f"{sys.executable} -c print(12345)"
    assert on_terminal("query", query, rows=8, PAGER=pager)[:1] == ["12345"]
    assert "12345" not in on_terminal("query", query, rows=24, PAGER=pager)


def test_what_goes_elsewhere_is_never_paged(run_kg: RunKg) -> None:
    done = run_kg("query", "SELECT ?a ?b WHERE { ?a a ?b }", "--data", MINI, PAGER="false")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) > 50


def test_a_terminal_is_shown_no_file_of_another_program() -> None:
    assert on_terminal("query", MEMBERS, "--format", "parquet")[0].startswith("kg: A terminal cannot show parquet")
