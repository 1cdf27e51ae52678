"""Commands that keep the data in order, describe it and write it out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import (
    FOLDER_OF_DATA,
    FORMAT,
    LANGUAGE,
    TIMEOUT,
    Source,
    load_graph,
    open_graph,
    out,
    source_options,
)
from kg.cli.output import cleaned, emit, emit_prose, emit_table, file_facts, format_of, with_labels
from kg.errors import KgError
from kg.rdf.extensions import GRAPH_ENDINGS, TABLE_ENDINGS

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.validation.findings import Finding


@click.command()
@click.argument("path", required=False, type=click.Path())
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False),
    metavar="DIR",
    help="Compare passages with the texts in a folder.",
)
@click.option("--review", is_flag=True, help="List, too, all that is worth a second look; it never fails.")
@click.option("--keep", is_flag=True, help="Keep what is worth a second look in reviews.csv, so that only new is told.")
@TIMEOUT
@FOLDER_OF_DATA
@click.pass_context
def check(
    context: click.Context, path: str | None, sources: str | None, *, review: bool, keep: bool, data: str | None
) -> None:
    """Check the data against all rules; with PATH, a file or a folder, tell only what is found in it.

    A PATH is judged within the data set that it lies in, or as a part of that of --data. The exit code is 1 when there
    are findings. What is worth a second look and was not kept in reviews.csv of the data is told too, and never fails.
    """
    from kg.questions.own_questions import question_faults
    from kg.rdf.folders import Folders
    from kg.validation.checks import judge, unreadable, within
    from kg.validation.kept_reviews import KEPT, keep_reviews, new_reviews

    only = _existing(path)
    folders = Folders.around(only) if only and data is None else Folders.find(data)
    only = None if only == folders.data else only
    if keep and only:
        raise KgError("error.check.keep_part")
    looks = review or keep or (folders.data / KEPT).is_file()
    judged = judge(folders, Path(sources) if sources else None, only, review=looks)
    findings = within(only, [*judged.findings, *map(unreadable, question_faults(folders.own_questions))])
    _tell(findings, "finding")
    unread = any(finding.rule == "syntax" for finding in findings)  # then nothing was looked at
    if unread:
        context.exit(1)
    if keep:
        kept = keep_reviews(judged.to_review, folders.data)
        click.echo(f"{len(judged.to_review):,} to review, kept in {kept}", err=True)
    elif review:
        _tell(judged.to_review, "to review")
    elif new := new_reviews(judged.to_review, folders.data):
        _tell(new, f"to review that {KEPT} does not have")
    if findings:
        context.exit(1)


def _tell(findings: list[Finding], what: str) -> None:
    for finding in findings:
        click.echo(cleaned(str(finding)))
    plural = "s" if what == "finding" and len(findings) != 1 else ""
    click.echo(f"{len(findings):,} {what}{plural}", err=True)


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path(exists=True))
@click.option("--check", "only_check", is_flag=True, help="Change nothing; exit code 1 when a file is not in form.")
@click.option("--finish", is_flag=True, help="Drop the lines of a draft (#?) that nobody confirmed.")
@click.pass_context
def format_files(context: click.Context, paths: tuple[str, ...], *, only_check: bool, finish: bool) -> None:
    """Write data files in the one canonical form: the PATHS, or all that ship."""
    from kg.rdf.canonical import canonical
    from kg.rdf.drafts import sweep
    from kg.rdf.files import text_of
    from kg.rdf.folders import Folders, data_files
    from kg.rdf.formats import save

    files = [file for path in paths for file in data_files(Path(path))] or Folders.find().files()
    for folder in () if only_check else {file.parent for file in files}:
        sweep(folder)
    changed = 0
    for file in files:
        text = canonical(file, finish=finish)
        if text != text_of(file):
            changed += 1
            click.echo(f"{file}: {'is not in form' if only_check else 'written'}")
            if not only_check:
                save(file, text.encode())
    click.echo(f"{changed:,} of {len(files):,} files {'to change' if only_check else 'changed'}", err=True)
    if changed and only_check:
        context.exit(1)


@click.command()
@click.option(
    "--by",
    default="topic",
    show_default=True,
    help="topic, period, country, standing, class; or official, for counts that documents state.",
)
@click.option(
    "--of",
    type=click.Choice(["ties", "reading"]),
    default="ties",
    show_default=True,
    help="What is told: how ties are sourced, or how passages and claims were read again.",
)
@click.option("--iri", is_flag=True, help="Ids and IRIs instead of labels.")
@source_options
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS)
def coverage(by: str, *, of: str, iri: bool, source: Source, language: str, **written: Any) -> None:
    """Say how complete and how sure the record is: what is held, undated, single-sourced, on thin ground, read again.

    \b
    kg coverage --by period
    kg coverage --by topic --of reading
    """
    graph = load_graph(source)
    shown = graph.coverage(by, of=of, language=None if iri else language)
    emit_table(shown, written["format_name"], written["output"], file_facts(graph, written["output"], language))


@click.command()
@source_options
@FORMAT
@out(*GRAPH_ENDINGS)
def describe(source: Source, format_name: str | None, output: str | None) -> None:
    """Describe the data set for catalogues (VoID, DCAT): licence, version, how much of what."""
    from kg.rdf.formats import write_triples
    from kg.record.void import describe as run

    emit(write_triples(run(open_graph(source).engine), format_of(format_name, output) or "turtle"), output)


@click.command()
@click.argument("path", type=click.Path())
@click.option("--only", type=click.Choice(["ontology"]), help="Only the ontology: its terms and concepts.")
@source_options
@LANGUAGE
def write(path: str, source: Source, *, only: str | None, language: str) -> None:
    """Write the whole graph, default graph and every passage, to a .nq, .trig or .jsonld file.

    The extensions .ttl, .nt and .rdf hold no graphs: they get the default graph only. A table (.csv, .xlsx, .parquet)
    gets every claim, one in one passage a row, and a .db file a SQLite database of claims, passages and documents.
    """
    click.echo(f"Written: {load_graph(source).write(path, only=only or '', language=language)}", err=True)


@click.command()
@click.argument("old", metavar="OLD", type=click.Path())
@click.argument("new", metavar="[NEW]", type=click.Path(), default="")
@LANGUAGE
@FORMAT
@out(*TABLE_ENDINGS)
def changes(old: str, new: str, *, language: str, format_name: str | None, output: str | None) -> None:
    """Say what changed in the data from an OLD edition to a NEW one, the one that ships unless told otherwise.

    Each is a folder of data, a store that `kg build` wrote or a file that `kg write` did. Without a format, or as
    Markdown, they are release notes; in any other a table of the claims, each added, withdrawn or changed.

    \b
    kg changes perimeter-2025.nq
    kg changes ../older/data data -o changes.csv
    """
    from kg.render.release_notes import release_notes

    before, after = _edition(old), _edition(new)
    found = after.changes(before)
    wanted = format_of(format_name, output)
    if wanted in (None, "md", "markdown"):
        emit_prose(release_notes(found, language), output)
        return
    labelled = after.labelled(found.claims, language)
    emit_table(with_labels(labelled, language), format_name, output, file_facts(after, output, language))


def _edition(place: str) -> KnowledgeGraph:
    """Open an edition of the data by where it is."""
    from kg.rdf.stores import is_store

    if place and not Path(place).exists():
        raise KgError("error.file.missing", path=place)
    is_built = bool(place) and is_store(Path(place))
    return load_graph(Source(None if is_built else place or None, place if is_built else None))


@click.command()
@click.argument("folder", type=click.Path(), metavar="DIR")
@FOLDER_OF_DATA
def build(folder: str, data: str | None) -> None:
    """Write the dataset as a store on disk in DIR, for --store DIR and for `oxigraph serve-read-only`."""
    from kg.graph import build as run

    made = run(folder, data)
    click.echo(f"Written: {folder}, {made['quads']:,} quads, {made['passages']:,} passages", err=True)


@click.command()
@click.option(
    "-o", "--output", type=click.Path(), metavar="DIR", default="perimeter-docs", show_default=True, help="Where to."
)
@click.option(
    "--execute/--no-execute",
    default=True,
    show_default=True,
    help="Run the notebooks, so that their pages show what the cells show.",
)
@click.pass_context
def docs(context: click.Context, output: str, execute: bool) -> None:
    """Build the documentation: a site that works offline, made from a checkout."""
    from kg.site.build import build_site

    commands = context.find_root().command
    assert isinstance(commands, click.Group)
    start = build_site(load_graph(Source()), commands, Path(output), execute=execute)
    click.echo(f"The documentation begins at {start.resolve()}", err=True)


def _existing(path: str | None) -> Path | None:
    if path and not Path(path).exists():
        raise KgError("error.file.missing", path=path)
    return Path(path).resolve() if path else None
