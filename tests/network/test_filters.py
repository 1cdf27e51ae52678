"""The filters of a network are named where they can be seen: in signatures, and to editors by their types."""

from __future__ import annotations

import inspect
from dataclasses import fields

import pytest

from kg.graph import KnowledgeGraph
from kg.network.filters import Filters, NetworkOptions
from kg.network.network import NetworkFilter

FIELDS = {one.name for one in fields(NetworkFilter)}


@pytest.mark.parametrize("name", ["network", "measure", "path"])
def test_every_filter_is_a_parameter_that_is_seen(name: str) -> None:
    parameters = inspect.signature(getattr(KnowledgeGraph, name)).parameters
    assert parameters.keys() >= FIELDS
    assert not any(one.kind is inspect.Parameter.VAR_KEYWORD for one in parameters.values())


def test_the_types_of_filters_are_those_that_there_are() -> None:
    assert {*Filters.__annotations__} | {"mode", "actors"} == FIELDS | {"lens"}
    assert NetworkOptions.__optional_keys__ == FIELDS | {"lens"}
