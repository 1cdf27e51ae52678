"""Usage hints: what a name is that was given for something else, and which question or command takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from kg.calls import call_text, help_text
from kg.errors import UnknownName
from kg.language import colon, either
from kg.messages import message
from kg.questions.catalogue import questions, takers
from kg.questions.names import Names
from kg.vocabulary import local_name

_RESOLVED = ("entity", "country", "document", "topic", "kind", "standing", "purpose")
"""The kinds of things that a name may be given for."""
_MOST = 3


@contextmanager
def usage_hints(names: Names, within: str = "") -> Iterator[None]:
    """Let the error for an unknown name say what else is called so and what takes it, the question ``within`` first.

    >>> from kg.graph import load
    >>> names = load("tests/mini").names
    >>> with usage_hints(names):
    ...     names.resolve("gaps")
    Traceback (most recent call last):
    kg.errors.UnknownName: No entity is called “gaps”. “gaps” is a question with a name: graph.questions["gaps"].
    """
    try:
        yield
    except UnknownName as error:
        raise _with_usage(error, names, within) from None


def usage_of(names: Names, kind: str, iri: str, within: str = "") -> Callable[[str], str]:
    """Return what says in a language what a thing is, and which questions and commands take it."""
    labels, classes = names.about(iri)
    if kind == "kind":
        classes = [one.of_class for _, one in takers("kind") if local_name(iri) in names.kinds_of(one.of_class)]
    return partial(usage_hint, kind, local_name(iri), labels, within=within, classes=classes)


def usage_hint(
    kind: str, name: str, labels: Mapping[str, str], language: str, *, within: str = "", classes: Sequence[str] = ()
) -> str:
    """Return what a name is, and what takes it; the question that it was given to comes first.

    >>> usage_hint("topic", "drugs", {"en": "Drugs"}, "en").split(":")[0]
    '“drugs” is a topic (Drugs)'
    """
    label = labels.get(language) or labels.get("en", "")
    shown = f" ({label})" if label and label != name else ""
    commands = _commands(kind, name, within, classes, language=language)[:_MOST]
    what = message(f"usage.is.{kind}", language, name=name, label=shown)
    return f"{what}{colon(language)} {either(commands, language)}."


def _with_usage(error: UnknownName, names: Names, within: str) -> UnknownName:
    """Return the error with what else is called so; with the nearest names where nothing is."""
    kind, iri = next((found for found in _meanings(names, error.name) if found[0] != error.kind), ("", ""))
    if error.kind == "topic" and not error.nearest:
        return _with_topics(error, names, (kind, iri), within)
    if not kind or error.kind not in _RESOLVED:
        return error
    nearest = names.usual_countries() if error.kind == "country" else ()  # elsewhere a guess would only be in the way
    said = partial(names.said_of, error.kind)
    return UnknownName(error.kind, error.name, nearest, usage_of(names, kind, iri, within), said)


def _with_topics(error: UnknownName, names: Names, meaning: tuple[str, str], within: str) -> UnknownName:
    """Return the error for an unknown topic with the topics of what is called so, and the first of these."""
    first = (("entity", iri) for iri in names.matching(error.name, 1))
    kind, iri = meaning if meaning[0] else next(first, ("", ""))
    hint = usage_of(names, kind, iri, within) if kind else None
    return UnknownName("topic", error.name, names.topics_holding(error.name), hint, partial(names.said_of, "topic"))


def _meanings(names: Names, text: str) -> Iterator[tuple[str, str]]:
    """Yield the kinds of things that a text is the whole name of, each with the IRI, or the name of a question."""
    for kind in ("entity", "topic", "document", "kind", "standing", "purpose"):
        if iri := names.called(kind, text):
            yield kind, iri
    if text in questions():
        yield "question", text


def _commands(kind: str, name: str, within: str, classes: Sequence[str], *, language: str) -> list[str]:
    """Return commands that take a name: the one that shows it, and the questions that are about such a thing."""
    commands = _shown_by(kind, name)
    fitting = [one for one in takers(kind, within) if one[1].of_class in ("", *classes)]
    asking = []
    for asked, parameter in sorted(fitting, key=lambda one: (one[0].name != within, not one[1].of_class)):
        rest = {
            one.name: message(f"parameter.placeholder.{one.worded_as}", language) for one in asked.needed(parameter)
        }
        asking.append(call_text("ask", asked.name, given={parameter.name: name}, left=rest))
    return [*asking[:1], *commands, *asking[1:]] if kind == "topic" else [*commands, *asking]


def _shown_by(kind: str, name: str) -> list[str]:
    """Return the call that shows a thing of a kind, or the part of the network that is about it."""
    if kind == "entity":
        return [call_text("show", name)]
    if kind == "question":
        return [help_text(name)]
    return [call_text("network", given={kind: name})] if kind in ("standing", "topic") else []
