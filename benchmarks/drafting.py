"""Draft pages that the record holds already, and count what `kg draft` finds of what was entered by hand from them.

python benchmarks/drafting.py FOLDER

FOLDER holds the text of pages, each in a file of its document's id: norad-agreement-page.txt. What was entered are the
entities and dates of the claims of that document's passages; only those count that stand on the page as they are
written: an entity by one of its names or abbreviations, a date in one of the usual forms. What was looked for here is
looked for without the library's finder. *Recall* is how much of this the draft marks; *precision* how much of what it
marks was entered. What is marked beside that is often there all the same, and was not worth a claim: it is listed, so
that one can see whether it is right.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import kg
from kg.vocabulary import SOURCE

MONTHS = {
    "en": "january february march april may june july august september october november december",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
DATES = {"startDate", "inForceDate", "endDate", "date"}
CLAIMS = (
    "SELECT ?subject ?property ?object WHERE { GRAPH ?passage { ?subject ?property ?object } %s } ORDER BY ?subject"
)
NAMES = """
SELECT ?thing ?name WHERE {
  ?thing a sec:Entity ; rdfs:label|skos:altLabel|skos:hiddenLabel|sec:abbreviation ?name .
} ORDER BY ?thing ?name"""


@dataclass(frozen=True)
class Found:
    """What was entered of a page and stands on it, what a draft of it marks, and all that was entered."""

    entered: frozenset[str]
    marked: frozenset[str]
    all_entered: frozenset[str]

    @property
    def missed(self) -> list[str]:
        """What stands on the page and was entered, and is not marked; a date may be marked more finely."""
        return [one for one in sorted(self.entered) if not any(mark.startswith(one) for mark in self.marked)]

    @property
    def beside(self) -> list[str]:
        """What is marked and was not entered."""
        return [one for one in sorted(self.marked) if not any(one.startswith(said) for said in self.all_entered)]

    @property
    def recall(self) -> float:
        """The share of what stands on the page that is marked."""
        return 1 - len(self.missed) / len(self.entered) if self.entered else 1.0

    @property
    def precision(self) -> float:
        """The share of what is marked that was entered."""
        return 1 - len(self.beside) / len(self.marked) if self.marked else 1.0


def main(folder: Path) -> None:
    """Print two lines for each page, names and dates, then all together, then what was missed and what is beside."""
    graph = kg.load()
    called: dict[str, set[str]] = defaultdict(set)
    for thing, name in graph.query(NAMES).rows:
        called[_id(thing)].add(str(name))
    results = [
        (path.stem, what, found)
        for path in sorted(folder.glob("*.txt"))
        for what, found in compare(graph, path, called).items()
    ]
    print(f"{'page':34} {'':6} entered marked   recall precision")
    for page, what, found in results:
        print(_line(page, what, found))
    for what in ("names", "dates"):
        print(_line("all", what, _together([found for _, kind, found in results if kind == what])))
    for page, what, found in results:
        missed, beside = (", ".join(some) or "–" for some in (found.missed, found.beside))
        print(f"\n{page}, {what}\n  missed: {missed}\n  beside: {beside}")


def compare(graph: kg.KnowledgeGraph, path: Path, called: Mapping[str, set[str]]) -> dict[str, Found]:
    """Return what was entered of a page and what its draft marks: names and dates."""
    text = path.read_text(encoding="utf-8")
    claims = graph.query(CLAIMS % f"?passage sec:isPassageOf <{SOURCE}{path.stem}>").rows
    things = {_id(end) for claim in claims for end in (claim[0], claim[2]) if _id(end) in called}
    dates = {str(value) for _, relation, value in claims if _id(relation) in DATES}
    marks = [mark for passage in graph.draft(text, "a-draft").passages for mark in passage.marks]
    return {
        "names": Found(
            frozenset(one for one in things if any(_stands(name, text) for name in called[one])),
            frozenset(_id(mark.value) for mark in marks if mark.kind == "name"),
            frozenset(things),
        ),
        "dates": Found(
            frozenset(date for date in dates if any(form in text.casefold() for form in _forms(date))),
            frozenset(mark.value for mark in marks if mark.kind == "date"),
            frozenset(dates),
        ),
    }


def _stands(name: str, text: str) -> bool:
    """Tell whether a name stands on a page as a word; one in capitals, as an abbreviation is, in capitals."""
    is_short = name.isupper() and len(name) < 12
    name, text = (part if is_short else part.casefold() for part in (_plain(name), _plain(text)))
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    """Return a text with plain signs and single spaces, so that one name is written one way."""
    for signs, plain in (("’ʼ", "'"), ("–—‑", "-"), ("“”«»", '"')):
        text = re.sub(f"[{signs}]", plain, text)
    return " ".join(text.split())


def _forms(date: str) -> Iterator[str]:
    """Yield the ways in which pages write a date: 2001, March 2001, 11 September 2001, September 11, 2001."""
    yield date
    year, *rest = date.split("-")
    for language, months in MONTHS.items() if rest else ():
        month = months.split()[int(rest[0]) - 1]
        if len(rest) == 1:
            yield f"{month} {year}"
            continue
        day = int(rest[1])
        yield f"{day} {month} {year}"
        yield from (
            [f"{month} {day}, {year}", f"{month} {day} {year}"] if language == "en" else [f"{day}er {month} {year}"]
        )


def _together(found: list[Found]) -> Found:
    """Return the counts of several pages as if they were one."""
    sides = [(one.entered, one.marked, one.all_entered) for one in found]
    return Found(
        *(
            frozenset(f"{number} {each}" for number, side in enumerate(part) for each in side)
            for part in zip(*sides, strict=True)
        )
    )


def _line(page: str, what: str, found: Found) -> str:
    return f"{page:34} {what:6} {len(found.entered):7} {len(found.marked):6} {found.recall:8.0%} {found.precision:9.0%}"


def _id(iri: object) -> str:
    return str(iri).rsplit("/", 1)[-1]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
