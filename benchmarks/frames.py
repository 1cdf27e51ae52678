"""Time a SELECT of 100,000 rows as a data frame: Table, and pyoxigraph's CSV and TSV read by polars, pyarrow, pandas.

python benchmarks/frames.py [ROUNDS]

Prints medians in seconds and ratios to the fastest other way; every round runs all in turn, in one process. The
others guess types from text and lose languages, empty texts and the zeros that a code begins with; TSV read bare
keeps the signs around each term, and so has no types at all.
"""

from __future__ import annotations

import io
import statistics
import sys
import time
from collections.abc import Callable

import pandas
import polars
import pyoxigraph as ox
from pyarrow import csv

from kg.sparql.engine import Engine
from kg.sparql.table import Table

ENTITY = "https://w3id.org/perimeter/entity/"
QUERIES = {
    "two columns, one pattern": "SELECT ?who ?whom WHERE { ?who <urn:with> ?whom } LIMIT 100000",
    "five columns, four patterns": """SELECT ?who ?whom ?name ?size ?start WHERE {
        ?who <urn:with> ?whom ; <urn:name> ?name ; <urn:size> ?size ; <urn:start> ?start } LIMIT 100000""",
}


def made_up(entities: int = 34_000) -> ox.Store:
    """Return a store of entities with a name, a size, a date and three ties each."""
    date = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    store = ox.Store()
    for number in range(entities):
        who = ox.NamedNode(f"{ENTITY}e{number}")
        name = f'The “{number}” or "{number}"' if number % 50 == 0 else f"Entity number {number}"
        values = {
            "name": ox.Literal(name, language="en"),
            "size": ox.Literal(number),
            "start": ox.Literal(f"{1900 + number % 120}-09-11", datatype=date),
        }
        store.extend(ox.Quad(who, ox.NamedNode(f"urn:{key}"), value) for key, value in values.items())
        others = [ox.NamedNode(f"{ENTITY}e{(number * 7 + step) % entities}") for step in range(3)]
        store.extend(ox.Quad(who, ox.NamedNode("urn:with"), other) for other in others)
    return store


def written(store: ox.Store, query: str, results: ox.QueryResultsFormat) -> bytes:
    """Return the answer of a query as pyoxigraph writes it."""
    solutions = store.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return solutions.serialize(format=results) or b""


def main(rounds: int) -> None:
    """Run all in turn and print medians and ratios."""
    store = made_up()
    engine = Engine(store)
    for title, query in QUERIES.items():

        def as_csv(query: str = query) -> bytes:
            return written(store, query, ox.QueryResultsFormat.CSV)

        def as_tsv(query: str = query) -> bytes:
            return written(store, query, ox.QueryResultsFormat.TSV)

        def as_table(query: str = query) -> Table:
            return engine.table(query)

        runs: dict[str, Callable[[], object]] = {
            "CSV, polars.read_csv": lambda: polars.read_csv(as_csv(), try_parse_dates=True),
            "CSV, pyarrow, to polars": lambda: polars.from_arrow(csv.read_csv(io.BytesIO(as_csv()))),
            "TSV, polars.read_csv": lambda: polars.read_csv(as_tsv(), separator="\t", quote_char=None),
            "CSV, pandas.read_csv (C)": lambda: pandas.read_csv(io.BytesIO(as_csv())),
            "CSV, pandas.read_csv (pyarrow)": lambda: pandas.read_csv(io.BytesIO(as_csv()), engine="pyarrow"),
            "Table.to_polars": lambda: as_table().to_polars(),
            "Table.to_pandas": lambda: as_table().to_pandas(),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(rounds):
            for name, run in runs.items():
                start = time.perf_counter()
                run()
                times[name].append(time.perf_counter() - start)
        medians = {name: statistics.median(each) for name, each in times.items()}
        fastest = min(median for name, median in medians.items() if not name.startswith("Table"))
        print(title)
        for name, median in medians.items():
            print(f"  {name:32} {median:7.3f} s   {median / fastest:5.2f} × the fastest other way")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
