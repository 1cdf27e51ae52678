"""What a page carries, read without a browser."""

from __future__ import annotations

import base64
import gzip
import json
import re
from pathlib import Path
from typing import Any

from kg.network.network import Network
from kg.vocabulary import ENTITY


def content_of(page: Path, part: str = "content") -> dict[str, Any]:
    """What a page holds: all that is drawn, or its ``words``, or what counts ``again`` by what was read again alone."""
    held = re.search(rf'id="{part}">([^<]*)<', page.read_text("utf-8"))
    assert held
    content: dict[str, Any] = json.loads(gzip.decompress(base64.b64decode(held[1])))
    return content


def carried_by(page: Path) -> dict[str, Any]:
    """How the view is drawn that a page opens with: its places and lines, as its content has those of the others."""
    held = re.search(r'id="network">([^<]*)<', page.read_text("utf-8"))
    assert held
    network = json.loads(held[1])
    return {
        "nodes": [[node["id"], node["x"], node["y"], node["group"]] for node in network["nodes"]],
        "edges": [[edge["from"], edge["to"], edge["chance"], edge["spanning"]] for edge in network["edges"]],
    }


def lines_of(page: Path, mode: str = "shared") -> set[frozenset[str]]:
    """The lines that a page can draw, as pairs of ids."""
    content = content_of(page)
    ids = [entity["id"] for entity in content["entities"]]
    return {frozenset((ids[edge[0]], ids[edge[1]])) for edge in content["views"][mode]["all"]["edges"]}


def pairs(network: Network) -> set[frozenset[str]]:
    return {frozenset((a.removeprefix(ENTITY), b.removeprefix(ENTITY))) for a, b in network.edges}
