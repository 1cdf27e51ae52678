"""The explorer: one HTML file that holds the whole record, works offline, and lets no label run script."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import __version__
from kg.errors import KgError
from kg.explorer import build_page
from kg.formats import save

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.network import Network
    from kg.table import Table

_PAGE = Path(__file__).parents[1] / "explorer" / "page"
_STYLES = ("explorer", "stories", "compare")
_OPENING = ("shared", "organizations")


@dataclass(frozen=True)
class Page:
    """An explorer that was written: where it is, and in a notebook the page itself."""

    path: Path

    def __fspath__(self) -> str:
        return str(self.path)

    def __str__(self) -> str:
        return str(self.path)

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, from which its script reaches nothing of the notebook."""
        held = self.path.read_text(encoding="utf-8").replace("&", "&amp;").replace("'", "&#39;")
        return (
            f"<iframe title='Perimeter' srcdoc='{held}' sandbox='allow-scripts allow-downloads allow-popups' "
            "style='width:100%;height:760px;border:1px solid #8888;border-radius:4px'></iframe>"
        )


def write_page(graph: KnowledgeGraph, path: Path | str | None = None) -> Path:
    """Write the explorer of a whole graph and return its place: ``perimeter.html`` here unless told otherwise."""
    from kg.views.payload import payload

    return _written(payload(graph), path)


def write_part(part: Network | Table, path: Path | str | None = None) -> Page:
    """Write the explorer of a network or of the answer to a query. Raises KgError when there is nothing to draw."""
    from kg.network import Network
    from kg.views.parts import network_content, table_network

    network = part if isinstance(part, Network) else table_network(part)
    return Page(_written(network_content(network), path))


def _written(content: dict[str, Any], path: Path | str | None) -> Path:
    return save(path or "perimeter.html", render(content).encode())


def render(content: dict[str, Any]) -> str:
    """Return the page for what it is to show, carried by pyvis' network and the vis-network in its wheel.

    The template is ours, with autoescape: pyvis' own loads from a CDN and lets labels run script.
    """
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader
    from markupsafe import Markup
    from pyvis import network as pyvis_network

    carrier = pyvis_network.Network(directed=False, cdn_resources="in_line")
    carrier.nodes, carrier.edges, content = _carried(content)
    vendor = Path(pyvis_network.__file__).parent / "templates" / "lib" / "vis-9.1.2"
    scripts = [_vis_network(vendor / "vis-network.min.js"), _script()]
    carrier.templateEnv = Environment(loader=ChoiceLoader([FileSystemLoader(_PAGE)]), autoescape=True)
    carrier.templateEnv.globals.update(
        content=_packed(content),
        style=Markup("".join((_PAGE / "styles" / f"{name}.css").read_text(encoding="utf-8") for name in _STYLES)),
        scripts=[Markup(script) for script in scripts],
        script_hashes=[_digest(script) for script in scripts],
        version=__version__,
    )
    carrier.path = "explorer.html"
    return str(carrier.generate_html())


def _carried(content: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], dict[str, Any]]:
    """Return the drawing that opens as the nodes and edges that pyvis carries, and the content without them."""
    mode, lens = _OPENING
    views = {name: dict(view) for name, view in content["views"].items()}
    drawing = views[mode][lens]
    views[mode][lens] = {"areas": drawing["areas"]}
    nodes = [
        {"id": place, "label": content["entities"][place]["label"][0], "x": x, "y": y, "group": group}
        for place, x, y, group in drawing["nodes"]
    ]
    edges = [
        {"from": first, "to": second, "chance": chance, "spanning": spanning}
        for first, second, chance, spanning in drawing["edges"]
    ]
    return nodes, edges, content | {"views": views}


def _vis_network(script: Path) -> str:
    """Return vis-network without the pointer to its source map, which is not there."""
    return script.read_text(encoding="utf-8").partition("//# sourceMappingURL=")[0]


def _script() -> str:
    """Return the script that was built from the sources as they are. Raises KgError when there is none."""
    if not build_page.is_current():
        raise KgError(
            "The explorer page is not built from its sources as they are; python3 go.py explore builds it.",
            "La page n’est pas construite à partir de ses sources actuelles ; python3 go.py explore la construit.",
        )
    return build_page.SCRIPT.read_text(encoding="utf-8")


def _packed(content: dict[str, Any]) -> str:
    """Return content as JSON, compressed to a sixth and in base 64: the same for the same content."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()


def _digest(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def has_screen() -> bool:
    """Say whether a browser can show itself here."""
    if os.name == "nt" or os.uname().sysname == "Darwin":
        return not os.environ.get("CI")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
