"""When ties were in effect."""

from __future__ import annotations

import kg


def test_a_tie_of_an_undated_collaboration_is_undated(shipped: kg.KnowledgeGraph) -> None:
    """A radar without a date did not support the command from the command's first day."""
    then = shipped.network("two-mode", "all", as_of="1958")
    assert "https://w3id.org/perimeter/entity/norad" in then
    assert "https://w3id.org/perimeter/entity/norad-modernization" not in then
