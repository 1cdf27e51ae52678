"""The options that say which part of the record a network shows."""

from __future__ import annotations

from collections.abc import Callable

import click

from kg.cli.completion import countries, entity_names, families, standings, topics
from kg.cli.options import RenamedOption, period_options

_FILTERS = (
    click.option(
        "--actors",
        cls=RenamedOption,
        old="--lens",
        type=click.Choice(["organizations", "countries", "all"]),
        default="organizations",
        show_default=True,
        help="Which actors.",
    ),
    period_options,
    click.option(
        "--around", metavar="NAME", multiple=True, shell_complete=entity_names, help="Only what lies near an entity."
    ),
    click.option("--depth", default=1, show_default=True, help="How near: the number of steps."),
    click.option("--topic", metavar="NAME", shell_complete=topics, help="Only ties about a topic, by their setting."),
    click.option(
        "--country",
        metavar="NAME",
        shell_complete=countries,
        help="Only ties in which a country or a body of it has part.",
    ),
    click.option("--family", metavar="ID", shell_complete=families, help="Only ties of a family of relations."),
    click.option(
        "--standing", metavar="NAME", shell_complete=standings, help="Only ties that a kind of document states."
    ),
    click.option("--since", metavar="DATE", help="Only ties that began since, or that a document states since."),
    click.option(
        "--text", metavar="WORDS", help="Only ties of which, or of whose setting, a passage has all these words."
    ),
    click.option("--governments", type=click.Choice(["both"]), help="Only what both governments confirm."),
    click.option("--ends", type=click.Choice(["across"]), help="Only ties across the border: one end in each country."),
    click.option(
        "--voices", type=click.IntRange(1), default=1, metavar="NUMBER", help="Only ties with so many voices, at least."
    ),
    click.option(
        "--rests-on", metavar="NAME", shell_complete=standings, help="Only ties that no other kind of document states."
    ),
)


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filters of a network."""
    for option in reversed(_FILTERS):
        command = option(command)
    return command
