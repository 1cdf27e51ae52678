"""What a name means that stands in the wrong place: what it is, and which question or command takes it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from kg.language import colon, either, phrase
from kg.questions.catalogue import takers

_COMMANDS = {
    "entity": "kg show {}",
    "question": "kg ask {} --help",
    "standing": "kg network --standing {}",
    "topic": "kg network --topic {}",
}
_MOST = 3


def told_meaning(
    kind: str, name: str, labels: Mapping[str, str], within: str = "", classes: Sequence[str] = ()
) -> tuple[str, str]:
    """Return in both languages what a name is, and what takes it; the question that it was given to comes first.

    >>> told_meaning("topic", "drugs", {"en": "Drugs"})[0].split(":")[0]
    ' “drugs” is a topic (Drugs)'
    """

    def told_in(language: str) -> str:
        label = labels.get(language) or labels.get("en", "")
        shown = f" ({label})" if label and label != name else ""
        commands = _commands(kind, name, within, classes, language)[:_MOST]
        told = phrase(f"is {kind}", language).format(name, shown)
        return f"{told}{colon(language)} {either(commands, language)}."

    return f" {told_in('en')}", f" {told_in('fr')}"


def _commands(kind: str, name: str, within: str, classes: Sequence[str], language: str) -> list[str]:
    """Return commands that take a name: the one that shows it, and the questions that are about such a thing."""
    commands = [_COMMANDS[kind].format(shlex.quote(name))] if kind in _COMMANDS else []
    fitting = [one for one in takers(kind, within) if one[1].of_class in ("", *classes)]
    asking = []
    for asked, parameter in sorted(fitting, key=lambda one: (one[0].name != within, not one[1].of_class)):
        rest = "".join(f" {one.option} {phrase(f'word {one.worded_as}', language)}" for one in asked.needed(parameter))
        asking.append(f"kg ask {asked.name} {parameter.option} {shlex.quote(name)}{rest}")
    return [*asking[:1], *commands, *asking[1:]] if kind == "topic" else [*commands, *asking]
