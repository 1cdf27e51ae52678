"""Where answers go: a terminal gets labels, pages and widths; a file or a pipe gets what a program reads."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.command import run_apart
from tests.worlds import MINI, ROOT, RunKg

MEMBERS = "SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who"


def on_terminal(*words: str, rows: int = 24, columns: int = 80, raw: bool = False, **environment: str) -> list[str]:
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
    return (
        shown.decode().splitlines()
        if raw
        else shown.decode().replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines()
    )


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


@pytest.mark.parametrize("columns", [80, 60])
@pytest.mark.parametrize("words", ["show norad --all", "why canada norad", "diff 1950 2000"])
def test_a_text_is_as_wide_as_the_terminal_and_cuts_no_word(words: str, columns: int, run_kg: RunKg) -> None:
    shown = on_terminal(*words.split(), columns=columns)
    assert all(len(line) <= columns for line in shown if len(line.split()) > 1)  # an address stays whole
    piped = run_kg(*words.split(), "--data", MINI).stdout.decode()
    assert " ".join(shown).split() == piped.split()


def test_heads_are_bold_on_a_terminal_alone(run_kg: RunKg) -> None:
    assert not run_kg("show", "norad", "--data", MINI).stdout.count(b"\x1b")
    assert any(line.startswith("\x1b[1m") for line in on_terminal("show", "norad", raw=True))
    assert any(line.startswith("\x1b[1m") for line in on_terminal("find", "norad", raw=True))
    assert not any("\x1b" in line for line in on_terminal("show", "norad", raw=True, TERM="dumb"))


ENCODINGS = ("ascii", "cp437", "cp850", "cp932", "latin-1")
TOLD = (
    ["--help"],
    ["questions", "--language", "fr"],
    ["show", "norad", "--language", "fr"],
    ["ask", "no-such-question", "--language", "fr"],
)


@pytest.mark.parametrize("words", TOLD, ids=str)
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_encoding_of_a_terminal_ends_in_a_traceback(encoding: str, words: list[str]) -> None:
    done = run_apart(*words, PYTHONIOENCODING=encoding)
    assert b"Traceback" not in done.stdout + done.stderr
    assert done.returncode == (2 if "no-such-question" in words else 0)
    assert done.stdout + done.stderr


def test_signs_that_a_terminal_lacks_have_plain_ones_in_their_place() -> None:
    assert b'called "nothing"' in run_apart("ask", "nothing", PYTHONIOENCODING="cp437").stderr


@pytest.mark.parametrize(
    ("closed", "words", "code", "told"),
    [
        (">&-", "find norad", 2, "The answer could not be written"),
        (">&-", "--help", 2, "The answer could not be written"),
        (">/dev/full", "find norad", 2, "The answer could not be written"),
        ("<&-", "find norad", 0, ""),
        ("<&-", "query -", 2, "Standard input is closed"),
        ("2>&-", "find norad", 0, ""),
        ("<&- >&- 2>&-", "find norad", 2, ""),
        ("| head -1", "query 'SELECT * {?a ?b ?c}'", 0, ""),
    ],
)
def test_a_closed_stream_ends_in_no_traceback(closed: str, words: str, code: int, told: str) -> None:
    line = f"{sys.executable} -m kg {words} {'' if 'help' in words else f'--data {MINI}'} {closed}"
    done = subprocess.run(["bash", "-c", line], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
