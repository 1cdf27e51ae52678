"""A question asked by name, as the command line answers it: labels, evidence, caveats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import click
import pyoxigraph as ox

from kg.ask import Answer, Period, as_it_runs, resolve
from kg.catalogue import question
from kg.table import Table, Term
from kg.vocabulary import BASE

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.names import Labels


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
    table = answer.without_passages()
    shown = table if options["iri"] else in_words(table, answer, graph.labels, options["language"])
    emit_table(shown, options["format_name"], options["output"])
    for caveat in answer.caveats:
        click.echo(caveat, err=True)
    if options["evidence"]:
        from kg.evidence import read_passages
        from kg.views.tell import Notes

        notes = Notes(read_passages(graph.engine, answer.passages()))
        for passage in answer.passages():
            notes.marks([passage])
        emit("\n".join(["", *notes.lines(options["language"])]).encode() + b"\n", None)


def in_words(table: Table, answer: Answer, labels: Labels, language: str) -> Table:
    """Return a table with labels in place of our IRIs, and the question's own heads for reading."""
    shown = labelled(table, labels, language)
    shown.heads = [answer.question.columns.get(name, {}).get(language, name) for name in table.columns]
    return shown


def labelled(table: Table, labels: Labels, language: str) -> Table:
    """Return a table with labels in place of those IRIs of ours that have one."""

    def words(term: Term | None) -> Term | str | None:
        known = isinstance(term, ox.NamedNode) and term.value.startswith(BASE) and labels.all(term.value)
        return labels.of(term.value, language) if known and isinstance(term, ox.NamedNode) else term

    shown = Table.of(table.columns, [[words(term) for term in row] for row in table.terms])
    shown.notes = table.notes
    return shown


def _first(answer: Answer, most: int | None) -> Answer:
    """Return an answer cut to its first rows, with a caveat that says so."""
    cut = answer if most is None else answer.first(most)
    return answer if cut is answer else Answer(cut, answer.question, (*answer.caveats, *cut.notes))
