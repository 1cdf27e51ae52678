"""The errors of Perimeter. Each says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


class KgError(Exception):
    """Base of all errors that a user can cause; its text is one plain sentence or two."""

    def _render_traceback_(self) -> list[str]:
        """Tell a notebook to show the sentence alone: the mistake is not in the library's code."""
        return [f"{type(self).__name__}: {self}"]


class DataError(KgError):
    """A data file cannot be read. Carries the place: ``path``, ``line`` and ``column`` (1-based, 0 if unknown)."""

    def __init__(self, message: str, path: Path | str, line: int = 0, column: int = 0) -> None:
        self.path, self.line, self.column = str(path), line, column
        place = f"{path}:{line}:{column}" if line else f"{path}"
        super().__init__(f"{place}: {message}")


class QueryError(KgError):
    """A query cannot be understood or carried out; the text shows the line and what was expected."""


class UnknownName(KgError):
    """A name that nothing carries. ``nearest`` lists the closest names, best first."""

    def __init__(self, what: str, name: str, nearest: Iterable[str] = ()) -> None:
        self.name, self.nearest = name, list(dict.fromkeys(nearest))
        hint = f" Did you mean {_either(self.nearest)}?" if self.nearest else ""
        super().__init__(f"No {what} is called “{name}”.{hint}")


class LimitExceeded(KgError):
    """Something is larger, deeper or slower than the limit that was set."""


def _either(names: list[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} or {quoted[-1]}"
