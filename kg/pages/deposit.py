"""A folder ready for an archive: the data in the forms that last, and what describes, cites and checks them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KgError
from kg.rdf.drafts import check_not_within, replacing_folder, sweep
from kg.rdf.formats import write_triples
from kg.record.dataset import Dataset, read_dataset
from kg.record.void import describe

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

_FILES: Mapping[str, tuple[str, str]] = {
    "perimeter.nq.gz": (
        "application/n-quads+gzip",
        "Every claim, as N-Quads: each passage is a graph",
    ),
    "ontology.ttl": ("text/turtle", "The ontology: classes, relations, properties and concepts"),
    "claims.csv.gz": ("text/csv+gzip", "Every claim in every passage that makes it, with its document: a row each"),
    "claims.db": ("application/vnd.sqlite3", "Claims, passages, documents and entities as a SQLite database"),
    "description.ttl": ("text/turtle", "What the data set is and holds, in the terms of VoID and DCAT"),
    "CITATION.cff": ("application/yaml", "How to cite it, in the Citation File Format"),
    "datacite.json": ("application/vnd.datacite.datacite+json", "What DataCite asks of a data set that gets a DOI"),
    "README.md": ("text/markdown", "What is in the folder"),
}
_DETACHED = ("ro-crate-metadata.json", "SHA256SUMS")
"""What tells of the other files: the description of the crate, and the digests."""


def deposit(graph: KnowledgeGraph, place: Path | str) -> list[str]:
    """Write the folder, whole or not at all; return the names of its files. The same data give the same bytes.

    It holds the data as N-Quads, table and SQLite database, the ontology, a description (VoID, DCAT), a citation,
    DataCite's metadata, the whole as an RO-Crate 1.1 (https://w3id.org/ro/crate/1.1), and a SHA-256 digest of each
    file. Raises KgError for a folder that holds anything else, and for data that do not say what they are called.
    """
    place, dataset = Path(place).resolve(), read_dataset(graph.engine)
    if not dataset.titles:
        raise KgError("error.deposit.no_title")
    _check_free(place)
    place.parent.mkdir(parents=True, exist_ok=True)
    with replacing_folder(place) as made:
        made.mkdir()
        for name in ("perimeter.nq.gz", "claims.csv.gz", "claims.db"):
            graph.write(made / name)
        graph.write(made / "ontology.ttl", only="ontology")
        (made / "description.ttl").write_bytes(write_triples(describe(graph.engine), "turtle"))
        _write(made / "CITATION.cff", _citation(dataset))
        _write(made / "datacite.json", _json(_datacite(dataset)))
        _write(made / "README.md", _readme(dataset))
        _write(made / "ro-crate-metadata.json", _json(_crate(dataset, made)))
        _write(made / "SHA256SUMS", "".join(f"{_digest(made / name)}  {name}\n" for name in (*_FILES, _DETACHED[0])))
    return [*_FILES, *_DETACHED]


def _check_free(place: Path) -> None:
    """Raise KgError unless a folder is new, empty or an earlier deposit, and nobody stands in it."""
    if not place.exists():
        return
    check_not_within(place)
    is_ours = place.is_dir() and {one.name for one in place.iterdir()} <= {*_FILES, *_DETACHED}
    if not is_ours:
        raise KgError("error.deposit.folder_taken", path=place)
    sweep(place.parent)


def _write(place: Path, text: str) -> None:
    place.write_bytes(text.encode())


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _digest(place: Path) -> str:
    return hashlib.sha256(place.read_bytes()).hexdigest()


def _maker(dataset: Dataset) -> str:
    return f"{dataset.short_name()} contributors"


def _citation(dataset: Dataset) -> str:
    """Return a Citation File Format 1.2.0, which is YAML; texts in JSON's quotes are YAML's too."""
    told = {
        "cff-version": "1.2.0",
        "message": "Cite the data as below; cite a claim by the document that its passage stands in.",
        "type": "dataset",
        "title": dataset.titles.get("en") or next(iter(dataset.titles.values())),
        "version": dataset.version,
        "date-released": dataset.date,
        "url": dataset.iri,
        "license-url": dataset.licence,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items() if value]
    return "\n".join([*lines, "authors:", f"  - name: {json.dumps(_maker(dataset))}"]) + "\n"


def _datacite(dataset: Dataset) -> dict[str, Any]:
    """Return the metadata of DataCite 4.5 as its REST interface takes them; the archive adds the DOI and itself."""
    return {
        "data": {
            "type": "dois",
            "attributes": {
                "titles": [{"title": title, "lang": tag} for tag, title in sorted(dataset.titles.items())],
                "creators": [{"name": _maker(dataset), "nameType": "Organizational"}],
                "publisher": dataset.short_name(),
                "publicationYear": int(dataset.date[:4]) if dataset.date else None,
                "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph"},
                "descriptions": [
                    {"description": text, "descriptionType": "Abstract", "lang": tag}
                    for tag, text in sorted(dataset.purposes.items())
                ],
                "rightsList": [{"rights": dataset.licence_name, "rightsUri": dataset.licence}],
                "dates": [{"date": dataset.date, "dateType": "Updated"}],
                "language": dataset.languages[0],
                "version": dataset.version,
                "formats": sorted({media for media, _ in _FILES.values()}),
                "alternateIdentifiers": [{"alternateIdentifier": dataset.iri, "alternateIdentifierType": "URL"}],
                "schemaVersion": "http://datacite.org/schema/kernel-4",
            },
        }
    }


def _crate(dataset: Dataset, folder: Path) -> dict[str, Any]:
    """Return the description of the folder as an RO-Crate 1.1: the data set, its files and its licence."""
    whole: dict[str, Any] = {
        "@id": "./",
        "@type": "Dataset",
        "name": dataset.titles.get("en") or next(iter(dataset.titles.values())),
        "description": dataset.purposes.get("en") or dataset.name(),
        "datePublished": dataset.date,
        "license": {"@id": dataset.licence},
        "version": dataset.version,
        "inLanguage": list(dataset.languages),
        "url": dataset.iri,
        "author": {"@id": "#contributors"},
        "hasPart": [{"@id": name} for name in _FILES],
    }
    files = [
        {
            "@id": name,
            "@type": "File",
            "name": name,
            "description": told,
            "encodingFormat": media,
            "contentSize": str((folder / name).stat().st_size),
            "sha256": _digest(folder / name),
        }
        for name, (media, told) in _FILES.items()
    ]
    crate = {
        "@id": "ro-crate-metadata.json",
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    licence = {"@id": dataset.licence, "@type": "CreativeWork", "name": dataset.licence_name}
    makers = {"@id": "#contributors", "@type": "Organization", "name": _maker(dataset)}
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [crate, whole, licence, makers, *files]}


def _readme(dataset: Dataset) -> str:
    lines = [f"# {dataset.name()}", "", dataset.purposes.get("en", ""), ""]
    lines += ["| file | what it holds |", "| --- | --- |"]
    lines += [f"| `{name}` | {told} |" for name, (_, told) in _FILES.items()]
    lines += [f"| `{_DETACHED[0]}` | The whole as an RO-Crate |", f"| `{_DETACHED[1]}` | Digests: `sha256sum -c` |", ""]
    lines += [f"Data of {dataset.date}, {dataset.licence_name} (<{dataset.licence}>), <{dataset.iri}>.", ""]
    return "\n".join(lines)
