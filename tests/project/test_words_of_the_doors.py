"""The same words at every door: a command and the method of the library that it calls have one name."""

from __future__ import annotations

import inspect

import click
import pytest

import kg
from kg.cli.main import kg as commands
from kg.network.network import ACTORS, MODES, NetworkFilter
from kg.server.resources import RESOURCES

DOORS = {
    "ask": "ask",
    "build": None,
    "changes": "changes",
    "check": "check",
    "cite": "cite",
    "coverage": "coverage",
    "deposit": None,
    "describe": "describe",
    "diff": "diff",
    "docs": None,
    "draft": "draft",
    "explore": "explore",
    "find": "find",
    "format": None,
    "mcp": None,
    "measure": "measure",
    "network": "network",
    "path": "path",
    "publish": None,
    "query": "query",
    "questions": "questions",
    "serve": None,
    "show": "entity",
    "stories": "stories",
    "verify": "verify",
    "why": "why",
    "write": "write",
}
"""Each command with the method that it calls; None where the library has no such method."""

OVER_HTTP = {
    "ask": "question",
    "cite": "thing",
    "describe": "service",
    "diff": "diff",
    "explore": "explorer",
    "find": "find",
    "network": "network",
    "path": "path",
    "query": "service",
    "questions": "questions",
    "show": "thing",
    "why": "why",
    "write": "download",
}
"""Each command with the resource of the server that answers the same."""

NOT_COMMANDS = {
    "claims",
    "engine",
    "folders",
    "labelled",
    "labels",
    "languages",
    "names",
    "quads",
    "query_of",
    "record",
    "entity",
    "read_again",
}
"""What the graph has besides: its parts, and what another word of the command line stands for."""

PLACES = {
    "data",
    "store",
    "endpoint",
    "source",
    "output",
    "format_name",
    "language",
    "iri",
    "evidence",
    "help",
    "read_again",
}
"""Options of every door: what to read, where to write, and in which form."""


def parameters(name: str) -> set[str]:
    return {option.name or "" for option in commands.commands[name].params} - PLACES


def public(thing: type) -> set[str]:
    return {name for name in vars(thing) if not name.startswith("_")}


def test_every_command_is_a_word_of_the_doors() -> None:
    assert set(commands.commands) <= set(DOORS)


@pytest.mark.parametrize("name", sorted(name for name, method in DOORS.items() if method))
def test_a_command_and_its_method_are_both_there(name: str) -> None:
    assert name in commands.commands
    assert hasattr(kg.KnowledgeGraph, DOORS[name] or "")


def test_every_public_method_has_its_command() -> None:
    assert public(kg.KnowledgeGraph) - NOT_COMMANDS <= {method for method in DOORS.values() if method}


def test_the_network_takes_the_same_filters_at_both_doors() -> None:
    filters = set(NetworkFilter.__dataclass_fields__)
    written = {"reasons", "width"}  # how it is written, and not what it shows
    assert parameters("network") - written <= filters
    assert filters - parameters("network") <= {"kind", "read_again"}


def test_the_network_has_the_same_modes_and_actors_at_both_doors() -> None:
    kinds = {option.name: option.type for option in commands.commands["network"].params}
    for name, known in (("mode", MODES), ("actors", ACTORS)):
        choice = kinds[name]
        assert isinstance(choice, click.Choice)
        assert tuple(choice.choices) == known


@pytest.mark.parametrize("name", ["find", "why", "diff", "coverage", "write"])
def test_the_arguments_of_a_command_are_those_of_its_method(name: str) -> None:
    method = getattr(kg.KnowledgeGraph, DOORS[name] or "")
    assert parameters(name) <= set(inspect.signature(method).parameters)


def test_a_path_takes_filters_of_the_network() -> None:
    assert parameters("path") - {"most"} <= {"first", "second", *NetworkFilter.__dataclass_fields__}


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_says_what_it_does(name: str) -> None:
    assert commands.commands[name].get_short_help_str(200)


@pytest.mark.parametrize("name", sorted(public(kg.KnowledgeGraph)))
def test_everything_public_has_a_docstring(name: str) -> None:
    found = inspect.getattr_static(kg.KnowledgeGraph, name)
    assert inspect.getdoc(found)


def test_the_server_answers_what_the_commands_do() -> None:
    assert set(OVER_HTTP) <= set(commands.commands)
    others = {"about", "api", "classes", "editor", "feed", "llms", "sitemap"}
    others |= {"reconcile", "entities", "types", "properties", "proposed", "preview"}
    assert set(OVER_HTTP.values()) | others == set(RESOURCES)
    same = ("find", "why", "path", "network", "diff", "questions")
    assert {RESOURCES[name].path for name in same} == {f"/{name}" for name in same}


@pytest.mark.parametrize("name", ["network", "path"])
def test_the_server_takes_the_filters_of_the_commands(name: str) -> None:
    assert set(RESOURCES[name].takes) - {"mode", "actors"} <= set(NetworkFilter.__dataclass_fields__)
