"""Write a made-up record of about so many quads, of the same kind as the one that ships: the same for the same number.

python benchmarks/made_up.py FOLDER [QUADS]

Actors take part in collaborations and are parties to agreements; a few are in very much and most in little. A document
has two to four passages, each with what it says in both languages and the ties that it makes, with their dates. The
dataset of it, with the merge of the passages and what the rules add, has about as many quads as asked for. ``kg check``
finds next to nothing in it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from kg.vocabulary import OWN_PREFIXES, SHARED_PREFIXES

QUADS = 100_000
_PER_DOCUMENT, _ONTOLOGY = 135, 6_500
"""How many quads of the dataset a document and its share of the entities come to, and the ontology."""
_PER_FILE = 500
_SEED = 1958
_PAPERS = 20
_HEAVY = 3
"""By what power few actors are chosen often: with 3 a tenth of them has nearly half of all ties."""

_WORDS = ("Border", "Coast", "Air", "Police", "Customs", "Signals", "Arctic", "Fisheries", "Cyber", "Rail", "River")
_BODIES = ("Service", "Command", "Agency", "Office", "Directorate", "Centre")
_TOPICS = ("border-security", "aerospace-defence", "governance", "trade-facilitation", "arctic", "cyber", "drugs")
_STANDINGS = ("government", "government", "press-release", "news", "parliament")
_COUNTRIES = {"canada": ("Canada", "Canada"), "united-states": ("United States", "États-Unis")}


class _Kind(NamedTuple):
    """A sort of entity: its id and name, its class and kind, and how many there are to a document."""

    name: str
    french: str
    of_class: str
    kind: str
    share: float


ACTOR = _Kind("Agency", "Organisme", "Organization", "agency", 0.6)
EXERCISE = _Kind("Exercise", "Exercice", "Operation", "exercise", 0.2)
TASK_FORCE = _Kind("Team", "Équipe", "TaskForce", "task-force", 0.15)
AGREEMENT = _Kind("Arrangement", "Arrangement", "Agreement", "arrangement", 0.1)
_RELATIONS = (
    ("participatesIn", EXERCISE),
    ("participatesIn", TASK_FORCE),
    ("isPartyTo", AGREEMENT),
    ("cooperatesWith", ACTOR),
)
_SAID = {"participatesIn": "takes part in", "isPartyTo": "is a party to", "cooperatesWith": "works together with"}
_FIRST_YEAR, _FIRST_REPORT = 1950, 2000


def write_world(folder: Path, quads: int = QUADS, *, documents_per_file: int = _PER_FILE) -> int:
    """Write a data folder of about so many quads; return how many documents there are."""
    chance, documents = random.Random(_SEED), max((quads - _ONTOLOGY) // _PER_DOCUMENT, 4)
    _write(folder / "dataset.ttl", "")
    countries = (
        _entity(name, "Country", "country", *called, "sec:hasTopic topic:governance ;")
        for name, called in _COUNTRIES.items()
    )
    _write(folder / "entities" / "country.ttl", "".join(countries))
    press = (
        _entity(f"press-{number}", "Publisher", "news-outlet", f"Paper {number}", f"Journal {number}")
        for number in range(20)
    )
    _write(folder / "entities" / "publisher.ttl", "".join(press))
    for kind in (ACTOR, EXERCISE, TASK_FORCE, AGREEMENT):
        _write(folder / "entities" / f"{kind.kind}.ttl", "".join(_entities(kind, documents, chance)))
    for start in range(0, documents, documents_per_file):
        held = range(start, min(start + documents_per_file, documents))
        place = folder / "documents" / f"made-up-{start}.trig"
        _write(place, "".join(_document(number, documents, chance) for number in held))
    return documents


def _count(kind: _Kind, documents: int) -> int:
    return max(int(documents * kind.share), 2)


def _id(kind: _Kind, number: int) -> str:
    return f"{kind.kind}-{number}"


def _called(kind: _Kind, number: int) -> tuple[str, str]:
    """Return the names of an entity in English and French."""
    words = f"{_WORDS[number % len(_WORDS)]} {_BODIES[number // len(_WORDS) % len(_BODIES)]}"
    return f"{words} {kind.name} {number}", f"{kind.french} {words} {number}"


def _entities(kind: _Kind, documents: int, chance: random.Random) -> Iterator[str]:
    for number in range(_count(kind, documents)):
        topics = ", ".join(f"topic:{one}" for one in sorted(chance.sample(_TOPICS, 2)))
        yield _entity(_id(kind, number), kind.of_class, kind.kind, *_called(kind, number), f"sec:hasTopic {topics} ;")


def _entity(name: str, of_class: str, kind: str, english: str, french: str, more: str = "") -> str:
    defined = (
        ""
        if of_class == "Publisher"
        else f' ; skos:definition "Made-up {kind.replace("-", " ")}, {english}."@en, "Chose inventée, {french}."@fr'
    )
    return (
        f'ent:{name} a sec:{of_class} ; rdfs:label "{english}"@en, "{french}"@fr ; {more} sec:hasKind kind:{kind} ; '
        f"sec:hasNameOrigin origin:{'shared' if english == french else 'common'}{defined} .\n"
    )


def _document(number: int, documents: int, chance: random.Random) -> str:
    """Return a document with its passages; it tells the classes of the entities whose turn it is."""
    name, standing = f"made-up-{number}", chance.choice(_STANDINGS)
    issued = f"{chance.randint(_FIRST_REPORT, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    speaks = f" ; sec:speaksFor ent:{chance.choice(('canada', 'united-states'))}" if standing == "government" else ""
    parts = [
        f'src:{name} a sec:Document ; dcterms:issued "{issued}"^^xsd:date ; dcterms:language "en" ; '
        f'dcterms:publisher ent:press-{chance.randrange(_PAPERS)} ; dcterms:title "Report {number}"@en ; '
        f"schema:url <https://example.org/{number}> ; sec:hasStanding standing:{standing}{speaks} .\n"
    ]
    introduced = [
        (kind, one)
        for kind in (ACTOR, EXERCISE, TASK_FORCE, AGREEMENT)
        for one in range(
            int(number * _count(kind, documents) / documents), int((number + 1) * _count(kind, documents) / documents)
        )
    ]
    for place in range(1, chance.randint(2, 4) + 1):
        parts.append(_passage(name, place, introduced if place == 1 else [], documents, chance))
    return "".join(parts)


def _passage(
    document: str, place: int, introduced: list[tuple[_Kind, int]], documents: int, chance: random.Random
) -> str:
    claims, english, french = [], [], []
    for kind, number in introduced:
        country = "canada" if number % 2 else "united-states"
        claims.append(f"  ent:{_id(kind, number)} a sec:{kind.of_class} ; sec:hasCountry ent:{country} .\n")
    for _ in range(chance.randint(1, 3)):
        relation, other = chance.choice(_RELATIONS)
        one, two = _chosen(ACTOR, documents, chance), _chosen(other, documents, chance)
        if other is ACTOR:
            one, two = min(one, two), max(one, two)  # a relation that is symmetric is written once
            if one == two:
                continue
        ends, names = (_id(ACTOR, one), _id(other, two)), (_called(ACTOR, one), _called(other, two))
        since, until = _years(one, two)
        claims.append(_tie(*ends, relation, since, until))
        english.append(f"{names[0][0]} {_SAID[relation]} {names[1][0]}, {since}{f' to {until}' if until else ''}.")
        french.append(f"{names[0][1]}; {names[1][1]}: {since}{f' à {until}' if until else ''}.")
    said = " ".join(english) or f"Part {place} names who is there."
    dit = " ".join(french) or f"La partie {place} nomme qui est là."
    passage = f"<{OWN_PREFIXES['src']}{document}/p{place}>"
    read = ' ; sec:readOn "2026-11-29"^^xsd:date ; sec:readFrom reading:whole-page' if chance.random() < 0.95 else ""
    inside = "".join(dict.fromkeys(claims)) or f"  ent:{_id(ACTOR, 0)} a sec:Organization .\n"
    return (
        f'{passage} a sec:Passage ; sec:isPassageOf src:{document} ; sec:says "{said}"@en, "{dit}"@fr{read} .\n'
        f"{passage} {{\n{inside}}}\n"
    )


def _years(one: int, two: int) -> tuple[int, int]:
    """Return when two began, and for a third of them when they ended, else 0: the same wherever it is told."""
    since = _FIRST_YEAR + (one * 31 + two * 17) % 40
    return since, since + one % 10 if (one + two) % 3 == 0 else 0


def _chosen(kind: _Kind, documents: int, chance: random.Random) -> int:
    """Return the number of an entity: the first actors are chosen by far the most often, what they share evenly."""
    return int(_count(kind, documents) * chance.random() ** (_HEAVY if kind is ACTOR else 1))


def _tie(one: str, two: str, relation: str, since: int, until: int) -> str:
    ended = f' ; sec:endDate "{until}"^^xsd:gYear' if until else ""
    return (
        f"  ent:{one} sec:{relation} ent:{two} .\n"
        f"  tie:{one}-{relation}-{two} a sec:Tie ; sec:hasSubject ent:{one} ; sec:hasRelation sec:{relation} ; "
        f'sec:hasObject ent:{two} ; sec:startDate "{since}"^^xsd:gYear{ended} .\n'
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    prefixes = {**OWN_PREFIXES, **SHARED_PREFIXES}
    head = "".join(f"@prefix {name}: <{namespace}> .\n" for name, namespace in prefixes.items())
    path.write_text(head + text, encoding="utf-8")


if __name__ == "__main__":
    write_world(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:3]))
