"""Perimeter: an open knowledge graph of Canada–United States security and defence cooperation.

>>> import kg
>>> graph = kg.load("tests/mini")
>>> graph.query("SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who").column("who")
['https://w3id.org/perimeter/entity/canada', 'https://w3id.org/perimeter/entity/united-states']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.provided import provide
from kg.version import __version__ as __version__

provide("explore_network", "kg.explorer.page")

_HOMES = {
    "load": "kg.graph",
    "KnowledgeGraph": "kg.graph",
    "Table": "kg.sparql.table",
    "Entity": "kg.record.entities",
    "Passage": "kg.record.evidence",
    "Question": "kg.questions.catalogue",
    "Finding": "kg.validation.findings",
    "KgError": "kg.errors",
}
__all__ = ["Entity", "Finding", "KgError", "KnowledgeGraph", "Passage", "Question", "Table", "load"]


def load_ipython_extension(shell: Any) -> None:
    """Give a notebook the ``%%sparql`` cell magic: ``%load_ext kg``."""
    from kg.notebook import register

    register(shell)


def __dir__() -> list[str]:
    """Return what is to be offered: the public names, which are not there before they are asked for."""
    return [*__all__, "__version__"]


if TYPE_CHECKING:  # for editors, which do not run what follows
    from kg.errors import KgError
    from kg.graph import KnowledgeGraph, load
    from kg.questions.catalogue import Question
    from kg.record.entities import Entity
    from kg.record.evidence import Passage
    from kg.sparql.table import Table
    from kg.validation.findings import Finding
else:

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first asked for, so that nothing is loaded that is not used."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
