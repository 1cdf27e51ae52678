"""What the explorer has to show in a state, worked out by the library alone: lines, counts, dates, voices, shares.

The words of a state are those of the page's address. Where a network of the library shows a state as a whole, its lines
are held against those of ``build_network``, so that nothing here is a third opinion.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from itertools import chain, pairwise
from pathlib import Path

import networkx as nx

import kg
from kg.dates import Interval, Period, time_shared, today
from kg.errors import KgError
from kg.graphs.backbone import ALPHA
from kg.network.edges import EdgeReason, passages_behind, sides_of
from kg.network.network import Actors, NetworkFilter
from kg.network.paths import shortest_paths, strongest_paths
from kg.network.projection import _holds, _pairs, build_network
from kg.network.sieve import crossing, passing_ties, resting_on
from kg.record.governments import verdict
from kg.record.index import Record
from kg.record.ties import Tie
from kg.render.svg import side
from kg.vocabulary import ENTITY, local_name
from tests.explorer.content import carried_by, content_of

MODES = {"shared": "one-mode", "between": "two-mode"}
FEW_LINES, USUAL_DETAIL, FADING_YEARS, MOST_AREAS = 150, 2, 12, 12
DETAILS = (0, 0.05, ALPHA, 0.3, 0.6, 1)

Pair = tuple[str, str]


@dataclass(frozen=True)
class State:
    """What an address of the page says, in the words that it has there."""

    view: str = "network"
    mode: str = "shared"
    lens: Actors = "organizations"
    lang: str = "en"
    focus: tuple[str, ...] = ()
    depth: int = 1
    card: str = ""
    path: tuple[str, ...] = ()
    by: str = "shortest"
    detail: int | None = None
    hide: frozenset[str] = frozenset()
    topic: str = ""
    country: str = ""
    kind: str = ""
    standing: str = ""
    rests: str = ""
    publishers: int = 1
    governments: str = ""
    ends: str = ""
    since: str = ""
    text: str = ""
    read: str = ""
    when: str = ""
    against: str = ""
    undated: str = ""

    @property
    def dates(self) -> tuple[str, ...]:
        """The dates that are chosen: the one, or both, the earlier first."""
        if self.when and self.against and self.when != self.against:
            return tuple(sorted((self.when, self.against), key=last))
        return (self.when,) if self.when else ()

    @property
    def shows_undated(self) -> bool:
        return self.undated == "yes" if self.undated else not self.when


@dataclass(frozen=True)
class Line:
    """A line with the reasons that are shown of it, and how it stands at the time."""

    ends: Pair
    reasons: tuple[EdgeReason, ...]
    time: str = "current"
    change: str = ""
    weight: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "weight", sum(reason.weight for reason in self.reasons))

    @property
    def key(self) -> str:
        """The card of the line, as the address has it."""
        return "~".join(map(local_name, self.ends))

    @property
    def since(self) -> date | None:
        return min((one.since for one in self.reasons if one.since), default=None)

    @property
    def until(self) -> date | None:
        ends = [one.until for one in self.reasons]
        return None if None in ends else max(end for end in ends if end)


def last(value: str) -> date:
    """The last day of a date."""
    period = Period.of(value)
    assert period
    return period.last


class Shown:
    """What a record shows in any state; its page gives how likely by chance a line is, and which areas there are."""

    def __init__(self, graph: kg.KnowledgeGraph, page: Path) -> None:
        self.graph, self.whole = graph, graph.record
        self.content = content_of(page)
        self.content["views"]["shared"]["organizations"] |= carried_by(page)
        self.known = [entity["id"] for entity in self.content["entities"]]
        self.places = {ENTITY + name: at for at, name in enumerate(self.known)}
        self.lines = cache(self._lines)

    def record(self, state: State) -> Record:
        return self.whole.read_again if state.read else self.whole

    # -- lines
    def _lines(self, state: State) -> tuple[Line, ...]:
        """The lines that pass the filters of a state, those without a date among them, shown or not."""
        record, wanted = self.record(state), self.wanted(state)
        ties = [tie for tie in passing_ties(record, wanted) if self.family(tie) not in state.hide]
        pairs = {line.ends: line for line in self._in_time(record, ties, state)}
        hidden = {end for end in chain.from_iterable(pairs) if self.is_hidden(end, state)}
        pairs = {pair: line for pair, line in pairs.items() if hidden.isdisjoint(pair)}
        if state.rests:
            kept = resting_on(record, _pairs(record, record.ties, wanted), state.rests)
            pairs = {pair: line for pair, line in pairs.items() if pair in kept}
        if state.publishers > 1:
            pairs = {pair: line for pair, line in pairs.items() if self.voices(line, state) >= state.publishers}
        if state.ends:
            pairs = self._crossing(record, pairs, state)
        return tuple(pairs[pair] for pair in sorted(pairs))

    def _crossing(self, record: Record, pairs: Mapping[Pair, Line], state: State) -> dict[Pair, Line]:
        """The lines that cross the border: what had ended then, or is not drawn, makes no setting one of a country."""
        held = {pair for pair, line in pairs.items() if line.time != "ended" or not state.when}
        counting = {pair for pair in held if self.is_drawn(pairs[pair], state)}
        across = crossing(record, counting) | (crossing(record, pairs) - counting)
        return {pair: line for pair, line in pairs.items() if pair in across}

    def is_drawn(self, line: Line, state: State) -> bool:
        return state.shows_undated or line.time != "undated"

    def wanted(self, state: State) -> NetworkFilter:
        """The filters of a state that the library has, but those of time and of whole lines."""
        given = {
            name: getattr(state, name) or None
            for name in ("topic", "country", "kind", "standing", "governments", "since", "text")
        }
        return NetworkFilter(MODES[state.mode], state.lens, **given)  # type: ignore[arg-type]

    def _in_time(self, record: Record, ties: Sequence[Tie], state: State) -> list[Line]:
        if not state.dates:
            return self._ever(record, ties, state)
        at = [self._on(record, ties, state, day) for day in state.dates]
        if len(at) == 1:
            return list(at[0].values())
        before, after = ({pair: line for pair, line in lines.items() if line.time != "ended"} for lines in at)
        return [self._compared(pair, before.get(pair), after.get(pair)) for pair in sorted({*before, *after})]

    def _compared(self, pair: Pair, before: Line | None, after: Line | None) -> Line:
        held = [line for line in (before, after) if line]
        reasons = self._together([one for line in held for one in line.reasons])
        if any(line.time == "undated" for line in held):
            return Line(pair, reasons, "undated", "undated")
        change = "both" if before and after else "began" if after else "ended"
        return Line(pair, reasons, "current", change)

    def _together(self, reasons: Iterable[EdgeReason]) -> tuple[EdgeReason, ...]:
        """The reasons of two dates, each once and by all ties of either date."""
        made: dict[object, EdgeReason] = {}
        for one in reasons:
            key = one.through or one.ties
            ties = tuple(dict.fromkeys((*(made[key].ties if key in made else ()), *one.ties)))
            made[key] = EdgeReason(one.through, ties, one.weight, *self._time_of(one.through, ties))
        return tuple(made.values())

    def _time_of(self, through: str | None, ties: Sequence[Tie]) -> Interval:
        times = self.whole.valid_times.of_tie
        if not through:
            return times(ties[0])
        ends = [[times(tie) for tie in ties if tie.subject == end] for end in sorted({tie.subject for tie in ties})]
        return time_shared(*ends) or (None, None)

    def _ever(self, record: Record, ties: Sequence[Tie], state: State) -> list[Line]:
        """All lines, and whether one has ended by today or has no date."""
        found = []
        for pair, reasons in _pairs(record, list(ties), self.wanted(state)).items():
            held = [one for one in reasons if not (one.until and one.until < today())]
            time = "ended" if not held else "current" if any(one.since for one in held) else "undated"
            found.append(Line(pair, tuple(reasons), time))
        return found

    def _on(self, record: Record, ties: Sequence[Tie], state: State, value: str) -> dict[Pair, Line]:
        """The lines of a day: those in effect, those that nobody can tell, and those that ended not long before."""
        period = Period.of(value)
        assert period
        answers = [(tie, _holds(record, tie, period)) for tie in ties]
        wanted = self.wanted(state)
        ended = {
            pair: some
            for pair, reasons in _pairs(record, list(ties), wanted).items()
            if (some := tuple(one for one in reasons if one.until and one.until < period.last))
            and period.last.year - max(one.until.year for one in some if one.until) < FADING_YEARS
        }
        held = _pairs(record, [tie for tie, answer in answers if answer is not False], wanted)
        current = _pairs(record, [tie for tie, answer in answers if answer], wanted)
        return {
            **{pair: Line(pair, reasons, "ended") for pair, reasons in ended.items()},
            **{pair: Line(pair, tuple(reasons), "undated") for pair, reasons in held.items()},
            **{pair: Line(pair, tuple(reasons)) for pair, reasons in current.items()},
        }

    def passing(self, state: State) -> list[Line]:
        """The lines that a state shows, of which the strongest may be drawn alone."""
        lines = [line for line in self.lines(plain(state)) if self.is_drawn(line, state)]
        return [line for line in lines if not line.change or f"change-{line.change}" not in state.hide]

    def held(self, lines: Iterable[Line], state: State) -> list[Line]:
        """The lines without those that had ended by the day that is asked about."""
        return [line for line in lines if line.time != "ended" or not state.when]

    def around(self, state: State) -> list[Line]:
        """The lines whose changes and missing dates are counted: in a circle those of the circle."""
        lines = list(self.lines(plain(state)))
        return self.circle(lines, state) if state.focus else lines

    def drawn(self, state: State) -> list[Line]:
        passing = self.passing(state)
        if state.path:
            steps = self.path(state) or []
            return [line for line in passing if line.ends in steps]
        if state.focus:
            return self.circle(passing, state)
        if state.detail is None and len(passing) <= FEW_LINES:
            return passing
        most = DETAILS[USUAL_DETAIL if state.detail is None else state.detail]
        return [line for line in passing if self.is_strong(line, state, most)]

    def circle(self, lines: Sequence[Line], state: State) -> list[Line]:
        network = nx.Graph([line.ends for line in self.held(lines, state)])
        centres = [ENTITY + name for name in state.focus]
        steps = {
            iri: 0 if iri in centres else 1
            for centre in centres
            if centre in network
            for iri in nx.single_source_shortest_path_length(network, centre, cutoff=state.depth)
        }
        return [
            line
            for line in lines
            if not set(centres).isdisjoint(line.ends)
            or (all(end in steps for end in line.ends) and self.is_strong(line, state, ALPHA))
        ]

    def is_strong(self, line: Line, state: State, most: float) -> bool:
        chance, spanning = self.chances[state.mode, state.lens][line.ends]
        return bool(spanning) or chance <= most

    def path(self, state: State) -> list[Pair] | None:
        """The steps of the path, each with its ends in order; None where there is none."""
        network = nx.Graph()
        network.add_weighted_edges_from((*line.ends, line.weight) for line in self.held(self.passing(state), state))
        nx.set_edge_attributes(network, (), "reasons")
        find = {"shortest": shortest_paths, "strongest": strongest_paths}[state.by]
        try:
            entities = find(network, *(ENTITY + name for name in state.path))[0].entities
        except KgError:
            return None
        return [(min(ends), max(ends)) for ends in pairwise(entities)]

    @cached_property
    def chances(self) -> dict[tuple[str, str], dict[Pair, tuple[float, int]]]:
        """How likely by chance each line of the whole record is, and whether it is in the spanning forest."""
        iris = list(self.places)
        return {
            (mode, lens): {
                (iris[one], iris[other]): (chance, spanning)
                for one, other, chance, spanning in self.content["views"][mode][lens]["edges"]
            }
            for mode in MODES
            for lens in ("organizations", "countries", "all")
        }

    def as_network(self, state: State) -> dict[Pair, float] | None:
        """The lines of a state with their weights as ``kg network`` gives them, where its filters say the state."""
        dashed = state.undated == "no" if not state.when else state.undated == "yes"
        if state.hide or state.against or dashed:
            return None
        own = {"read_again": bool(state.read), "voices": state.publishers, "rests_on": state.rests or None}
        wanted = self.wanted(state)
        whole = NetworkFilter(**{**vars(wanted), **own, "ends": state.ends or None, "as_of": state.when or None})
        is_bare = not (state.ends or state.rests or state.publishers > 1)
        network = build_network(self.whole, whole, is_bare=is_bare)
        return {(one, other): edge["weight"] for one, other, edge in network.edges(data=True)}

    # -- what things are
    def family(self, tie: Tie) -> str:
        return local_name(self.whole.relations[tie.relation].family)

    def group(self, iri: str, state: State) -> str:
        """What the legend counts an entity as."""
        return str(self.content["entities"][self.places[iri]]["group"])

    def side(self, iri: str) -> str:
        own = [local_name(iri)] if self.whole.is_a(iri, "Country") else self.whole.ids(iri, "hasCountry")
        return side(own, self.whole.countries)

    def area(self, iri: str, lens: str) -> str:
        return self.areas[lens].get(iri, "")

    @cached_property
    def areas(self) -> dict[str, dict[str, str]]:
        iris, views = list(self.places), self.content["views"]["shared"]
        return {
            lens: {
                iris[at]: f"area-{local_name(iris[views[lens]['areas'][area][0]])}"
                for at, _, _, area in views[lens]["nodes"]
                if area < min(len(views[lens]["areas"]), MOST_AREAS)
            }
            for lens in ("organizations", "countries", "all")
        }

    def is_hidden(self, iri: str, state: State) -> bool:
        return bool({self.group(iri, state), self.area(iri, state.lens)} & state.hide)

    # -- what lines have
    def voices(self, line: Line, state: State) -> int:
        return self.record(state).count_voices(passages_behind(line.reasons))

    def governments(self, reasons: Iterable[EdgeReason]) -> tuple[str, int]:
        found = verdict(sides_of(reason, self.whole) for reason in reasons)
        return found.word, found.speaking

    def of_whole_record(self, state: State, key: str) -> tuple[State, Line] | None:
        """The line of a card whatever is filtered, and the view that has it."""
        for mode, lens in ((state.mode, state.lens), ("shared", "all"), ("between", "all")):
            view = State(mode=mode, lens=lens)  # type: ignore[arg-type]
            for line in self.lines(view):
                if line.key == key:
                    return view, line
        return None

    def partners(self, iri: str, state: State) -> tuple[list[Line], int]:
        """The lines of an actor that are shown of it, the strongest first, and how many it has on record."""
        own: Actors = "countries" if self.whole.is_a(iri, "Country") else "organizations"
        nodes = {at for at, *_ in self.content["views"]["shared"][state.lens]["nodes"]}
        lens = state.lens if self.places[iri] in nodes else own
        view = {**vars(state), "mode": "shared", "lens": lens, "focus": (), "path": ()}
        shown = [line for line in self.held(self.passing(State(**view)), state) if iri in line.ends]
        total = [line for line in self.lines(State(lens=lens)) if iri in line.ends]
        return sorted(shown, key=lambda line: -round(line.weight * 1e4)), len(total)

    # -- counts
    def legend(self, state: State) -> dict[str, int]:
        """What the legend counts: ends of lines by group and area, ties by family, whatever it hides itself."""
        lines = self.held(self.passing(State(**{**vars(state), "hide": frozenset()})), state)
        ends = {end for line in lines for end in line.ends}
        counts = Counter(self.group(end, state) for end in ends)
        counts.update(area for end in ends if (area := self.area(end, state.lens)))
        if state.mode == "between":
            counts.update(self.family(tie) for line in lines for one in line.reasons for tie in one.ties)
        if len(state.dates) > 1:
            changes = Counter(f"change-{line.change}" for line in self.around(state))
            counts.update({key: count for key, count in changes.items() if key != "change-undated"})
        return dict(counts)

    def apart(self, state: State) -> int:
        """How many actors share nothing with another."""
        if state.mode != "shared":
            return 0
        record = self.record(state)
        joined = {end for line in self.lines(State(lens=state.lens)) for end in line.ends}
        tied = {end for tie in record.ties for end in (tie.subject, tie.object)}
        return sum(
            self.whole.is_a(iri, "Actor")
            and (state.lens == "all" or self.whole.is_a(iri, "Country") == (state.lens == "countries"))
            for iri in tied - joined
        )

    def behind(self, state: State) -> set[str]:
        """The collaborations behind the picture: drawn, or what a line goes through."""
        lines = self.drawn(state)
        nodes = {end for line in lines for end in line.ends} | {ENTITY + name for name in state.focus}
        through = {one.through for line in lines for one in line.reasons if one.through}
        return through | {iri for iri in nodes if self.whole.is_a(iri, "Collaboration")}


def plain(state: State) -> State:
    """A state without what decides nothing of which lines pass, so that it is worked out once."""
    kept = {name: value for name, value in vars(state).items() if name not in _BESIDE}
    hide = frozenset(one for one in state.hide if not one.startswith("change-"))
    return State(**{**kept, "hide": hide})


_BESIDE = ("view", "lang", "focus", "depth", "card", "path", "by", "detail")
