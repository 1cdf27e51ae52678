"""How a command ends, in a process of its own: codes, signals, deadlines, closed pipes, terminals."""

from __future__ import annotations

import os
import re
import selectors
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg as library
from tests.sparql.hostile_queries import corpus
from tests.worlds import MINI, ROOT, RunKg, write_world

MEMBERS = "SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?c != ?l) }"
needs_posix = pytest.mark.skipif(os.name != "posix", reason="signals and terminals are those of POSIX")
BROKEN = "<http://a> <http://b> .\n"
HOSTILE = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_a_query_without_end_ends_at_the_deadline(start_kg: RunKg) -> None:
    start_kg("query", MEMBERS, "--data", MINI)  # so that the snapshot is there
    start = time.monotonic()
    done = start_kg("query", ENDLESS, "--timeout", "1", "--data", MINI)
    assert 0.9 < time.monotonic() - start < 10
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == "kg: no answer within 1 seconds. Ask for less, or allow more time.\n"


def test_an_answer_before_the_deadline_is_an_answer(run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, "--timeout", "60", "--data", MINI)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["query", "--data", str(MINI), "ASK {}"], 0),
        (["check", str(ROOT / "tests" / "mini")], 0),
        (["show", "--data", str(MINI), "norat"], 2),
        (["query", "--data", str(MINI), "ASK {"], 2),
        (["nothing"], 2),
        (["--version"], 0),
    ],
)
def test_a_process_ends_with_the_code_and_without_a_traceback(start_kg: RunKg, words: list[str], code: int) -> None:
    ended = start_kg(*words)
    assert ended.returncode == code
    assert b"Traceback" not in ended.stderr
    assert (ended.stdout == b"") == (code == 2 or "check" in words)


def test_findings_end_a_process_with_1(start_kg: RunKg, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN, encoding="utf-8")
    ended = start_kg("check", tmp_path)
    assert ended.returncode == 1
    assert b"[syntax]" in ended.stdout


def test_a_written_graph_is_the_same_to_the_byte_in_every_run(start_kg: RunKg, tmp_path: Path) -> None:
    for seed in ("0", "1"):
        ended = start_kg(
            "write", "--data", MINI, tmp_path / f"{seed}.nq", PYTHONHASHSEED=seed, XDG_CACHE_HOME=str(tmp_path / seed)
        )
        assert ended.returncode == 0
    first = (tmp_path / "0.nq").read_bytes()
    assert (tmp_path / "1.nq").read_bytes() == first
    quads = set(ox.parse(first, format=ox.RdfFormat.N_QUADS))
    assert quads == set(library.load(MINI).quads())
    graphs = {quad.graph_name for quad in quads}
    assert ox.DefaultGraph() in graphs
    passages = {quad.subject for quad in quads if str(quad.object) == "<https://w3id.org/perimeter/term/Passage>"}
    assert graphs - {ox.DefaultGraph()} <= passages
    assert len(graphs) > 10


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        (["--version"], {"pyoxigraph", "rdflib", "networkx", "igraph", "kg.graph"}),
        (
            ["query", "--data", str(MINI), "ASK {}"],
            {"rdflib", "networkx", "igraph", "jinja2", "pyvis", "pandas"},
        ),
        (["show", "--data", str(MINI), "norad"], {"rdflib", "networkx", "igraph", "jinja2", "pyvis", "pandas"}),
        (["network", "--data", str(MINI)], {"rdflib", "igraph", "jinja2", "pyvis", "pandas"}),
    ],
)
def test_a_command_loads_no_package_that_it_does_not_use(words: list[str], unused: set[str]) -> None:
    program = (
        "import sys, os; from kg.cli import main as cli; sys.argv = sys.argv[:1] + sys.argv[2:];"
        "cli.exit_now = lambda code: print(' '.join(sorted(sys.modules)), file=sys.stderr) or os._exit(0); cli.main()"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, "kg", *words], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    loaded = set(ended.stderr.decode().split())
    assert "kg.cli.main" in loaded
    assert not loaded & unused


def start(*words: str, **streams: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "kg", *words], cwd=ROOT, stderr=subprocess.PIPE, **streams)


@needs_posix
def test_a_closed_pipe_ends_it_in_silence() -> None:
    with start("query", "--data", str(MINI), "SELECT ?s ?p ?o WHERE { ?s ?p ?o }", stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(5) == b"s,p,o"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == -signal.SIGPIPE


@needs_posix
@pytest.mark.parametrize("padding", ["", "#" + " " * 2_000 + "\n"], ids=["short", "long"])
def test_an_interrupt_ends_a_query_that_would_run_for_years(padding: str) -> None:
    with start("query", "--data", str(MINI), "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stderr
        process.stdin.write((padding + HOSTILE).encode())
        process.stdin.close()
        try:
            wait_until_busy(process)
            process.send_signal(signal.SIGINT)
            assert process.wait(30) == 130
        finally:
            process.kill()
        assert process.stderr.read() == b"\nkg: interrupted\n"


def wait_until_busy(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process has computed for a while, where that can be seen; it must not end meanwhile."""
    wait_until_busy_or_over(process)
    assert process.poll() is None


def wait_until_busy_or_over(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process and what it began have computed for a while, where that can be seen, or it has ended."""
    if not Path(f"/proc/{process.pid}/stat").exists():
        time.sleep(3)
        return
    for _ in range(600):
        time.sleep(0.1)
        if process.poll() is not None or seconds_computed(process.pid) > 1:
            return
    raise AssertionError("the query never ran")


def seconds_computed(pid: int) -> float:
    """Return for how long a process and those that it began have computed, without what they asked of the system."""
    seconds = 0.0
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        seconds = int(state[11]) / os.sysconf("SC_CLK_TCK")
        children = [one for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]
    except OSError:  # it has ended meanwhile
        return seconds
    return seconds + sum(seconds_computed(int(child)) for child in children)


def on_a_terminal(*words: str) -> bytes:
    """Run a command with a terminal as its output and return what the terminal gets."""
    import pty

    ours, theirs = pty.openpty()
    shown = b""
    with (
        start(*words, stdout=theirs) as process,
        os.fdopen(ours, "rb", buffering=0) as terminal,
        selectors.DefaultSelector() as selector,
    ):
        os.close(theirs)
        selector.register(terminal, selectors.EVENT_READ)
        while selector.select(60):
            try:
                part = terminal.read(65_536)
            except OSError:  # how Linux says that nobody writes any more
                break
            if not part:
                break
            shown += part
        assert process.stderr
        return shown + process.stderr.read()


@needs_posix
@pytest.mark.parametrize(
    "words",
    [
        ["query", "SELECT ?label WHERE { ent:evil rdfs:label ?label }"],
        ["query", "SELECT ?label WHERE { ent:evil rdfs:label ?label }", "--format", "tsv"],
        ["query", "CONSTRUCT WHERE { ent:evil rdfs:label ?label }"],
        ["find", "evil"],
        ["show", "evil"],
        ["diff", "1999", "2001"],
    ],
    ids=["table", "format", "graph", "find", "show", "diff"],
)
def test_no_control_character_of_the_data_reaches_a_terminal(tmp_path: Path, words: list[str]) -> None:
    label = "evil \\u001B]0;owned\\u0007 \\u001B[8m \\u009B8m \\u202Eabc\\u2066"
    folder = write_world(
        tmp_path / "world", f'ent:evil a sec:Organization ; rdfs:label "{label}"@en ; sec:startDate "2000"^^xsd:gYear .'
    )
    shown = on_a_terminal(words[0], "--data", str(folder), *words[1:]).decode()
    assert "evil" in shown
    assert "\ufffd" in shown
    styling = re.compile(r"\x1b\[(0|1)m")  # what the table itself sets: bold heads
    assert not set(styling.sub("", shown)) & set("\x1b\x07\x9b\u202e\u2066")
    assert "8m" not in "".join(styling.findall(shown))


@needs_posix
def test_a_terminal_gets_a_table_with_its_rows_counted() -> None:
    shown = on_a_terminal("query", "--data", str(MINI), MEMBERS).decode()
    assert "United States" in shown
    assert shown.rstrip().endswith("2 rows")


@needs_posix
def test_what_stops_nothing_is_one_line_in_the_language_of_the_answer(start_kg: RunKg, tmp_path: Path) -> None:
    (tmp_path / "perimeter").mkdir()
    (tmp_path / "perimeter").chmod(0o777)
    done = start_kg("find", "norad", "--data", MINI, "--language", "fr", XDG_CACHE_HOME=str(tmp_path))
    assert done.returncode == 0
    assert done.stdout.startswith(b"id,")
    assert re.fullmatch(r"kg: Le cache .* chmod go-w .*\n", done.stderr.decode())
    assert list((tmp_path / "perimeter").iterdir()) == []


FEW = ("banner before ask", "prefix of angles", "angles in a filter", "list without spaces", "product", "optionals")


@needs_posix
@pytest.mark.parametrize("name", FEW)
def test_a_hostile_query_ends_at_its_deadline_and_on_an_interrupt(start_kg: RunKg, tmp_path: Path, name: str) -> None:
    path = tmp_path / "hostile.rq"
    path.write_text(corpus()[name], encoding="utf-8")
    started = time.monotonic()
    done = start_kg("query", path, "--data", MINI, "--timeout", "1", "--limit", "5")
    assert time.monotonic() - started < 20
    assert done.returncode in (0, 2)
    assert b"Traceback" not in done.stderr
    with start("query", "--data", str(MINI), str(path), stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_busy_or_over(process)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) in (0, 2, 130)
        finally:
            process.kill()


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is not seen here")
@pytest.mark.parametrize("padding", ["", "#" + " " * 5_000 + "\n"], ids=["short", "long"])
def test_memory_has_a_ceiling(start_kg: RunKg, padding: str) -> None:
    done = start_kg("query", padding + corpus()["doubled replacement"], "--data", MINI, "--memory", "300")
    assert done.returncode == 2
    assert done.stderr.startswith(b"kg: The query needs more than 300 MB of memory.")


HEADER = "".join(f"# {word}@{tag}: {word}\n" for word in ("title", "question", "column n") for tag in ("en", "fr"))
OWN = {
    "question": ("questions", HEADER, ("ask", "hostile")),
    "check": ("ontology/checks", "", ("check", "{world}")),
    "review": ("ontology/reviews", "", ("check", "{world}", "--review")),
    "rule": ("ontology/rules", "", ("query", "ASK {}")),
}
"""What a folder of data may have asked: where it stands, how it begins, and the command that asks it."""


def asking(world: Path, what: str, text: str) -> list[str]:
    """Put a query into a copy of the tiny world, and return the words of the command that asks it."""
    folder, header, words = OWN[what]
    shutil.copytree(MINI, world)
    (world / folder).mkdir(parents=True, exist_ok=True)
    (world / folder / "hostile.rq").write_text(header + text, encoding="utf-8")
    return [*(word.replace("{world}", str(world)) for word in words), "--data", str(world)]


@needs_posix
@pytest.mark.parametrize("what", OWN)
def test_what_a_folder_of_data_asks_ends_at_its_deadline_and_on_an_interrupt(
    start_kg: RunKg, tmp_path: Path, what: str
) -> None:
    words = asking(tmp_path / "world", what, corpus()["product built" if what == "rule" else "product"])
    started = time.monotonic()
    done = start_kg(*words, "--timeout", "1")
    assert time.monotonic() - started < 20
    assert done.returncode == 2
    assert b"no answer within 1 seconds" in done.stderr
    with start(*words, stdout=subprocess.DEVNULL) as process:
        try:
            wait_until_busy(process)
            process.send_signal(signal.SIGINT)
            assert process.wait(10) == 130
        finally:
            process.kill()


@pytest.mark.parametrize("what", OWN)
@pytest.mark.parametrize("name", ["angles closed", "groups", "list of ones", "over a million bytes"])
def test_what_a_folder_of_data_asks_breaks_nothing(start_kg: RunKg, tmp_path: Path, what: str, name: str) -> None:
    done = start_kg(*asking(tmp_path / "world", what, corpus()[name]))
    assert done.returncode == {"check": 1, "review": 0}.get(what, 2)
    assert b"hostile" in done.stdout + done.stderr or what == "question"
    assert b"Traceback" not in done.stderr


@needs_posix
@pytest.mark.parametrize("seconds", [0.15, 0.3, 0.45, 0.6, 0.8])
def test_an_interrupt_is_heard_while_the_command_starts(seconds: float) -> None:
    with start("query", "--data", str(MINI), HOSTILE, stdout=subprocess.DEVNULL) as process:
        try:
            time.sleep(seconds)
            process.send_signal(signal.SIGINT)
            assert process.wait(20) in (130, -signal.SIGINT)
        finally:
            process.kill()
