"""Findings: where they point, and how they are written."""

from kg.rdf.folders import Folders
from kg.validation.checks import check
from kg.validation.findings import Finding, line_of
from tests.validation.examples import PASSAGE, add
from tests.worlds import MINI


def test_a_finding_points_at_the_claim_in_its_passage(world: Folders) -> None:
    path = add(world, PASSAGE % "ent:rcmp sec:worksWith ent:cbsa .")
    (finding,) = check(world)
    assert (finding.path, finding.line) == (str(path), 13)


def test_a_value_that_breaks_a_shape_is_found_where_it_is_claimed(world: Folders) -> None:
    path = add(world, PASSAGE % 'ent:rcmp sec:startDate "1073"^^xsd:gYear .')
    (finding,) = check(world)
    assert (finding.path, finding.line) == (str(path), 13)


def test_a_finding_is_written_as_place_subject_message_and_rule() -> None:
    finding = Finding("data/entities/threat.ttl", 12, "ent:smuggling", "entity-kind-one", "Give one kind.")
    assert str(finding) == "data/entities/threat.ttl:12: ent:smuggling: Give one kind. [entity-kind-one]"


def test_the_line_of_what_is_not_in_a_file_is_zero() -> None:
    assert line_of(None, "https://w3id.org/perimeter/entity/norad") == 0
    assert line_of(MINI / "entities" / "threat.ttl", "https://w3id.org/perimeter/entity/norad") == 0
