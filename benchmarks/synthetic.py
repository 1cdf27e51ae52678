"""Write a made-up record of any size, the same for the same sizes: to see how what we build bears growth.

python benchmarks/synthetic.py FOLDER [ACTORS] [TIES]

Actors stand in groups, most ties stay within a group, and who has many ties gets more.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

_PREFIXES = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ent: <https://w3id.org/perimeter/entity/> .
@prefix kind: <https://w3id.org/perimeter/kind/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix src: <https://w3id.org/perimeter/source/> .
@prefix standing: <https://w3id.org/perimeter/standing/> .
@prefix topic: <https://w3id.org/perimeter/topic/> .
"""
_RELATIONS = ("cooperatesWith", "sharesInformationWith", "trainsWith", "supplies")
_TOPICS = ("border-security", "aerospace-defence", "governance", "trade-facilitation")
_WORDS = ("Border", "Coast", "Air", "Police", "Customs", "Signals", "Arctic", "Fisheries", "Cyber", "Rail")
_BODIES = ("Service", "Command", "Agency", "Office", "Directorate", "Centre")
_GROUP = 50
_PER_PASSAGE = 8


def write_record(folder: Path, actors: int = 5_000, ties: int = 20_000, seed: int = 1958) -> None:
    """Write a data folder of so many actors and so many ties between them, each tie with a passage."""
    chance = random.Random(seed)
    for name, text in (
        ("entities/organization.ttl", _PREFIXES + "".join(_actor(place, chance) for place in range(actors))),
        ("entities/country.ttl", _PREFIXES + _country("canada", "Canada") + _country("united-states", "United States")),
        ("documents/press/synthetic.trig", _document(_pairs(actors, ties, chance), chance)),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _actor(place: int, chance: random.Random) -> str:
    name = f"{chance.choice(_WORDS)} {chance.choice(_BODIES)} {place}"
    country = "canada" if place // _GROUP % 2 else "united-states"
    return (
        f'ent:actor-{place} a sec:Organization ; rdfs:label "{name}"@en, "{name} (fr)"@fr ; '
        f"sec:hasCountry ent:{country} ; sec:hasTopic topic:{_TOPICS[place // _GROUP % len(_TOPICS)]} .\n"
    )


def _country(local: str, name: str) -> str:
    return f'ent:{local} a sec:Country ; rdfs:label "{name}"@en, "{name}"@fr .\n'


def _pairs(actors: int, ties: int, chance: random.Random) -> list[tuple[int, int]]:
    """Return pairs: nine of ten within a group of fifty, and likelier with whom there are ties already."""
    tied: dict[int, list[int]] = {}
    pairs = []
    while len(pairs) < ties:
        one = chance.randrange(actors)
        group = one // _GROUP
        known = tied.setdefault(group, [])
        if chance.random() > 0.9:
            other = chance.randrange(actors)
        else:
            other = (
                chance.choice(known) if known and chance.random() < 0.5 else group * _GROUP + chance.randrange(_GROUP)
            )
        if one != other and other < actors:
            known += [one, other] if other // _GROUP == group else [one]
            pairs.append((one, other))
    return pairs


def _document(pairs: list[tuple[int, int]], chance: random.Random) -> str:
    parts = [
        _PREFIXES,
        'src:synthetic a sec:Document ; dcterms:language "en" ; dcterms:publisher ent:nobody ; '
        'dcterms:title "Made up"@en ; schema:url <https://example.org/> ; sec:hasStanding standing:encyclopedia .\n',
    ]
    for start in range(0, len(pairs), _PER_PASSAGE):
        passage = f"<https://w3id.org/perimeter/source/synthetic/p{start // _PER_PASSAGE}>"
        ties = "".join(
            f"  ent:actor-{one} sec:{chance.choice(_RELATIONS)} ent:actor-{other} .\n"
            for one, other in pairs[start : start + _PER_PASSAGE]
        )
        parts.append(
            f'{passage} a sec:Passage ; sec:isPassageOf src:synthetic ; sec:says "Made up."@en, "Inventé."@fr .\n'
            f"{passage} {{\n{ties}}}\n"
        )
    return "".join(parts)


if __name__ == "__main__":
    write_record(Path(sys.argv[1]), *(int(word) for word in sys.argv[2:4]))
