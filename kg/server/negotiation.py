"""Content negotiation: the formats of answers with their media types, and what a client would rather have."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.render.references import FORMATS, MEDIA

_USUAL = 300
"""How long headers are whose meaning is remembered: clients send the same ones again and again."""
HTML, JSON = "text/html", "application/json"


@dataclass(frozen=True)
class Format:
    """A format of answers: its name, its media type, others that ask for it too, and the extension of its files."""

    name: str
    media: str
    also: tuple[str, ...] = ()
    extension: str = ""

    @property
    def content_type(self) -> str:
        """The media type as an answer tells it."""
        is_text = self.media.startswith("text/")
        return f"{self.media}; charset=utf-8" if is_text else self.media


ROWS = (
    Format("json", "application/sparql-results+json", ("application/json",), "srj"),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml"), "srx"),
    Format("csv", "text/csv", (), "csv"),
    Format("tsv", "text/tab-separated-values", (), "tsv"),
)
"""The formats of the answers to SELECT and ASK, the usual one first."""

GRAPHS = (
    Format("turtle", "text/turtle", ("application/x-turtle",), "ttl"),
    Format("trig", "application/trig", ("application/x-trig",), "trig"),
    Format("jsonld", "application/ld+json", ("application/json",), "jsonld"),
    Format("ntriples", "application/n-triples", ("text/plain",), "nt"),
    Format("nquads", "application/n-quads", ("text/x-nquads",), "nq"),
    Format("rdfxml", "application/rdf+xml", ("application/xml", "text/xml"), "rdf"),
)
"""The formats of triples, the usual one first."""

REFERENCES = tuple(Format(name, media, (), FORMATS[name]) for name, media in MEDIA.items())
"""The formats of references, for programs that keep them."""

PAGE = Format("html", HTML, ("application/xhtml+xml",), "html")
PLAIN_JSON = Format("json", JSON, (), "json")


def by_name(name: str, offered: Sequence[Format]) -> Format | None:
    """Return the format of a name, an extension or a media type, None where it is not offered.

    Programs call the formats of triples as those of rows: by the second half of a media type that asks for them too.

    >>> by_name("srx", ROWS).media, by_name("xml", GRAPHS).media
    ('application/sparql-results+xml', 'application/rdf+xml')
    """
    wanted = name.strip().lower()
    for one in offered:
        if wanted in (one.name, one.extension, one.media):
            return one
    return next((one for one in offered for other in one.also if wanted in (other, other.partition("/")[2])), None)


def preferred(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """Return the format that a client would rather have, None where it takes none that is offered.

    Of formats that it likes alike, the first offered is chosen.

    >>> preferred("text/csv;q=0.5, application/json", ROWS).name, preferred("image/png", ROWS)
    ('json', None)
    """
    if accept is None or len(accept) > _USUAL:
        return _chosen(accept or "", offered)
    return _usually_chosen(accept, offered)


def _chosen(accept: str, offered: Sequence[Format]) -> Format | None:
    if not accept.strip():
        return offered[0]
    ranges = _qualities(accept)
    if len(ranges) == 1 and ranges.get(offered[0].media):
        return offered[0]
    liked = [(max(_quality(media, ranges) for media in (one.media, *one.also)), one) for one in offered]
    best = max(quality for quality, _ in liked)
    return next(one for quality, one in liked if quality == best) if best else None


def language_of(accept: str | None, offered: Sequence[str]) -> str:
    """Return the language that a client would rather have, the first offered where it takes none of them.

    >>> language_of("fr-CA, en;q=0.8", ("en", "fr")), language_of("de", ("en", "fr"))
    ('fr', 'en')
    """
    liked: dict[str, float] = {}
    for tag, quality in _qualities(accept or "").items():
        liked[tag.partition("-")[0]] = max(quality, liked.get(tag.partition("-")[0], 0))
    rest = liked.get("*", 0)
    return max(offered, key=lambda tag: liked.get(tag, rest))


def takes_gzip(accept: str | None) -> bool:
    """Tell whether a client takes what is packed.

    >>> takes_gzip("gzip, br"), takes_gzip("gzip;q=0"), takes_gzip(None)
    (True, False, False)
    """
    liked = _qualities(accept or "")
    return liked.get("gzip", liked.get("*", 0)) > 0


def _qualities(header: str) -> Mapping[str, float]:
    """Return what a header names with how much it is liked, from 0 to 1; other parameters are left out."""
    return _usual(header) if len(header) <= _USUAL else _read(header)


def _read(header: str) -> Mapping[str, float]:
    found: dict[str, float] = {}
    for part in header.lower().split(",")[:100]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        quality = next((text[2:].strip() for text in parameters if text.startswith("q=")), "1")
        valid = re.fullmatch(r"0(\.\d{0,3})?|1(\.0{0,3})?", quality)
        if name:
            found[name] = max(found.get(name, 0), float(quality) if valid else 0)
    return found


_usual, _usually_chosen = lru_cache(256)(_read), lru_cache(256)(_chosen)


def _quality(media: str, ranges: Mapping[str, float]) -> float:
    """Return how much a media type is liked: as the most exact range that holds it says."""
    kind = media.partition("/")[0]
    return next((ranges[one] for one in (media, f"{kind}/*", "*/*") if one in ranges), 0)
