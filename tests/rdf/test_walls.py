"""The wall around what strangers ask: no connection is made behind it."""

from __future__ import annotations

import socket

import pytest

from kg.rdf.limits import Limits
from kg.rdf.walls import shut_network
from kg.rdf.worker import CAN_FORK, Workers
from tests.canary import canary

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="needs Linux")


def connects(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
    except PermissionError:
        return False
    return True


def can_shut() -> bool:
    return bool(Workers().call(shut_network, (), Limits(seconds=20)))


def test_a_walled_worker_makes_no_connection() -> None:
    if not can_shut():
        pytest.skip("this system cannot keep a process from the network")
    with canary() as listening:
        port = listening.server_port
        assert Workers(is_walled=True).call(connects, (port,), Limits(seconds=20)) is False
        assert Workers().call(connects, (port,), Limits(seconds=20)) is True


def test_the_process_that_starts_it_stays_free() -> None:
    Workers(is_walled=True).call(max, (1, 2), Limits(seconds=20))
    with canary() as listening:
        assert connects(listening.server_port)
