"""What a network shows, told for whoever meets it in a file or as a picture: title, filters, data, licence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.dates import Period
from kg.language import colon, date_text, within_sentence
from kg.messages import message
from kg.network.edges import record_of
from kg.record.dataset import Dataset, read_dataset
from kg.record.labels import Labels, read_labels
from kg.render.sentences import period_text
from kg.vocabulary import ENTITY, PREFIXES, TERM

if TYPE_CHECKING:
    from kg.network.network import Network, NetworkFilter

_NAMESPACES = {"country": ENTITY, "family": TERM} | {name: PREFIXES[name] for name in ("topic", "kind", "standing")}
_NAMESPACES["rests_on"] = PREFIXES["standing"]
"""Where the values of filters have their labels."""


def network_title(network: Network, language: str = "en") -> str:
    """Return what a network shows, as the title of a picture or a file.

    >>> from kg.graph import load
    >>> network_title(load("tests/mini").network(actors="all"))
    'Who works with whom: organizations and countries'
    """
    wanted: NetworkFilter | None = network.graph.get("filter")
    if wanted is None:
        return message("network.title.plain", language)
    title = message(f"network.title.{wanted.mode}", language)
    return f"{title}{colon(language)} {message(f'network.title.{wanted.actors}', language)}"


def network_filters(network: Network, labels: Labels, language: str = "en") -> str:
    """Return the filters of a network in words, or that it is all of the record."""
    wanted: NetworkFilter | None = network.graph.get("filter")
    told = list(_filters(wanted, labels, language)) if wanted else []
    return "; ".join(told) or message("network.filter.none", language)


def network_facts(network: Network, labels: Labels, language: str = "en") -> dict[str, str]:
    """Return what a file of a network says of itself: title, filters, what they leave out, data, date and licence."""
    undated = network.graph.get("undated", 0)
    facts = {
        "title": network_title(network, language),
        "filter": network_filters(network, labels, language),
        "caveat": message("network.undated", language, count=undated) if undated else "",
        **dataset_of(network).facts(language),
    }
    return {key: value for key, value in facts.items() if value}


def labels_of(network: Network) -> Labels:
    """Return the labels of all that a network may name."""
    record = record_of(network)
    return read_labels(record.engine) if record.engine else Labels.none()


def dataset_of(network: Network) -> Dataset:
    """Return what the data of a network say of themselves; a pickled one knows nothing of it."""
    record = network.graph.get("record")
    return read_dataset(record.engine) if record and record.engine else Dataset()


def _filters(wanted: NetworkFilter, labels: Labels, language: str) -> Iterator[str]:
    period = Period.of(wanted.as_of, wanted.between)
    if period:
        yield within_sentence(period_text(period, language))
    for name, namespace in _NAMESPACES.items():
        value = getattr(wanted, name)
        if value is not None:
            yield message(f"network.filter.{name}", language, name=labels.of(namespace + value, language))
    if wanted.around:
        around = ", ".join(labels.of(iri, language) for iri in wanted.around)
        yield message("network.filter.around", language, name=around, count=wanted.depth)
    if wanted.since is not None:
        yield message("network.filter.since", language, date=date_text(str(wanted.since), language))
    if wanted.text is not None:
        yield message("network.filter.text", language, text=wanted.text)
    if wanted.voices > 1:
        yield message("network.filter.voices", language, count=wanted.voices)
    for name in ("governments", "ends", "read_again"):
        if getattr(wanted, name):
            yield message(f"network.filter.{name}", language)
