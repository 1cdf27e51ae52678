"""The errors of Perimeter. Each says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Self

from kg.complaints import COMPLAINTS, NONE
from kg.language import either, phrase, quoted


class KgError(Exception):
    """Base of all errors that a user can cause; its text is one plain sentence or two, in English and in French."""

    def __init__(self, english: str, french: str = "") -> None:
        super().__init__(english)
        self._french = french

    @classmethod
    def of(cls, complaint: str, *about: object) -> Self:
        """Return the error that one of our complaints tells, with what it is about.

        >>> print(KgError.of("whole number", "many"))
        “many” is not a whole number of 0 or more.
        """
        english, french = (text.format(*about) for text in COMPLAINTS[complaint])
        return cls(english, french)

    def told(self, language: str = "en") -> str:
        """Return the text in a language; in English where it has no French.

        >>> KgError.of("whole number", "many").told("fr")
        '« many » n’est pas un nombre entier positif ou nul.'
        """
        return self._french if language == "fr" and self._french else str(self)

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
    """A name that nothing carries. ``nearest`` lists the closest names, best first.

    ``instead`` says in both languages what else is called so, and what takes it.
    """

    def __init__(
        self, what: str, name: str, nearest: Iterable[str] = (), instead: tuple[str, str] | None = None
    ) -> None:
        self.name, self.nearest = name, list(dict.fromkeys(nearest))
        bare, _, owner = what.partition(" of “")
        none = NONE[bare] + (f" de « {owner.removesuffix('”')} »" if owner else "")
        english, french = instead or ("", "")
        super().__init__(
            phrase("none is called", "en").format(what, name) + english + self._hint("en"),
            phrase("none is called", "fr").format(none, name) + french + self._hint("fr"),
        )

    def _hint(self, language: str) -> str:
        names = either([quoted(name, language) for name in self.nearest], language)
        return f" {phrase('did you mean', language).format(names)}" if names else ""


class LimitExceeded(KgError):
    """Something is larger, deeper or slower than the limit that was set."""
