"""The tools of an assistant: what each takes, and what it answers, every row with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.assistants.card import schema_card
from kg.assistants.evidence import Fit, Row, with_evidence
from kg.errors import KgError, UnknownName
from kg.language import localized
from kg.messages import languages, message
from kg.pages.answers import asked, parameter_schema
from kg.rdf.limits import Limits
from kg.rdf.query_text import form_of
from kg.rdf.services import only_allowed
from kg.rdf.terms import show
from kg.record.evidence_reader import read_passages
from kg.render.citations import Citations
from kg.render.sentences import sections, tie_text
from kg.sparql.engine import answer_at_most
from kg.sparql.suggestions import hints, undefined_terms
from kg.vocabulary import OWN_PREFIXES, SOURCE, local_name, shorten

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.network.paths import NetworkPath
    from kg.questions.catalogue import Question
    from kg.record.ties import Tie
    from kg.sparql.table import Table

_MOST_BYTES = 65_536
_MARKS = re.compile(r" ?((?:\[\d{1,6}\])+)")


@dataclass(frozen=True)
class Allowed:
    """What an assistant may do: ask in SPARQL or not, how much one answer holds, and what a query may take."""

    query: bool = True
    characters: int = 20_000
    rows: int = 1_000
    seconds: float = 10.0
    memory: int = 500_000_000


@dataclass(frozen=True)
class Tool:
    """A tool: its name, what it is for, the schemas of its parameters, which of them it needs, and what it answers."""

    name: str
    title: str
    told: str
    parameters: Mapping[str, Mapping[str, Any]]
    needs: tuple[str, ...]
    answer: Callable[[KnowledgeGraph, Mapping[str, str], Fit], dict[str, Any]]

    @property
    def schema(self) -> dict[str, Any]:
        """The JSON Schema of its parameters."""
        return {
            "type": "object",
            "properties": {name: dict(one) for name, one in {**self.parameters, **_COMMON}.items()},
            "required": list(self.needs),
            "additionalProperties": False,
        }

    def call(self, graph: KnowledgeGraph, given: Mapping[str, Any], allowed: Allowed) -> dict[str, Any]:
        """Return the answer. Raises KgError for parameters that are not known, missing or no plain values."""
        known = {**self.parameters, **_COMMON}
        for name, value in given.items():
            if name not in known:
                raise UnknownName("parameter", name, known, question=self.name)
            if value is not None and not isinstance(value, str | int | float):
                raise KgError("error.assistant.value", name=name)
        told = {name: _plain(value) for name, value in given.items() if value not in (None, "")}
        for name in self.needs:
            if name not in told:
                raise KgError("error.http.missing", name=name)
        offset, language = told.pop("offset", "0"), told.pop("language", "en")
        if not offset.isascii() or not offset.isdecimal() or len(offset) > 9:
            raise KgError("error.number.invalid", text=offset)
        if language not in languages():
            raise KgError("error.language.unknown", text=language, choices=", ".join(languages()))
        return self.answer(graph, told, Fit(int(offset), allowed.characters, language))


def tools(graph: KnowledgeGraph, allowed: Allowed) -> dict[str, Tool]:
    """Return the tools by name: those that tell, one for each question, and SPARQL where that is allowed.

    >>> from kg.graph import load
    >>> "query" in tools(load("tests/mini"), Allowed(query=False))
    False
    """
    questions = graph.questions
    names = [one.name for one in questions.values()]
    any_question = Tool(
        "ask",
        "Ask a question by name",
        "Answers one of the questions; each also has a tool of its own, ask_…, which tells its parameters.",
        {
            "question": {"type": "string", "enum": names},
            **{p.name: {"type": "string"} for one in questions.values() for p in one.parameters},
            **_IN_TIME,
        },
        ("question",),
        _ask_any,
    )
    found = [*_TELLING, any_question, *map(_of_question, questions.values())]
    if allowed.query:
        found.append(_querying(allowed))
    return {one.name: one for one in found}


def _plain(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _find(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
    table = graph.find(given["text"], language=fit.language)
    if not table.rows:
        graph.names.resolve(given["text"])
    rows = [Row({**_cells(row), "iri": f"ent:{row['id']}"}) for row in _records(table)]
    return with_evidence(rows, {}, fit, _caveats(table))


def _show(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
    entity = graph.entity(given["name"], **_time(given))
    stated = replace(entity, ties=())
    citations = Citations(entity.passages)
    told = [(name, text) for name, texts in sections(stated, graph.labels, citations, fit.language) for text in texts]
    numbers = {str(number): passage.iri for number, _, passage in citations.entries(fit.language)}
    ties = sorted(entity.ties, key=lambda tie: (-len(tie.passages), tie.key))
    rows = [*(_marked(name, text, numbers) for name, text in told), *_ties(graph, ties, fit.language)]
    head = {
        "id": entity.id,
        "iri": shorten(entity.iri),
        "names": {**entity.labels},
        "abbreviations": {**entity.abbreviations},
        "definition": localized(entity.definitions, fit.language),
        "status": {"status": entity.status.id, "as_of": entity.status.as_of} if entity.status else None,
        "kinds": [local_name(one) for one in entity.identity.get("hasKind", ())],
    }
    return with_evidence(rows, entity.passages, fit, {name: value for name, value in head.items() if value})


def _marked(section: str, text: str, numbers: Mapping[str, str]) -> Row:
    """Return a sentence whose marks stand for passages."""
    marks = [mark for found in _MARKS.findall(text) for mark in re.findall(r"\d+", found)]
    passages = dict.fromkeys(numbers[mark] for mark in marks if mark in numbers)
    return Row({"about": section, "told": _MARKS.sub("", text)}, tuple(passages))


def _ties(graph: KnowledgeGraph, ties: Iterable[Tie], language: str, **more: Any) -> Iterator[Row]:
    for tie in ties:
        citations = Citations({})
        told = {
            **more,
            "told": tie_text(tie, graph.labels, citations, language),
            "subject": local_name(tie.subject),
            "relation": local_name(tie.relation),
            "object": local_name(tie.object),
            "since": [one.value for one in tie.starts],
            "until": [one.value for one in tie.ends],
        }
        yield Row({name: value for name, value in told.items() if value}, tie.passages)


def _why(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
    reasons = graph.why(given["first"], given["second"], **_time(given))
    rows = list(_ties(graph, reasons.direct, fit.language, how="direct"))
    for shared in reasons.shared:
        name = graph.labels.of(shared.through, fit.language)
        both = (*shared.first, *shared.second)
        rows += _ties(graph, both, fit.language, how="both take part", through=name)
    rows += _ties(graph, reasons.other, fit.language, how="joins nobody in the network")
    head = {"first": local_name(reasons.first), "second": local_name(reasons.second), "voices": reasons.voices}
    return with_evidence(rows, reasons.passages, fit, head)


def _path(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
    found = graph.path(given["first"], given["second"], as_of=given.get("as_of"))
    rows = [_of_path(graph, how, one, fit.language) for how, paths in found.items() for one in paths]
    return with_evidence(rows, graph.record.passages, fit, {})


def _of_path(graph: KnowledgeGraph, how: str, path: NetworkPath, language: str) -> Row:
    steps = [
        {
            "from": local_name(path.entities[place]),
            "to": local_name(path.entities[place + 1]),
            "through": [local_name(one.through) for one in step if one.through][:5],
            "reasons": len(step),
        }
        for place, step in enumerate(path.steps)
    ]
    told = {"how": how, "names": [graph.labels.of(one, language) for one in path.entities], "steps": steps}
    return Row(told, tuple(dict.fromkeys(one.passages[0] for step in path.steps for one in step[:1] if one.passages)))


def _schema(graph: KnowledgeGraph, _: Mapping[str, str], __: Fit) -> dict[str, Any]:
    return {"card": schema_card(graph)}


def _ask_any(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
    return _ask(graph, given["question"], {name: one for name, one in given.items() if name != "question"}, fit)


def _of_question(one: Question) -> Tool:
    parameters = {
        own.name: {**parameter_schema(own)["schema"], "description": parameter_schema(own)["description"]}
        for own in one.parameters
        if own.name != "language"
    }
    needs = tuple(own.name for own in one.needed())

    def answer(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
        return _ask(graph, one.name, given, fit)

    name = f"ask_{one.name.replace('-', '_')}"
    return Tool(name, one.title["en"], asked(one, "en"), {**_IN_TIME, **parameters}, needs, answer)


def _ask(graph: KnowledgeGraph, name: str, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
    told: dict[str, Any] = {**given, "read_again": given.get("read_again") == "true", "language": fit.language}
    answer = graph.ask(name, **told)
    passages = read_passages(answer.engine, answer.passages())
    labelled = _records(graph.labelled(answer, fit.language))
    rows = [
        Row({**_cells(words), "ids": _ids(terms)}, str(words.get("passages") or "").split())
        for words, terms in zip(labelled, _terms(answer), strict=True)
    ]
    return with_evidence(rows, passages, fit, {"question": name, **_caveats(answer)})


def _querying(allowed: Allowed) -> Tool:
    def answer(graph: KnowledgeGraph, given: Mapping[str, str], fit: Fit) -> dict[str, Any]:
        return _query(graph, given["query"], allowed, fit)

    told = (
        "Answers a SELECT or ASK in SPARQL 1.1, without SERVICE. Read the tool `schema` first. Have each row name its "
        "passage, by GRAPH ?passage { … }, and the answer tells the evidence."
    )
    return Tool("query", "Ask in SPARQL", told, {"query": {"type": "string"}}, ("query",), answer)


def _query(graph: KnowledgeGraph, text: str, allowed: Allowed, fit: Fit) -> dict[str, Any]:
    _check(graph, text, fit.language)
    limits = Limits(allowed.seconds, allowed.memory)
    answer = answer_at_most(graph.engine, text, allowed.rows, fit.language, limits=limits)
    if isinstance(answer, bool):
        return {"answer": answer, **({} if answer else with_evidence([], {}, fit, {}))}
    assert not isinstance(answer, list)
    found = [[cell for cell in row if isinstance(cell, ox.NamedNode)] for row in answer.terms]
    sources = {cell.value for row in found for cell in row if cell.value.startswith(SOURCE)}
    passages = read_passages(graph.engine, sources) if sources else {}
    rows = [
        Row(_cells(dict(zip(answer.columns, map(_term, terms), strict=True))), tuple(cell.value for cell in cells))
        for terms, cells in zip(answer.terms, found, strict=True)
    ]
    caveats = [*answer.caveats, *hints(graph.engine, text, answer, fit.language)]
    if rows and not passages:
        caveats.append(message("caveat.no_passage", fit.language))
    return with_evidence(rows, passages, fit, {"caveats": caveats} if caveats else {})


def _check(graph: KnowledgeGraph, text: str, language: str) -> None:
    """Raise KgError for what is not answered here, before anything runs: the terms that the data lack are named."""
    if len(text.encode()) > _MOST_BYTES:
        raise KgError("error.http.query_bytes", bytes=_MOST_BYTES)
    if form_of(text) in ("CONSTRUCT", "DESCRIBE"):
        raise KgError("error.assistant.form")
    try:
        if only_allowed(text)[1]:
            raise KgError("error.assistant.service")
    except SyntaxError:
        return  # told when it runs, with the place
    unknown = undefined_terms(graph.engine, text, language)
    if unknown:
        raise KgError("error.assistant.unknown_terms", told=" ".join(unknown))


def _term(term: Any) -> str | None:
    if term is None:
        return None
    own = isinstance(term, ox.NamedNode) and shorten(term.value)
    return own if own else show(term)


def _ids(terms: Mapping[str, Any]) -> dict[str, str]:
    """Return the ids of what a row names, by column."""
    own = tuple(OWN_PREFIXES.values())
    return {
        name: local_name(term.value)
        for name, term in terms.items()
        if isinstance(term, ox.NamedNode) and term.value.startswith(own)
    }


def _records(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def _terms(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.terms]


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: value for name, value in row.items() if value is not None and name != "passages"}
    return {name: value if isinstance(value, str | int | float) else str(value) for name, value in told.items()}


def _caveats(table: Table) -> dict[str, Any]:
    return {"caveats": list(table.caveats)} if table.caveats else {}


def _time(given: Mapping[str, str]) -> dict[str, Any]:
    read_again = {"read_again": True} if given.get("read_again") == "true" else {}
    return {**read_again, **{name: given[name] for name in ("as_of",) if name in given}}


_NAME = {"type": "string", "description": "An entity: id, name or abbreviation, in English or French."}
_AS_OF = {"type": "string", "description": "What was in effect on a day: 2001, 2001-09, 2001-09-11 or today."}
_READ_AGAIN = {"type": "boolean", "description": "Count only what passages say that were read again."}
_STANDING = {"type": "string", "description": "Only what rests on a kind of document, such as government or treaty."}
_IN_TIME = {"as_of": _AS_OF, "standing": _STANDING, "read_again": _READ_AGAIN}
_COMMON: dict[str, dict[str, Any]] = {
    "language": {"type": "string", "enum": list(languages()), "default": "en"},
    "offset": {"type": "integer", "minimum": 0, "default": 0, "description": "How many rows to leave out."},
}
_PAIR = {"first": _NAME, "second": _NAME}
_TELLING = (
    Tool(
        "find",
        "Find entities",
        "Finds entities by name, abbreviation or id, in English or French, else by what describes them. Names become "
        "ids here: never make one up.",
        {"text": {"type": "string"}},
        ("text",),
        _find,
    ),
    Tool(
        "show",
        "Show an entity",
        "Tells what documents say of an entity: what is stated, figures, events, ties, with the passage behind each.",
        {"name": _NAME, "as_of": _AS_OF, "read_again": _READ_AGAIN},
        ("name",),
        _show,
    ),
    Tool(
        "why",
        "Why two entities are tied",
        "Tells the direct ties of two entities and what both take part in, with the passages that say so.",
        {**_PAIR, "as_of": _AS_OF, "read_again": _READ_AGAIN},
        ("first", "second"),
        _why,
    ),
    Tool(
        "path",
        "How two entities are connected",
        "Tells the shortest and the strongest paths between two actors, step by step.",
        {**_PAIR, "as_of": _AS_OF},
        ("first", "second"),
        _path,
    ),
    Tool(
        "schema",
        "The schema card",
        "Tells classes with counts, each property with an example, prefixes and pitfalls: read it before `query`.",
        {},
        (),
        _schema,
    ),
)
