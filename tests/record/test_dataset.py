"""The data set as a whole, as the data say themselves."""

from __future__ import annotations

import kg
from kg.record.dataset import Dataset, fact_lines, read_dataset


def test_title_licence_and_version_are_those_that_the_data_say(shipped: kg.KnowledgeGraph) -> None:
    told = read_dataset(shipped.engine)
    assert (told.iri, told.licence_name, told.version) == ("https://w3id.org/perimeter/", "CC BY 4.0", kg.__version__)
    assert told.credit("fr").startswith("Périmètre\u00a0: la coopération Canada–États-Unis")
    assert "données du 29 novembre 2026 · CC BY 4.0" in told.credit("fr")


def test_data_that_say_nothing_have_no_licence_of_ours(mini: kg.KnowledgeGraph) -> None:
    told = read_dataset(mini.engine)
    assert (told.titles, told.licence, told.version) == ({}, "", "")
    assert "licence" not in told.facts()


def test_another_licence_is_told_as_it_stands() -> None:
    told = Dataset(licence="https://example.org/own-licence")
    assert told.licence_name == "https://example.org/own-licence"
    assert fact_lines(told.facts(), "fr") == [("licence", "https://example.org/own-licence")]
