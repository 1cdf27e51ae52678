"""The small picture on the page of an entity: those that it is tied to most, around it, and the ties among them."""

from __future__ import annotations

import math
from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from kg.messages import message
from kg.pages.addresses import file_of, path_of
from kg.rdf.formats import xml_text
from kg.render.svg import LOOKS, form_svg, side
from kg.vocabulary import local_name

if TYPE_CHECKING:
    from markupsafe import Markup

    from kg.record.entities import Entity
    from kg.record.index import Record
    from kg.record.labels import Labels

_MOST = 20
_WIDE, _HIGH, _ACROSS, _UP = 860, 380, 200.0, 160.0
_LONGEST = 30


def ego_svg(entity: Entity, record: Record, labels: Labels, language: str, root: str) -> Markup:
    """Return the picture as SVG, empty for an entity without ties; each name leads to its page."""
    from markupsafe import Markup

    around = _around(entity)
    places = {iri: _place(number, len(around)) for number, iri in enumerate(around)}
    if not places:
        return Markup("")
    lines = "".join(_line((0.0, 0.0), place, "spoke") for place in places.values())
    ties = (tie for iri in around for tie in record.ties_from.get(iri, ()) if tie.object in places)
    among = {tuple(sorted((tie.subject, tie.object))) for tie in ties}
    lines += "".join(_line(places[first], places[second], "chord") for first, second in sorted(among))
    nodes = "".join(_node(iri, places[iri], record, labels, language, root) for iri in around)
    own = _mark(entity.iri, (0.0, 0.0), 7, record)
    told = escape(message("web.entity.picture", language, count=len(around), name=labels.of(entity.iri, language)))
    box = f"{-_WIDE // 2} {-_HIGH // 2} {_WIDE} {_HIGH}"
    return Markup(
        xml_text(f'<svg class="ego" role="group" aria-label="{told}" viewBox="{box}">{lines}{own}{nodes}</svg>')
    )


def _around(entity: Entity) -> list[str]:
    """Return those that most passages tie to an entity, the two sides of the picture in turns by name."""
    found: Counter[str] = Counter()
    for tie in entity.ties:
        found[tie.object if tie.subject == entity.iri else tie.subject] += len(tie.passages)
    del found[entity.iri]
    return sorted(sorted(found, key=lambda iri: (-found[iri], iri))[:_MOST])


def _place(number: int, count: int) -> tuple[float, float]:
    """Return a place on the rim, the first at the top, none straight above another's name."""
    turn = 2 * math.pi * (number + 0.5) / count - math.pi / 2
    return _ACROSS * math.cos(turn), _UP * math.sin(turn)


def _line(start: tuple[float, float], end: tuple[float, float], kind: str) -> str:
    return f'<line class="{kind}" x1="{start[0]:.0f}" y1="{start[1]:.0f}" x2="{end[0]:.0f}" y2="{end[1]:.0f}"/>'


def _node(iri: str, place: tuple[float, float], record: Record, labels: Labels, language: str, root: str) -> str:
    x, y = place
    name = labels.of(iri, language)
    short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
    left = x < 0
    href = escape(f"{root}{file_of(path_of(iri) or '', 'html', language)}")
    return (
        f'<a href="{href}"><title>{escape(name)}</title>{_mark(iri, place, 5, record)}'
        f'<text x="{x + (-9 if left else 9):.0f}" y="{y + 4:.0f}" '
        f'text-anchor="{"end" if left else "start"}">{escape(short)}</text></a>'
    )


def _mark(iri: str, place: tuple[float, float], radius: float, record: Record) -> str:
    """Return the mark of an entity in the form of whose it is; its colour is that of the style sheet."""
    own = [local_name(iri)] if record.is_a(iri, "Country") else record.ids(iri, "hasCountry")
    whose = side(own, record.countries)
    return f'<g class="{whose}">{form_svg(LOOKS[whose][1], *place, radius, colour="currentColor")}</g>'
