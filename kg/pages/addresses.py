"""Addresses: where the page of a thing is, below the root of a server or of a folder of files."""

from __future__ import annotations

from urllib.parse import urlencode

from kg.vocabulary import BASE, SOURCE

EXTENSIONS = {"turtle": "ttl", "trig": "trig", "jsonld": "jsonld", "ntriples": "nt", "rdfxml": "rdf", "json": "json"}
"""The formats for programs, by the extensions of their files."""
STILL = ("turtle", "jsonld")
"""The formats that there are files of where no server is."""
_LANGUAGE = "en"
"""The language whose pages need not name it."""


def path_of(iri: str) -> str | None:
    """Return the path of a thing of ours, None for what is another's.

    >>> path_of("https://w3id.org/perimeter/entity/norad"), path_of("http://example.org/")
    ('entity/norad', None)
    """
    return iri.removeprefix(BASE) if iri.startswith(BASE) and iri != BASE else None


def file_of(path: str, extension: str, language: str = _LANGUAGE) -> str:
    """Return the path of one form of a page; that of the ontology is the index of its folder.

    >>> file_of("entity/norad", "html", "fr"), file_of("term/", "ttl")
    ('entity/norad.fr.html', 'term/index.ttl')
    """
    path = f"{path}index" if path.endswith("/") else path
    tag = f".{language}" if language != _LANGUAGE else ""
    return f"{path}{tag}.{extension}"


def place_about(iri: str, language: str = _LANGUAGE, format_name: str = "") -> str:
    """Return the path of the page about a thing that is another's, which has no address of ours.

    >>> place_about("http://example.org/a?b", "fr")
    'about?iri=http%3A%2F%2Fexample.org%2Fa%3Fb&language=fr'
    """
    given = {"iri": iri, "language": "" if language == _LANGUAGE else language, "format": format_name}
    return f"about?{urlencode({name: value for name, value in given.items() if value})}"


def root_of(path: str) -> str:
    """Return the way from a page to the root.

    >>> root_of("entity/norad"), root_of("questions")
    ('../', '')
    """
    return "../" * path.count("/")


def is_web(address: str) -> bool:
    """Tell whether an address is one that a page may lead to."""
    return address.startswith(("https://", "http://"))


def local_path(iri: str) -> str:
    """Return the path of a passage below the documents.

    >>> local_path("https://w3id.org/perimeter/source/wikipedia-norad/p1")
    'wikipedia-norad/p1'
    """
    return iri.removeprefix(SOURCE)


def natural(iri: str) -> tuple[int, str]:
    """Return what sorts p2 before p10."""
    return len(iri), iri
