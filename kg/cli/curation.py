"""Commands that keep the record: from a page to a document, and whether its pages still stand."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from kg.cli.options import FORMAT, LANGUAGE, Source, load_graph, out, source_options
from kg.cli.output import emit, emit_table
from kg.errors import DataError
from kg.messages import message
from kg.rdf.extensions import TABLE_ENDINGS


@click.command()
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--id", "document", metavar="ID", help="The id of the document; else from its address and title.")
@click.option("--url", "address", help="The address of the page.")
@click.option("--title", help="The exact title of the page.")
@click.option("--date", "issued", metavar="DATE", help="When the page was published: 2001, 2001-09 or 2001-09-11.")
@click.option("--publisher", metavar="NAME", help="Who publishes it.")
@click.option("--text-language", "text_language", metavar="TAG", help="The language of the page.")
@click.option(
    "--keep",
    type=click.Path(file_okay=False),
    metavar="DIR",
    help="Keep the text of the page in a folder; passages then say which characters they are.",
)
@source_options
@LANGUAGE
@out(".trig")
def draft(
    file: str,
    *,
    document: str | None,
    keep: str | None,
    source: Source,
    language: str,
    output: str | None,
    **known: str,
) -> None:
    """Turn a page (FILE, HTML or text; - is standard input) into a document file that is ready to finish.

    \b
    Passages are cut, names, dates and figures marked, relations offered in lines that begin with #?.
    Nothing is claimed: take the #? away from what the page says, write sec:says in both languages, then
      kg format --finish FILE     drops what was not confirmed
      kg check FILE               says what is left to do
    """
    from kg.curation.page_text import read_page
    from kg.rdf.formats import save

    known["language"] = known.pop("text_language")
    page = read_page(_content(file)).with_known(**known)
    made = load_graph(source).draft(page, document=document or "", kept=bool(keep))
    if keep:
        save(Path(keep) / f"{made.id}.txt", page.text.encode())
    emit(made.text.encode(), output)
    click.echo(made.summary(language), err=True)


def _content(file: str) -> str:
    """Return what a file holds, or standard input. Raises DataError for what is not text."""
    try:
        with click.open_file(file, "rb") as stream:
            content: bytes = stream.read()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise DataError("error.data.not_read", file, reason=error.strerror) from None
    except UnicodeDecodeError as error:
        byte = f"{error.object[error.start]:02X}"
        raise DataError("error.data.not_utf8", file, byte=byte) from None


@click.command()
@click.argument("documents", nargs=-1)
@click.option(
    "--days",
    type=click.IntRange(min=0),
    default=7,
    show_default=True,
    help="Do not ask again what was asked so lately.",
)
@click.option(
    "--delay",
    type=click.FloatRange(min=0),
    default=1,
    show_default=True,
    help="Seconds between two requests to a host.",
)
@click.option(
    "--timegate", metavar="ADDRESS", default="", help="Ask it (RFC 7089) for an archived copy of what is gone."
)
@click.option("--all", "everything", is_flag=True, help="List, too, the documents that are as they were.")
@click.option(
    "--write", "mark", is_flag=True, help="Note the day in documents that are gone and were never read again."
)
@click.option("--allow-private", is_flag=True, hidden=True)
@source_options
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS)
@click.pass_context
def verify(
    context: click.Context, /, documents: tuple[str, ...], *, everything: bool, mark: bool, source: Source, **given: Any
) -> None:
    """Ask whether the pages of DOCUMENTS (ids; or all) are still there and still say what their claims need.

    \b
    It asks one page a host at a time and heeds robots.txt; an interrupted run goes on where it stopped.
    The exit code is 1 when a person should look. Nothing is changed in the data but by --write.
    """
    from kg.curation.marking import mark_gone
    from kg.curation.verify import as_table, seen_folder, verified_text
    from kg.curation.verify import verify as run
    from kg.curation.web import PoliteReader

    graph = load_graph(source)
    wanted = [graph.names.resolve_concept("document", one) for one in documents]
    reader = PoliteReader(delay=given["delay"], allow_private=given["allow_private"])
    with _progress(len(wanted) or len(graph.names.choices("document"))) as bar:
        found = run(
            graph.engine, wanted, reader=reader, seen=seen_folder(), days=given["days"], timegate=given["timegate"],
            told=lambda _: bar.update(1),
        )  # fmt: skip
    emit_table(
        as_table(one for one in found if everything or one.needs_a_person), given["format_name"], given["output"]
    )
    click.echo(verified_text(found, given["language"]), err=True)
    if mark and graph.folders:
        click.echo(message("verify.marked", given["language"], count=mark_gone(graph.folders, found)), err=True)
    if any(one.needs_a_person for one in found):
        context.exit(1)


def _progress(length: int) -> Any:
    """Return a bar on standard error, which shows itself on a terminal alone."""
    return click.progressbar(length=length, file=sys.stderr)
