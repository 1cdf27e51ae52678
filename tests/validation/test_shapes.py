"""Shapes: the same findings as the reference, and faults in the shapes themselves."""

import re

import pyoxigraph as ox
import pytest

from kg.errors import KgError
from kg.rdf.dataset import assemble
from kg.rdf.files import ParsedFiles, read_file
from kg.rdf.folders import Folders, data_files
from kg.validation.checks import check
from tests.validation.examples import EXAMPLES, ONTOLOGY, SH, TYPE
from tests.worlds import MINI


def test_each_rule_among_the_shapes_has_one_message_in_english() -> None:
    shapes = ParsedFiles.of(data_files(ONTOLOGY / "shapes")).quads
    messages = [quad for quad in shapes if quad.predicate.value == SH + "message"]
    assert len({quad.subject for quad in messages}) == len(messages)
    assert all(isinstance(quad.object, ox.Literal) and not quad.object.language for quad in messages)
    assert all(isinstance(quad.subject, ox.NamedNode) for quad in messages)


def renamed(quad: ox.Quad, names: dict[object, ox.NamedNode]) -> ox.Quad:
    subject, predicate = names.get(quad.subject, quad.subject), names.get(quad.predicate, quad.predicate)
    value, graph = names.get(quad.object, quad.object), names.get(quad.graph_name, quad.graph_name)
    return ox.Quad(subject, predicate, value, graph)


def spoilt() -> list[ox.Quad]:
    """Mini with all bad examples of shapes, each with ids of its own, so that none hides another's fault."""
    quads = ParsedFiles.of(Folders(ONTOLOGY, MINI).files()).quads
    for number, rule in enumerate(sorted(shape_rules())):
        added = list(read_file(EXAMPLES[rule]))
        described = {quad.subject for quad in added if quad.predicate == TYPE}
        names: dict[object, ox.NamedNode] = {
            thing: ox.NamedNode(f"{thing.value}-{number}") for thing in described if isinstance(thing, ox.NamedNode)
        }
        quads += [renamed(quad, names) for quad in added]
    return quads


def shape_rules() -> set[str]:
    text = "".join(path.read_text(encoding="utf-8") for path in data_files(ONTOLOGY / "shapes"))
    return set(re.findall(r"^rule:([\w-]+)\n(?=(?:    .*\n)*?    sh:message)", text, re.MULTILINE))


def test_pyrudof_and_pyshacl_find_the_same() -> None:
    import pyrudof
    import pyshacl
    import rdflib

    store = assemble(spoilt(), Folders(ONTOLOGY, MINI).part("rules"))
    default = [quad.triple for quad in store.quads_for_pattern(None, None, None, ox.DefaultGraph())]
    shapes = [quad.triple for quad in ParsedFiles.of(data_files(ONTOLOGY / "shapes")).quads]
    data_text, shapes_text = (
        (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode() for triples in (default, shapes)
    )

    session = pyrudof.Rudof(pyrudof.RudofConfig())
    session.read_shacl(shapes_text, pyrudof.ShaclFormat.NTriples)
    session.read_data(data_text, pyrudof.RDFFormat.NTriples)
    quick = {(str(entry.focus_node), str(entry.source_shape)) for entry in session.validate_shacl()}

    graphs = [rdflib.Graph().parse(data=text, format="nt") for text in (data_text, shapes_text)]
    _, report, _ = pyshacl.validate(graphs[0], shacl_graph=graphs[1])
    assert isinstance(report, rdflib.Graph)
    reference = {
        (str(report.value(result, rdflib.SH.focusNode)), str(report.value(result, rdflib.SH.sourceShape)))
        for result in report.objects(None, rdflib.SH.result)
    }
    assert quick == reference
    assert {shape.rpartition("/")[2] for _, shape in quick} == shape_rules()


@pytest.mark.parametrize("term", ["minCout", "targetClas", "mesage", "sparql", "expression", "severity"])
def test_a_term_that_shacl_core_does_not_have_is_found(world: Folders, term: str) -> None:
    shape = world.ontology / "shapes" / "event.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("sh:path", f"sh:{term} 1 ;\n    sh:path", 1))
    found = [finding for finding in check(world) if finding.rule == "shape-term-unknown"]
    assert [f"sh:{term};" in finding.message for finding in found] == [True]
    assert found[0].path == str(shape)


def test_a_shape_that_cannot_be_understood_is_told_in_one_sentence(world: Folders) -> None:
    shape = world.ontology / "shapes" / "event.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("sh:path sec:isAbout", "sh:path 12", 1))
    with pytest.raises(KgError, match="shapes"):
        check(world)


def test_a_misspelt_target_is_found_beside_right_ones(world: Folders) -> None:
    shape = world.ontology / "shapes" / "date.ttl"
    shape.write_text(shape.read_text(encoding="utf-8").replace("sec:startDate .", "sec:startDay .", 1))
    found = [finding for finding in check(world) if finding.rule == "shape-targets-nothing"]
    assert ["sec:startDay" in finding.message for finding in found] == [True]
