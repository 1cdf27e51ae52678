"""The errors of Perimeter. Each says what is wrong, where, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from kg.language import either, quoted
from kg.messages import Value, known, message

UNFIT = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What the record raises for values that no data of the ontology has: a server may answer anything."""


class KgError(Exception):
    """Base of all errors that a user can cause: the key of a message, and the values that it is about."""

    def __init__(self, key: str, /, **values: Value) -> None:
        super().__init__(key)
        self.key, self.values = key, values

    def __str__(self) -> str:
        return self.message()

    def message(self, language: str = "en") -> str:
        """Return the text in a language.

        >>> KgError("error.file.missing", path="a.rq").message("fr")
        'Il n’y a pas de fichier a.rq.'
        """
        return message(self.key, language, **self.values)

    def _render_traceback_(self) -> list[str]:
        """Tell a notebook to show the sentence alone: the mistake is not in the library's code."""
        return [f"{type(self).__name__}: {self}"]


class DataError(KgError):
    """A data file cannot be read. Carries the place: ``path``, ``line`` and ``column`` (1-based, 0 if unknown)."""

    def __init__(self, key: str, path: Path | str, line: int = 0, column: int = 0, /, **values: Value) -> None:
        super().__init__(key, **values)
        self.path, self.line, self.column = str(path), line, column

    def message(self, language: str = "en") -> str:
        """Return the place and the text in a language.

        >>> DataError("error.data.blank_node", "a.ttl", 3, 1).message()
        'a.ttl:3:1: has a blank node; give the thing a name'
        """
        place = [self.path, *(str(number) for number in (self.line, self.column) if number)]
        return f"{':'.join(place)}: {self.reason(language)}"

    def reason(self, language: str = "en") -> str:
        """Return the text without the place."""
        return super().message(language)


class QueryError(KgError):
    """A query cannot be understood or carried out; the text shows the line and what was expected."""


class UnknownName(KgError):
    """A name that no thing of a kind carries. ``nearest`` lists the closest names, best first.

    ``usage_hint`` says in a language what else is called so, and what takes it; ``said`` tells one of the nearest.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        nearest: Iterable[str] = (),
        usage_hint: Callable[[str], str] | None = None,
        said: Callable[[str, str], str] = quoted,
        /,
        **values: Value,
    ) -> None:
        key = f"error.name.unknown.{kind}"
        super().__init__(key if known(key) else "error.name.unknown.concept", name=name, **values)
        self.kind, self.name, self.nearest = kind, name, list(dict.fromkeys(nearest))
        self._usage_hint, self._said = usage_hint, said

    def message(self, language: str = "en") -> str:
        """Return the text in a language, with what else may be meant.

        >>> UnknownName("topic", "drug", ["drugs"]).message()
        'No topic is called “drug”. Did you mean “drugs”?'
        """
        parts = [super().message(language)]
        if self._usage_hint:
            parts.append(self._usage_hint(language))
        if self.nearest:
            names = either([self._said(name, language) for name in self.nearest], language)
            parts.append(message("error.name.nearest", language, names=names))
        return " ".join(parts)


class LimitExceeded(KgError):
    """Something is larger, deeper or slower than the limit that was set."""


class KgWarning(KgError, UserWarning):
    """What a user should know of, and what stops nothing."""
