"""The terms that shapes, checks, rules and reviews name."""

import pytest

from kg.rdf.folders import Folders
from kg.validation.checks import check

PLACES = {
    "shapes/tie.ttl": ("sh:path sec:hasSubject", "sec:hasSubjet"),
    "shapes/figure.ttl": ("sh:hasValue hedge:dozens", "hedge:dozen"),
    "shapes/event.ttl": ("by sec:isAbout", "sec:isAbut"),
    "checks/end-before-start.rq": ("?focus sec:endDate", "sec:endDat"),
    "checks/superseded-yet-active.rq": ("sec:hasStatus status:active", "status:activ"),
    "rules/6-latest-end.rq": ("?thing sec:latestEnd", "sec:latesEnd"),
    "checks/page-older-than-its-claim.rq": ("?document dcterms:issued", "dcterms:isued"),
    "checks/definition-of-another.rq": ("?focus skos:definition", "skos:definiton"),
    "rules/1-symmetric.rq": ("a owl:SymmetricProperty", "owl:SymetricProperty"),
    "shapes/concept.ttl": ("sh:datatype xsd:boolean", "xsd:bolean"),
    "reviews/led-by-several.rq": ("?leader sec:leads", "sec:leds"),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_term_that_lost_a_letter_is_found_where_it_stands(world: Folders, place: str) -> None:
    within, bad = PLACES[place]
    before, good = within.split()
    path = world.ontology / place
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(within, f"{before} {bad}", 1), encoding="utf-8")
    (found,) = [finding for finding in check(world) if finding.rule == "term-unknown"]
    line = text[: text.index(within)].count("\n") + 1
    assert (found.path, found.line) == (str(path), line)
    assert found.message == f"There is no {bad}. Did you mean {good}?"


def test_a_misspelt_term_of_shacl_is_found_in_a_check(world: Folders) -> None:
    path = world.ontology / "checks" / "shapes-without-message.rq"
    path.write_text(
        "# Shapes have messages.\nSELECT ?focus ?message\n"
        "WHERE { ?focus a sh:NodeShape ; sh:mesage ?message }\nORDER BY ?focus\n",
        encoding="utf-8",
    )
    (found,) = check(world)
    assert (found.line, found.message) == (3, "There is no sh:mesage. Did you mean sh:message?")


def test_comments_and_addresses_hold_no_terms(world: Folders) -> None:
    path = world.ontology / "checks" / "nothing.rq"
    path.write_text(
        "# sec:nothing is no term here.\nSELECT ?focus ?message\n"
        'WHERE { ?focus a <http://example.org/sec:none> . BIND("sec:leads" AS ?message) }\nORDER BY ?focus\n',
        encoding="utf-8",
    )
    assert check(world) == []
