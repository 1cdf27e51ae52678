"""Packages that only some doors need: imported when they are, and named with their extra when they are missing."""

from __future__ import annotations

from typing import Any

from kg.errors import KgError


def import_optional(name: str) -> Any:
    """Return an optional module. Raises KgError that names the extra which brings it."""
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError:
        package = name.partition(".")[0]
        extra = {"altair": "notebooks", "vl_convert": "pictures"}.get(package, "tables")
        raise KgError("error.package.missing", package=package, extra=extra) from None
