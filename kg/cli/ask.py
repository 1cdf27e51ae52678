"""Commands that ask: in SPARQL, by name, by a story."""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.completion import AskCommand, parameter_values, question_names, standings, story_names
from kg.cli.options import (
    ALLOW_SERVICE,
    DATA,
    FORMAT,
    LANGUAGE,
    LIMIT,
    MEMORY,
    TIMEOUT,
    Source,
    open_graph,
    out,
    period_options,
    source_options,
)
from kg.cli.output import (
    emit,
    emit_page,
    emit_prose,
    emit_report,
    emit_table,
    file_facts,
    format_of,
    is_read,
    report_format,
    tell_aside,
    with_labels,
)
from kg.cli.process import memory_ceiling, seconds_allowed, tell_now
from kg.errors import KgError, LimitExceeded, QueryError
from kg.language import localized
from kg.messages import message
from kg.rdf.extensions import GRAPH_ENDINGS, TABLE_ENDINGS, TEXT_ENDINGS, check_ending, is_dump

if TYPE_CHECKING:
    from kg.messages import Value
    from kg.questions.catalogue import Parameter, Question
    from kg.sparql.engine import Answer, Engine

_QUERY_ENDINGS = (".rq", ".sparql")


@click.command()
@click.argument("text")
@LIMIT
@TIMEOUT
@MEMORY
@ALLOW_SERVICE
@click.option("--labels", "in_labels", is_flag=True, help="Labels instead of IRIs, as on a terminal, in files too.")
@click.option("--iri", is_flag=True, help="IRIs instead of labels on a terminal.")
@source_options
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS, ".html", *GRAPH_ENDINGS)
def query(text: str, source: Source, *, limit: int | None, output: str | None, **options: Any) -> None:
    """Answer a SPARQL query: its TEXT, a FILE.rq, or - for standard input.

    The prefixes sec:, ent:, src:, kind:, topic: and the common ones (rdfs:, skos:, dcterms: …) are known.

    \b
    kg query 'SELECT ?who WHERE { ?who sec:isPartyTo ent:ice-pact }'
    kg query question.rq -o answer.csv
    kg query 'SELECT ?who ?what WHERE { ?who sec:leads ?what }' -o leads.html
    """
    from kg.sparql.slowness import told_when_slow
    from kg.sparql.suggestions import hints

    graph, asked, format_name = open_graph(source), _query_text(text), options["format_name"]
    slow = partial(tell_now, "caveat.slow_exists", options["language"])
    try:
        with told_when_slow(asked, slow):
            answer = _answer(graph.engine, asked, limit, options)
    except (QueryError, LimitExceeded) as error:
        raise _in_file(error, text) from None
    told = [] if limit == 0 else hints(graph.engine, asked, answer, options["language"])
    has_place = not isinstance(answer, (bool, list)) and format_of(format_name, output) != "html"
    for hint in () if has_place else told:
        tell_aside(hint)
    if isinstance(answer, bool):
        from kg.rdf.formats import write_boolean

        emit(write_boolean(answer, format_of(format_name, output)), output)
    elif isinstance(answer, list):
        from kg.rdf.formats import write_triples

        emit(write_triples(answer[:limit], format_of(format_name, output) or "turtle"), output)
        if limit is not None and len(answer) > limit:
            click.echo(message("caveat.cut_triples", options["language"], given=limit, count=len(answer)), err=True)
    elif format_of(format_name, output) == "html":
        emit_page(graph, answer, output)
    else:
        answer = answer.with_caveats(*answer.caveats, *told)
        if options["in_labels"] or (is_read(format_name, output) and not options["iri"]):
            from kg.record.labels import labelled

            answer = labelled(answer, graph.labels, options["language"])
        facts = file_facts(graph, output, options["language"], query=" ".join(asked.split()))
        emit_table(answer, format_name, output, facts)


def _answer(engine: Engine, text: str, limit: int | None, options: Mapping[str, Any]) -> Answer:
    """Answer a query: here where it is short and asks no server, else where it can be ended while it is read."""
    from kg.sparql.engine import answer_at_most, is_short

    memory, language = options["memory"] * 1_000_000, options["language"]
    if is_short(text):
        if not engine.asks_elsewhere:
            _ = engine.store  # what is still written to disk is waited for here: its memory is not the query's
        with memory_ceiling(memory, language):
            return answer_at_most(engine, text, limit, language)
    from kg.rdf.limits import Limits

    limits = Limits(seconds_allowed(), memory, options["allow_service"])
    return answer_at_most(engine, text, limit, language, limits=limits)


def _in_file(error: KgError, text: str) -> KgError:
    """Return an error with the name of the file that the query stands in."""
    if not text.endswith(_QUERY_ENDINGS):
        return error
    return type(error)("error.query.in_file", path=text, account=error.message)


@click.command()
@DATA
@FORMAT
@out(*TABLE_ENDINGS)
@LANGUAGE
def questions(data: str | None, format_name: str | None, output: str | None, language: str) -> None:
    """List the questions that can be asked by name, with their parameters."""
    from kg.questions.catalogue import questions as known
    from kg.sparql.table import Table

    rows = [
        (one.name, localized(one.question, language), " ".join(_parameter_words(one.parameters, language)))
        for one in known(_own_questions(data)).values()
    ]
    emit_table(with_labels(Table.of(["name", "question", "parameters"], rows), language), format_name, output)


@click.command(cls=AskCommand, context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("name", required=False, shell_complete=question_names)
@click.argument("words", nargs=-1, type=click.UNPROCESSED, shell_complete=parameter_values)
@period_options
@click.option("--standing", metavar="NAME", shell_complete=standings, help="Only what rests on a kind of document.")
@click.option("--evidence", is_flag=True, help="Also tell the passages behind each row.")
@click.option("--sparql", is_flag=True, help="Print the query as it would run, for any other tool.")
@click.option("--iri", is_flag=True, help="Show IRIs instead of labels.")
@click.option("-h", "--help", "helped", is_flag=True, help="Show this message; with a NAME, what the question takes.")
@LIMIT
@TIMEOUT
@source_options
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS, ".html", ".rq")
@click.pass_context
def ask(
    context: click.Context, /, name: str | None, words: tuple[str, ...], *, helped: bool, source: Source, **options: Any
) -> None:
    """Ask a question by NAME with its parameters: kg ask partners --of rcmp. `kg questions` lists them all.

    `kg ask NAME --help` says what a question takes.
    """
    from kg.cli.answers import answer_by_name, question_help
    from kg.questions.catalogue import question

    if name is None:
        if not helped:
            raise KgError("error.question.none_named")
        click.echo(context.get_help())
    elif helped:
        click.echo(question_help(question(name, _own_questions(source.data)), options["language"]), nl=False)
    else:
        asked = question(name, _own_questions(source.data))
        answer_by_name(open_graph(source), name, _given(asked, words), options)


@click.command()
@click.argument("name", required=False, shell_complete=story_names)
@DATA
@LANGUAGE
@FORMAT
@out(*dict.fromkeys((*TEXT_ENDINGS, *TABLE_ENDINGS)))
def stories(name: str | None, data: str | None, *, language: str, format_name: str | None, output: str | None) -> None:
    """List the stories that lead through the record; with NAME, tell one with its evidence.

    The list is a table; a story is text, Markdown, HTML or JSON.
    """
    from kg.record.evidence_reader import read_passages
    from kg.record.stories import named_story
    from kg.render.reports import story_report
    from kg.render.story import tell_story
    from kg.sparql.table import Table

    graph = open_graph(Source(data))
    if name is None:
        rows = [(one.name, localized(one.title, language), len(one.steps)) for one in graph.stories.values()]
        emit_table(with_labels(Table.of(["name", "title", "steps"], rows), language), format_name, output)
        return
    if output and not format_name:
        check_ending(output, TEXT_ENDINGS)
    story = named_story(graph.stories, name)
    passages, wanted = read_passages(graph.engine, story.passages), report_format(format_name, output)
    if wanted is None:
        emit_prose(tell_story(story, passages, language), output)
    else:
        emit_report(graph, story_report(story, passages, language), wanted, output)


def _own_questions(data: str | None) -> list[Path]:
    """Return the files of the questions in a folder of data; a file with a dataset has none."""
    from kg.rdf.folders import Folders

    return Folders.find(data).own_questions if data and not is_dump(Path(data)) else []


def _parameter_words(parameters: Iterable[Parameter], language: str) -> Iterator[str]:
    for one in parameters:
        if one.name == "language":  # an option of every question
            continue
        word = f"{one.option} {message(f'parameter.placeholder.{one.worded_as}', language)}"
        yield word if one.default is None else f"[{word}]"


def _given(asked: Question, words: tuple[str, ...]) -> dict[str, str]:
    """Return the parameters of a question from words such as ``--of rcmp`` or ``--of=rcmp``."""
    given: dict[str, str] = {}
    rest = list(words)
    while rest:
        word = rest.pop(0)
        name, equals, value = word.removeprefix("--").partition("=")
        if word.startswith("--"):
            asked.parameter(name.replace("-", "_"))
        if word.startswith("--") and not equals and (not rest or rest[0].startswith("--")):
            raise KgError("error.question.no_value", option=word)
        if not word.startswith("--"):
            raise KgError(
                "error.question.bare_word",
                text=word,
                option=next((one.option for one in asked.parameters if one.name not in given), "--name"),
            )
        key = name.replace("-", "_")
        if key in given:
            raise KgError("error.option.twice", option=f"--{name}")
        given[key] = value if equals else rest.pop(0)
    return given


def _query_text(text: str) -> str:
    if text == "-":
        if sys.stdin is None:  # as the interpreter has it that was started with a closed one
            raise QueryError("error.query.no_input")
        return _decoded(sys.stdin.buffer.read, partial(message, "common.standard_input"))
    if text.replace("-", "").isalpha():  # no query, but perhaps the name of a question: files are read for that alone
        from kg.questions.catalogue import questions as known

        if text in known():
            raise QueryError("error.query.is_question", name=text)
    return _decoded(Path(text).read_bytes, text) if text.endswith(_QUERY_ENDINGS) else text


def _decoded(read: Callable[[], bytes], name: Value) -> str:
    """Read a query, which is UTF-8 whatever the locale says, unless it says itself that it is UTF-16."""
    try:
        content = read()
    except OSError as error:
        raise QueryError("error.file.not_read", path=name, reason=error.strerror) from None
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):  # as some shells write
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = str(content.count(b"\n", 0, error.start) + 1)
        raise QueryError("error.query.not_utf8", path=name, line=line, byte=f"{content[error.start]:02X}") from None
