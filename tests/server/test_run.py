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

import pytest

from tests.serving import Served
from tests.worlds import MINI, ROOT


@contextlib.contextmanager
def started(tmp_path: Path, *words: str, data: Path = MINI) -> Iterator[tuple[subprocess.Popen[str], Served]]:
    """Run `kg serve` on a free port."""
    command = [sys.executable, "-m", "kg", "serve", "--data", str(data), "--port", "0", *words]
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
