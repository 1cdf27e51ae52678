"""Which ties and which edges pass the filters of a network."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING

from kg.dates import given_day, last_day
from kg.errors import KgError, UnknownName
from kg.language import fold
from kg.network.edges import EdgeReasons, passages_behind
from kg.record.index import Record
from kg.record.settings import countries_of, is_setting, kinds_of, settings_of, topics_of
from kg.record.ties import Tie
from kg.render.svg import side
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from kg.network.network import NetworkFilter

Pairs = Mapping[tuple[str, str], EdgeReasons]
_Test = Callable[[Tie], bool]

_BOTH = 3
_SIDES = {"first": 1, "second": 2}
_CHOICES = {"ends": ("across",), "governments": ("both",)}
"""What the filters that choose among a few words may be."""


def refuse_unknown(record: Record, wanted: NetworkFilter) -> None:
    """Raise UnknownName for a topic, kind, family or standing that nothing has, or what is no country on record.

    Raises KgError for a wrong word, a number of steps below 0, and a text without a letter or a digit.
    """
    if wanted.depth < 0:
        raise KgError("error.number.invalid", text=str(wanted.depth))
    if wanted.text is not None and not words_of(wanted.text):
        raise KgError("error.network.text", text=wanted.text)
    for name, choices in _CHOICES.items():
        if getattr(wanted, name) not in (None, *choices):
            raise KgError("error.network.choice", name=name, value=getattr(wanted, name), choices=", ".join(choices))
    asked = (wanted.topic, wanted.country, wanted.kind, wanted.family, wanted.standing, wanted.rests_on)
    if all(one is None for one in asked):
        return
    standings = {passage.document.standing for passage in record.passages.values()}
    known = {
        "topic": _values(record, "hasTopic"),
        "country": {local_name(iri) for iri in record.identity if record.is_a(iri, "Country")}
        | _values(record, "hasCountry"),
        "kind": _values(record, "hasKind"),
        "family": {local_name(relation.family) for relation in record.relations.values()},
        "standing": standings,
    }
    given = [(name, getattr(wanted, name), names) for name, names in known.items()]
    for name, value, names in [*given, ("standing", wanted.rests_on, standings)]:
        if value is not None and value not in names:
            raise UnknownName(name, value, difflib.get_close_matches(value, names, 3, 0.4) or sorted(names)[:3])


def passing_ties(record: Record, wanted: NetworkFilter) -> list[Tie]:
    """Return the ties that pass all filters of a network that ask a tie."""
    about = ((topics_of, wanted.topic), (countries_of, wanted.country), (kinds_of, wanted.kind))
    asked = [(_of_ties(record, found), value) for found, value in about if value is not None]
    ties: Iterable[Tie] = record.ties
    if asked:
        ties = (tie for at, tie in enumerate(record.ties) if all(value in had[at] for had, value in asked))
    tests = _tests(record, wanted)
    return [tie for tie in ties if all(test(tie) for test in tests)]


def _of_ties(record: Record, found: Callable[[Record, Tie], set[str]]) -> list[set[str]]:
    """Return what each tie has by a function, worked out once for all filters that ask it."""
    ties, had = record.of_ties.get(found, (None, []))
    if ties is not record.ties:  # a copy of a record may have others
        had = [found(record, tie) for tie in record.ties]
        record.of_ties[found] = (record.ties, had)
    return had


def resting_on(record: Record, pairs: Pairs, standing: str) -> set[tuple[str, str]]:
    """Return the pairs that no document of another kind speaks of."""
    return {
        pair
        for pair, reasons in pairs.items()
        if {one.standing for one in record.documents_of(passages_behind(reasons))} == {standing}
    }


def crossing(record: Record, pairs: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return the pairs that cross the border: one end is of one of the two countries, the other of the other.

    What stands between actors is of each country of which an actor is joined to it.
    """
    held = list(pairs)
    sides = {iri: _side_of(record, iri) for iri in set(chain.from_iterable(held)) if record.is_a(iri, "Actor")}
    around: dict[str, int] = defaultdict(int)
    for one, other in [*held, *((other, one) for one, other in held)]:
        if one not in sides:
            around[one] |= sides.get(other, 0)
    known = sides | around
    return {
        (one, other)
        for one, other in held
        if (known[one] & 1 and known[other] & 2) or (known[one] & 2 and known[other] & 1)
    }


def words_of(text: str) -> set[str]:
    """Return the words of a text as they are compared: without case, accents and the sign of the plural.

    >>> sorted(words_of("Tariffs on Québec"))
    ['on', 'quebec', 'tariff']
    """
    return {word[:-1] if len(word) > 3 and word.endswith("s") else word for word in fold(text).split()}


def _tests(record: Record, wanted: NetworkFilter) -> list[_Test]:
    tests: list[_Test] = []
    if wanted.family is not None:
        tests.append(lambda tie: local_name(record.relations[tie.relation].family) == wanted.family)
    if wanted.standing is not None:
        tests.append(lambda tie: any(one.standing == wanted.standing for one in record.documents_of(tie.passages)))
    if wanted.since is not None:
        tests.append(_since(record, wanted.since))
    if wanted.text is not None:
        tests.append(_telling(record, wanted.text))
    if wanted.governments is not None:
        tests.append(_confirmed_by_both(record, by_setting=wanted.mode == "one-mode"))
    return tests


def _since(record: Record, date: object) -> _Test:
    """Return the test whether a tie began since a date, or a document says so since."""
    day = given_day(date)

    def passes(tie: Tie) -> bool:
        start, _ = record.valid_times.of_tie(tie)
        if start is not None and start >= day:
            return True
        issued = (last_day(one.issued) for one in record.documents_of(tie.passages))
        return any(one is not None and one >= day for one in issued)

    return passes


def _telling(record: Record, text: str) -> _Test:
    """Return the test whether a passage of a tie, or of its setting, has all words of a text, in one language."""
    words = words_of(text)
    told = {
        iri
        for iri, passage in record.passages.items()
        if any(words <= words_of(says) for says in passage.says.values())
    }
    of_settings = {end for tie in record.ties if not told.isdisjoint(tie.passages) for end in (tie.subject, tie.object)}
    return lambda tie: not told.isdisjoint(tie.passages) or not of_settings.isdisjoint(settings_of(record, tie))


def _confirmed_by_both(record: Record, *, by_setting: bool) -> _Test:
    """Return the test whether both governments confirm the part of an actor in a setting, or a tie between two.

    All that the record says of the part counts, whatever else is asked.
    """
    found: dict[object, int] = defaultdict(int)

    def part(tie: Tie) -> object:
        return (tie.subject, tie.object) if by_setting and is_setting(record, tie) else id(tie)

    for tie in record.ties:
        found[part(tie)] |= record.government_bits(tie.passages)
    return lambda tie: found[part(tie)] == _BOTH


def _side_of(record: Record, iri: str) -> int:
    own = [local_name(iri)] if record.is_a(iri, "Country") else record.ids(iri, "hasCountry")
    return _SIDES.get(side(own, record.countries), 0)


def _values(record: Record, name: str) -> set[str]:
    return set(map(local_name, {term.value for own in record.identity.values() for term in own.get(name, ())}))
