"""The names of a record, as they are looked for on pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.curation.name_forms import forms
from kg.curation.name_marks import NameFinder
from kg.sparql.engine import Engine
from kg.sparql.lookups import lookup
from kg.vocabulary import local_name

_COMMON = ("Threat", "Aim")


def name_finder(engine: Engine) -> NameFinder:
    """Return what finds the names of a record, in the forms that pages give them."""
    names = list(record_names(engine))
    countries: dict[str, list[str]] = defaultdict(list)
    for entity, _, name, own in engine.table(lookup("names")).rows:
        if local_name(str(own)) == "Country":
            countries[str(entity)].append(str(name))
    return NameFinder(names, forms(names, countries))


def record_names(engine: Engine) -> Iterator[tuple[str, str]]:
    """Yield every name of every entity, with its IRI; publishers that are no actors are named on pages by chance.

    The names of threats and aims are common nouns: they have no capital.
    """
    common = {entity for entity, own in engine.table(lookup("classes-of")).rows if local_name(str(own)) in _COMMON}
    for entity, _, name, own in engine.table(lookup("names")).rows:
        if local_name(str(own)) == "Entity":
            text = str(name)
            yield (text.lower() if entity in common and not text.isupper() else text), str(entity)
