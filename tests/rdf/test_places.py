"""Where statements stand, as a file has them: what the parser reads, with its lines."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.rdf.files import read_file
from kg.rdf.folders import data_files
from kg.rdf.places import read_statements, statements
from tests.worlds import MINI, ROOT

ALL = [*data_files(MINI), *data_files(ROOT / "ontology"), *data_files(ROOT / "data" / "documents" / "treaty-text")]


@pytest.mark.parametrize("path", ALL, ids=lambda path: path.stem)
def test_what_is_found_in_a_file_is_what_the_parser_reads(path: Path) -> None:
    parsed = {
        (
            quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else "",
            quad.subject.value,
            quad.predicate.value,
            quad.object.value,
        )
        for quad in read_file(path)
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode | ox.Literal)
    }
    placed = {(one.graph, one.subject, one.predicate, one.value) for one in statements(path)}
    assert parsed <= placed


def test_every_sign_of_turtle_is_read_at_its_line() -> None:
    text = """@prefix a: <http://a/> . PREFIX b: <http://b/>
@base <http://c/> .
a:one\\,two a <x> , "# . ; \\u00e9\\n"@fr-CA ;  # a comment .
  b:p '''two
lines''' , 1.5 , "2"^^b:t .
b:g { <y> a:q true }
GRAPH b:h { _:n a:q [ a:r ( 1 2 ) ] . }
a:z.w a:q .5 .
"""
    found = [(one.line, one.block, one.graph[-1:], one.subject[-3:], one.value) for one in read_statements(text)]
    assert found == [
        (3, 3, "", "two", "http://c/x"),
        (3, 3, "", "two", "# . ; é\n"),
        (4, 3, "", "two", "two\nlines"),
        (5, 3, "", "two", "1.5"),
        (5, 3, "", "two", "2"),
        (6, 6, "g", "c/y", "true"),
        (7, 7, "h", "_:n", "["),
        (7, 7, "h", "_:n", "("),
        (7, 7, "h", "_:n", "1"),
        (7, 7, "h", "_:n", "2"),
        (8, 8, "", "z.w", ".5"),
    ]


@pytest.mark.parametrize(
    "text", ["", "@prefix", "a b", '"', "<a> <b> ] ) } . ;", "\\", "[ [ [", "^^ ^^", "a:b a:c “d” ."]
)
def test_what_is_no_turtle_is_read_as_far_as_it_goes(text: str) -> None:
    list(read_statements(text))
