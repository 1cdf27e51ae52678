"""The page of the measures: what each computes and after whom, and the first rows of it on the record."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import kg.network.measures
from kg.graph import KnowledgeGraph
from kg.network.measures.registry import MEASURES, Measure
from kg.network.network import MODES, Network
from kg.rdf.terms import show
from kg.site.markdown import fence, french, plain, table
from kg.sparql.table import Table

_MOST_ROWS = 5
_OPENING = """# The measures

Functions from a network to a table, each with what limits it in its caveats. They are asked by name, on the command
line and of the graph, or called on any network. Those that look at one network come with their first rows on the record
as it stands. `--against documents` says whether the first stay first when any one document is dropped, and
`--against null-model` what mere numbers of ties would give; either takes a while.

What the weight of a tie is stands in [The method](../method.md#the-network).

"""
_EXAMPLES = {
    "removal": ("--of rcmp", 'of="rcmp"'),
    "change": ("--between 2000 2024", 'between=("2000", "2024")'),
    "change-of-whole": ("--between 2000 2024", 'between=("2000", "2024")'),
}
"""What is given to the measures that need more than a network, on the command line and in Python."""


def measures_page(graph: KnowledgeGraph) -> str:
    """Return the page of all measures, with answers from a graph."""
    networks: dict[str, Network] = {mode: graph.network(mode) for mode in MODES}
    shown = {measure.function.__name__ for measure in MEASURES.values()}
    rest = [name for name in kg.network.measures.__all__ if name not in shown and not name.isupper()]
    parts = [part for measure in MEASURES.values() for part in _measure(measure, networks[measure.mode])]
    parts += ["## The others\n", *(_documented(name) for name in rest)]
    return _OPENING + "\n".join(parts)


def _measure(measure: Measure, network: Network) -> Iterator[str]:
    options, arguments = _EXAMPLES.get(measure.name, ("", ""))
    yield f"## {plain(measure.title())}\n"
    yield f"{french(measure.title('fr'))}\n"
    yield fence("bash", f"kg measure {measure.name} {options}".rstrip())
    call = ", ".join(filter(None, [f'"{measure.name}"', arguments]))
    yield fence("python", f"import kg\n\nkg.load().measure({call})")
    if measure.takes == "network":
        yield _first_rows(measure.function(network))
    yield _documented(measure.function.__name__)


def _first_rows(answer: Table) -> str:
    rows = [[plain(show(term)) for term in row] for row in islice(answer.terms, _MOST_ROWS)]
    notes = [f"{len(answer):,} rows; the first stand here.", *map(plain, answer.caveats)]
    return f"{table([plain(head) for head in answer.column_labels], rows)}\n{' '.join(notes)}\n"


def _documented(name: str) -> str:
    """Return the directive that takes in the docstring of a name of ``kg.network.measures``."""
    kind = "autoclass" if isinstance(getattr(kg.network.measures, name), type) else "autofunction"
    return fence("{eval-rst}", f".. {kind}:: kg.network.measures.{name}")
