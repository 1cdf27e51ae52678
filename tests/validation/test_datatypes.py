"""Literals that are not of their datatype."""

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check
from tests.validation.examples import ONTOLOGY, PASSAGE

ILL_TYPED = [
    ("2024-13-45", "date"),
    ("2023-02-29", "date"),
    ("1900-02-29", "date"),
    ("2024-04-31", "date"),
    ("2024-1-5", "date"),
    ("2024", "date"),
    ("2024-05", "date"),
    ("12 May 1958", "date"),
    ("2024-05-12T00:00:00", "date"),
    (" 2024-05-12", "date"),
    ("", "date"),
    ("2024-13", "gYearMonth"),
    ("2024-00", "gYearMonth"),
    ("2024-5", "gYearMonth"),
    ("2024", "gYearMonth"),
    ("24", "gYear"),
    ("2024-05", "gYear"),
    ("about 2024", "gYear"),
    ("1,000", "integer"),
    ("1.0", "integer"),
    ("E105060", "integer"),
    ("", "integer"),
    ("1e3", "decimal"),
    ("1,5", "decimal"),
    (".", "decimal"),
    ("1.5.1", "double"),
    ("infinity", "double"),
    ("yes", "boolean"),
    ("TRUE", "boolean"),
    ("http://a b", "anyURI"),
    ("", "anyURI"),
]

WELL_TYPED = [
    ("2024-02-29", "date"),
    ("2000-02-29", "date"),
    ("1958-05-12", "date"),
    ("1958-05", "gYearMonth"),
    ("1958", "gYear"),
    ("-12", "integer"),
    ("0012", "integer"),
    ("1.50", "decimal"),
    (".5", "decimal"),
    ("1e-3", "double"),
    ("-INF", "double"),
    ("NaN", "double"),
    ("true", "boolean"),
    ("0", "boolean"),
    ("https://www.norad.mil/", "anyURI"),
    ("", "string"),
]


@pytest.fixture(scope="module")
def ill_typed(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What is said of literals, of every row of the two tables at once."""
    folder = tmp_path_factory.mktemp("literals")
    rows = [f'ent:norad sec:identifier "{text}"^^xsd:{datatype} .' for text, datatype in ILL_TYPED + WELL_TYPED]
    prefixes = "".join(PASSAGE.splitlines(keepends=True)[place] for place in (0, 2, 4))
    (folder / "added.ttl").write_text(prefixes + "\n".join(rows), encoding="utf-8")
    return [finding.message for finding in check(Folders(ONTOLOGY, folder)) if finding.rule == "literal-ill-typed"]


@pytest.mark.parametrize(("text", "datatype"), ILL_TYPED)
def test_an_ill_typed_literal_is_found(ill_typed: list[str], text: str, datatype: str) -> None:
    assert any(message.startswith(f"“{text}” is not a value of xsd:{datatype};") for message in ill_typed)


@pytest.mark.parametrize(("text", "datatype"), WELL_TYPED)
def test_a_well_typed_literal_is_left_alone(ill_typed: list[str], text: str, datatype: str) -> None:
    assert not any(message.startswith(f"“{text}” is not a value of xsd:{datatype};") for message in ill_typed)
