"""A made-up dataset in which ties have dates of all forms, bounds that contradict, and nodes that disagree."""

from __future__ import annotations

import random
from collections.abc import Iterator

from kg.vocabulary import BASE, ENTITY, SHARED_PREFIXES, TERM

TYPE, DAY = SHARED_PREFIXES["rdf"] + "type", SHARED_PREFIXES["xsd"] + "date"
CLASSES = {
    "Organization": ("Entity", "Actor"),
    "Country": ("Entity", "Actor"),
    "Operation": ("Entity", "Setting", "Collaboration"),
    "Facility": ("Entity", "Setting", "Facility"),
    "Command": ("Entity", "Actor", "Setting", "Collaboration"),
    "Publisher": (),
}
DATES = ("1999", "2001", "2004", "2005-02", "2003-12", "2001-09-11", "2004-02-29Z", "2004-02-29")
NO_DATES = ("", "soon", "2001-13", "2001-02-30", "0000", "2001-9", "2001-09-11T00:00:00", "19999")


def made_up_lines(seed: int, relations: list[str]) -> Iterator[str]:
    """Yield lines of N-Quads: who and what there is, and ties by some relations, each made in passages."""
    dice = random.Random(seed)
    things = [f"{ENTITY}made-up-{number}" for number in range(40)]
    for thing in things:
        own = dice.choice(list(CLASSES))
        for name in (own, *CLASSES[own]):
            yield f"<{thing}> <{TYPE}> <{TERM}{name}> ."
        for name in ("earliestStart", "latestEnd"):
            for _ in range(dice.choice((0, 0, 1, 1, 2))):
                yield f"<{thing}> <{TERM}{name}> {date(dice)} ."
    things.append(f"{ENTITY}of-no-class")
    for number in range(300):
        one, relation, other = dice.choice(things), dice.choice(relations), dice.choice(things)
        for _ in range(dice.choice((1, 1, 2))):
            yield f"<{one}> <{relation}> <{other}> {passage(dice)} ."
        for node in range(dice.choice((0, 1, 1, 2))):
            yield from node_lines(dice, f"{BASE}tie/made-up-{number}-{node}", (one, relation, other), things)


def node_lines(dice: random.Random, node: str, parts: tuple[str, str, str], things: list[str]) -> Iterator[str]:
    for name, part in zip(("hasSubject", "hasRelation", "hasObject"), parts, strict=True):
        if dice.random() > 0.03:
            yield f"<{node}> <{TERM}{name}> <{part}> {passage(dice)} ."
        if name != "hasRelation" and dice.random() < 0.1:
            yield f"<{node}> <{TERM}{name}> <{dice.choice(things)}> {passage(dice)} ."
    for name in ("startDate", "endDate"):
        for _ in range(dice.choice((0, 0, 1, 2))):
            yield f"<{node}> <{TERM}{name}> {date(dice)} {passage(dice)} ."


def date(dice: random.Random) -> str:
    return f'"{dice.choice(DATES if dice.random() < 0.8 else NO_DATES)}"^^<{DAY}>'


def passage(dice: random.Random) -> str:
    return f"<{BASE}source/made-up/p{dice.randrange(50)}>"
