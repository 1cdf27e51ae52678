"""The networks that the page is given are those of the library: the same lines, weights, and words on governments."""

from __future__ import annotations

import json
from typing import Any

import pytest

import kg
from kg.explorer.network_payload import networks_content, word_of
from kg.explorer.payload import PageSource, payload
from kg.network.network import ACTORS, MODES, Network
from kg.vocabulary import local_name
from tests.deno import run_script

Lines = dict[tuple[str, str], tuple[float, int]]
SHOWN = [(mode, actors, read_again) for mode in MODES for actors in ACTORS for read_again in (False, True)]


@pytest.fixture(scope="module")
def drawn(shipped: kg.KnowledgeGraph) -> list[Lines]:
    content = payload(PageSource(shipped.engine, shipped.record, shipped.labels))
    fragments = [
        f"#detail=5&mode={word_of(mode)}&lens={actors}{'&read=again' if read_again else ''}"
        for mode, actors, read_again in SHOWN
    ]
    told: list[list[list[Any]]] = json.loads(run_script("edges_of.ts", {"content": content, "fragments": fragments}))
    return [{ends(a, b): (round(weight, 3), reasons) for a, b, weight, reasons in lines} for lines in told]


def ends(first: str, second: str) -> tuple[str, str]:
    return min(first, second), max(first, second)


def lines_of(network: Network) -> Lines:
    return {
        ends(local_name(a), local_name(b)): (round(edge["weight"], 3), len(edge["reasons"]))
        for a, b, edge in network.edges(data=True)
    }


@pytest.mark.parametrize("at", range(len(SHOWN)), ids=[" ".join(map(str, one)) for one in SHOWN])
def test_the_page_shows_the_lines_of_the_library_with_their_weights(
    shipped: kg.KnowledgeGraph, drawn: list[Lines], at: int
) -> None:
    mode, actors, read_again = SHOWN[at]
    network = shipped.network(mode, actors, read_again=read_again)
    assert drawn[at] == lines_of(network)
    assert len(drawn[at]) > 50


def word(reasons: list[list[int]]) -> str:
    """What the page makes of the reasons of a line, as ``governmentsOn`` does in ``data/evidence.ts``."""
    whole, some = [reason[4] for reason in reasons], [reason[5] for reason in reasons]
    if 3 in whole or 3 in some:
        return "both" if 3 in whole else "parts"
    return {0: "none", 3: "apart"}.get(sum({bit for one in some for bit in (1, 2) if one & bit}), "one")


def test_every_line_carries_what_the_library_says_of_both_governments(shipped: kg.KnowledgeGraph) -> None:
    record = shipped.record
    entities = {iri: at for at, iri in enumerate(sorted(record.identity))}
    ties = {id(tie): at for at, tie in enumerate(record.ties)}
    rows = networks_content(record, entities, ties)["shared"]["edges"]
    drawn = {tuple(row[:2]): word(row[3]) for row in rows}
    edges = shipped.network(actors="all").edges(data="governments")
    assert drawn == {tuple(sorted((entities[one], entities[other]))): said for one, other, said in edges}
    assert set(drawn.values()) == {"both", "parts", "apart", "one", "none"}
