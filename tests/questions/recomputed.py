"""Answers worked out again from the files, by plain Python that shares nothing with the library but the files.

``python -m tests.questions.recomputed 200 7`` asks two hundred questions with parameters drawn by the seed 7, and tells
where the library differs.
"""

from __future__ import annotations

import calendar
import datetime
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

import pyoxigraph as ox

import kg

ROOT = Path(__file__).parents[2]
BASE = "https://w3id.org/perimeter/"
TERM = BASE + "term/"
TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
ISSUED, PUBLISHER = "http://purl.org/dc/terms/issued", "http://purl.org/dc/terms/publisher"
TWO = {"canada", "united-states"}

Given = dict[str, str]
Rows = set[tuple[Any, ...]]
Span = tuple[datetime.date | None, datetime.date | None]


def short(text: object) -> str:
    """The last part of an IRI of ours, another text as it is."""
    word = "" if text is None else str(text)
    return word.removeprefix("<").removesuffix(">").rsplit("/", 1)[-1] if BASE in word else word


def first(text: str) -> datetime.date:
    return datetime.date.fromisoformat((text + "-01-01")[:10])


def last(text: str) -> datetime.date:
    day = first(text)
    if len(text) == 4:
        return day.replace(month=12, day=31)
    return day.replace(day=calendar.monthrange(day.year, day.month)[1]) if len(text) == 7 else day


@dataclass(frozen=True)
class Tie:
    """A relation with the dates of one of its nodes, or without any."""

    subject: str
    relation: str
    object: str
    passages: frozenset[str]
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()


class World:
    """The claims of all files, each with the passages that make it."""

    def __init__(self) -> None:
        self.claims: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self.texts: dict[tuple[str, str], dict[str, set[tuple[str, str]]]] = defaultdict(lambda: defaultdict(set))
        for folder in ("ontology", "data"):
            for path in sorted((ROOT / folder).rglob("*.t[tr][li]*")):
                for quad in ox.parse(path=path):
                    self._add(quad)
        self.by_subject: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(dict))
        for (subject, name, value), passages in self.claims.items():
            self.by_subject[subject][name][value] = passages

    def _add(self, quad: ox.Quad) -> None:
        graph = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
        if not isinstance(quad.subject, ox.NamedNode) or isinstance(quad.object, ox.BlankNode | ox.Triple):
            return
        subject, name = quad.subject.value, quad.predicate.value.removeprefix(TERM)
        if isinstance(quad.object, ox.Literal) and quad.object.language:
            self.texts[subject, name][quad.object.language].add((quad.object.value, graph))
        else:
            self.claims[subject, name, quad.object.value].add(graph)

    def values(self, subject: str, *names: str) -> set[str]:
        own = self.by_subject.get(subject, {})
        return {value for name in names for value in own.get(name, ())}

    def stated(self, subject: str, *names: str) -> dict[str, set[str]]:
        """Values that passages state, with these."""
        own = self.by_subject.get(subject, {})
        found = ((value, passages - {""}) for name in names for value, passages in own.get(name, {}).items())
        return {value: passages for value, passages in found if passages}

    @cached_property
    def wider(self) -> Mapping[str, set[str]]:
        """The classes or relations above each, by what they are called."""
        above = {
            subject: {value for name in ("subClassOf", "subPropertyOf") for value in own.get(RDFS + name, ())}
            for subject, own in self.by_subject.items()
        }

        def climb(one: str) -> set[str]:
            return {one}.union(*(climb(each) for each in above.get(one, ())))

        return {one: {each.removeprefix(TERM) for each in climb(one)} for one in above}

    def classes(self, thing: str) -> set[str]:
        return set().union(*(self.wider.get(one, {one}) for one in self.values(thing, TYPE)))

    @cached_property
    def kinds_of_things(self) -> Mapping[str, set[str]]:
        return {subject: found for subject in self.by_subject if (found := self.classes(subject))}

    def is_a(self, thing: str, name: str) -> bool:
        return name in self.kinds_of_things.get(thing, ())

    def all_of(self, name: str) -> list[str]:
        return sorted(thing for thing in self.kinds_of_things if self.is_a(thing, name))

    def has(self, thing: str, name: str) -> set[str]:
        return {short(value) for value in self.values(thing, name)}

    @cached_property
    def joins(self) -> Mapping[str, str]:
        """How each relation joins actors, itself or by its family."""
        found = {}
        for iri, wider in self.wider.items():
            if iri.startswith(TERM) and "isTiedTo" in wider:
                own = [
                    each for one in (iri, *(TERM + each for each in wider)) for each in self.values(one, "joinsActors")
                ]
                found[iri.removeprefix(TERM)] = own[0] if own else ""
        return found

    def family(self, relation: str) -> str:
        above = {short(value) for value in self.values(TERM + relation, RDFS + "subPropertyOf")}
        return relation if above == {"isTiedTo"} else min(above - {"isTiedTo"}, default=relation)

    @cached_property
    def countries(self) -> Mapping[str, set[str]]:
        """The countries of each thing: stated, or party to it or taking part in it."""
        found: dict[str, set[str]] = defaultdict(set)
        for subject, name, value in self.claims:
            if name == "hasCountry":
                found[subject].add(short(value))
            joined = name == "isPartyTo" or "takesPartIn" in self.wider.get(TERM + name, ())
            if joined and self.is_a(subject, "Country") and self.is_a(value, "Collaboration"):
                found[value].add(short(subject))
        return found

    @cached_property
    def ties(self) -> list[Tie]:
        nodes: dict[tuple[str, str, str], list[str]] = defaultdict(list)
        for node in self.by_subject:
            parts = [self.values(node, name) for name in ("hasSubject", "hasRelation", "hasObject")]
            if all(parts):
                subject, relation, value = (min(part) for part in parts)
                nodes[subject, short(relation), value].append(node)
        found = []
        for key, passages in self.claims.items():
            subject, relation, value = key
            if relation not in self.joins or not passages - {""}:
                continue
            own = {node: set(self.stated(node, "hasRelation").popitem()[1]) for node in nodes.get(key, ())}
            if not own:
                found.append(Tie(subject, relation, value, frozenset(passages - {""})))
            for node, described in own.items():
                others = set().union(*(each for one, each in own.items() if one != node))
                kept = {one for one in passages if one in described or one not in others} - {""}
                dates = [tuple(sorted(self.stated(node, name))) for name in ("startDate", "endDate")]
                found.append(Tie(subject, relation, value, frozenset(kept), *dates))
        return found

    def span(self, thing: str) -> Span:
        starts = [first(text) for text in self.values(thing, "startDate", "inForceDate", "date")]
        ends = [last(text) for text in self.values(thing, "endDate", "date")]
        return min(starts, default=None), max(ends, default=None)

    def span_of(self, tie: Tie) -> Span:
        start, end = self._span_of_ends(tie)
        return (
            min(map(first, tie.starts)) if tie.starts else start,
            max(map(last, tie.ends)) if tie.ends else end,
        )

    def _span_of_ends(self, tie: Tie) -> Span:
        among = [one for one in (tie.subject, tie.object) if self.is_a(one, "Collaboration")]
        if self.joins[tie.relation] == "through" and self.is_a(tie.object, "Facility"):
            among.append(tie.object)
        if not among or self.joins[tie.relation] == "directly":
            return None, None
        spans = [self.span(tie.subject), self.span(tie.object)]
        starts, ends = ([day for span in spans if (day := span[side])] for side in (0, 1))
        start, end = max(starts, default=None), min(ends, default=None)
        if not all(self.span(one)[0] for one in among):
            return None, end
        return self.span(among[-1]) if start and end and start > end else (start, end)

    def document(self, passage: str) -> str:
        return min(self.values(passage, "isPassageOf"))

    def issued(self, passage: str) -> str:
        return min(self.values(self.document(passage), ISSUED), default="")

    def voice(self, passage: str) -> str:
        document = self.document(passage)
        original = min(self.values(document, "isCopyOf"), default=document)
        author = self.values(original, "isTextOf") or self.values(original, PUBLISHER)
        return min(author or self.values(document, PUBLISHER))

    def standing(self, passage: str) -> str:
        return short(min(self.values(self.document(passage), "hasStanding"), default=""))

    @cached_property
    def over(self) -> set[str]:
        return {one for one in self.by_subject if self.values(one, "isOver") == {"true"}}

    @cached_property
    def latest(self) -> str:
        return max(value for _, name, value in self.claims if name in ("readOn", "lookedForOn", ISSUED))

    def status_on(self, thing: str, day: str) -> str:
        """What the newest page up to a day says that a thing is."""
        told = []
        for status, passages in self.stated(thing, "hasStatus").items():
            for passage in passages:
                issued = self.issued(passage)
                if issued <= day[: len(issued)] and (issued or day >= self.latest):
                    rank = min(self.values(f"{BASE}standing/{self.standing(passage)}", "rank"), default="99")
                    told.append((f"{issued} {100 - int(rank)} {status}", status))
        return max(told, default=("", ""))[1]


def asked_of(world: World, kind: str) -> Callable[[Given], Rows]:
    """Return what answers a question of a kind from the files."""
    return {
        "agreements-on": lambda given: agreements_on(world, given),
        "in-effect-on": lambda given: in_effect_on(world, given),
        "began-or-ended": lambda given: began_or_ended(world, given),
        "figures-about": lambda given: figures_about(world, given),
        "third-parties": lambda given: third_parties(world, given),
        "against-threat": lambda given: against_threat(world, given),
        "partners": lambda given: partners(world, given),
        "disagreements": lambda given: disagreements(world, given),
    }[kind]


COLUMNS = {
    "agreements-on": ("agreement", "kind", "signed", "inForce", "ended"),
    "in-effect-on": ("collaboration", "kind", "since", "until"),
    "began-or-ended": ("date", "change", "thing", "kind"),
    "figures-about": ("about", "value", "unit", "quantity", "voice"),
    "third-parties": ("collaboration", "kind", "party", "relation"),
    "against-threat": ("collaboration", "kind", "parties"),
    "partners": ("partner", "shared", "through"),
    "disagreements": ("thing", "property", "value", "nature"),
}
"""What is compared of the answer to each question."""


def agreements_on(world: World, given: Given) -> Rows:
    rows: Rows = set()
    for thing in world.all_of("Agreement"):
        fits = given["topic"] in world.has(thing, "hasTopic") and world.countries.get(thing, set()) >= TWO
        for kind in world.has(thing, "hasKind") if fits else ():
            if given.get("kind", kind) == kind:
                dates = [min(world.values(thing, name), default="") for name in ("startDate", "inForceDate")]
                rows.add((short(thing), kind, *dates, max(world.values(thing, "endDate"), default="")))
    return rows


def in_effect_on(world: World, given: Given) -> Rows:
    rows: Rows = set()
    day = datetime.date.fromisoformat(given["on"])
    for thing in world.all_of("Collaboration"):
        start, end = world.span(thing)
        until = max(world.values(thing, "endDate"), default="")
        gone = not until and world.status_on(thing, given["on"]) in world.over
        if (start and start > day) or (end and end < day) or gone or not _on_topic(world, thing, given):
            continue
        since = min(world.values(thing, "startDate", "inForceDate"), default="")
        kinds = world.has(thing, "hasKind")
        rows |= {(short(thing), kind, since, until) for kind in kinds if given.get("kind", kind) == kind}
    return rows


def began_or_ended(world: World, given: Given) -> Rows:
    since, until = first(given["since"]).isoformat(), last(given["until"]).isoformat()
    return {
        (date, change, short(thing), kind)
        for thing in world.all_of("Entity")
        for change in ("startDate", "inForceDate", "endDate")
        for date in world.stated(thing, change)
        for kind in world.has(thing, "hasKind")
        if since[: len(date)] <= date <= until[: len(date)] and _on_topic(world, thing, given)
    }


def figures_about(world: World, given: Given) -> Rows:
    rows: Rows = set()
    for figure in world.all_of("Figure"):
        units = world.texts[figure, "unit"]
        counted = " ".join(text.lower() for texts in units.values() for text, _ in texts)
        for about, passages in world.stated(figure, "isAbout").items():
            if given.get("of", short(about)) != short(about) or not _on_topic(world, about, given):
                continue
            if given.get("unit", "") in counted:
                value = min(world.values(figure, "value"), default="")
                unit = min((text for text, _ in units.get("en", ())), default="")
                said = {(text, one) for text, one in world.texts[figure, "quantity"]["en"] if one in passages}
                rows |= {(short(about), value, unit, text, short(world.voice(one))) for text, one in said}
    return rows


def third_parties(world: World, given: Given) -> Rows:
    rows: Rows = set()
    for (party, relation, thing), passages in world.claims.items():
        if world.joins.get(relation) != "through" or not passages - {""}:
            continue
        third = world.is_a(party, "Country") or "indigenous-government" in world.has(party, "hasKind")
        both = world.is_a(thing, "Collaboration") and world.countries.get(thing, set()) >= TWO
        if third and both and short(party) not in TWO and _on_topic(world, thing, given):
            rows |= {(short(thing), kind, short(party), relation) for kind in world.has(thing, "hasKind")}
    return rows


def against_threat(world: World, given: Given) -> Rows:
    rows: Rows = set()
    for thing, relation, threat in world.claims:
        if relation != "addresses" or short(threat) != given["of"] or not world.is_a(thing, "Collaboration"):
            continue
        actors = {
            one
            for one, name, value in world.claims
            if value == thing and "through" in world.values(TERM + name, "joinsActors") | _inherited(world, name)
            if world.is_a(one, "Actor")
        }
        rows |= {(short(thing), kind, len(actors)) for kind in world.has(thing, "hasKind")}
    return rows


def partners(world: World, given: Given) -> Rows:
    me = BASE + "entity/" + given["of"]
    level = world.is_a(me, "Country")
    dates = _dates_of_nodes(world)
    parts: dict[str, set[str]] = defaultdict(set)
    for tie in world.ties:
        if (
            world.joins[tie.relation] == "through"
            and world.is_a(tie.object, "Setting")
            and world.is_a(tie.subject, "Actor")
        ):
            parts[tie.object].add(tie.subject)
    through: dict[str, set[str]] = defaultdict(set)
    for setting, members in parts.items():
        for other in members - {me} if me in members else ():
            if world.is_a(other, "Country") == level and _meet(dates[me, setting], dates[other, setting]):
                through[other].add(short(setting))
    for subject, relation, value in world.claims:
        if world.joins.get(relation) == "directly":
            symmetric = "http://www.w3.org/2002/07/owl#SymmetricProperty" in world.values(TERM + relation, TYPE)
            ends = [(subject, value), (value, subject)] if symmetric else [(subject, value)]
            for _, other in (pair for pair in ends if pair[0] == me):
                if world.is_a(other, "Actor") and world.is_a(other, "Country") == level:
                    through[other].add(relation)
    return {(short(one), len(each), name) for one, each in through.items() for name in each}


def disagreements(world: World, given: Given) -> Rows:
    """What entities are dated by, and what they are, where pages differ."""
    rows: Rows = set()
    for thing in world.all_of("Entity"):
        if not _on_topic(world, thing, given):
            continue
        for name in ("startDate", "inForceDate", "endDate"):
            values = world.stated(thing, name)
            for one in values:
                rivals = [each for each in values if not one.startswith(each) and not each.startswith(one)]
                if rivals:
                    follows = all(_was_planned(world, values, one, each) for each in rivals)
                    rows.add((short(thing), name, one, "succession" if follows else "contradiction"))
        statuses = world.stated(thing, "hasStatus")
        for one in statuses if len(statuses) > 1 else ():
            doubts = [_doubt(world, statuses, one, other) for other in statuses if other != one]
            rows.add((short(thing), "hasStatus", short(one), ("succession", "undated", "contradiction")[max(doubts)]))
    return rows


def _was_planned(world: World, values: Mapping[str, set[str]], one: str, other: str) -> bool:
    """Whether the pages of one of two dates are all older than that date, and than all pages of the other."""
    dates = {value: sorted(filter(None, map(world.issued, values[value]))) for value in (one, other)}
    if not all(dates.values()):
        return False
    return any(
        (newest := dates[planned][-1]) < planned[: len(newest)] and newest < dates[later][0][: len(newest)]
        for planned, later in ((one, other), (other, one))
    )


def _doubt(world: World, statuses: Mapping[str, set[str]], one: str, other: str) -> int:
    """0 where one status follows the other by the dates of all pages, 1 where a page has none, 2 where it cannot."""
    dates = [sorted(filter(None, map(world.issued, statuses[status]))) for status in (one, other)]
    doubt = 2
    for (earlier, before), (later, after) in (
        ((one, dates[0]), (other, dates[1])),
        ((other, dates[1]), (one, dates[0])),
    ):
        if short(earlier) == "announced" or later in world.over:
            if not before or not after:
                doubt = min(doubt, 1)
            elif before[-1] < after[0][: len(before[-1])]:
                doubt = 0
    return doubt


def network(world: World, given: Given) -> dict[frozenset[str], float]:
    """The organizations that are joined, with the weight of each edge."""
    members: dict[str, set[str]] = defaultdict(set)
    held: dict[tuple[str, str], list[Span]] = defaultdict(list)
    edges: dict[frozenset[str], float] = defaultdict(float)
    for tie in world.ties:
        if _is_body(world, tie.subject) and _is_setting(world, tie):
            members[tie.object].add(tie.subject)
            if _passes(world, tie, given):
                held[tie.object, tie.subject].append(world.span_of(tie))
        direct = world.joins[tie.relation] == "directly" and tie.subject != tie.object
        if direct and _is_body(world, tie.subject) and _is_body(world, tie.object) and _passes(world, tie, given):
            edges[frozenset((short(tie.subject), short(tie.object)))] += 1
    for setting, parties in members.items():
        for one, other in combinations(sorted(parties), 2):
            if _meet(held[setting, one], held[setting, other]):
                edges[frozenset((short(one), short(other)))] += 1 / (len(parties) - 1)
    return dict(edges)


def _passes(world: World, tie: Tie, given: Given) -> bool:
    if "as_of" in given:
        start, end = world.span_of(tie)
        day = last(given["as_of"])
        if not start or start > day or (end and end < day):
            return False
    has = {
        "topic": lambda: _topics(world, tie),
        "country": lambda: _countries(world, tie),
        "kind": lambda: _kinds(world, tie),
        "family": lambda: {world.family(tie.relation)},
        "standing": lambda: {world.standing(passage) for passage in tie.passages},
    }
    return all(given[name] in told() for name, told in has.items() if name in given)


def _settings(world: World, tie: Tie) -> list[str]:
    if _is_setting(world, tie):
        return [tie.object]
    return [end for end in (tie.subject, tie.object) if not world.is_a(end, "Actor")]


def _topics(world: World, tie: Tie) -> set[str]:
    told: Iterable[str] = _settings(world, tie) or {
        one
        for subject, _, value in (claim for passage in tie.passages for claim in _claims_in(world)[passage])
        for one in (subject, value)
        if world.is_a(one, "Entity") and not world.is_a(one, "Actor")
    }
    return {topic for one in told for topic in world.has(one, "hasTopic")}


def _countries(world: World, tie: Tie) -> set[str]:
    settings = _settings(world, tie)
    actors = {one for one in (tie.subject, tie.object) if one not in settings}
    around = {other.subject for other in world.ties if _is_setting(world, other) and other.object in settings}
    own = {short(one) for one in actors | around if world.is_a(one, "Country")}
    return own.union(*(world.countries.get(one, ()) for one in (*settings, *actors, *around)))


def _kinds(world: World, tie: Tie) -> set[str]:
    settings = _settings(world, tie)
    actors = [world.has(one, "hasKind") for one in (tie.subject, tie.object) if one not in settings]
    shared = set.intersection(*actors) if actors else set()
    return shared.union(*(world.has(one, "hasKind") for one in settings))


def _claims_in(world: World) -> Mapping[str, list[tuple[str, str, str]]]:
    if "told" not in world.__dict__:
        told: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for claim, passages in world.claims.items():
            for passage in passages:
                told[passage].append(claim)
        world.__dict__["told"] = told
    found: Mapping[str, list[tuple[str, str, str]]] = world.__dict__["told"]
    return found


def _is_setting(world: World, tie: Tie) -> bool:
    return world.joins[tie.relation] == "through" and world.is_a(tie.object, "Setting")


def _is_body(world: World, thing: str) -> bool:
    return world.is_a(thing, "Actor") and not world.is_a(thing, "Country")


def _on_topic(world: World, thing: str, given: Given) -> bool:
    return "topic" not in given or given["topic"] in world.has(thing, "hasTopic")


def _inherited(world: World, relation: str) -> set[str]:
    return {
        each for wider in world.wider.get(TERM + relation, ()) for each in world.values(TERM + wider, "joinsActors")
    }


def _dates_of_nodes(world: World) -> Mapping[tuple[str, str], list[Span]]:
    """The own dates of what has a node; one that is open for what has none."""
    found: dict[tuple[str, str], list[Span]] = defaultdict(lambda: [(None, None)])
    for node in world.by_subject:
        for subject in world.values(node, "hasSubject"):
            for value in world.values(node, "hasObject"):
                own = found.get((subject, value), [])
                found[subject, value] = [*own, world.span(node)]
    return found


def _meet(ones: list[Span], others: list[Span]) -> bool:
    """Whether two have a day in common; a side that is open may be any day."""
    return any(
        not (start and end and start > end)
        for one in ones
        for other in others
        for start in [max((day for day in (one[0], other[0]) if day), default=None)]
        for end in [min((day for day in (one[1], other[1]) if day), default=None)]
    )


def draw_question(world: World, draw: random.Random) -> tuple[str, Given]:
    """Return the name of a question, or "network", with parameters."""
    topics = sorted({topic for one in world.all_of("Entity") for topic in world.has(one, "hasTopic")})
    year = str(draw.randint(1940, 2026))
    topic: Given = {"topic": draw.choice(topics)} if draw.random() < 0.6 else {}
    name = draw.choice([*COLUMNS, "network", "network"])
    if name == "network":
        return name, _draw_filters(world, draw, topic)
    given = {
        "agreements-on": lambda: {"topic": draw.choice(topics)},
        "in-effect-on": lambda: {"on": f"{year}-{draw.randint(1, 12):02}-15", **topic},
        "began-or-ended": lambda: {"since": year, "until": str(min(2026, int(year) + draw.randint(0, 9))), **topic},
        "figures-about": lambda: {"unit": draw.choice(["cad", "dollars", "personnel", "kilograms"]), **topic},
        "third-parties": lambda: topic,
        "against-threat": lambda: {"of": short(draw.choice(world.all_of("Threat")))},
        "partners": lambda: {"of": short(draw.choice(world.all_of("Actor")))},
        "disagreements": lambda: topic,
    }[name]()
    return name, dict(given)


def _draw_filters(world: World, draw: random.Random, given: Given) -> Given:
    kinds = sorted({kind for one in world.all_of("Entity") for kind in world.has(one, "hasKind")})
    choices: dict[str, list[str]] = {
        "country": [short(one) for one in world.all_of("Country")],
        "kind": kinds,
        "family": ["takesPartIn", "isBoundBy", "worksWith"],
        "standing": ["government", "treaty-text", "news"],
        "as_of": [str(year) for year in range(1945, 2026)],
    }
    for name in draw.sample(sorted(choices), draw.randint(0, 2)):
        given = given | {name: draw.choice(choices[name])}
    return given


def differs(world: World, graph: kg.KnowledgeGraph, name: str, given: Given) -> str:
    """Return in what the library answers otherwise than the files do, nothing where it does not."""
    told: Any
    if name == "network":
        told = {
            frozenset((short(one), short(other))): round(weight, 6)
            for one, other, weight in graph.network(**given).edges(data="weight")
        }
        found: Any = {pair: round(weight, 6) for pair, weight in network(world, given).items()}
        unlike = [pair for pair in told.keys() | found.keys() if told.get(pair) != found.get(pair)]
    else:
        table = graph.ask(name, **given)
        places = [table.columns.index(column) for column in COLUMNS[name]]
        rows = [row for row in table.rows if name != "disagreements" or _is_of_an_entity(world, table.columns, row)]
        told = {tuple(short(row[at]) for at in places) for row in rows}
        found = {tuple(map(str, row)) for row in asked_of(world, name)(given)}
        unlike = sorted(map(str, told ^ found))
    return "" if not unlike else f"{name} {given}: {len(told)} told, {len(found)} found, such as {unlike[:3]}"


def _is_of_an_entity(world: World, columns: list[str], row: tuple[Any, ...]) -> bool:
    cell = dict(zip(columns, row, strict=True))
    return not cell["other"] and short(cell["property"]) in ("startDate", "inForceDate", "endDate", "hasStatus")


def compare(count: int, seed: int, graph: kg.KnowledgeGraph | None = None) -> tuple[Counter[str], list[str]]:
    """Ask so many questions; return how many of each kind, and what differs."""
    world, draw = World(), random.Random(seed)
    graph = graph or kg.load()
    asked: Counter[str] = Counter()
    faults = []
    for _ in range(count):
        name, given = draw_question(world, draw)
        asked[name] += 1
        if fault := differs(world, graph, name, given):
            faults.append(fault)
    return asked, faults


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    asked, faults = compare(*(numbers + [200, 1958][len(numbers) :]))  # type: ignore[arg-type]
    print("\n".join([*faults, f"{sum(asked.values())} questions, {len(faults)} differences", str(dict(asked))]))
