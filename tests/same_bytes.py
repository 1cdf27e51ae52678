"""All that kg writes, in every format, from several folders, under several hash seeds, zones, locales and Pythons."""

from __future__ import annotations

import hashlib
import itertools
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.worlds import ROOT

GRAPHS = ("nq", "trig", "ttl", "nt", "jsonld", "rdf")
TABLES = ("csv", "tsv", "json", "xml", "md", "xlsx", "parquet")
NETWORKS = ("graphml", "gexf", "json", "html", "csv", "xlsx", "md", "csv.gz", "svg", "png", "pdf")
TEXTS = ("md", "html", "json")
SEEDS, ZONES, LOCALES = ("1", "2"), ("UTC", "Pacific/Apia"), ("C", "C.UTF-8")
FOLDERS = ("data", "a folder/données")
_ROWS = "SELECT * WHERE { ?a ?b ?c } ORDER BY ?a ?b ?c LIMIT 2000"


def write_all(data: Path, folder: Path, *, site: bool = False) -> None:
    """Write a graph, its answers, its networks, a part of one and its pages into a folder; the web site where asked."""
    import kg
    from kg.cli.output import emit
    from kg.pages.publish import publish
    from kg.rdf.formats import save, table_format
    from kg.record.cited import cited_file
    from kg.record.evidence_reader import read_passages
    from kg.render.report import report_file
    from kg.render.reports import entity_report, reasons_report
    from kg.sparql.table import Table

    graph = kg.load(data)
    for ending in GRAPHS:
        graph.write(folder / f"all.{ending}")
    answer = graph.query(_ROWS)
    assert isinstance(answer, Table)
    tables = {"answer": answer, "strength": graph.measure("strength"), "coverage": graph.coverage()}
    for (name, table), ending in itertools.product(tables.items(), TABLES):
        emit(table.serialize(table_format(ending)), str(folder / f"{name}.{ending}"))
    around = graph.network(around="norad", actors="all")
    networks = {
        "whole": graph.network(),
        "two-mode": graph.network("two-mode", "all"),
        "around": around,
        "part": around.subgraph(set(list(around)[:5])),
    }
    for (name, network), ending in itertools.product(networks.items(), NETWORKS):
        place = folder / f"{name}.{ending}"
        graph.explore(network, place) if ending == "html" else network.write(place)
    norad, told = graph.entity("norad"), graph.ask("partners", of="norad")
    reports = {
        "entity": entity_report(norad, graph.labels),
        "why": reasons_report(graph.why("canada", "us"), graph.labels),
    }
    for (name, report), ending in itertools.product(reports.items(), TEXTS):
        save(folder / f"{name}.{ending}", report_file(report, ending))
    for ending in (*TABLES, "html"):
        name = ending if ending == "html" else table_format(ending)
        save(folder / f"cited.{ending}", cited_file(told, read_passages(graph.engine, told.passages()), name))
    graph.explore(path=folder / "page.html")
    graph.explore(Table.of(["a"], [(iri,) for iri in around]), folder / "entities.html")
    if site:
        publish(graph, folder / "site")


def digests(data: Path, *, thorough: bool = False) -> dict[str, set[str]]:
    """Return the digests of each output over folders, hash seeds, zones, locales and Pythons, each by its own process.

    A ``thorough`` look takes each folder with each seed, and the web site too. PERIMETER_PYTHONS names other Pythons
    that have the same packages, with what parts places in PATH between them.
    """
    others = [path for path in os.environ.get("PERIMETER_PYTHONS", "").split(os.pathsep) if path]
    pairs = itertools.product(FOLDERS, SEEDS) if thorough else zip(FOLDERS, SEEDS, strict=True)
    found: dict[str, set[str]] = {}
    with tempfile.TemporaryDirectory() as work:
        for name in FOLDERS:
            _copy_anew(data, Path(work, name), backwards=name != FOLDERS[0])
        ways = itertools.product(pairs, ZONES, LOCALES, (sys.executable, *others))
        for (name, seed), zone, locale, python in ways:
            told = {"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
            told["XDG_CACHE_HOME"] = str(Path(work, f"cache {seed} of {name}"))
            with tempfile.TemporaryDirectory() as folder:
                words = [python, "-m", __name__, str(Path(work, name)), folder, *(["site"] if thorough else [])]
                subprocess.run(words, cwd=ROOT, env=os.environ | told, check=True)
                for path in filter(Path.is_file, Path(folder).rglob("*")):
                    place = path.relative_to(folder).as_posix()
                    found.setdefault(place, set()).add(hashlib.sha256(path.read_bytes()).hexdigest())
    return found


def _copy_anew(data: Path, place: Path, *, backwards: bool) -> None:
    """Copy a folder, its files in an order and with times of their own."""
    for path in sorted(filter(Path.is_file, data.rglob("*")), reverse=backwards):
        target = place / path.relative_to(data)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


if __name__ == "__main__":
    write_all(Path(sys.argv[1]), Path(sys.argv[2]), site=len(sys.argv) > 3)
