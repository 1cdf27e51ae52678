"""What a name means that stands in the wrong place: what it is, and which question or command takes it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

from kg.language import colon, either
from kg.messages import message
from kg.questions.catalogue import takers

_COMMANDS = {
    "entity": "kg show {}",
    "question": "kg ask {} --help",
    "standing": "kg network --standing {}",
    "topic": "kg network --topic {}",
}
_MOST = 3


def usage_hint(
    kind: str, name: str, labels: Mapping[str, str], within: str, classes: Sequence[str], language: str
) -> str:
    """Return what a name is, and what takes it; the question that it was given to comes first.

    >>> usage_hint("topic", "drugs", {"en": "Drugs"}, "", (), "en").split(":")[0]
    '“drugs” is a topic (Drugs)'
    """
    label = labels.get(language) or labels.get("en", "")
    shown = f" ({label})" if label and label != name else ""
    commands = _commands(kind, name, within, classes, language)[:_MOST]
    told = message(f"usage.is.{kind}", language, name=name, label=shown)
    return f"{told}{colon(language)} {either(commands, language)}."


def _commands(kind: str, name: str, within: str, classes: Sequence[str], language: str) -> list[str]:
    """Return commands that take a name: the one that shows it, and the questions that are about such a thing."""
    commands = [_COMMANDS[kind].format(shlex.quote(name))] if kind in _COMMANDS else []
    fitting = [one for one in takers(kind, within) if one[1].of_class in ("", *classes)]
    asking = []
    for asked, parameter in sorted(fitting, key=lambda one: (one[0].name != within, not one[1].of_class)):
        rest = "".join(
            f" {one.option} {message(f'parameter.placeholder.{one.kind}', language)}" for one in asked.needed(parameter)
        )
        asking.append(f"kg ask {asked.name} {parameter.option} {shlex.quote(name)}{rest}")
    return [*asking[:1], *commands, *asking[1:]] if kind == "topic" else [*commands, *asking]
