"""Addresses: where the page of a thing is, below the root of a server or of a folder of files."""

from __future__ import annotations

from kg.vocabulary import BASE

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


def root_of(path: str) -> str:
    """Return the way from a page to the root.

    >>> root_of("entity/norad"), root_of("questions")
    ('../', '')
    """
    return "../" * path.count("/")
