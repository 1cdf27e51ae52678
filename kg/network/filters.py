"""The filters of a network as keyword arguments, told to editors by their types and to ``help()`` by the signature."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable, Sequence
from typing import Any, TypedDict, TypeVar

_Method = TypeVar("_Method", bound=Callable[..., Any])
_Date = str | datetime.date


class Filters(TypedDict, total=False):
    """Which part of the record a network shows; ``lens`` is the name that ``actors`` had before, still heard."""

    as_of: _Date | None
    between: tuple[_Date, _Date] | None
    around: str | Sequence[str]
    depth: int
    topic: str | None
    country: str | None
    kind: str | None
    family: str | None
    standing: str | None
    read_again: bool
    since: _Date | None
    text: str | None
    governments: str | None
    ends: str | None
    voices: int
    rests_on: str | None
    lens: str | None


class NetworkOptions(Filters, total=False):
    """All that a network is made by: its filters, and which actors it joins in which mode."""

    mode: str
    actors: str


_SHOWN = [name for name in (*Filters.__annotations__, "mode", "actors") if name != "lens"]
_DEFAULTS = {"around": (), "depth": 1, "read_again": False, "voices": 1}


def explicit(method: _Method) -> _Method:
    """Return a method whose signature names each filter that its keyword arguments may be.

    >>> def drawn(**filters: int) -> None: ...
    >>> list(inspect.signature(explicit(drawn)).parameters)[:3]
    ['as_of', 'between', 'around']
    """
    signature = inspect.signature(method)
    own = [one for one in signature.parameters.values() if one.kind is not inspect.Parameter.VAR_KEYWORD]
    named = {one.name for one in own}
    filters = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=_DEFAULTS.get(name))
        for name in _SHOWN
        if name not in named
    ]
    method.__signature__ = signature.replace(parameters=[*own, *filters])  # type: ignore[attr-defined]
    return method
