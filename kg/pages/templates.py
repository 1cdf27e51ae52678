"""The templates that pages are written with, every text escaped."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.language import colon
from kg.messages import languages, message
from kg.pages.addresses import file_of
from kg.rdf.formats import graph_format
from kg.render.palette import style_sheet
from kg.render.references import MEDIA
from kg.version import PACKAGE, __version__

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = PACKAGE / "pages" / "templates"


def render(name: str, language: str, **values: Any) -> bytes:
    """Return a page in a language."""
    page = _templates().get_template(f"{name}.html")
    own = {
        "language": language,
        "tongues": [tag for tag in languages() if tag != language],
        "t": _teller(language),
        "colon": colon(language),
    }
    return page.render(own, **values).encode()


def style() -> bytes:
    """Return the style sheet of all pages, after the colours that all pictures have in common."""
    return style_sheet().encode() + (FOLDER / "style.css").read_bytes()


@cache
def _teller(language: str) -> Callable[..., str]:
    """Return what gives the texts of a language; those without places are looked up once."""
    known: dict[str, str] = {}

    def told(key: str, **values: Any) -> str:
        if values:
            return message(key, language, **values)
        if key not in known:
            known[key] = message(key, language)
        return known[key]

    return told


def _told_in(language: str) -> str:
    return message("language.name", language)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    templates = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    known = {name: graph_format(name).native for name in ("turtle", "trig", "jsonld", "ntriples", "rdfxml")}
    templates.globals.update(
        version=__version__,
        told_in=_told_in,
        file=file_of,
        media={"json": "application/json", **MEDIA, **{name: one.media_type for name, one in known.items()}},
        names={
            "json": "JSON",
            "bibtex": "BibTeX",
            "ris": "RIS",
            "csl-json": "CSL-JSON",
            **{name: one.name for name, one in known.items()},
        },
    )
    return templates
