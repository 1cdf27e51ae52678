"""Perimeter: an open knowledge graph of Canada–United States security and defence cooperation.

>>> import kg
>>> graph = kg.load("tests/mini")
>>> graph.query("SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who").column("who")
['https://w3id.org/perimeter/entity/canada', 'https://w3id.org/perimeter/entity/united-states']
"""

from __future__ import annotations

from typing import Any

from kg.version import __version__ as __version__

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


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that nothing is loaded that is not used."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
