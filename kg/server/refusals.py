"""What the server refuses, with the status that says so, and what other errors are over HTTP."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import KgError, LimitExceeded, UnknownName
from kg.messages import Value, languages

_TELLING = {
    "error.query.long_list": 400,
    "error.query.too_deep": 400,
    "error.query.too_long": 413,
}
"""The limits that a query itself goes beyond; any other may hold another time."""

_OTHER_WORDS = {
    "error.query.memory": "error.http.memory",
    "error.query.service": "error.http.service",
    "error.query.service_labels": "error.http.service",
    "error.query.service_variable": "error.http.service",
    "error.query.too_slow": "error.http.too_slow",
    "error.query.update": "error.http.update",
}
"""What is told in other words to who has no command line here."""


_OF_ENGINE = {
    "error.endpoint.busy": (503, "error.http.engine_busy"),
    "error.endpoint.cut_answer": (502, "error.http.engine_wrong"),
    "error.endpoint.large_answer": (503, "error.http.engine_large"),
    "error.endpoint.not_sparql": (502, "error.http.engine_wrong"),
    "error.endpoint.other_columns": (502, "error.http.engine_wrong"),
    "error.endpoint.other_ontology": (502, "error.http.engine_wrong"),
    "error.endpoint.other_terms": (502, "error.http.engine_wrong"),
    "error.endpoint.refused": (400, "error.http.engine_refuses"),
    "error.endpoint.slow": (504, "error.http.engine_slow"),
}
"""What is told of an engine elsewhere to who has nothing to do with it: neither its address nor its words."""
_ENDED = {"error.query.crash": "error.endpoint.not_sparql", "error.query.too_slow": "error.endpoint.slow"}
"""What a worker that is ended says of an engine elsewhere, for which it only waits and reads."""


class Refusal(KgError):
    """A request that is not answered: the status, the reason, and headers that say what to do."""

    def __init__(self, status: int, key: str, headers: Mapping[str, str] | None = None, /, **values: Value) -> None:
        super().__init__(key, **values)
        self.status, self.headers = status, dict(headers or {})

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.status, self.key, self.headers, self.values)


def _again(status: int, key: str, headers: dict[str, str], values: dict[str, Value]) -> Refusal:
    return Refusal(status, key, headers, **values)


def refusal(error: KgError, *, of_engine: bool = False) -> Refusal:
    """Return what an error of the library is over HTTP; ``of_engine`` where it may be one of an engine elsewhere.

    >>> refusal(LimitExceeded("error.query.too_slow", seconds="10")).status
    503
    """
    if isinstance(error, Refusal):
        return error
    own = _ENDED.get(error.key, error.key) if of_engine else error.key
    if own.startswith("error.endpoint."):
        status, told_so = _OF_ENGINE.get(own, (502, "error.http.engine_away"))
        return Refusal(status, told_so, {"Retry-After": "2"} if status == 503 else None)
    key = _OTHER_WORDS.get(error.key)
    told = {"address": error.values.get("name", "wikibase:label"), **error.values}
    if not key:
        told = {"said": _Texts((tag, error.message(tag)) for tag in languages())}
    return Refusal(_status(error), key or "error.http.said", **told)


class _Texts(dict[str, str]):
    """A text by language, which a worker can hand over."""

    def __call__(self, language: str) -> str:
        return self[language]


def _status(error: KgError) -> int:
    if error.key == "error.http.not_found":
        return 404
    if isinstance(error, UnknownName):
        return 400 if error.kind == "parameter" else 404
    if isinstance(error, LimitExceeded):
        return _TELLING.get(error.key, 503)
    return 403 if error.key == "error.query.update" or error.key.startswith("error.query.service") else 400
