"""A page of the explorer that was written, and the one of the whole, which is kept as long as nothing is new."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from kg.language import number_text
from kg.messages import message
from kg.rdf.derived import made_by, moment
from kg.rdf.formats import save
from kg.sparql.engine import Engine

_PACKAGE = re.compile(r'<script type="application/gzip" id="(?:worker|dataset|oxigraph)">[^<]*</script>\n')


class Extent(NamedTuple):
    """How many organizations a page shows, of how many: the best connected, as the whole is too large for one."""

    shown: int
    of: int

    def told(self, language: str = "en") -> str:
        """Return it in words.

        >>> Extent(2_000, 44_264).told()
        'The 2,000 best connected of 44,264 organizations: the whole is more than a browser can show'
        """
        if self.shown == self.of:
            return message("explorer.organizations", language)
        shown, of = (number_text(str(count), language) for count in self)
        return message("explorer.best_connected", language, shown=shown, count=of)


class MadePage(NamedTuple):
    """The text of a page, and what it shows where that is not all."""

    text: bytes
    extent: Extent | None = None


@dataclass(frozen=True)
class Page:
    """An explorer that was written: where it is, and in a notebook the page itself.

    ``extent`` says how much it shows of a record that is more than a browser can show; else it is None.
    """

    path: Path
    extent: Extent | None = None

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


def kept_page(engine: Engine, make: Callable[[], MadePage], path: Path | str | None = None) -> Page:
    """Write the explorer of all that an engine holds, made once for each state of the data, day and drawing library.

    What makes it is not loaded where it is kept. It is ``perimeter.html`` here unless told otherwise.
    """
    made = engine.derived(f"page {moment()} by {made_by()}", make)
    return Page(save(path or "perimeter.html", made.text), made.extent)
