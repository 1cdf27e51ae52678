"""A request for a resource: what was given, read as what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kg.errors import KgError
from kg.server.refusals import Refusal

MOST_TOLD = 200
"""How much of what was given a refusal repeats."""
_TEXTS = (
    *("as_of", "since", "topic", "country", "kind", "family"),
    *("standing", "rests_on", "text", "governments", "ends"),
)
FILTERS = (*_TEXTS, "between", "voices", "read_again")
"""The filters of a network."""


@dataclass(frozen=True)
class Call:
    """A request for a resource: its name, what was given, the format, the language; ``base`` is the server's root."""

    name: str
    given: tuple[tuple[str, str], ...] = ()
    format_name: str = "json"
    language: str = "en"
    base: str = ""
    packed: bool = False
    place: str = ""

    @cached_property
    def values(self) -> Mapping[str, str]:
        """What was given, by name; of what was given twice the last, of what is empty nothing."""
        return {name: value for name, value in self.given if value}

    def value(self, name: str) -> str:
        """Return what must be given. Raises Refusal where it is not."""
        if name not in self.values:
            raise Refusal(400, "error.http.missing", name=name)
        return self.values[name]

    def named(self, *names: str) -> dict[str, Any]:
        """Return what was given by some names."""
        return {name: self.values[name] for name in names if name in self.values}

    def number(self, name: str, default: str = "1") -> int:
        """Return a number that was given. Raises KgError for what is none, and for one of over two digits."""
        text = self.values.get(name, default)
        if not text.isdecimal() or not text.isascii() or len(text) > 2:
            raise KgError("error.number.invalid", text=text[:MOST_TOLD])
        return int(text)

    def in_time(self) -> dict[str, Any]:
        """Return the day or the two dates that were given. Raises Refusal where these are not two."""
        told = self.named("as_of")
        if "between" in self.values:
            first, separator, last = self.values["between"].partition("/")
            if not separator:
                raise Refusal(400, "error.http.between", text=first[:MOST_TOLD])
            told["between"] = (first, last)
        return told

    def is_true(self, name: str) -> bool:
        """Tell whether something was given as true. Raises Refusal for what is neither true nor false."""
        text = self.values.get(name, "false")
        if text not in ("true", "false"):
            raise Refusal(400, "error.http.truth", name=name, text=text[:MOST_TOLD])
        return text == "true"

    def filters(self) -> dict[str, Any]:
        """Return the filters of a network that were given."""
        told = self.named(*_TEXTS) | self.in_time()
        return told | {"voices": self.number("voices"), "read_again": self.is_true("read_again")}
