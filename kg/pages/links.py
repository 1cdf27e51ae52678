"""Sentences with links: to the entities that they name, and to the passages that say so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from kg.grammar import Noun
from kg.pages.addresses import file_of, path_of
from kg.record.labels import Labels
from kg.vocabulary import ENTITY

if TYPE_CHECKING:
    from markupsafe import Markup

_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
"""Signs of private use, which stand around a label until the sentence is HTML."""

_LINK = re.compile(f"{_OPEN}([\\w./-]+){_BETWEEN}([^{_CLOSE}]*){_CLOSE}")
_MARK = re.compile(r"\[(\d+)\]")


class LinkedLabels(Labels):
    """Labels that carry where their thing is found, for ``linked``."""

    def __init__(self, labels: Labels) -> None:
        self._labels, self.over = labels, labels.over

    def of(self, iri: str, language: str = "en") -> str:
        """Return the label; that of an entity with its path around it."""
        return _marked(iri, self._labels.of(iri, language))

    def noun(self, iri: str, language: str = "en") -> Noun:
        """Return the label for a sentence; that of an entity with its path around it."""
        plain_noun = self._labels.noun(iri, language)
        return replace(plain_noun, name=_marked(iri, plain_noun.name), spoken=plain_noun.name)

    def with_names(self, iri: str, names: Mapping[str, str]) -> LinkedLabels:
        """Return the same labels but for one thing, which goes by other names in the languages that have one."""
        return LinkedLabels(self._labels.with_names(iri, names))


def _marked(iri: str, label: str) -> str:
    return f"{_OPEN}{path_of(iri)}{_BETWEEN}{label}{_CLOSE}" if iri.startswith(ENTITY) else label


def linked(text: str, root: str, language: str, states: Mapping[str, str]) -> Markup:
    """Return a sentence as HTML: its entities are links, its marks lead to the passages below, by reading state.

    >>> linked("A < B [1]", "", "en", {"1": "whole"})
    Markup('A &lt; B <a class="mark whole" href="#passage-1">1</a>')
    """
    from markupsafe import Markup

    def entity(found: re.Match[str]) -> str:
        return f'<a href="{root}{file_of(found[1], "html", language)}">{" ".join(found[2].split())}</a>'

    def mark(found: re.Match[str]) -> str:
        state = states.get(found[1])
        return f'<a class="mark {state}" href="#passage-{found[1]}">{found[1]}</a>' if state else found[0]

    return Markup(_MARK.sub(mark, _LINK.sub(entity, escape(text))))


def plain(text: str) -> str:
    """Return a sentence without the signs that carry its links.

    >>> plain("\ue000entity/norad\ue001NORAD\ue002 exists")
    'NORAD exists'
    """
    return _LINK.sub(r"\2", text)
