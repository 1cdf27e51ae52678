"""Networks drawn as still pictures for notebooks."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

import kg
from kg.render.svg import network_svg


@pytest.mark.parametrize(("name", "mode"), [("network-one-mode", "one-mode"), ("network-two-mode", "two-mode")])
def test_picture_of_the_tiny_world_is_the_one_that_is_kept(
    mini: kg.KnowledgeGraph, same_picture: Callable[[str, str], None], name: str, mode: str
) -> None:
    same_picture(name, network_svg(mini.network(mode, "all")))


def test_what_nothing_ties_is_no_picture(mini: kg.KnowledgeGraph) -> None:
    assert network_svg(mini.network(as_of="1800")) == ""


def test_a_sign_that_xml_cannot_hold_is_replaced(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(actors="all")
    network.nodes["https://w3id.org/perimeter/entity/norad"]["label_en"] = "No\x1brad\uffff"
    texts = [part.text for part in ElementTree.fromstring(network_svg(network)).iter()]
    assert "No\ufffdrad\ufffd" in texts
