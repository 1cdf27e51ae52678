"""The explorer: one HTML file that holds the whole record, works offline, and lets no label run script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.explorer import build_page
from kg.explorer.extent import best_connected
from kg.explorer.packing import packed_json, packed_text
from kg.explorer.payload import PageSource, payload
from kg.explorer.second_process import SecondProcess
from kg.explorer.subgraph import network_content, table_network
from kg.explorer.written_page import MadePage, Page
from kg.network.network import Network
from kg.rdf.formats import save
from kg.render.palette import style_sheet
from kg.sparql.table import Table
from kg.version import PACKAGE, __version__

if TYPE_CHECKING:
    import networkx as nx


_PAGE = PACKAGE / "explorer" / "page"
_STYLES = ("explorer", "filters", "stories", "compare")
_OTHERS = ("oxigraph", "natural-earth")
_OPENING = ("shared", "organizations")


def write_page(source: PageSource, part: nx.Graph[Any] | Table | None = None, path: Path | str | None = None) -> Page:
    """Write the explorer of all that a source holds, or of a part: a network, an answer, any graph of networkx.

    It is ``perimeter.html`` here unless told otherwise. Raises KgError when there is nothing to draw.
    """
    return Page(save(path or "perimeter.html", _page(source, part).encode()))


def explore_network(network: Network, path: Path | str | None = None) -> Page:
    """Write the explorer of a network with what it holds itself: the record that it came of, else its own attributes.

    Raises KgError when there is nothing to draw, and for a weight that nothing can be drawn by.
    """
    return Page(save(path or "perimeter.html", render(network_content(network)).encode()))


def page_of_best_connected(network: Network) -> MadePage:
    """Return the page of a network's best connected actors, where the whole record is more than a browser can show."""
    part = best_connected(network)
    return MadePage(render(network_content(part)).encode(), part.graph["extent"])


def whole_page(source: PageSource) -> str:
    """Return the page of all that a source holds, which carries the dataset of it."""
    second = source.second_process or SecondProcess(source.engine, source.questions.values())
    return render(payload(replace(source, second_process=second)), second.dataset, second.words)


def _page(source: PageSource, part: nx.Graph[Any] | Table | None) -> str:
    """Return the page: with SPARQL where it shows all that the source holds."""
    return whole_page(source) if part is None else render(network_content(_network_of(part, source)))


def _network_of(part: nx.Graph[Any] | Table, source: PageSource) -> Network:
    if isinstance(part, Table):
        return table_network(part, source.record)
    return part if isinstance(part, Network) else Network(part)


def render(
    content: dict[str, Any], dataset: Callable[[], str] | None = None, words: Callable[[], str] | None = None
) -> str:
    """Return the page for what it is to show, carried by pyvis' network.

    With a dataset, packed, it carries an engine for SPARQL too: nothing of it costs time until it is asked. Its words
    may be packed already.

    The template is ours, with autoescape: pyvis' own loads from a CDN and lets labels run script. So is the program
    that draws: of vis-network, which pyvis brings, the page needs nothing.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from markupsafe import Markup
    from pyvis import network as pyvis_network

    carrier = pyvis_network.Network(directed=False, cdn_resources="in_line")
    carrier.nodes, carrier.edges, opening = _carried(content)
    said, again = opening.pop("words"), opening.pop("again", None)
    shown = packed_json(opening)
    script = _script()
    carrier.templateEnv = Environment(loader=ChoiceLoader([FileSystemLoader(_PAGE)]), autoescape=True)
    carrier.templateEnv.globals.update(
        content=shown,
        words=words() if words else packed_json(said),
        again=packed_json(again) if again else "",
        packages=_packages(dataset()) if dataset is not None else {},
        licences=_licences() if dataset is not None else "",
        style=Markup(_style()),
        script=Markup(script),
        script_hash=_digest(script),
        version=__version__,
    )
    carrier.path = "explorer.html"
    return str(carrier.generate_html())


def _carried(content: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Return the drawing that opens as the nodes and edges that pyvis carries, and the content without them."""
    mode, lens = _OPENING
    views = {name: dict(view) for name, view in content["views"].items()}
    drawing = views[mode][lens]
    views[mode][lens] = {name: drawing[name] for name in ("areas", "shares")}
    nodes = [
        {"id": place, "label": content["entities"][place]["label"][0], "x": x, "y": y, "group": group}
        for place, x, y, group in drawing["nodes"]
    ]
    edges = [
        {"from": first, "to": second, "chance": chance, "spanning": spanning}
        for first, second, chance, spanning in drawing["edges"]
    ]
    return nodes, edges, content | {"views": views}


def _style() -> str:
    """Return the style sheets, after the colours that all pictures have in common."""
    return style_sheet() + "".join((_PAGE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES)


def _script() -> str:
    """Return the script that was built from the sources as they are. Raises KgError when there is none."""
    if not build_page.is_current():
        raise KgError("error.explorer.not_built")
    return build_page.SCRIPT.read_text(encoding="utf-8")


def _packages(dataset: str) -> dict[str, str]:
    """Return what SPARQL and the map need, packed, by the names under which the page looks for it."""
    return {
        "worker": packed_text(build_page.WORKER.read_bytes()),
        "dataset": dataset,
        "ground": packed_text(build_page.GROUND.read_bytes()),
        "oxigraph": base64.b64encode(build_page.ENGINE.read_bytes()).decode(),
    }


def _licences() -> str:
    """Return the licences of the engine and of the ground of the map, which others made."""
    texts = [(_PAGE / "licences" / f"{name}.txt").read_text(encoding="utf-8").strip() for name in _OTHERS]
    return f"\n\n{'-' * 72}\n\n".join(texts)


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
