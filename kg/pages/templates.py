"""The templates that pages are written with, every text escaped."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Any

from kg.messages import languages, message
from kg.version import PACKAGE, __version__

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = PACKAGE / "pages" / "templates"


def render(name: str, language: str, **values: Any) -> bytes:
    """Return a page in a language."""
    others = [tag for tag in languages() if tag != language]
    told = partial(_told, language)
    page = _templates().get_template(f"{name}.html")
    return page.render(language=language, others=others, t=told, version=__version__, **values).encode()


def _told(language: str, key: str, **values: Any) -> str:
    return message(key, language, **values)


@cache
def _templates() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
