"""A question asked by name, as the command line answers it: labels, evidence, caveats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.ask import Answer, as_it_runs, resolve
from kg.catalogue import question
from kg.names import labelled
from kg.period import Period
from kg.table import Table

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
    asked = question(name)
    if any(parameter.name == "language" for parameter in asked.parameters):
        given = {"language": options["language"], **given}
    as_of, between = options["as_of"], options["between"] or None
    if options["sparql"]:
        values = resolve(graph.engine, graph.names, asked, given)
        emit(as_it_runs(asked, values, Period.of(as_of, between)).encode(), options["output"])
        return
    answer = _first(graph.ask(name, as_of=as_of, between=between, **given), options["limit"])
    if (options["output"] or "").endswith(".html"):
        answer.explore(options["output"])
        return
    shown = answer if options["iri"] else labelled(answer, graph.labels, options["language"])
    shown.heads = asked.heads(answer.columns, options["language"])
    emit_table(shown.without("passages"), options["format_name"], options["output"])
    for caveat in answer.caveats:
        click.echo(caveat, err=True)
    if options["evidence"]:
        from kg.evidence import read_passages
        from kg.views.tell import Notes

        notes = Notes(read_passages(graph.engine, answer.passages()))
        for passage in answer.passages():
            notes.marks([passage])
        emit("\n".join(["", *notes.lines(options["language"])]).encode() + b"\n", None)


def _first(answer: Answer, most: int | None) -> Answer:
    """Return an answer cut to its first rows, with a caveat that says so."""
    cut = answer if most is None else answer.first(most)
    return answer if cut is answer else Answer(cut, answer.question, (*answer.caveats, *cut.notes), answer.engine)
