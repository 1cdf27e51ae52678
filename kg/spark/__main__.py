"""The command ``python -m kg.spark``."""

from __future__ import annotations

import click

from kg.errors import KgError
from kg.messages import languages
from kg.spark.network import write_network
from kg.spark.session import start_session


@click.command()
@click.argument("dataset")
@click.argument("folder", metavar="OUT")
@click.option("--as-of", metavar="DATE", help="The network as it was on a date: 2001, 2001-09, 2001-09-11 or today.")
@click.option("--master", metavar="URL", help="Where Spark runs; as it is set up itself, unless told.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A setting of Spark; may be given again.")
@click.option("--language", type=click.Choice(languages()), default="en", help="Language of what goes wrong.")
def run(
    dataset: str, folder: str, as_of: str | None, master: str | None, settings: tuple[str, ...], language: str
) -> None:
    """Write the network of DATASET to OUT, made on Apache Spark: its edges, reasons and actors, in Parquet.

    DATASET is N-Quads, as `kg write all.nq` writes them, or Parquet with a name that ends so.
    """
    try:
        session = start_session(master, dict(_pair(setting) for setting in settings))
        made = write_network(session, dataset, folder, as_of)
    except KgError as error:
        click.echo(f"kg.spark: {error.message(language)}", err=True)
        raise SystemExit(2) from None
    click.echo(f"Written: {folder}, {made.undated:,} ties undated and left out", err=True)


def _pair(setting: str) -> tuple[str, str]:
    name, equals, value = setting.partition("=")
    if not equals:
        raise KgError("error.spark.setting", text=setting)
    return name, value


if __name__ == "__main__":
    run()
