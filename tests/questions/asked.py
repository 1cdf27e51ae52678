"""Every question, asked with its example or with what is given."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph
from kg.dates import Period
from kg.questions.ask import Answer, ask
from kg.questions.catalogue import Question, question, questions
from kg.questions.template import as_it_runs
from kg.sparql.engine import Engine

EACH = pytest.mark.parametrize("name", questions())


def asked(graph: KnowledgeGraph, name: str, given: Mapping[str, str] | None = None, as_of: str | None = None) -> Answer:
    """Ask a question with the parameters of its example, or with others."""
    words = question(name).example if given is None else given
    return ask(graph.engine, graph.names, question(name), words, period=Period.of(as_of))


def projected(one: Question) -> list[str]:
    """Return the columns of the query itself."""
    return Engine(ox.Store()).table(as_it_runs(one, {})).columns
