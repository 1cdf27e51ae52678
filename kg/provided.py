"""What a higher layer does for objects of a lower one, which may not import it: told at the door, called by its name.

The package itself says where each is when it is imported, and every module of it is imported through the package.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_PLACES: dict[str, str] = {}


def provide(name: str, module: str) -> None:
    """Say in which module a function is that lower layers may call; it is imported when it is called first."""
    _PLACES[name] = module


def provided(name: str) -> Any:
    """Return a function of a higher layer. Raises KeyError for one that no door has told of.

    >>> import kg
    >>> provided("explore_network").__module__
    'kg.explorer.page'
    """
    return getattr(import_module(_PLACES[name]), name)
