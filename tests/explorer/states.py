"""Random states of the explorer: every number on screen against what the library computes.

    python -m tests.explorer.states 300 SEED

draws so many states (fragments of the page's address: filters, dates, cards, circles, paths, views, both languages),
shows each in a real browser, and prints what differs. It ends with 1 where anything does.
"""

from __future__ import annotations

import random
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import kg
from kg.language import date_text, number_text
from kg.messages import message
from kg.record.index import Record
from kg.record.stated_dates import stated_end, stated_start
from kg.record.ties import Tie
from kg.render.contradiction import disputed_dates
from kg.vocabulary import ENTITY, LANGUAGES, local_name
from tests.browser import Visit, chromium
from tests.explorer.expected import FADING_YEARS, Line, Shown, State, last

TEXTS = ("tariff", "fentanyl", "drug smuggling", "contrebande", "radar", "icebreaker", "ransomware", "Nord")
FACETS = ("topic", "kind", "country", "standing")
Told = dict[str, Any]

READ = (Path(__file__).parent / "states.js").read_text("utf-8")
"""What reads all numbers of the page at a state, once it stands still."""


# -- which states
class Draw:
    """Draws states of a record, each of the numbers of one seed."""

    def __init__(self, shown: Shown) -> None:
        content = shown.content
        self.entities = [entity["id"] for entity in content["entities"]]
        self.actors = [entity["id"] for entity in content["entities"] if entity.get("actor")]
        self.bodies = [entity["id"] for entity in content["entities"] if entity.get("collaboration")]
        self.lines = {
            view: [f"{local_name(one)}~{local_name(other)}" for one, other in sorted(chances)]
            for view, chances in shown.chances.items()
        }
        self.areas = {lens: sorted(set(own.values())) for lens, own in shown.areas.items()}
        self.ends = {view: sorted({end for key in keys for end in key.split("~")}) for view, keys in self.lines.items()}
        identity, passages = shown.whole.identity, shown.whole.passages.values()
        self.terms = {
            name: sorted({local_name(term.value) for own in identity.values() for term in own.get(property_, ())})
            for name, property_ in (("topic", "hasTopic"), ("kind", "hasKind"), ("country", "hasCountry"))
        } | {"standing": sorted({passage.document.standing for passage in passages})}

    def __call__(self, seed: str) -> State:
        chance = random.Random(seed)
        mode = chance.choice(("shared", "shared", "between"))
        lens = chance.choice(("organizations", "organizations", "countries", "all"))
        given: Told = {"mode": mode, "lens": lens, "lang": chance.choice(LANGUAGES)}
        given["view"] = chance.choice(("table", "table", "network", "timeline", "map"))
        given |= dict(self._filters(chance))
        given |= dict(self._dates(chance))
        given |= dict(self._hidden(chance, given))
        ends = self.ends[mode, lens]
        if chance.random() < 0.25:
            among = chance.choice((ends, ends, self.actors, self.bodies))
            given["focus"] = tuple(chance.sample(among, chance.choice((1, 1, 2))))
            given["depth"] = chance.choice((1, 1, 2, 3))
        elif chance.random() < 0.15:
            given["path"] = tuple(chance.sample(ends, 2))
            given["by"] = chance.choice(("shortest", "strongest"))
        elif chance.random() < 0.3:
            given["detail"] = chance.randrange(6)
        given["card"] = self._card(chance, given)
        return State(**given)

    def _filters(self, chance: random.Random) -> Iterator[tuple[str, Any]]:
        choices: dict[str, tuple[float, Any]] = {
            **{name: (0.15, terms) for name, terms in self.terms.items()},
            "rests": (0.08, self.terms["standing"]),
            "publishers": (0.15, range(2, 6)),
            "governments": (0.12, ("both",)),
            "ends": (0.2, ("across",)),
            "since": (0.1, ("2023", "2019-06", "2001-09-11", "1990")),
            "text": (0.08, TEXTS),
            "read": (0.15, ("again",)),
        }
        for name, (often, values) in choices.items():
            if chance.random() < often:
                yield name, chance.choice(values)

    def _dates(self, chance: random.Random) -> Iterator[tuple[str, str]]:
        def any_date() -> str:
            day = date(chance.randint(1938, 2026), chance.randint(1, 12), chance.randint(1, 28)).isoformat()
            return day[: chance.choice((4, 4, 7, 10))]

        if chance.random() < 0.4:
            yield "when", any_date()
            if chance.random() < 0.35:
                yield "against", any_date()
        if chance.random() < 0.3:
            yield "undated", chance.choice(("yes", "no"))

    def _hidden(self, chance: random.Random, given: Told) -> Iterator[tuple[str, frozenset[str]]]:
        offered = ["first", "second", "both", "other", *self.areas[given["lens"]]]
        if given["mode"] == "between":
            offered += ["collaboration", "takesPartIn", "worksWith", "leads", "governs", "supports"]
        if "against" in given:
            offered += ["change-both", "change-began", "change-ended"] * 3
        if chance.random() < 0.25:
            yield "hide", frozenset(chance.sample(offered, chance.choice((1, 1, 2))))

    def _card(self, chance: random.Random, given: Told) -> str:
        view = given["mode"], given["lens"]
        among = chance.choice((self.lines[view], self.lines[view], self.ends[view], self.actors, self.entities, [""]))
        return chance.choice(among)


def fragment(state: State) -> str:
    """The address of a state."""
    usual = State()
    words = {
        name: "~".join(value)
        if name == "path"
        else " ".join(sorted(value))
        if isinstance(value, frozenset)
        else " ".join(value)
        if isinstance(value, tuple)
        else str(value)
        for name, value in vars(state).items()
        if value != getattr(usual, name) or name in ("lang", "mode", "lens")
    }
    return "#" + urlencode(words)


# -- what the library says
class Library:
    """All numbers of a state as the library has them, in the words in which the page shows them."""

    def __init__(self, shown: Shown, state: State) -> None:
        self.shown, self.state, self.record = shown, state, shown.record(state)
        self.drawn, self.passing = shown.drawn(state), shown.passing(state)
        self.drawn_held, self.held = shown.held(self.drawn, state), shown.held(self.passing, state)

    def say(self, key: str, **values: Any) -> str:
        counts = {name: number_text(str(value), self.state.lang) for name, value in values.items() if name != "count"}
        return message(key, self.state.lang, **{**values, **counts})

    def all(self, facet: str, choices: list[str]) -> Told:
        told = {
            "network": self.as_network(),
            "chosen": self.chosen(),
            "undated": self.undated(),
            "legend": self.shown.legend(self.state),
            "apart": self.shown.apart(self.state),
            "changes": self.changes(),
            "facet": {choice: self.facet(facet, choice) for choice in choices},
        }
        views: dict[str, Callable[[], Any]] = {"table": self.table, "timeline": self.timeline}
        if self.state.view in views:
            told[self.state.view] = views[self.state.view]()
        if self.state.card:
            told["card"] = self.edge_card() if "~" in self.state.card else self.entity_card()
        elif self.state.path:
            told["path"] = self.path()
        return told

    def as_network(self) -> str:
        """Where ``kg network`` says otherwise than what is expected of the page: never."""
        expected = self.shown.as_network(self.state)
        if expected is None:
            return ""
        found = {line.ends: line.weight for line in self.held}
        if found.keys() != expected.keys():
            return f"lines {sorted(found.keys() ^ expected.keys())[:3]}"
        return "; ".join(f"{pair}" for pair in found if abs(found[pair] - expected[pair]) > 1e-6)

    def chosen(self) -> str:
        state, nodes = self.state, {end for line in self.drawn_held for end in line.ends}
        nodes |= {ENTITY + name for name in state.focus}
        if not self.drawn:
            return ""  # in words, which have no count
        partial = len(self.drawn_held) < len(self.held) and not state.focus and not state.path
        key = "page.toolbar.drawn" + ("Of" if partial else "") + ("Between" if state.mode == "between" else "")
        count = len(self.drawn_held)
        drawn = self.say(key, count=count, number=count, nodes=len(nodes), edges=count, total=len(self.held))
        return self.and_ended("page.toolbar.andEnded", drawn)

    def and_ended(self, key: str, drawn: str) -> str:
        """How much is drawn, and beside it how many of the lines had ended by the day."""
        state, count = self.state, len(self.drawn) - len(self.drawn_held)
        if not count:
            return drawn
        every = len(self.passing) - len(self.held)
        partial = count < every and not state.focus and not state.path
        words = f"page.toolbar.ended{'Of' if partial else ''}"
        values = {"number": number_text(str(count), state.lang), "all": number_text(str(every), state.lang)}
        year = str(last(state.when).year - FADING_YEARS)
        ended = message(words, state.lang, count=count, year=year, **values)
        return message(key, state.lang, drawn=drawn, ended=ended)

    def undated(self) -> str:
        count = sum(line.time == "undated" for line in self.shown.around(self.state))
        if not self.state.when or not count:
            return ""
        return self.say(
            f"page.chip.undated{'Shown' if self.state.shows_undated else 'Hidden'}", count=count, number=count
        )

    def changes(self) -> list[str]:
        if len(self.state.dates) < 2:
            return []
        counts = Counter(line.change for line in self.shown.around(self.state))
        keys = ("both", "began", "ended", *(("undated",) if counts["undated"] else ()))
        return [self.say(f"page.compare.count{key.capitalize()}", count=counts[key]) for key in keys]

    def facet(self, facet: str, choice: str) -> int:
        chosen = {**vars(self.state), facet: choice, "focus": (), "path": ()}
        return len(self.shown.held(self.shown.passing(State(**chosen)), self.state))

    def table(self) -> Told:
        rows = {line.key: self.row(line) for line in self.drawn}
        drawn = number_text(str(len(self.drawn_held)), self.state.lang)
        return {"caption": self.and_ended("page.table.andEnded", drawn), "rows": rows}

    def row(self, line: Line) -> list[Any]:
        return [
            round(line.weight, 2),
            self.start(line) or message("common.undated", self.state.lang),
            self.end(line) + (f" ({message('page.table.ended', self.state.lang)})" if line.time == "ended" else ""),
            str(self.shown.voices(line, self.state)),
            max(0, self.names(line) - 3),
            message(CHANGES[line.change], self.state.lang) if line.change else "",
        ]

    def names(self, line: Line) -> int:
        """By how many names the reasons of a line go."""
        labels, lang = self.shown.graph.labels, self.state.lang
        return len({labels.of(one.through, lang) if one.through else one.ties[0].relation for one in line.reasons})

    def since_words(self, line: Line) -> str:
        ties = [tie for one in line.reasons if one.since == line.since for tie in one.ties]
        value = stated_start(self.record, line.since, ties)
        form = "date.since" + {4: "_year", 10: "_day"}.get(len(value), "")
        return message(form, self.state.lang, date=date_text(value, self.state.lang)) if value else ""

    def start(self, line: Line) -> str:
        ties = [tie for one in line.reasons if one.since == line.since for tie in one.ties]
        return date_text(stated_start(self.record, line.since, ties), self.state.lang)

    def end(self, line: Line) -> str:
        ties = [tie for one in line.reasons if one.until == line.until for tie in one.ties]
        return date_text(stated_end(self.record, line.until, ties), self.state.lang)

    def timeline(self) -> Told:
        behind = self.shown.behind(self.state)
        dated = sum(bool(self.record.valid_times.of(iri)[0]) for iri in behind)
        return {"bars": dated, "undated": len(behind) - dated}

    # -- cards
    def entity_card(self) -> Told:
        iri = ENTITY + self.state.card
        own = [tie for tie in self.record.ties if iri in (tie.subject, tie.object)]
        own = [tie for tie in own if {tie.subject, tie.object} <= self.shown.places.keys()]
        told: Told = {"ties": {}}
        for tie in own:
            count = -1 if disputed(tie, self.record) else len(tie.passages)
            told["ties"].setdefault(self.shown.family(tie), []).append(count)
        told["ties"] = sorted([len(counts), sorted(counts)] for counts in told["ties"].values())
        if not self.shown.whole.is_a(iri, "Actor"):
            return told
        partners, total = self.shown.partners(iri, self.state)
        if total:
            told["partners"] = str(len(partners))
            told["cut"] = self.cut("page.partners.cut", len(partners), total)
            most = partners[0].weight if partners else 1
            told["rows"] = {line.key: self.partner(line, most) for line in partners}
        return told

    def partner(self, line: Line, most: float) -> list[Any]:
        whole = self.shown.of_whole_record(self.state, line.key)
        word, _ = self.shown.governments((whole[1] if whole else line).reasons)
        told = [
            message("page.partners.reasons", self.state.lang, count=len(line.reasons)),
            self.since_words(line),
            word == "both" and message("page.partners.both", self.state.lang),
        ]
        return [
            " · ".join(filter(None, told)),
            max(0, self.names(line) - 2),
            round(max(2, 100 * line.weight / most), 2),
        ]

    def cut(self, key: str, shown: int, total: int) -> str:
        said = message(key, self.state.lang, shown=shown, count=total, filters="|")
        return said.split("|")[0].strip() if shown < total else ""  # which filters they are is tested elsewhere

    def edge_card(self) -> Told:
        found = self.shown.of_whole_record(self.state, self.state.card)
        if not found:
            return {}
        view, whole = found
        seen = State(**{**vars(self.state), "mode": view.mode, "lens": view.lens, "focus": (), "path": ()})
        shown = next((line.reasons for line in self.shown.passing(seen) if line.key == self.state.card), ())
        hidden = len(whole.reasons) - len(shown)
        return {
            "support": self.support(whole),
            "cut": self.cut("page.edge.cut", len(shown), len(whole.reasons)),
            "left": message("page.edge.left", self.state.lang, count=hidden) if hidden else "",
            "shared": sum(bool(one.through) for one in shown),
            "left shared": sum(bool(one.through) for one in whole.reasons) - sum(bool(one.through) for one in shown),
            "direct": sum(not one.through for one in shown),
        }

    def support(self, line: Line) -> str:
        state, whole = self.state, self.shown.whole
        voices = whole.count_voices(passage for one in line.reasons for passage in one.passages)
        said = message("common.voices" if voices else "common.voices.none", state.lang, count=voices)
        word, speaking = self.shown.governments(line.reasons)
        country = ENTITY + whole.countries[speaking - 1] if speaking in (1, 2) else ""
        name = self.shown.graph.labels.of(country, state.lang) if country else ""
        return f"{said}; {message(f'common.governments.{word}', state.lang, country=name)}."

    def path(self) -> Told:
        steps = self.shown.path(self.state)
        if steps is None:
            return {"steps": message("page.path.noPath", self.state.lang), "support": []}
        lines = [self.shown.of_whole_record(self.state, "~".join(map(local_name, pair))) for pair in steps]
        return {
            "steps": message("page.path.steps", self.state.lang, count=len(steps)),
            "support": [self.support(found[1]) for found in lines if found],
        }


CHANGES = {
    "both": "page.compare.changeBoth",
    "began": "page.compare.changeBegan",
    "ended": "page.compare.changeEnded",
    "undated": "common.undated",
}


def disputed(tie: Tie, record: Record) -> bool:
    """Whether documents disagree on a date of a tie, which the card tells by its sides."""

    return bool(disputed_dates(tie, lambda passages: [record.passages[iri].document.issued for iri in passages]))


# -- what differs
def differences(visit: Visit, shown: Shown, state: State, seed: str) -> list[str]:
    """What a page shows of a state otherwise than the library has it."""
    chance = random.Random(seed + "facet")
    facet = chance.choice(FACETS)
    page = visit.page.evaluate(READ, [fragment(state), facet])
    offered = [choice for choice in page["facet"] if choice]
    choices = chance.sample(offered, min(2, len(offered)))
    page["facet"] = {choice: page["facet"][choice] for choice in choices}
    expected = Library(shown, state).all(facet, choices)
    if not expected["chosen"] and not re.match(r"\d+ (actors|acteurs)", page["chosen"]):
        page["chosen"] = ""
    cut = expected.get("card", {}).get("cut")
    if cut and page.get("card", {}).get("cut", "").startswith(cut):
        page["card"]["cut"] = cut if re.search(r"\w", page["card"]["cut"][len(cut) :]) else "because of nothing"
    expected["legend"] = {key: count for key, count in expected["legend"].items() if count}
    page["legend"] = {key: count for key, count in page["legend"].items() if count}
    return list(_compare(expected, page, ""))


def _compare(expected: Any, page: Any, place: str) -> Iterator[str]:
    if isinstance(expected, dict) and isinstance(page, dict):
        for key in expected.keys() | (page.keys() if place else set()):
            yield from _compare(expected.get(key), page.get(key), f"{place} {key}".strip())
    elif isinstance(expected, float) and isinstance(page, (int, float)):
        if abs(expected - page) > 0.0101:
            yield f"{place}: {page} on the page, {expected} in the library"
    elif isinstance(expected, list) and isinstance(page, list) and len(expected) == len(page) and "rows" in place:
        for at, (one, other) in enumerate(zip(expected, page, strict=True)):
            yield from _compare(one, other, f"{place} {at}")
    elif expected != page:
        yield f"{place}: {page!r} on the page, {expected!r} in the library"


def run(visit: Visit, shown: Shown, count: int, seed: str) -> Iterator[tuple[State, list[str]]]:
    """Show states of a seed one after the other in one page, and yield each with what differs."""
    draw = Draw(shown)
    for number in range(count):
        own = f"{seed}/{number}"
        state = draw(own)
        yield state, differences(visit, shown, state, own)


def main(count: int = 300, seed: str = "") -> int:
    seed, begun, wrong = seed or str(random.randrange(10**6)), time.monotonic(), 0
    graph = kg.load()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        page = graph.explore(path=Path(folder) / "perimeter.html").path
        shown = Shown(graph, page)
        with Visit(browser, page) as visit:
            visit.open()
            for state, differs in run(visit, shown, count, seed):
                wrong += bool(differs)
                if differs:
                    print(fragment(state), *differs[:6], sep="\n    ")
            print(*visit.troubles, sep="\n")
    print(f"{count} states of seed {seed}: {wrong} differ ({time.monotonic() - begun:.0f} s)")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(*(int(word) if at == 0 else word for at, word in enumerate(sys.argv[1:]))))  # type: ignore[arg-type]
