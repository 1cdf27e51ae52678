"""A wall around a process that carries out what strangers ask: it makes no connection, whatever the engine would do.

The system keeps it (Landlock, of Linux since 6.7), beside the refusal of SERVICE in the text of a query.
"""

from __future__ import annotations

import ctypes
import sys

_CREATE, _RESTRICT = 444, 446
"""The calls of the system, by the same numbers on every machine."""
_NO_NEW_RIGHTS = 38
_VERSION_ONLY, _WITH_NETWORK = 1, 4
_BIND_AND_CONNECT = 0b11


class _Rules(ctypes.Structure):
    """What a set of rules is about: files, and connections over TCP."""

    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


def shut_network() -> bool:
    """Let this process and those that it starts make no TCP connection from now on; tell whether the system can."""
    if sys.platform != "linux":
        return False
    system = ctypes.CDLL(None, use_errno=True)
    if system.syscall(_CREATE, None, 0, _VERSION_ONLY) < _WITH_NETWORK:
        return False
    rules = _Rules(0, _BIND_AND_CONNECT)
    handle = system.syscall(_CREATE, ctypes.byref(rules), ctypes.sizeof(rules), 0)
    if handle < 0 or system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0):
        return False
    return bool(system.syscall(_RESTRICT, handle, 0) == 0)
