"""The pages of the questions: each in both languages, with its parameters, an answer, its evidence and its query."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from kg.graph import KnowledgeGraph
from kg.questions.ask import Answer
from kg.questions.catalogue import Question, questions
from kg.rdf.terms import show
from kg.record.evidence_reader import read_passages
from kg.render.citations import cite
from kg.site.markdown import code, contents, fence, french, link, plain, table
from kg.vocabulary import local_name

_MOST_ROWS = 10
_MOST_PASSAGES = 3
_OPENING = """# The questions

Each is a file with a name, typed parameters and a query, so it can be asked by its name at every door:
on the command line, in Python, in a notebook. Its answer carries the passages behind each row.
[Ask by name](../how-to/ask-by-name.md) tells how, [Write a question](../how-to/write-a-question.md) how to add one.

"""


def question_pages(graph: KnowledgeGraph) -> dict[str, str]:
    """Return the page of each question and the one that lists them, by name."""
    known = questions()
    rows = [
        (str(one.number), link(plain(one.title["en"]), f"question-{one.name}"), _asked(one, "en"), code(one.name))
        for one in known.values()
    ]
    index = _OPENING + table(["", "title", "question", "name"], rows) + "\n" + contents(known)
    return {"questions/index.md": index} | {f"questions/{name}.md": _page(graph, one) for name, one in known.items()}


def _page(graph: KnowledgeGraph, one: Question) -> str:
    example: dict[str, Any] = {**one.example}
    answer = graph.ask(one.name, **example)
    return "\n".join(
        [
            f"(question-{one.name})=\n",
            f"# {plain(one.title['en'])}\n",
            f"{_asked(one, 'en')}\n",
            f"{{.language-fr}}\n**{plain(one.title['fr'])}** — {_asked(one, 'fr')}\n",
            *_parameters(one),
            "## Ask it\n",
            fence("bash", f"kg ask {one.name} {_as_options(one)} --evidence".replace("  ", " ")),
            fence("python", f"import kg\n\nkg.load().ask({_as_arguments(one)})"),
            *_answer(graph, one, answer),
            *_evidence(graph, answer),
            "## In SPARQL\n",
            _computed(one),
            fence("sparql", graph.query_of(one.name, **example)),
        ]
    )


def _asked(one: Question, language: str) -> str:
    """Return the question in words, each parameter in it emphasised."""
    return re.sub(r"\\\{(\w+)\\\}", r"*\1*", plain(one.question[language]))


def _as_options(one: Question) -> str:
    return " ".join(f"--{name.replace('_', '-')} {value}" for name, value in one.example.items())


def _as_arguments(one: Question) -> str:
    return ", ".join([f'"{one.name}"', *(f'{name}="{value}"' for name, value in one.example.items())])


def _parameters(one: Question) -> Iterator[str]:
    if one.parameters:
        rows = [
            (
                code(parameter.name),
                parameter.kind,
                "must be given" if parameter.default is None else f"else {code(parameter.default)}",
                code(one.example[parameter.name]) if parameter.name in one.example else "",
            )
            for parameter in one.parameters
        ]
        yield table(["parameter", "what it takes", "may be left out", "example"], rows)


def _answer(graph: KnowledgeGraph, one: Question, answer: Answer) -> Iterator[str]:
    """Yield the first rows in words under heads in both languages, how many more there are, and the caveats."""
    shown = graph.labelled(answer.without("passages"))
    rows = [[plain(show(term)) for term in row] for row in islice(shown.terms, _MOST_ROWS)]
    count = f"{len(answer)} row{'' if len(answer) == 1 else 's'}"
    cut = f"{count}; the first {_MOST_ROWS} stand here." if len(answer) > _MOST_ROWS else f"{count}."
    yield "## Answer\n"
    words = [one.columns[name] for name in shown.columns]
    yield table([f"{plain(head['en'])}<br>{french(head['fr'])}" for head in words], rows)
    yield " ".join([cut, *map(plain, answer.caveats)]) + "\n"


def _evidence(graph: KnowledgeGraph, answer: Answer) -> Iterator[str]:
    """Yield the passages behind the first row that has any."""
    if not answer.passages():
        return
    cell = next(str(cell) for cell in answer.column("passages") if cell)
    told = list(read_passages(graph.engine, cell.split()).values())
    which = "that follow" if len(told) <= _MOST_PASSAGES else f"among which are the {_MOST_PASSAGES} that follow"
    yield "## Evidence\n"
    yield f"Behind the answer stand {len(answer.passages())} passages; behind its first row, {len(told)}, {which}.\n"
    for passage in told[:_MOST_PASSAGES]:
        document = passage.document
        where = cite(passage, "en").removesuffix(document.address).rstrip(", ")
        address = f" {link(plain(local_name(document.iri)), document.address)}" if document.address else ""
        yield f"- {plain(passage.says.get('en', ''))}\n  {plain('— ' + where)}.{address}"
    yield ""


def _computed(one: Question) -> str:
    if one.then:
        return "The query collects the material; what SPARQL cannot do, such as paths, is computed from its answer.\n"
    return "As it runs, with the example's parameters and all prefixes, on any SPARQL 1.1 engine that has the data.\n"
