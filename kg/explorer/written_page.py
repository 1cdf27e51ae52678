"""A page of the explorer that was written, and the one of the whole, which is kept as long as nothing is new."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.rdf.derived import made_by, moment
from kg.rdf.formats import save
from kg.sparql.engine import Engine

_PACKAGE = re.compile(r'<script type="application/gzip" id="(?:worker|dataset|oxigraph)">[^<]*</script>\n')


@dataclass(frozen=True)
class Page:
    """An explorer that was written: where it is, and in a notebook the page itself."""

    path: Path

    def __fspath__(self) -> str:
        return str(self.path)

    def __str__(self) -> str:
        return str(self.path)

    def _repr_html_(self) -> str:
        """Return the page in a frame of its own, from which its script reaches nothing of the notebook.

        It is without SPARQL, which a notebook has anyway and which weighs more than all the rest.
        """
        held = _light(self.path.read_text(encoding="utf-8")).replace("&", "&amp;").replace("'", "&#39;")
        return (
            f"<iframe title='Perimeter' srcdoc='{held}' sandbox='allow-scripts allow-downloads allow-popups' "
            "style='width:100%;height:760px;border:1px solid #8888;border-radius:4px'></iframe>"
        )


def _light(page: str) -> str:
    """Return a page without its engine for SPARQL; it asks nothing then."""
    return _PACKAGE.sub("", page).replace("<body data-sparql>", "<body>", 1)


def kept_page(engine: Engine, make: Callable[[], str], path: Path | str | None = None) -> Page:
    """Write the explorer of all that an engine holds, made once for each state of the data, day and drawing library.

    What makes it is not loaded where it is kept. It is ``perimeter.html`` here unless told otherwise.
    """
    made = engine.derived(f"page {moment()} by {made_by()}", lambda: make().encode())
    return Page(save(path or "perimeter.html", made))
