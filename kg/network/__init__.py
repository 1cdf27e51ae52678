"""Who is joined to whom, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__all__ = ["Network"]

if TYPE_CHECKING:  # for editors, which do not run what follows
    from kg.network.network import Network
else:

    def __getattr__(name: str) -> Any:
        """Import the network when it is first asked for: networkx is slow to load."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from kg.network.network import Network

        return Network
