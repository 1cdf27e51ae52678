"""Spoil the record in every way that a hand or a tool may spoil it, and count what `kg check` notices.

python benchmarks/mutations.py [COUNT] [SEED] [DATA]

COUNT mutants of each kind, in a copy of the record (or of the folder DATA). Some fifty documents and entity files are
spoilt at once, each in one place, so that one check judges them all; a mutant is noticed when something new is found
in its file, about a thing that it touched, or naming one. Mutants of shapes, checks and rules are judged one by one on
the tiny world of the tests; all that is new there counts, and for what tests/bad is for, that a bad example is found no
more. Kinds marked * lead from one good record to another: no rule can tell them apart, only the page could. `fault`
counts what fails, `told` what is worth a second look as well: all that `kg check` tells of the record.
"""

from __future__ import annotations

import datetime
import random
import re
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from kg.errors import KgError
from kg.rdf.canonical import write
from kg.rdf.files import read_file
from kg.rdf.folders import Folders, data_files
from kg.validation import checks
from kg.validation.findings import Finding
from kg.vocabulary import CLAIMED, ENTITY, SHARED_PREFIXES, SOURCE, TERM, shorten

ROOT = Path(__file__).parent.parent
MINI = ROOT / "tests" / "mini"
AT_ONCE = 50
DATES = ("startDate", "endDate", "inForceDate", "date")
LABEL, ABOUT = SHARED_PREFIXES["rdfs"] + "label", TERM + "isPassageOf"
TYPE = SHARED_PREFIXES["rdf"] + "type"
DCTERMS, SCHEMA = SHARED_PREFIXES["dcterms"], SHARED_PREFIXES["schema"]


@dataclass
class Place:
    """A file that is to be spoilt: its quads, and the rest of the record to take wrong values from."""

    path: Path
    quads: list[ox.Quad]
    record: Record
    luck: random.Random
    touched: set[str] = field(default_factory=set)

    def one(self, fits: Callable[[ox.Quad], bool]) -> ox.Quad | None:
        """Return one quad that fits, by luck."""
        found = [quad for quad in self.quads if fits(quad)]
        chosen = self.luck.choice(found) if found else None
        if chosen:
            self.touched |= {term.value for term in (chosen.subject, chosen.object) if isinstance(term, ox.NamedNode)}
            self.touched |= {chosen.graph_name.value} if in_passage(chosen) else set()
        return chosen

    def without(self, gone: Callable[[ox.Quad], bool]) -> list[ox.Quad]:
        """Return the quads but for some."""
        return [quad for quad in self.quads if not gone(quad)]

    def swap(self, old: ox.Quad, value: ox.NamedNode | ox.Literal) -> list[ox.Quad]:
        """Return the quads with another value in one of them."""
        new = ox.Quad(old.subject, old.predicate, value, old.graph_name)
        return [new if quad == old else quad for quad in self.quads]

    def texts(self, subject: ox.NamedNode, name: str = "says") -> dict[str, ox.Quad]:
        """Return the statements of a text of a thing by language."""
        return {
            quad.object.language or "": quad
            for quad in self.quads
            if quad.subject == subject and quad.predicate.value == TERM + name and isinstance(quad.object, ox.Literal)
        }


class Record:
    """The good record: its files, and what is in them."""

    def __init__(self, data: Path) -> None:
        self.files = {path: list(read_file(path)) for path in data_files(data)}
        self.documents = [path for path in self.files if path.suffix == ".trig"]
        self.entities = [path for path in self.files if path.suffix == ".ttl"]
        self.values: dict[str, set[ox.NamedNode | ox.Literal]] = defaultdict(set)
        self.classes: dict[str, set[str]] = defaultdict(set)
        for quads in self.files.values():
            for quad in quads:
                if isinstance(quad.object, ox.NamedNode | ox.Literal):
                    self.values[quad.predicate.value].add(quad.object)
                if quad.predicate.value == TYPE and isinstance(quad.object, ox.NamedNode):
                    self.classes[quad.subject.value].add(quad.object.value)
        self.members = sorted(one for one in self.classes if one.startswith(ENTITY))

    def another(self, luck: random.Random, quad: ox.Quad, language: str = "") -> ox.NamedNode | ox.Literal | None:
        """Return another value of the same property, in a language."""
        found = [
            value
            for value in self.values[quad.predicate.value]
            if value != quad.object and (not language or getattr(value, "language", None) == language)
        ]
        return luck.choice(sorted(found, key=str)) if found else None


Mutate = Callable[[Place], "list[ox.Quad] | None"]
KINDS: dict[str, tuple[Mutate, bool, bool]] = {}
"""How each kind of mutant is made, whether it spoils a document, and whether only the page could tell."""


def kind(name: str, *, document: bool = True, page_only: bool = False) -> Callable[[Mutate], Mutate]:
    """Enter a kind."""

    def enter(made: Mutate) -> Mutate:
        KINDS[name] = made, document, page_only
        return made

    return enter


def in_passage(quad: ox.Quad) -> bool:
    """Say whether a quad is a claim."""
    return not isinstance(quad.graph_name, ox.DefaultGraph)


def is_relation(quad: ox.Quad) -> bool:
    """Say whether a quad is a relation between two entities."""
    ends = (quad.subject, quad.object)
    return in_passage(quad) and all(isinstance(end, ox.NamedNode) and end.value.startswith(ENTITY) for end in ends)


def has(*names: str, claimed: bool | None = None) -> Callable[[ox.Quad], bool]:
    """Return a test of the predicate: one of ours, or a whole IRI."""
    wanted = {name if ":" in name else TERM + name for name in names}
    return lambda quad: quad.predicate.value in wanted and (claimed is None or in_passage(quad) == claimed)


def tie_of(place: Place, quad: ox.Quad | None) -> ox.NamedNode | None:
    """Return the node of a tie that describes a relation in the same passage."""
    for other in place.quads:
        if quad and other.graph_name == quad.graph_name and other.predicate.value == TERM + "hasObject":
            same = other.object == quad.object
            if (
                same
                and ox.Quad(other.subject, ox.NamedNode(TERM + "hasSubject"), quad.subject, quad.graph_name)
                in place.quads
            ):
                return other.subject if isinstance(other.subject, ox.NamedNode) else None
    return None


# deletions


@kind("relation deleted, its tie left")
def _relation_deleted(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(lambda quad: is_relation(quad) and tie_of(place, quad) is not None)
    return chosen and place.without(lambda quad: quad == chosen)


@kind("tie deleted, its relation left", page_only=True)
def _tie_deleted(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(lambda quad: is_relation(quad) and tie_of(place, quad) is not None)
    node = tie_of(place, chosen)
    return chosen and place.without(lambda quad: quad.subject == node and quad.graph_name == chosen.graph_name)


@kind("relation and tie deleted", page_only=True)
def _both_deleted(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(lambda quad: is_relation(quad) and tie_of(place, quad) is not None)
    node = tie_of(place, chosen)
    return chosen and place.without(
        lambda quad: quad == chosen or (quad.subject == node and quad.graph_name == chosen.graph_name)
    )


@kind("claims of a passage deleted")
def _claims_deleted(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(in_passage)
    return chosen and place.without(lambda quad: quad.graph_name == chosen.graph_name)


@kind("passage deleted", page_only=True)
def _passage_deleted(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(in_passage)
    return chosen and place.without(lambda quad: chosen.graph_name in (quad.graph_name, quad.subject))


def _deleted(*names: str) -> Mutate:
    def mutate(place: Place) -> list[ox.Quad] | None:
        chosen = place.one(has(*names, claimed=True))
        return chosen and place.without(lambda quad: quad == chosen)

    return mutate


kind("date deleted", page_only=True)(_deleted(*DATES))
kind("status deleted", page_only=True)(_deleted("hasStatus"))
kind("country deleted", page_only=True)(_deleted("hasCountry"))
kind("hedge deleted")(_deleted("hasHedge"))


# misdirections


def _misdirected(same_class: bool) -> Mutate:
    def mutate(place: Place) -> list[ox.Quad] | None:
        chosen = place.one(is_relation)
        if chosen is None or not isinstance(chosen.object, ox.NamedNode):
            return None
        classes = place.record.classes[chosen.object.value]
        others = [
            one
            for one in place.record.members
            if (place.record.classes[one] == classes) == same_class
            and one not in (chosen.object.value, chosen.subject.value)
        ]
        node, new = tie_of(place, chosen), ox.NamedNode(place.luck.choice(others))
        quads = place.swap(chosen, new)
        return [
            ox.Quad(quad.subject, quad.predicate, new, quad.graph_name)
            if quad.subject == node and quad.predicate.value == TERM + "hasObject"
            else quad
            for quad in quads
        ]

    return mutate


kind("misdirected, same class", page_only=True)(_misdirected(same_class=True))
kind("misdirected, other class")(_misdirected(same_class=False))


@kind("relation exchanged")
def _relation_exchanged(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(is_relation)
    others = sorted(
        {quad.predicate for quad in place.quads if is_relation(quad)} - {getattr(chosen, "predicate", None)}, key=str
    )
    if chosen is None or not others:
        return None
    new = ox.Quad(chosen.subject, place.luck.choice(others), chosen.object, chosen.graph_name)
    node = tie_of(place, chosen)
    return [
        new
        if quad == chosen
        else ox.Quad(quad.subject, quad.predicate, new.predicate, quad.graph_name)
        if quad.subject == node and quad.predicate.value == TERM + "hasRelation"
        else quad
        for quad in place.quads
    ]


def _exchanged(*names: str, claimed: bool | None = True, language: str = "") -> Mutate:
    def mutate(place: Place) -> list[ox.Quad] | None:
        fits = has(*names, claimed=claimed)
        chosen = place.one(
            lambda quad: fits(quad) and (not language or getattr(quad.object, "language", "") == language)
        )
        new = place.record.another(place.luck, chosen, language) if chosen else None
        return place.swap(chosen, new) if chosen and new else None

    return mutate


kind("status exchanged")(_exchanged("hasStatus"))
kind("country exchanged")(_exchanged("hasCountry"))
kind("hedge exchanged")(_exchanged("hasHedge"))
kind("unit of another", page_only=True)(_exchanged("unit", language="en"))
kind("address of another", document=True)(_exchanged(SCHEMA + "url", claimed=False))
kind("title of another")(_exchanged(DCTERMS + "title", claimed=False))
kind("publisher of another")(_exchanged(DCTERMS + "publisher", claimed=False))
kind("standing of another")(_exchanged("hasStanding", claimed=False))
kind("speaks for another")(_exchanged("speaksFor", claimed=False))
kind("language of another")(_exchanged(DCTERMS + "language", claimed=False))
kind("issued at another's date")(_exchanged(DCTERMS + "issued", claimed=False))
kind("kind of another entity", document=False)(_exchanged("hasKind", claimed=None))
kind("topic of another entity", document=False, page_only=True)(_exchanged("hasTopic", claimed=None))
kind("definition of another entity", document=False)(
    _exchanged(SHARED_PREFIXES["skos"] + "definition", claimed=None, language="en")
)
kind("French name of another entity", document=False)(_exchanged(LABEL, claimed=None, language="fr"))


# dates and figures


def _dated(change: Callable[[random.Random, str], str | None]) -> Mutate:
    def mutate(place: Place) -> list[ox.Quad] | None:
        chosen = place.one(has(*DATES, claimed=True))
        if chosen is None or not isinstance(chosen.object, ox.Literal):
            return None
        new = change(place.luck, chosen.object.value)
        sizes = {4: "gYear", 7: "gYearMonth", 10: "date"}
        if new is None or new == chosen.object.value or not _is_date(new):
            return None
        return place.swap(chosen, ox.Literal(new, datatype=ox.NamedNode(SHARED_PREFIXES["xsd"] + sizes[len(new)])))

    return mutate


def _is_date(text: str) -> bool:
    try:
        datetime.date.fromisoformat(f"{text}-01-01"[:10])
    except ValueError:
        return False
    return True


def _turned(luck: random.Random, text: str) -> str:
    place = luck.choice([spot for spot in range(1, len(text) - 1) if text[spot : spot + 2].isdecimal()])
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _other_precision(luck: random.Random, text: str) -> str:
    longer = f"{text}-{luck.randrange(1, 12):02}-{luck.randrange(1, 28):02}"
    return longer[:10] if len(text) < 10 and luck.random() < 0.5 else text[:7] if len(text) == 10 else longer[:7]


kind("date ± 1 year")(_dated(lambda luck, text: f"{int(text[:4]) + luck.choice((-1, 1))}{text[4:]}"))
kind("date ± 10 to 50 years")(
    _dated(lambda luck, text: f"{int(text[:4]) + luck.choice((-1, 1)) * luck.randrange(10, 50)}{text[4:]}")
)
kind("date with digits exchanged")(_dated(_turned))
kind("date after today")(_dated(lambda luck, text: f"{luck.randrange(2028, 2099)}{text[4:]}"))
kind("date of another precision")(_dated(_other_precision))


@kind("figure × 10")
def _figure_tenfold(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(has("value", claimed=True))
    if chosen is None or not isinstance(chosen.object, ox.Literal):
        return None
    text = chosen.object.value + "0" if "." not in chosen.object.value else chosen.object.value.replace(".", "") + ".0"
    return place.swap(chosen, ox.Literal(text, datatype=chosen.object.datatype))


def _number_changed(*languages: str, years: bool = False) -> Mutate:
    pattern = r"\b(?:19|20)\d\d\b" if years else r"(?<![\w.,-])\d+(?![\w-])"

    def mutate(place: Place) -> list[ox.Quad] | None:
        chosen = place.one(
            lambda quad: has("says")(quad) and bool(re.search(pattern, getattr(quad.object, "value", "")))
        )
        if chosen is None or not isinstance(chosen.subject, ox.NamedNode) or not isinstance(chosen.object, ox.Literal):
            return None
        number = place.luck.choice(re.findall(pattern, chosen.object.value))
        other = str(int(number) + place.luck.choice((1, 2, 3, 10)))
        quads = place.quads
        for language in languages:
            old = place.texts(chosen.subject).get(language)
            if old is None or not isinstance(old.object, ox.Literal) or number not in old.object.value:
                return None
            text = re.sub(rf"(?<!\d){number}(?!\d)", other, old.object.value, count=1)
            new = ox.Quad(old.subject, old.predicate, ox.Literal(text, language=language), old.graph_name)
            quads = [new if quad == old else quad for quad in quads]
        return quads

    return mutate


kind("number changed in the English")(_number_changed("en"))
kind("number changed in the French")(_number_changed("fr"))
kind("number changed in both", page_only=True)(_number_changed("en", "fr"))
kind("year changed in both", page_only=True)(_number_changed("en", "fr", years=True))


# sentences


@kind("English as French")
def _english_as_french(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(lambda quad: has("says")(quad) and getattr(quad.object, "language", "") == "fr")
    if chosen is None or not isinstance(chosen.subject, ox.NamedNode):
        return None
    english = place.texts(chosen.subject)["en"].object
    return place.swap(chosen, ox.Literal(english.value, language="fr")) if isinstance(english, ox.Literal) else None


kind("French of another passage")(_exchanged("says", claimed=False, language="fr"))


@kind("sentence of another passage")
def _says_of_another(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(lambda quad: has("says")(quad) and getattr(quad.object, "language", "") == "en")
    if chosen is None or not isinstance(chosen.subject, ox.NamedNode):
        return None
    other = place.record.files[place.luck.choice(place.record.documents)]
    source = place.luck.choice([quad.subject for quad in other if has("says")(quad)])
    new = {
        quad.object.language: quad.object
        for quad in other
        if quad.subject == source and has("says")(quad) and isinstance(quad.object, ox.Literal)
    }
    old = place.texts(chosen.subject)
    return [
        ox.Quad(quad.subject, quad.predicate, new[str(quad.object.language)], quad.graph_name)
        if quad in old.values() and isinstance(quad.object, ox.Literal)
        else quad
        for quad in place.quads
    ]


def _spoilt_text(spoil: Callable[[random.Random, str], str], *, document: bool = True) -> Mutate:
    names = (
        TERM + "says",
        TERM + "reservation",
        TERM + "summary",
        TERM + "role",
        LABEL,
        SHARED_PREFIXES["skos"] + "definition",
    )

    def mutate(place: Place) -> list[ox.Quad] | None:
        chosen = place.one(has(*names))
        if chosen is None or not isinstance(chosen.object, ox.Literal):
            return None
        text = spoil(place.luck, chosen.object.value)
        if text == chosen.object.value:
            return None
        return place.swap(chosen, ox.Literal(text, language=chosen.object.language))

    return mutate


def _within(sign: str) -> Callable[[random.Random, str], str]:
    def spoil(luck: random.Random, text: str) -> str:
        place = luck.randrange(1, len(text))
        return text[:place] + sign + text[place:]

    return spoil


def _looks_like(luck: random.Random, text: str) -> str:
    return text.replace(*luck.choice((("a", "а"), ("e", "е"), ("o", "о"), ("p", "р"))), 1)


_SIGNS: dict[str, Callable[[random.Random, str], str]] = {
    "control sign": _within("\x1b"),
    "direction override": _within("\u202e"),
    "zero-width space": _within("\u200b"),
    "Cyrillic letter": _looks_like,
    "outer space": lambda luck, text: luck.choice((" " + text, text + " ")),
    "double space": lambda luck, text: text.replace(" ", "  ", 1),
}
for _name, _spoil in _SIGNS.items():
    kind(f"{_name} in a document")(_spoilt_text(_spoil))
    kind(f"{_name} in an entity", document=False)(_spoilt_text(_spoil))


@kind("straight apostrophe in French")
def _straight(place: Place) -> list[ox.Quad] | None:
    chosen = place.one(
        lambda quad: has("says")(quad) and "’" in getattr(quad.object, "value", "") and quad.object.language == "fr"
    )  # type: ignore[union-attr]
    return place.swap(chosen, ox.Literal(chosen.object.value.replace("’", "'", 1), language="fr")) if chosen else None  # type: ignore[union-attr]


# repetitions


def _repeated(words: bool) -> Mutate:
    def mutate(place: Place) -> list[ox.Quad] | None:
        chosen = place.one(in_passage)
        if chosen is None:
            return None
        old = chosen.graph_name
        new = ox.NamedNode(f"{old.value.rpartition('/')[0]}/again")
        added = [
            ox.Quad(quad.subject, quad.predicate, quad.object, new) for quad in place.quads if quad.graph_name == old
        ]
        for quad in place.quads:
            if quad.subject == old:
                text = isinstance(quad.object, ox.Literal) and has("says")(quad) and not words
                value = (
                    ox.Literal(
                        ("Encore\u00a0: " if quad.object.language == "fr" else "Again: ") + quad.object.value,
                        language=quad.object.language,
                    )
                    if text
                    else quad.object
                )  # type: ignore[union-attr]
                added.append(ox.Quad(new, quad.predicate, value, quad.graph_name))
        return [*place.quads, *added]

    return mutate


kind("passage twice in a document")(_repeated(words=True))
kind("claims twice in a document")(_repeated(words=False))


# ontology


def _letter_dropped(prefix: str) -> Callable[[random.Random, str], str | None]:
    def spoil(luck: random.Random, text: str) -> str | None:
        found = [
            one
            for one in re.finditer(rf"(?<![\w:/-]){prefix}:\w+", text)
            if not re.search(r"#[^\n]*\Z", text[: one.start()])
        ]
        if not found:
            return None
        one = luck.choice(found)
        place = luck.randrange(one.start() + len(prefix) + 1, one.end())
        return text[:place] + text[place + 1 :]

    return spoil


def _constraint_dropped(luck: random.Random, text: str) -> str | None:
    found = list(re.finditer(r"^    sh:(?!message|path|target)\w+ [^\n]*;\n", text, re.MULTILINE))
    one = luck.choice(found) if found else None
    return text[: one.start()] + text[one.end() :] if one else None


def _filter_dropped(luck: random.Random, text: str) -> str | None:
    found = list(re.finditer(r"^ +FILTER[^\n{]*\)\n", text, re.MULTILINE))
    one = luck.choice(found) if found else None
    return text[: one.start()] + text[one.end() :] if one else None


ONTOLOGY: dict[str, tuple[str, Callable[[random.Random, str], str | None], bool]] = {
    "letter dropped from sec: in a shape": ("shapes", _letter_dropped("sec"), False),
    "letter dropped from sh: in a shape": ("shapes", _letter_dropped("sh"), False),
    "letter dropped from sec: in a check": ("checks", _letter_dropped("sec"), False),
    "letter dropped from sec: in a rule": ("rules", _letter_dropped("sec"), False),
    "constraint dropped from a shape": ("shapes", _constraint_dropped, True),
    "filter dropped from a check": ("checks", _filter_dropped, False),
}
"""Kinds of mutants of the ontology; those of the last column are for tests/bad, which has an example for each rule."""


def example_missed(folders: Folders, good: str, bad: str) -> bool:
    """Tell whether the bad example of the rule that was changed is found no more."""
    same = next(place for place, (one, other) in enumerate(zip(good, bad, strict=False)) if one != other)
    (*_, rule) = ["", *re.findall(r"^rule:(\S+)", good[:same], re.MULTILINE)]
    example = next((ROOT / "tests" / "bad").glob(f"{rule}.t*"), None)
    if example is None:
        return False
    into = re.search(r"^# into: (\S+)$", example.read_text(encoding="utf-8"), re.MULTILINE)
    places = {"ontology": folders.ontology / example.name, "shapes": folders.ontology / "shapes" / example.name}
    place = places.get(into[1] if into else "", folders.data / (into[1] if into else example.name))
    shutil.copy(example, place)
    found = checks.check(folders)
    place.unlink()
    return rule not in {one.rule for one in found}


# judging


def judged(folders: Folders) -> tuple[set[Finding], set[Finding]]:
    """Return the plain findings, and those of a review."""
    try:
        found = checks.judge(folders)
    except (KgError, AssertionError) as error:
        return {Finding("", 0, "", "error", str(error))}, set()
    return set(found.findings), set(found.to_review)


def key(one: Finding, base: Path) -> tuple[str, ...]:
    """Return what makes a finding the same in two copies of the record."""
    return one.path.replace(str(base), ""), one.subject, one.rule, one.message.replace(str(base), "")


def spoil_documents(record: Record, count: int, luck: random.Random) -> Iterator[tuple[str, Place, list[ox.Quad]]]:
    """Yield mutants: the kind, the place, and the quads as they are then."""
    for name, (mutate, document, _) in KINDS.items():
        files = list(record.documents if document else record.entities)
        made = 0
        for _ in range(60 * count):
            path = luck.choice(files)
            place = Place(path, record.files[path], record, luck)
            quads = mutate(place)
            if quads and set(quads) != set(place.quads):
                yield name, place, quads
                made += 1
            if made == count:
                break


def in_batches(mutants: list[tuple[str, Place, list[ox.Quad]]]) -> list[list[tuple[str, Place, list[ox.Quad]]]]:
    """Return the mutants in batches in which no two spoil one file or touch one thing."""
    batches: list[tuple[set[object], list[tuple[str, Place, list[ox.Quad]]]]] = []
    for mutant in mutants:
        own = {mutant[1].path, *mutant[1].touched}
        own = {
            one
            for one in own
            if not str(one).endswith(("/entity/canada", "/entity/united-states")) and not str(one).startswith(TERM)
        }
        own = {one for one in own if isinstance(one, Path) or str(one).startswith(CLAIMED)}
        for taken, batch in batches:
            if len(batch) < AT_ONCE and not taken & own:
                taken |= own
                batch.append(mutant)
                break
        else:
            batches.append((set(own), [mutant]))
    return [batch for _, batch in batches]


def tell_data(data: Path, count: int, seed: int) -> None:
    """Print the table of kinds for the data."""
    record, luck = Record(data), random.Random(seed)
    tried: dict[str, int] = defaultdict(int)
    noticed: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "data"
        shutil.copytree(data, copy)
        folders = Folders(Folders.find(copy).ontology, copy.resolve())
        before = [{key(one, copy) for one in found} for found in judged(folders)]
        mutants = list(spoil_documents(record, count, luck))
        luck.shuffle(mutants)
        for batch in in_batches(mutants):
            for _, place, quads in batch:
                (copy / place.path.relative_to(data)).write_text(write(quads, place.path.stem), encoding="utf-8")
            new = [{key(one, copy) for one in found} - old for found, old in zip(judged(folders), before, strict=True)]
            for name, place, _ in batch:
                tried[name] += 1
                seen = [any(_is_of(one, place, data) for one in found) for found in new]
                noticed[name][0] += seen[0]
                noticed[name][1] += any(seen)
            for _, place, _ in batch:
                shutil.copy(place.path, copy / place.path.relative_to(data))
    _table(tried, noticed, {name: " *" if page else "" for name, (_, _, page) in KINDS.items()})


def _is_of(found: tuple[str, ...], place: Place, data: Path) -> bool:
    names = {shorten(one) for one in place.touched if one.startswith(CLAIMED)} - {"ent:canada", "ent:united-states"}
    same_file = found[0] == f"/{place.path.relative_to(data)}"
    if same_file and place.path.suffix == ".trig":
        return True
    named = names | {shorten(one) for one in place.touched if one.startswith(SOURCE)}
    if any(re.search(rf"{re.escape(name)}(?![\w/-])", found[3]) for name in named):
        return True
    return found[1] in names or (same_file and found[1] in {shorten(one) for one in place.touched})


def tell_ontology(count: int, seed: int) -> None:
    """Print the table of kinds for shapes, checks and rules."""
    luck = random.Random(seed)
    tried: dict[str, int] = defaultdict(int)
    noticed: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        shutil.copytree(Folders.find(MINI).ontology, copy / "ontology")
        shutil.copytree(MINI, copy / "data")
        folders = Folders(copy / "ontology", copy / "data")
        before = judged(folders)
        for name, (where, spoil, for_tests) in ONTOLOGY.items():
            files = sorted((copy / "ontology" / where).iterdir())
            while tried[name] < count:
                path = luck.choice(files)
                good = path.read_text(encoding="utf-8")
                bad = spoil(luck, good)
                if bad is None:
                    continue
                path.write_text(bad, encoding="utf-8")
                seen = [bool(now - old) for now, old in zip(judged(folders), before, strict=True)]
                if for_tests and not any(seen):
                    seen = [example_missed(folders, good, bad)] * 2
                path.write_text(good, encoding="utf-8")
                tried[name] += 1
                noticed[name][0] += seen[0]
                noticed[name][1] += any(seen)
    _table(tried, noticed, {name: " †" if tests else "" for name, (_, _, tests) in ONTOLOGY.items()})
    print("† counts with tests/bad, which holds a bad example of each rule")


def _table(tried: dict[str, int], noticed: dict[str, list[int]], marks: dict[str, str]) -> None:
    print(f"| {'kind':40} | tried | fault | told |\n| --- | --- | --- | --- |")
    for name, mark in marks.items():
        print(f"| {name + mark:40} | {tried[name]:5} | {noticed[name][0]:5} | {noticed[name][1]:5} |")
    for what, names in (("all", list(marks)), ("without * and †", [name for name in marks if not marks[name]])):
        total = [sum(tried[name] for name in names), *(sum(noticed[name][at] for name in names) for at in (0, 1))]
        share = [f"{100 * one / max(1, total[0]):.0f} %" for one in total[1:]]
        print(f"| {what:40} | {total[0]:5} | {total[1]} ({share[0]}) | {total[2]} ({share[1]}) |")


if __name__ == "__main__":
    _count, _seed = (int(text) for text in [*sys.argv[1:3], *("10", "1")[len(sys.argv[1:3]) :]])
    _data = Path(sys.argv[3]) if len(sys.argv) > 3 else Folders.find().data
    tell_data(_data.resolve(), _count, _seed)
    print("* only the page could tell\n")
    tell_ontology(max(1, _count * 2), _seed)
