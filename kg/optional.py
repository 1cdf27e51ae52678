"""Packages that only some doors need: imported when they are, and named with their extra when they are missing."""

from __future__ import annotations

from typing import Any

from kg.errors import KgError

_EXTRAS = {
    "altair": "notebooks",
    "mcp": "mcp",
    "pyspark": "spark",
    "starlette": "serve",
    "trafilatura": "drafts",
    "uvicorn": "serve",
    "vl_convert": "pictures",
}
"""The extra that brings a package, where it is not ``tables``."""


def import_optional(name: str) -> Any:
    """Return an optional module. Raises KgError that names the extra which brings it."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        extra = _EXTRAS.get(package, "tables")
        raise KgError("error.package.missing", package=package, extra=extra) from None
