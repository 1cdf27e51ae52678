"""A server in a process of its own: how it starts, what it leaves, how it ends."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import Served
from tests.worlds import MINI, ROOT


@contextlib.contextmanager
def started(tmp_path: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], Served]]:
    """Run `kg serve` on a free port."""
    command = [sys.executable, "-m", "kg", "serve", "--data", str(MINI), "--port", "0", *words]
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
    import json

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
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
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
