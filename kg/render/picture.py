"""A network as a picture to publish: a title that says what is shown, every mark named, a legend, and its credit."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from kg.optional import import_optional
from kg.rdf.formats import xml_text
from kg.render.palette import FONT
from kg.render.svg import LOOKS, drawn_part, form_svg, look_of, places_of, radius_of

if TYPE_CHECKING:
    import networkx as nx

    from kg.network.network import Network

USUAL_WIDTH = 1600
_INK, _QUIET, _LINE, _PAPER = "#222222", "#555555", "#6b7280", "#ffffff"
_NARROW, _WIDE = frozenset("fijlrtI.,;:’'|!()[]- "), frozenset("mwMW@%&—")
_LINE_LENGTH = 24

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True)
class Caption:
    """What is written around a network: what it shows, how it is to be read, whose data it is.

    ``names`` are the short and the whole name of each entity, ``legend`` says whose each look is.
    """

    title: str
    subtitle: str
    credit: str
    names: Mapping[str, tuple[str, str]]
    legend: Mapping[str, str]
    weights: str = ""


@dataclass(frozen=True)
class _Label:
    """A name as it stands in the picture: its lines, where the first begins, how they are set, their room."""

    lines: tuple[str, ...]
    x: float
    y: float
    anchor: str
    box: Box


def picture_file(network: Network, caption: Caption, format_name: str, width: int | None = None) -> bytes:
    """Return a network as ``svg``, ``png`` or ``pdf``, so many pixels wide.

    The last two need the ``pictures`` extra. Raises KgError when it is missing.
    """
    picture = picture_svg(network, caption, width or USUAL_WIDTH)
    if format_name == "svg":
        return picture.encode()
    converter = import_optional("vl_convert")
    if format_name == "png":
        return bytes(converter.svg_to_png(picture, scale=1))
    return _in_order(bytes(converter.svg_to_pdf(picture)))


def picture_svg(network: Network, caption: Caption, width: int = USUAL_WIDTH) -> str:
    """Return a network as SVG of a width in pixels; of a large one the backbone is drawn."""
    return _Picture(network, caption, width).svg()


class _Picture:
    """A picture while it is drawn: everything is measured in its pixels, text by the width of the picture."""

    def __init__(self, network: Network, caption: Caption, width: int) -> None:
        self.network, self.caption, self.width = network, caption, width
        self.drawn: nx.Graph[str] = drawn_part(network)
        self.scale = max(width / USUAL_WIDTH, 0.5)
        self.font, self.margin = 13 * self.scale, 40 * self.scale
        self.strength = dict(self.drawn.degree(weight="weight"))
        self.head = list(self._head())
        self.top = self.margin + sum(size * 1.4 for _, size, _ in self.head) + self.margin / 2
        self.places, self.bottom = self._places()
        self.lines = [(self.places[first], self.places[second]) for first, second in self.drawn.edges]

    def svg(self) -> str:
        """Return the whole picture."""
        labels, numbered = self._labels()
        edges = "".join(self._edge(first, second) for first, second in sorted(self.drawn.edges))
        nodes = "".join(self._node(iri) for iri in reversed(self._strongest()))
        names = "".join(self._text(label) for label in labels)
        foot, height = self._foot(numbered)
        title, about = escape(self.caption.title), escape(f"{self.caption.subtitle} {self.caption.credit}")
        return xml_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{self.width}" height="{height:.0f}" '
            f'viewBox="0 0 {self.width} {height:.0f}" font-family="{escape(FONT)}" font-size="{self.font:.1f}" '
            f'fill="{_INK}"><title>{title}</title><desc>{about}</desc>'
            f'<rect width="{self.width}" height="{height:.0f}" fill="{_PAPER}"/>{self._heading()}'
            f"{edges}{nodes}{names}{foot}</svg>\n"
        )

    def _head(self) -> Iterator[tuple[str, float, str]]:
        """Yield the lines over the picture, with their size and colour."""
        for text, size, colour in ((self.caption.title, 28, _INK), (self.caption.subtitle, 15, _QUIET)):
            room = int((self.width - 2 * self.margin) / (size * self.scale * 0.6))
            yield from ((line, size * self.scale, colour) for line in textwrap.wrap(text, max(room, 10)))

    def _heading(self) -> str:
        """Return the lines over the picture, told apart by size alone: of several fonts a PDF has no fixed order."""
        y, lines = self.margin, []
        for text, size, colour in self.head:
            y += size
            lines.append(
                f'<text x="{self.margin:.1f}" y="{y:.1f}" font-size="{size:.1f}" fill="{colour}">{escape(text)}</text>'
            )
            y += size * 0.4
        return "".join(lines)

    def _places(self) -> tuple[dict[str, tuple[float, float]], float]:
        """Return where each entity stands, and how far down the drawing goes."""
        made = places_of(self.drawn)
        if not made:
            return {}, self.top
        across, down = ([place[axis] for place in made.values()] for axis in (0, 1))
        side = self.margin + 70 * self.scale
        spread = max(max(across) - min(across), 1.0)
        by = min((self.width - 2 * side) / spread, 3 * self.scale)
        left = (self.width - by * spread) / 2 if by * spread < self.width - 2 * side else side
        top = self.top + 30 * self.scale
        close = _closed_up([y * by for y in down], 90 * self.scale)
        placed = {iri: (left + (x - min(across)) * by, top + close[y * by]) for iri, (x, y) in made.items()}
        return placed, top + max(close.values()) + 40 * self.scale

    def _strongest(self) -> list[str]:
        return sorted(self.places, key=lambda iri: (-self.strength[iri], iri))

    def _radius(self, iri: str) -> float:
        return self.scale * radius_of(self.strength[iri])

    def _edge(self, first: str, second: str) -> str:
        (x1, y1), (x2, y2) = self.places[first], self.places[second]
        weight = float(self.network.edges[first, second].get("weight", 1.0))
        return _line(x1, y1, x2, y2, width=self.scale * min(0.8 + 1.1 * weight**0.5, 7))

    def _node(self, iri: str) -> str:
        (x, y), (colour, form) = self.places[iri], look_of(self.network, iri)
        name = escape(self.caption.names[iri][1])
        return f"<g><title>{name}</title>{form_svg(form, x, y, self._radius(iri), colour=colour)}</g>"

    def _labels(self) -> tuple[list[_Label], list[str]]:
        """Return a label for each mark, none over another, and those marks that a number stands for, in order.

        The strongest come first; what has no room for its name has its number there, and its name below.
        """
        nodes = {iri: _around(*self.places[iri], self._radius(iri)) for iri in self.places}
        short = Counter(name for name, _ in (self.caption.names[iri] for iri in self.places))
        labels: list[_Label] = []
        numbered: list[str] = []
        for iri in self._strongest():
            name, whole = self.caption.names[iri]
            told = name if name and short[name] == 1 else whole
            label = self._placed(iri, tuple(textwrap.wrap(told, _LINE_LENGTH)), nodes, labels)
            if label is None:
                numbered.append(iri)
                number = (str(len(numbered)),)
                label = self._placed(iri, number, nodes, labels) or next(self._tries(iri, number))
            labels.append(label)
        return labels, numbered

    def _placed(
        self, iri: str, lines: tuple[str, ...], nodes: Mapping[str, Box], labels: Sequence[_Label]
    ) -> _Label | None:
        """Return a label beside its mark where it covers no mark and no other, and the fewest lines; else None."""
        taken = [*(box for other, box in nodes.items() if other != iri), *(label.box for label in labels)]
        free = []
        for label in self._tries(iri, lines):
            left, top, right, bottom = label.box
            inside = left > 4 and right < self.width - 4 and top > self.top - self.font and bottom < self.bottom
            if inside and not any(_overlap(label.box, box) for box in taken):
                free.append(label)
        return min(free, key=lambda label: sum(_crosses(*line, label.box) for line in self.lines), default=None)

    def _tries(self, iri: str, lines: tuple[str, ...]) -> Iterator[_Label]:
        """Yield the places that a label may have: right, left, below and above, then at the corners."""
        (x, y), gap = self.places[iri], self._radius(iri) + 4 * self.scale
        wide, high = max(text_width(line, self.font) for line in lines), len(lines) * self.font * 1.15
        beside, corner = y - high / 2, gap * 0.75
        for anchor, at, top in (
            ("start", x + gap, beside),
            ("end", x - gap, beside),
            ("middle", x, y + gap),
            ("middle", x, y - gap - high),
            ("start", x + corner, y + corner),
            ("start", x + corner, y - corner - high),
            ("end", x - corner, y + corner),
            ("end", x - corner, y - corner - high),
        ):
            left = {"start": at, "middle": at - wide / 2, "end": at - wide}[anchor]
            yield _Label(lines, at, top + self.font * 0.9, anchor, (left, top, left + wide, top + high))

    def _text(self, label: _Label) -> str:
        lines = "".join(
            f'<tspan x="{label.x:.1f}" y="{label.y + place * self.font * 1.15:.1f}">{escape(line)}</tspan>'
            for place, line in enumerate(label.lines)
        )
        halo = f'stroke="{_PAPER}" stroke-width="{3 * self.scale:.1f}" stroke-linejoin="round" paint-order="stroke"'
        return f'<text text-anchor="{label.anchor}" {halo}>{lines}</text>'

    def _foot(self, numbered: Sequence[str]) -> tuple[str, float]:
        """Return what stands below the drawing: numbered names, legend, credit; and where the picture ends."""
        key, y = self._key(numbered)
        legend, y = self._legend(y + 1.5 * self.font)
        credit = f'<text x="{self.margin:.1f}" y="{y + 2.4 * self.font:.1f}" fill="{_QUIET}">'
        return f"{key}{legend}{credit}{escape(self.caption.credit)}</text>", y + 2.4 * self.font + self.margin

    def _key(self, numbered: Sequence[str]) -> tuple[str, float]:
        """Return the names of the marks that a number stands for, in columns read downwards."""
        if not numbered:
            return "", self.bottom
        told = [f"{number}  {self.caption.names[iri][1]}" for number, iri in enumerate(numbered, 1)]
        room, high = self.width - 2 * self.margin, 1.45 * self.font
        longest = max(text_width(text, self.font) for text in told) + 2 * self.font
        columns = max(int(room // longest), 1)
        rows = -(-len(told) // columns)
        lines = [
            f'<text x="{self.margin + place // rows * room / columns:.1f}" '
            f'y="{self.bottom + self.font + place % rows * high:.1f}">{escape(text)}</text>'
            for place, text in enumerate(told)
        ]
        return "".join(lines), self.bottom + rows * high

    def _legend(self, y: float) -> tuple[str, float]:
        """Return what forms, colours and the breadth of lines say, in as many rows as they need."""
        x, drawn = self.margin, []
        shown = {look_of(self.network, iri) for iri in self.places}
        for look, name in self.caption.legend.items():
            if LOOKS[look] not in shown:
                continue
            room = text_width(name, self.font) + 46 * self.scale
            if x + room > self.width - self.margin:
                x, y = self.margin, y + 1.7 * self.font
            colour, form = LOOKS[look]
            middle = y + self.font
            drawn.append(form_svg(form, x + 7 * self.scale, middle - 0.35 * self.font, 6 * self.scale, colour=colour))
            drawn.append(f'<text x="{x + 20 * self.scale:.1f}" y="{middle:.1f}">{escape(name)}</text>')
            x += room
        if self.caption.weights:
            y += 1.7 * self.font
            middle = y + 0.65 * self.font
            drawn += [_line(self.margin, middle, self.margin + 30 * self.scale, middle, width=4 * self.scale)]
            at = self.margin + 40 * self.scale
            drawn.append(f'<text x="{at:.1f}" y="{y + self.font:.1f}">{escape(self.caption.weights)}</text>')
        return "".join(drawn), y + self.font


def text_width(text: str, size: float) -> float:
    """Return about how wide a text is; the fonts that we name are equally wide.

    >>> text_width("ii", 10) < text_width("ab", 10) < text_width("MW", 10)
    True
    """
    return size * sum(
        0.38 if sign in _NARROW else 0.98 if sign in _WIDE else 0.7 if sign.isupper() else 0.62 for sign in text
    )


def _in_order(pdf: bytes) -> bytes:
    """Return a PDF whose resources stand in order: they come in that of a hash, and their order means nothing."""
    listed = re.compile(rb"(?:^ +/\w+ \d+ 0 R\n){2,}", re.MULTILINE)
    return listed.sub(lambda found: b"".join(sorted(found[0].splitlines(keepends=True))), pdf)


def _line(x1: float, y1: float, x2: float, y2: float, *, width: float) -> str:
    return (
        f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{_LINE}" stroke-opacity=".35" '
        f'stroke-width="{width:.1f}"/>'
    )


def _around(x: float, y: float, radius: float) -> Box:
    return x - radius, y - radius, x + radius, y + radius


def _closed_up(heights: Sequence[float], most: float) -> dict[float, float]:
    """Return heights from 0 on, in the same order, with no empty band between two that is broader than allowed."""
    closed: dict[float, float] = {}
    above = reached = 0.0
    for height in sorted(set(heights)):
        reached += min(height - above, most) if closed else 0.0
        closed[height], above = reached, height
    return closed


def _crosses(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Tell whether a line goes through a box (Liang and Barsky)."""
    enter, leave = 0.0, 1.0
    for axis in (0, 1):
        along = end[axis] - start[axis]
        low, high = box[axis] - start[axis], box[axis + 2] - start[axis]
        if along == 0:
            if low > 0 or high < 0:
                return False
            continue
        first, last = sorted((low / along, high / along))
        enter, leave = max(enter, first), min(leave, last)
    return enter <= leave


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
