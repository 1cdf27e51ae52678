"""A question asked by name, as the command line answers it: labels, evidence, caveats."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.cli.output import emit, emit_prose, emit_table
from kg.language import colon, localized
from kg.messages import message
from kg.questions.catalogue import Question
from kg.record.evidence import read_passages
from kg.render.citations import Citations
from kg.render.text import clean
from kg.sparql.table import Table

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.questions.ask import Answer


def answer_by_name(graph: KnowledgeGraph, name: str, given: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Print the query, or the answer with its caveats and, if wanted, its passages."""
    output, language = options["output"], options["language"]
    asked: dict[str, Any] = {"as_of": options["as_of"], "between": options["between"] or None, "language": language}
    if options["sparql"] or (output or "").endswith(".rq"):
        emit(graph.query_of(name, **asked, **given).encode(), output)
        return
    answer = graph.ask(name, standing=options["standing"], **asked, **given)
    answer = answer if options["limit"] is None else answer.first(options["limit"], language)
    if (output or "").endswith(".html"):
        graph.explore(answer, output)
    else:
        _emit_answer(graph, answer, options)


def _emit_answer(graph: KnowledgeGraph, answer: Answer, options: Mapping[str, Any]) -> None:
    """Print an answer as a table, on a terminal with its sources if wanted; a program gets the IRIs of passages."""
    format_name, output, language = options["format_name"], options["output"], options["language"]
    is_cited = options["evidence"] and not (format_name or output)
    citations = Citations(read_passages(graph.engine, answer.passages()) if is_cited else {})
    shown = answer if options["iri"] else graph.labelled(answer, language)
    if not options["evidence"]:
        shown = shown.without("passages")
    emit_table(_marked(shown, citations) if is_cited else shown, format_name, output)
    if is_cited:
        lines = "\n".join(["", message("common.sources", language), *citations.lines(language)])
        emit_prose(f"{clean(lines)}\n")


def question_help(asked: Question, language: str) -> str:
    """Return what a question asks, its parameters in words, and an example to copy."""
    blanks = {parameter.name: f"‹{parameter.name}›" for parameter in asked.parameters}
    lines = [
        localized(asked.title, language),
        f"  {localized(asked.question, language).format(**blanks)}",
        "",
        message("question.help.parameters", language),
    ]
    own = [parameter for parameter in asked.parameters if parameter.name != "language"]  # an option of every question
    for parameter in own:
        default = message("question.help.any", language) if parameter.default == "any" else parameter.default
        left_out = "" if default is None else f" [{default}]"
        lines.append(f"  {parameter.option:<12} {message(f'parameter.kind.{parameter.worded_as}', language)}{left_out}")
    if asked.turns_on_time:
        lines.append(f"  {'--as-of':<12} {message('question.help.in_time', language)}")
    if not own:
        lines.append(f"  {message('question.help.no_parameters', language)}")
    labels = ", ".join(name for name in asked.column_labels([*asked.columns], language) if name != "passages")
    lines += ["", f"{message('question.help.columns', language)}{colon(language)} {labels}"]
    return "\n".join([*lines, f"{message('question.help.example', language)}{colon(language)} {asked.command}", ""])


def _marked(table: Table, citations: Citations) -> Table:
    """Return a table whose passages are named by the markers of their citations."""
    if "passages" not in table.columns:
        return table
    place = table.columns.index("passages")
    rows = [[*row[:place], citations.markers(str(row[place] or "").split()), *row[place + 1 :]] for row in table.rows]
    return table.with_rows(rows)
