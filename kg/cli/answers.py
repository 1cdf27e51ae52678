"""A question asked by name, as the command line answers it: labels, evidence, caveats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.dates import Period
from kg.language import colon, phrase
from kg.questions.ask import Answer, resolve
from kg.questions.catalogue import Question, question
from kg.questions.template import as_it_runs
from kg.record.evidence import read_passages
from kg.record.labels import labelled
from kg.render.citations import Notes
from kg.render.text import clean
from kg.sparql.table import Table

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


def answer_by_name(
    graph: KnowledgeGraph,
    name: str,
    given: Mapping[str, str],
    options: Mapping[str, Any],
    emit_table: Callable[[Table, str | None, str | None], None],
    emit: Callable[[bytes, str | None], None],
) -> None:
    """Print the query, or the answer with its caveats and, if wanted, its passages."""
    asked, language = question(name), options["language"]
    as_of, between = options["as_of"], options["between"] or None
    if options["sparql"] or (options["output"] or "").endswith(".rq"):
        if any(parameter.name == "language" for parameter in asked.parameters):
            given = {"language": language, **given}
        values = resolve(graph.names, asked, given)
        emit(as_it_runs(asked, values, Period.of(as_of, between)).encode(), options["output"])
        return
    answer = graph.ask(name, as_of=as_of, between=between, standing=options["standing"], language=language, **given)
    answer = _first(answer, options["limit"], language)
    if (options["output"] or "").endswith(".html"):
        graph.explore(answer, options["output"])
        return
    told = options["evidence"] and not (options["format_name"] or options["output"])  # a program gets the IRIs
    notes = Notes(read_passages(graph.engine, answer.passages()) if told else {})
    shown = answer if options["iri"] else labelled(answer, graph.labels, language)
    shown.heads = asked.heads(answer.columns, language)
    if not options["evidence"]:
        shown = shown.without("passages")
    emit_table(_marked(shown, notes) if told else shown, options["format_name"], options["output"])
    for caveat in answer.caveats:
        click.echo(caveat, err=True)
    if told:
        lines = "\n".join(["", phrase("sources", language), *notes.lines(language)])
        emit(f"{clean(lines)}\n".encode(), None)


def question_help(asked: Question, language: str) -> str:
    """Return what a question asks, its parameters in words, and an example to copy."""
    blanks = {parameter.name: f"‹{parameter.name}›" for parameter in asked.parameters}
    lines = [
        asked.title[language],
        f"  {asked.question[language].format(**blanks)}",
        "",
        phrase("parameters", language),
    ]
    own = [parameter for parameter in asked.parameters if parameter.name != "language"]  # an option of every question
    for parameter in own:
        default = phrase("anything", language) if parameter.default == "any" else parameter.default
        left_out = "" if default is None else f" [{default}]"
        lines.append(f"  {parameter.option:<12} {phrase(f'kind {parameter.worded_as}', language)}{left_out}")
    if asked.turns_on_time:
        lines.append(f"  {'--as-of':<12} {phrase('in time', language)}")
    if not own:
        lines.append(f"  {phrase('no parameters', language)}")
    heads = ", ".join(name for name in asked.heads([*asked.columns], language) if name != "passages")
    lines += ["", f"{phrase('columns', language)}{colon(language)} {heads}"]
    return "\n".join([*lines, f"{phrase('example', language)}{colon(language)} {asked.command}", ""])


def _marked(table: Table, notes: Notes) -> Table:
    """Return a table whose passages are told by the numbers of their notes."""
    if "passages" not in table.columns:
        return table
    place = table.columns.index("passages")
    rows = [[*row[:place], notes.marks(str(row[place] or "").split()), *row[place + 1 :]] for row in table.rows]
    marked = Table.of(table.columns, rows)
    marked.heads, marked.notes = table.heads, table.notes
    return marked


def _first(answer: Answer, most: int | None, language: str) -> Answer:
    """Return an answer cut to its first rows, with a caveat that says so."""
    cut = answer if most is None else answer.first(most, language)
    return answer if cut is answer else Answer(cut, answer.question, (*answer.caveats, *cut.notes), answer.engine)
