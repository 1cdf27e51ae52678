"""Work in a process of its own ends at its limits, and what breaks it is an error and not the end of everything."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pyoxigraph as ox
import pytest

import kg
from kg.errors import LimitExceeded, QueryError
from kg.rdf import worker
from kg.rdf.limits import Limits, memory_in_use
from kg.rdf.worker import CAN_FORK, UNCOPIED, Beside, Workers, beside
from kg.sparql.engine import Engine
from tests.sparql.hostile_queries import corpus, mutants
from tests.worlds import ROOT

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="processes are not forked here")
FEW = ("banner before ask", "angles in ask", "two lists", "lists after a filter", "doubled replacement", "product")


def act(what: str) -> str:
    if what == "spin":
        while True:
            pass
    if what == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
        time.sleep(60)
    if what == "eat":
        return str(len(bytearray(4_000_000_000)))
    if what == "fail":
        raise QueryError("error.query.no_where")
    return what


def test_a_worker_is_used_again_and_an_error_is_handed_over() -> None:
    workers = Workers()
    first, second = (workers.call(os.getpid, (), Limits(20)) for _ in range(2))
    assert first == second != os.getpid()
    workers = Workers()
    assert workers.call(act, ("first",), Limits(20)) == "first"
    with pytest.raises(QueryError, match="no WHERE clause"):
        workers.call(act, ("fail",), Limits(20))
    assert workers.call(act, ("third",), Limits(20)) == "third"


@pytest.mark.parametrize(
    ("what", "said"), [("spin", "No answer within 0.5 seconds"), ("crash", "broke down"), ("eat", "more than 500 MB")]
)
def test_what_does_not_end_is_ended_and_the_next_call_works(what: str, said: str) -> None:
    workers = Workers()
    with pytest.raises(LimitExceeded, match=said):
        workers.call(act, (what,), Limits(0.5 if what == "spin" else 20, 500_000_000))
    assert workers.call(act, ("next",), Limits(20)) == "next"


def test_no_worker_is_ended_while_its_parent_is_there() -> None:
    """Where the system told of calls in the way that it tells of an end, it did so too late for one in ten thousand."""
    workers = Workers()
    assert {workers.call(max, (1, 2), Limits(60)) for _ in range(50_000)} == {2}


def test_a_worker_is_heard_whatever_else_is_open() -> None:
    """A server holds more connections than some ways of waiting can count."""
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
    with contextlib.ExitStack() as stack:
        stack.callback(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        for _ in range(1_100):
            stack.callback(os.close, os.open(os.devnull, os.O_RDONLY))
        workers = Workers()
        assert workers.call(act, ("heard",), Limits(20)) == "heard"
        call = workers.begin(act, ("spin",), Limits(0.1))
        assert call.pipe > 1_024
        time.sleep(0.2)  # the seconds count from when it was begun
        with pytest.raises(LimitExceeded, match=r"No answer within 0\.1 seconds"):
            call.outcome()


def test_a_call_that_nobody_asks_for_is_ended() -> None:
    workers = Workers()
    call = workers.begin(os.getpid, (), Limits(20))
    child = call.outcome()
    spinning = Workers()
    call = spinning.begin(act, ("spin",), Limits(20))
    call.end()
    assert workers.call(os.getpid, (), Limits(20)) == child
    assert spinning.call(act, ("next",), Limits(20)) == "next"


def test_many_threads_are_answered_at_once() -> None:
    workers, answers = Workers(), []
    threads = [
        threading.Thread(target=lambda one=one: answers.append(workers.call(act, (one,), Limits(30)))) for one in "abcd"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["a", "b", "c", "d"]


@pytest.mark.parametrize(("is_waiting", "count"), [(True, 1), (False, 2)])
def test_a_worker_that_only_waited_is_used_again(is_waiting: bool, count: int) -> None:
    def worker() -> int:
        until = time.monotonic() + 0.6
        while time.monotonic() < until:
            if is_waiting:
                time.sleep(0.1)
        return os.getpid()

    workers, wanted = Workers(), threading.Event()
    assert len({workers.call(worker, (), Limits(10), wanted) for _ in range(2)}) == count


def test_a_worker_keeps_no_pipe_of_its_parent_open() -> None:
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
        workers = Workers()
        assert workers.call(act, ("first",), Limits(20)) == "first"
        assert process.stdin
        process.stdin.close()
        assert process.wait(20) == 0
        assert workers.call(act, ("second",), Limits(20)) == "second"


def test_a_worker_ends_with_its_parent() -> None:
    program = (
        "import os, threading\nfrom kg.rdf.limits import Limits\nfrom kg.rdf.worker import Workers\n"
        "from tests.rdf.test_worker import act\n"
        "workers = Workers()\nprint(workers.call(os.getpid, (), Limits(9)), flush=True)\n"
        "busy = Workers()\nthreading.Timer(1, lambda: os._exit(0)).start()\nbusy.call(act, ('spin',), Limits())"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True, timeout=60)
    for _ in range(100):
        left = [one for one in Path("/proc").glob("[0-9]*") if b"busy.call(act" in command_of(one)]
        if not left:
            return
        time.sleep(0.1)
    raise AssertionError(ended.stdout)


def command_of(process: Path) -> bytes:
    with contextlib.suppress(OSError):
        return (process / "cmdline").read_bytes()
    return b""


@pytest.mark.parametrize("name", FEW)
def test_a_hostile_query_ends_in_time(mini: kg.KnowledgeGraph, name: str) -> None:
    started = time.monotonic()
    with contextlib.suppress(QueryError, LimitExceeded):
        mini.query(corpus()[name], timeout=2, memory=500_000_000)
    assert time.monotonic() - started < 10


def test_mutants_of_hostile_queries_end_in_an_answer_or_an_error() -> None:
    engine = Engine(ox.Store())
    for text in mutants(7, 60).values():
        with contextlib.suppress(QueryError, LimitExceeded):
            engine.answer_within(Limits(2, 500_000_000), text)


def test_an_interrupt_ends_a_query_in_the_library_and_its_work() -> None:
    program = (
        "import kg, signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)  # ignored behind a shell\n"
        "graph = kg.load('tests/mini')\ngraph.query('ASK {}')\nprint('ready', flush=True)\n"
        "try:\n    graph.query(sys.argv[1])\nexcept KeyboardInterrupt:\n    print('interrupted', flush=True)\n"
        "print(graph.query('ASK { ent:norad ?a ?b }'))"
    )
    text = corpus()["product"]
    command = [sys.executable, "-c", program, text]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout
        try:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(1)
            process.send_signal(signal.SIGINT)
            sent = time.monotonic()
            assert process.stdout.readline() == b"interrupted\n"
            assert time.monotonic() - sent < 5
            assert process.stdout.read() == b"True\n"
            assert process.wait(20) == 0
        finally:
            process.kill()


def test_answers_are_the_same_from_a_worker(mini: kg.KnowledgeGraph) -> None:
    for text in (
        "SELECT ?s ?p ?o { ?s ?p ?o } ORDER BY ?s ?p ?o",
        "ASK { ent:norad a ?b }",
        "ASK { ent:nobody a ?b }",
        "SELECT (<<( ent:a ent:b 'c' )>> AS ?x) (BNODE() AS ?y) {}",
    ):
        here, there = mini.engine.answer(text), mini.engine.answer_within(Limits(60), text)
        if isinstance(here, bool):
            assert here is there
        else:
            assert len(here) == len(there)  # type: ignore[arg-type]
    triples = "CONSTRUCT WHERE { ent:norad ?b ?c }"
    assert set(mini.engine.answer(triples)) == set(mini.engine.answer_within(Limits(60), triples))  # type: ignore[arg-type]


def test_what_is_begun_beside_is_computed_in_a_copy_or_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def here() -> str:
        return "here"

    def crash() -> str:
        os._exit(3)

    def fault() -> str:
        raise ZeroDivisionError

    own = beside(os.getpid, os.getpid)
    if CAN_FORK and len(os.sched_getaffinity(0)) > 1:
        assert own() != os.getpid()
        assert beside(lambda: "there", here)() == "there"
    assert [beside(crash, here)(), beside(fault, here)()] == ["here", "here"]
    with monkeypatch.context() as patched:
        patched.setattr(worker, "_available", lambda: 3 * memory_in_use() - 1_000_000)
        assert beside(lambda: "there", here)() == "here"
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)
    assert beside(lambda: "there", here)() == "here"


@pytest.mark.skipif(not CAN_FORK, reason="processes are not copied here")
def test_a_pipe_of_a_worker_is_not_closed_by_what_its_parent_had_open() -> None:
    _open.extend(end for _ in range(40) for end in socket.socketpair())
    try:
        assert Workers().call(_beside, (), Limits(seconds=60)) == "beside"
    finally:
        _close()


_open: list[socket.socket] = []


def _close() -> None:
    while _open:
        _open.pop().close()


def _beside() -> str:
    """Begin something in a copy of the worker, and let go of what is open in the worker's parent."""
    result = beside(lambda: "beside", lambda: "here")
    _close()
    return result()


@pytest.mark.skipif(not CAN_FORK, reason="processes are not copied here")
def test_what_is_not_waited_for_beside_is_ended() -> None:
    waiting = beside(partial(time.sleep, 60), partial(time.sleep, 0))
    begun = time.monotonic()
    del waiting
    assert time.monotonic() - begun < 30


def test_no_copy_is_made_while_a_thread_reads_a_store() -> None:
    order: list[str] = []
    reads, goes_on = threading.Event(), threading.Event()

    def read() -> None:
        with UNCOPIED:
            reads.set()
            goes_on.wait(10)
            order.append("read")

    reader = threading.Thread(target=read)
    reader.start()
    reads.wait(10)
    threading.Timer(0.2, goes_on.set).start()
    assert Workers().call(lambda: 42, (), Limits(10)) == 42
    order.append("copied")
    reader.join()
    assert order == ["read", "copied"]
    assert not UNCOPIED.locked()


@pytest.mark.parametrize("is_waiting", [True, False])
def test_a_worker_that_somebody_else_has_seen_end_is_let_go_without_a_word(
    is_waiting: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    unraisable: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraisable.append)
    copy = Beside(os.getpid, lambda: 0)
    child = copy.begin()()
    if child == 0:
        pytest.skip("there is no second processor")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    if is_waiting:
        assert copy.begin()() == 0
    del copy
    assert unraisable == []
