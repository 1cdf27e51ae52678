"""A server in a process of its own: how it starts, what it leaves, how it ends."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.rdf.formats import write_quads
from kg.vocabulary import PREFIXES
from tests import servers
from tests.serving import Served
from tests.worlds import MINI, ROOT


@contextlib.contextmanager
def started(tmp_path: Path, *words: str, data: Path | None = MINI) -> Iterator[tuple[subprocess.Popen[str], Served]]:
    """Run `kg serve` on a free port."""
    read = ["--data", str(data)] if data else []
    command = [sys.executable, "-m", "kg", "serve", *read, "--port", "0", *words]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            assert found, line
            served = Served(int(found[1]))
            for _ in range(200):
                with contextlib.suppress(OSError):
                    served.ask("/sparql?query=ASK%20%7B%7D")
                    break
                time.sleep(0.05)
            yield process, served
        finally:
            process.kill()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_in_order_and_leaves_nothing(tmp_path: Path, how: signal.Signals) -> None:
    with started(tmp_path, "--timeout", "60") as (process, served):
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
        connection.request(
            "GET", "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fa%20%3Fb%20%3Fc.%20%3Fd%20%3Fe%20%3Ff%7D"
        )
        time.sleep(0.1)
        process.send_signal(how)
        assert connection.getresponse().status == 200  # what runs is answered
        connection.close()
        assert process.wait(30) == 0
        assert list(tmp_path.glob("perimeter-*")) == []


_ENDED_WHILE_IT_IS_MADE = """
import os, signal, sys
import kg
from kg.server import run
from kg.server.content import content_of
from kg.server.settings import Settings

def made(*given, whole=run.server):
    os.kill(os.getpid(), int(sys.argv[2]))
    return whole(*given)

run.server, settings = made, Settings(port=0, is_eager=False)
run.run(content_of(kg.load(sys.argv[1])), settings, run.listen(settings))
"""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_while_the_server_is_made_ends_it(tmp_path: Path, how: signal.Signals) -> None:
    """A process that replaces another may be told to end before it answers."""
    command = [sys.executable, "-c", _ENDED_WHILE_IT_IS_MADE, str(MINI), str(int(how))]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)}
    ended = subprocess.run(command, capture_output=True, text=True, timeout=30, env=environment, cwd=ROOT)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(tmp_path.glob("perimeter-*")) == []


def test_the_explorer_is_there_where_nothing_was_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    with started(tmp_path) as (_, served):
        reply = served.ask("/", Accept="text/html")
    assert reply.status == 200
    assert reply.body.rstrip().endswith(b"</html>")


def test_its_log_is_a_line_of_json_a_request(tmp_path: Path) -> None:
    with started(tmp_path, "--log") as (process, served):
        served.ask("/%0A%7B%22status%22:200%7D")
        process.send_signal(signal.SIGTERM)
        assert process.stderr is not None
        lines = [json.loads(line) for line in process.stderr.read().splitlines()]
    assert [line["path"] for line in lines if line["status"] == 404] == ['/\n{"status":200}']


def test_a_port_that_is_taken_is_told_in_one_line(tmp_path: Path) -> None:
    with started(tmp_path) as (_, served):
        command = [sys.executable, "-m", "kg", "serve", "--data", str(MINI), "--port", str(served.port)]
        ended = subprocess.run(command, capture_output=True, text=True, timeout=30, cwd=ROOT)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"kg: The server cannot listen at 127.0.0.1:{served.port}")
    assert ended.stderr.count("\n") == 1


def test_workers_end_with_the_server_that_is_killed(tmp_path: Path) -> None:
    with started(tmp_path) as (process, _):
        children = children_of(process.pid)
        assert children
        process.kill()
        process.wait(10)
        until = time.monotonic() + 20
        while any(map(is_alive, children)) and time.monotonic() < until:
            time.sleep(0.1)
        assert [child for child in children if is_alive(child)] == []


def is_alive(pid: str) -> bool:
    """Tell whether a process still runs: one that has ended may wait for somebody to notice."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@contextlib.contextmanager
def asking(served: Served) -> Iterator[list[int]]:
    """Ask again and again meanwhile, and note the status of each answer; 0 where there is none."""
    statuses: list[int] = []
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            try:
                statuses.append(served.ask("/questions/partners?of=norad&format=csv").status)
            except OSError:
                statuses.append(0)

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for one in threads:
        one.start()
    try:
        yield statuses
    finally:
        over.set()
        for one in threads:
            one.join()


def data_version(served: Served) -> str:
    return str(json.loads(served.ask("/version").body)["data"])


def wait_until(done: Callable[[], bool], seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < until
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="several processes share an address on Linux")
def test_new_data_take_over_without_a_request_lost_and_bad_ones_do_not(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI, data)
    page = data / "documents" / "government" / "continental-defense-and-security.trig"
    with started(tmp_path, "--workers", "2", data=data) as (process, served), asking(served) as statuses:
        before = data_version(served)
        page.write_text(page.read_text().replace("sec:value 1000 .", "sec:value 900 ."))
        process.send_signal(signal.SIGHUP)
        wait_until(lambda: before not in {data_version(served) for _ in range(10)})
        after = data_version(served)
        whole = page.read_text()
        page.write_text(whole[: len(whole) // 2])
        process.send_signal(signal.SIGHUP)
        assert process.stderr is not None
        assert re.match(r"kg: .*continental-defense-and-security\.trig:\d+:", process.stderr.readline())
        assert data_version(served) == after
        page.write_text(whole)
        asked = len(statuses)
        wait_until(lambda: len(statuses) > asked + 20)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert set(statuses[: asked + 20]) <= {200, 503}  # a busy machine may put somebody off, and nobody is cut off
    assert statuses.count(200) > 20


@pytest.mark.skipif(sys.platform != "linux", reason="several processes share an address on Linux")
@pytest.mark.skipif(sys.platform != "linux", reason="one process looks after others on Linux")
def test_no_thread_aside_takes_a_signal_from_who_waits_for_it(tmp_path: Path) -> None:
    awaited = {signal.SIGTERM, signal.SIGHUP, signal.SIGUSR1, signal.SIGCHLD, signal.SIGRTMIN}
    with started(tmp_path) as (process, _):
        for pid in (process.pid, *map(int, children_of(process.pid))):
            for thread in Path(f"/proc/{pid}/task").iterdir():
                told = re.search(r"^SigBlk:\s*(\w+)$", (thread / "status").read_text(), re.MULTILINE)
                assert told
                kept = {number for number in awaited if int(told[1], 16) >> (number - 1) & 1}
                assert kept == awaited or int(thread.name) == pid  # the first thread waits for them


def test_data_on_another_engine_are_served_while_it_is_there_and_read_anew(
    tmp_path: Path, mini: kg.KnowledgeGraph
) -> None:
    port, page = servers.free_port(), "/term/isMemberOf.ttl"
    place, bound = str(tmp_path / "store"), f"127.0.0.1:{port}"
    command = (servers.oxigraph_command(), "serve", "--location", place, "--bind", bound)
    label, new = (ox.NamedNode(PREFIXES[name] + end) for name, end in (("rdfs", "label"), ("ent", "new")))
    quads = [*mini.quads(), ox.Quad(new, label, ox.Literal("New"))]
    with servers.running(*command) as engine:
        servers.wait_for(port, engine)
        servers.put(f"http://{bound}/store", write_quads(mini.quads(), "nquads"))
        words = ("--workers", "2", "--endpoint", f"http://{bound}/query")
        with started(tmp_path, *words, data=None) as (process, served):
            first = data_version(served)
            servers.put(f"http://{bound}/store", write_quads(quads, "nquads"))
            assert served.query("ASK { ent:new ?a ?b }").text.count("true") == 1  # SPARQL is asked of it as it is
            assert served.ask("/entity/new.ttl").status == 404
            with asking(served) as statuses:
                process.send_signal(signal.SIGUSR1)
                wait_until(lambda: first not in {data_version(served) for _ in range(10)})
            assert set(statuses) <= {200, 503}  # a busy machine may put somebody off
            assert 200 in statuses
            assert served.ask("/entity/new.ttl").status == 200
            engine.kill()
            engine.wait(10)
            assert (served.query("ASK {}").status, served.ask(page).status) == (502, 502)
            assert served.ask("/entity/norad.html").status == 200  # which is had without it
            process.send_signal(signal.SIGUSR1)  # nothing can be read anew
            time.sleep(1)
            assert served.ask("/entity/norad.html").status == 200
            with servers.running(*command) as again:
                servers.wait_for(port, again)
                assert (served.query("ASK {}").status, served.ask(page).status) == (200, 200)
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--endpoint", "http://127.0.0.1:9/query"), "kg: http://127.0.0.1:9/query cannot be reached"),
        (("--endpoint", "nowhere"), "kg: The endpoint must be an address"),
        (("--endpoint", "http://127.0.0.1:9/", "--data", str(MINI)), "kg: Name one place to read"),
        (("--endpoint", "http://127.0.0.1:9/", "--store", "store"), "kg: Name one place to read"),
    ],
)
def test_an_engine_that_cannot_be_served_is_told_in_one_line(words: tuple[str, ...], told: str) -> None:
    command = [sys.executable, "-m", "kg", "serve", "--port", "0", *words]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(told)
    assert ended.stderr.count("\n") == 1


def test_a_process_that_is_killed_is_replaced_and_the_rest_end_with_the_supervisor(tmp_path: Path) -> None:
    with started(tmp_path, "--workers", "2") as (process, served):
        (generation,) = children_of(process.pid)
        first, second = children_of(int(generation))
        os.kill(int(first), signal.SIGKILL)
        wait_until(lambda: len(set(children_of(int(generation))) - {first}) == 2)
        assert served.ask("/health").status == 200
        held = [generation, second, *children_of(int(generation))]
        process.kill()
        process.wait(10)
        wait_until(lambda: not any(map(is_alive, held)))


def children_of(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
