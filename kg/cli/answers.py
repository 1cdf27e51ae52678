"""A question asked by name, as the command line answers it: labels, evidence, caveats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import click

from kg.cli.output import emit, emit_cited, emit_page, emit_prose, emit_table, file_facts, format_of
from kg.dates import Period
from kg.language import colon, localized
from kg.messages import message
from kg.questions.catalogue import Question

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.questions.ask import Answer
    from kg.record.evidence import Passage
    from kg.sparql.files import Facts


def answer_by_name(graph: KnowledgeGraph, name: str, given: Mapping[str, Any], options: Mapping[str, Any]) -> None:
    """Print the query, or the answer with its caveats and, if wanted, its passages."""
    output, language = options["output"], options["language"]
    asked: dict[str, Any] = {"as_of": options["as_of"], "between": options["between"] or None, "language": language}
    if options["sparql"] or format_of(None, output) == "rq":
        emit(graph.query_of(name, **asked, **given).encode(), output)
        for key in _beyond_query(graph.questions[name], asked["as_of"], given):
            click.echo(message(key, language, name=name), err=True)
        return
    answer = graph.ask(name, standing=options["standing"], **asked, **given)
    answer = answer if options["limit"] is None else answer.first(options["limit"], language)
    wanted = format_of(options["format_name"], output)
    facts = _facts(graph, answer.question, given, options)
    if options["evidence"] and wanted and "passages" in answer.columns:
        shown = answer if options["iri"] else graph.labelled(answer, language)
        emit_cited(shown, _passages_behind(answer), (wanted, output), facts, language=language)
    elif wanted == "html":
        emit_page(graph, answer, output)
    else:
        _emit_answer(graph, answer, facts, options)


def _beyond_query(asked: Question, as_of: str | None, given: Mapping[str, Any]) -> Iterator[str]:
    """Yield the keys of what is to be told where more than the query makes the answer."""
    if asked.then:
        yield "ask.sparql_then"
    is_of_day = as_of is not None or any(asked.parameter(one).kind == "date" for one in given)
    if is_of_day and "status" in asked.columns:
        yield "ask.sparql_over"


def _facts(graph: KnowledgeGraph, asked: Question, given: Mapping[str, Any], options: Mapping[str, Any]) -> Facts:
    """Return what the file of an answer says of itself: the question as it was asked, and what limits it."""
    language = options["language"]
    words = {one.name: given.get(one.name) or one.default_in(language) for one in asked.parameters}
    period = Period.of(options["as_of"], options["between"] or None)
    limits = [options["standing"]] if options["standing"] else []
    if period:
        from kg.render.sentences import period_text

        limits.insert(0, period_text(period, language))
    question = localized(asked.question, language).format(**words)
    return file_facts(graph, options["output"], language, question=question, filter="; ".join(limits))


def _emit_answer(graph: KnowledgeGraph, answer: Answer, facts: Facts, options: Mapping[str, Any]) -> None:
    """Print an answer as a table, on a terminal with its sources if wanted."""
    shown = answer if options["iri"] else graph.labelled(answer, options["language"])
    written = options["format_name"], options["output"], facts
    if not options["evidence"]:
        emit_table(shown.without("passages"), *written)
        return
    from kg.record.cited import marked
    from kg.render.citations import Citations
    from kg.render.text import clean

    citations = Citations(_passages_behind(answer))
    emit_table(marked(shown, citations), *written)
    lines = "\n".join(["", message("common.sources", options["language"]), *citations.lines(options["language"])])
    emit_prose(f"{clean(lines)}\n")


def _passages_behind(answer: Answer) -> dict[str, Passage]:
    from kg.record.evidence_reader import read_passages

    return read_passages(answer.engine, answer.passages())


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
        default = parameter.default_in(language)
        left_out = "" if default is None else f" [{default}]"
        takes = ", ".join(parameter.choices_in(language).values()) or message(
            f"parameter.kind.{parameter.worded_as}", language
        )
        lines.append(f"  {parameter.option:<12} {takes}{left_out}")
    if asked.turns_on_time:
        lines.append(f"  {'--as-of':<12} {message('question.help.in_time', language)}")
    if not own:
        lines.append(f"  {message('question.help.no_parameters', language)}")
    labels = ", ".join(name for name in asked.column_labels([*asked.columns], language) if name != "passages")
    lines += ["", f"{message('question.help.columns', language)}{colon(language)} {labels}"]
    return "\n".join([*lines, f"{message('question.help.example', language)}{colon(language)} {asked.command}", ""])
