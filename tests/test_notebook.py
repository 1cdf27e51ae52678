"""The graph in a notebook: everything escaped, and the %%sparql magic with its variables and its errors."""

from __future__ import annotations

import atexit
import datetime
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

import kg
from kg.errors import KgError
from kg.network.network import Network
from kg.notebook import term_of
from kg.sparql.table import Table
from kg.validation.findings import Finding, Findings
from kg.vocabulary import ENTITY, TERM
from tests.worlds import MINI, MakeGraph

pytest.importorskip("IPython", reason="IPython is not installed")
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
SAFE_TAGS = {
    *("div", "p", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "ul", "li", "strong", "em"),
    *("small", "code", "br", "a", "svg", "g", "title", "line", "circle", "polygon", "text"),
}


class _Tags(HTMLParser):
    """The tags and attributes of a piece of HTML; what is opened and not closed is left in ``open``."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag != "br":
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def assert_safe(html: str) -> None:
    """Check that HTML holds our own tags alone, all closed, and nothing that could run."""
    read = _Tags(html)
    assert read.tags <= SAFE_TAGS
    assert not read.open
    assert not {name for name in read.attributes if name.startswith("on") or name in ("src", "srcdoc")}
    assert 'href="javascript' not in html


@pytest.fixture
def hostile(make_graph: MakeGraph) -> kg.KnowledgeGraph:
    """A world in which every text tries to run script."""
    bad = str(ox.Literal(HOSTILE))
    return make_graph(f"""
        src:d a sec:Document ; dcterms:title {bad}@en ; dcterms:publisher {bad} ; dcterms:issued {bad} ;
            schema:url <javascript:alert(1)> ; sec:hasStanding standing:news .
        <https://w3id.org/perimeter/source/d/p1> a sec:Passage ; sec:isPassageOf src:d ; sec:says {bad}@en ;
            sec:section {bad} ; sec:locator {bad}@en .
        ent:a a sec:Organization, sec:Actor, sec:Entity ; rdfs:label {bad}@en ; sec:abbreviation {bad}@en ;
            skos:definition {bad}@en .
        ent:b a sec:Organization, sec:Actor, sec:Entity ; rdfs:label {bad}@en .
        ent:c a sec:Agreement, sec:Collaboration, sec:Entity ; rdfs:label {bad}@en .
        <https://w3id.org/perimeter/source/d/p1> {{
            ent:a sec:participatesIn ent:c ; sec:cooperatesWith ent:b .
            ent:b sec:participatesIn ent:c .
            tie:t sec:hasSubject ent:a ; sec:hasRelation sec:participatesIn ; sec:hasObject ent:c ; sec:role {bad}@en .
        }}
    """)


@pytest.mark.parametrize("what", ["entity", "why", "network", "query", "graph"])
def test_no_text_of_the_data_becomes_a_tag(hostile: kg.KnowledgeGraph, what: str) -> None:
    shown: dict[str, Any] = {
        "entity": lambda: hostile.entity("a"),
        "why": lambda: hostile.why("a", "b"),
        "network": lambda: hostile.network(),
        "query": lambda: hostile.query("SELECT * WHERE { ?s ?p ?o }"),
        "graph": lambda: hostile,
    }
    html = shown[what]()._repr_html_()
    assert_safe(html)
    assert what == "graph" or "&lt;script&gt;" in html


def test_heads_and_findings_are_escaped() -> None:
    table = Table.of(["a"], [("b",)]).with_labels([HOSTILE])
    assert_safe(table._repr_html_())
    assert_safe(Findings([Finding(HOSTILE, 1, HOSTILE, HOSTILE, HOSTILE)])._repr_html_())


def test_findings_are_a_list_and_none_is_told_in_words(mini: kg.KnowledgeGraph) -> None:
    assert isinstance(mini.check(), list)
    assert Findings()._repr_html_() == "<p>Nothing to complain of.</p>"


def test_real_things_are_shown_with_our_own_tags(mini: kg.KnowledgeGraph) -> None:
    for shown in (
        mini,
        mini.entity("norad"),
        mini.why("rcmp", "cbsa"),
        mini.network(),
        mini.ask("partners", of="rcmp"),
    ):
        assert_safe(shown._repr_html_())


def test_an_entity_is_shown_with_its_names_and_sources(mini: kg.KnowledgeGraph) -> None:
    html = mini.entity("norad")._repr_html_()
    assert "<strong>North American Aerospace Defense Command (NORAD)</strong>" in html
    assert "<summary>Sources (" in html
    assert 'rel="noopener noreferrer"' in html


def test_two_that_nothing_ties_are_told_so(make_graph: MakeGraph) -> None:
    graph = make_graph('ent:a a sec:Entity ; rdfs:label "A"@en . ent:b a sec:Entity ; rdfs:label "B"@en .')
    assert "not proof that there is none" in graph.why("a", "b")._repr_html_()


def test_an_answer_is_shown_in_words_and_says_what_limits_it(make_graph: MakeGraph, mini: kg.KnowledgeGraph) -> None:
    html = mini.ask("partners", of="rcmp")._repr_html_()
    assert ">Canada Border Services Agency</td>" in html
    assert ">shared affiliations</th>" in html
    assert "ent:cbsa" not in html
    nothing = make_graph('ent:a a sec:Actor, sec:Entity ; rdfs:label "A"@en .').ask("partners", of="a")
    assert "not proof that there is none" in nothing._repr_html_()


def test_a_date_stays_on_one_line_even_as_text() -> None:
    html = Table.of(["since", "name"], [("2001-09", "NORAD"), ("", "RCMP"), ("2001-09-11", "CBSA")])._repr_html_()
    assert 'white-space:nowrap">2001-09-11</td>' in html
    assert 'white-space:nowrap">NORAD</td>' not in html


def test_the_notes_of_a_table_are_shown() -> None:
    assert "&lt;cut&gt;" in table_with_note("<cut>")._repr_html_()


def test_what_was_computed_is_shown_to_four_digits() -> None:
    html = Table.of(["share", "stated"], [(0.155712345, Decimal("0.155712345"))])._repr_html_()
    assert ">0.1557</td>" in html
    assert ">0.155712345</td>" in html


def table_with_note(note: str) -> Table:
    return Table.of(["a"], [("b",)]).with_caveats(note)


def test_numbers_stand_right_and_passages_are_folded_up() -> None:
    source = "https://w3id.org/perimeter/source/"
    html = Table.of(["count", "passages"], [(1, f"{source}d/p1 {source}d/p2")])._repr_html_()
    assert '<td style="text-align:right;vertical-align:top">1</td>' in html
    assert "<details><summary>2 passages</summary><code>d/p1<br>d/p2</code></details>" in html


def test_a_network_says_what_it_leaves_out(mini: kg.KnowledgeGraph) -> None:
    network = mini.network(as_of="2001-09-11")
    html = network._repr_html_()
    assert f"{len(network)} entities and {network.number_of_edges()} ties on 11 September 2001" in html


def test_what_takes_no_language_is_shown_in_that_of_the_reader(
    mini: kg.KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PERIMETER_LANGUAGE", "fr")
    told = [
        (mini, "Graphe de connaissances\u00a0: "),
        (mini.entity("rcmp"), "Gendarmerie royale du Canada"),
        (mini.why("rcmp", "cbsa"), "Les deux prennent part à"),
        (mini.network(as_of="2001-09-11"), "le 11 septembre 2001"),
        (mini.network(), ">ASFC</text>"),
        (Findings(), "Rien à redire."),
    ]
    assert [text for shown, text in told if text not in shown._repr_html_()] == []
    assert "Gendarmerie royale du Canada" in str(mini.entity("rcmp"))


def test_an_answer_is_shown_in_the_language_that_it_was_asked_in(mini: kg.KnowledgeGraph) -> None:
    answer = mini.ask("partners", of="GRC", language="fr")
    assert ">Agence des services frontaliers du Canada</td>" in answer._repr_html_()
    assert "Agence des services frontaliers du Canada" in str(answer)


def test_a_network_of_nothing_is_shown() -> None:
    assert "0 entities and 0 ties" in Network()._repr_html_()


def test_a_large_network_is_drawn_by_its_backbone(shipped: kg.KnowledgeGraph) -> None:
    network = shipped.network()
    html = network._repr_html_()
    assert_safe(html)
    assert 0 < html.count("<line ") < network.number_of_edges()
    assert "ties drawn are its backbone" in html


def test_a_label_that_would_cover_another_stands_above_its_node(make_graph: MakeGraph) -> None:
    graph = make_graph("""
        ent:a a sec:Organization, sec:Actor, sec:Entity ; rdfs:label "Alliance of a rather long name"@en .
        ent:b a sec:Organization, sec:Actor, sec:Entity ; rdfs:label "Board of a rather long name"@en .
        ent:a sec:cooperatesWith ent:b .
        <https://w3id.org/perimeter/source/d/p1> { ent:a sec:cooperatesWith ent:b }
    """)
    html = graph.network()._repr_html_()
    heights = [re.search(rf'y="([^"]+)"[^>]*>{name} of a rather long name<', html) for name in ("Alliance", "Board")]
    assert len({found[1] for found in heights if found}) == 2


def test_the_same_network_is_drawn_the_same(mini: kg.KnowledgeGraph) -> None:
    assert mini.network()._repr_html_() == mini.network()._repr_html_()


@pytest.fixture
def shell(mini: kg.KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[InteractiveShell]:
    """A notebook's shell with the magic loaded and the tiny world as its variable `graph`; it keeps no history."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    shell = InteractiveShell(config=Config({"HistoryManager": {"enabled": False}}))
    shell.run_line_magic("load_ext", "kg")
    shell.user_ns["graph"] = mini
    yield shell
    atexit.unregister(shell.atexit_operations)


def run(shell: InteractiveShell, cell: str) -> Any:
    """Return what a cell shows."""
    outcome = shell.run_cell(cell)
    outcome.raise_error()
    return outcome.result


MEMBERS = "SELECT ?who WHERE { ?who sec:isMemberOf ?of } ORDER BY ?who"


def test_a_cell_shows_its_answer_and_keeps_it_by_name(shell: InteractiveShell) -> None:
    shown = run(shell, "%%sparql members\nSELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who")
    assert shown is shell.user_ns["members"]
    assert shown.column("who") == [ENTITY + "canada", ENTITY + "united-states"]


def test_a_cell_gives_names_in_place_of_iris_when_asked(shell: InteractiveShell) -> None:
    shown = run(shell, "%%sparql members --labels\nSELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who")
    assert shown is shell.user_ns["members"]
    assert shown.column("who") == ["Canada", "United States"]


def test_ask_gives_yes_or_no(shell: InteractiveShell) -> None:
    assert run(shell, "%%sparql\nASK { ent:canada sec:isMemberOf ent:norad }") is True


def test_a_cell_can_count_only_what_was_read_again(shell: InteractiveShell) -> None:
    asked = "ASK { ent:usnorthcom sec:worksWith ?anything }"
    assert run(shell, f"%%sparql\n{asked}") is True
    assert run(shell, f"%%sparql --read-again\n{asked}") is False


def test_construct_keeps_a_graph_and_prints_it(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    run(shell, "%%sparql made\nCONSTRUCT { ?a sec:isMemberOf ?b } WHERE { ?a sec:isMemberOf ?b }")
    assert isinstance(shell.user_ns["made"], rdflib.Graph)
    printed = capsys.readouterr().out
    assert "ent:canada sec:isMemberOf ent:norad" in printed
    assert "@prefix" not in printed


def test_a_parameter_is_bound_and_not_pasted(shell: InteractiveShell) -> None:
    shell.user_ns["text"] = ox.Literal('"} INSERT { ?who }')
    assert len(run(shell, f"%%sparql --param of=text\n{MEMBERS}")) == 0
    shell.user_ns["text"] = "NORAD"
    assert len(run(shell, f"%%sparql --param of=text\n{MEMBERS}")) == 2
    query = 'SELECT ?word WHERE { BIND("{text} $text ?of" AS ?word) FILTER(BOUND(?of)) }'
    assert run(shell, f"%%sparql --param of=text\n{query}").rows == [("{text} $text ?of",)]


def test_a_list_means_any_of_it(shell: InteractiveShell) -> None:
    shell.user_ns["both"] = ["canada", "United States"]
    shown = run(shell, "%%sparql --param who=both\nSELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who")
    assert len(shown) == 2


def test_values_mean_terms(mini: kg.KnowledgeGraph) -> None:
    day = ox.Literal("2001-09-11", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))
    norad = ox.NamedNode(ENTITY + "norad")
    for value in ("norad", "NORAD", "ent:norad", f"<{ENTITY}norad>", mini.entity("norad"), rdflib.URIRef(norad.value)):
        assert term_of(mini, value) == norad
    assert term_of(mini, "topic:arctic").value == "https://w3id.org/perimeter/topic/arctic"
    assert term_of(mini, "2001-09-11") == term_of(mini, datetime.date(2001, 9, 11)) == day
    assert term_of(mini, 3) == ox.Literal(3)
    assert term_of(mini, True) == ox.Literal(True)
    assert term_of(mini, Decimal("1.5")).value == "1.5"
    assert term_of(mini, rdflib.Literal("été", lang="fr")) == ox.Literal("été", language="fr")


@pytest.mark.parametrize("value", [object(), rdflib.BNode("unnamed"), None, "<not an iri>"])
def test_what_means_no_term_is_refused(mini: kg.KnowledgeGraph, value: Any) -> None:
    with pytest.raises(kg.KgError):
        term_of(mini, value)


def test_another_folder_can_be_asked(shell: InteractiveShell) -> None:
    del shell.user_ns["graph"]
    for option in (f"--data={MINI}", f"--data '{MINI}'"):
        assert run(shell, f"%%sparql {option}\nASK {{ ent:canada sec:isMemberOf ent:norad }}") is True


def test_a_variable_called_graph_that_is_something_else_is_left_alone(shell: InteractiveShell) -> None:
    shell.user_ns["graph"] = 3
    assert run(shell, f"%%sparql --data {MINI}\nASK {{ ent:canada sec:isMemberOf ent:norad }}") is True
    assert shell.user_ns["graph"] == 3


def test_the_entities_of_an_answer_are_shown_as_a_network(shell: InteractiveShell) -> None:
    query = "SELECT DISTINCT ?who WHERE { VALUES ?who { ent:rcmp ent:cbsa } ?who a sec:Actor }"
    network = run(shell, f"%%sparql found --network\n{query}")
    assert isinstance(network, Network)
    assert sorted(network) == [ENTITY + "cbsa", ENTITY + "rcmp"]
    assert len(shell.user_ns["found"]) == 2


def test_collaborations_of_an_answer_stand_between_the_actors(shell: InteractiveShell) -> None:
    network = run(shell, "%%sparql --network\nSELECT ?a ?b WHERE { ?a sec:isMemberOf ?b }")
    assert ENTITY + "norad" in network


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%%sparql\nSELECT ?a WHERE { ?a", "expected"),
        (f"%%sparql --param of=nothing\n{MEMBERS}", "no variable called “nothing”"),
        (f"%%sparql --param of=wrong\n{MEMBERS}", "Did you mean “NORAD”"),
        (f"%%sparql --param of\n{MEMBERS}", "--param name=python_variable"),
        (f"%%sparql --wrong\n{MEMBERS}", "%%sparql [NAME]"),
        (f"%%sparql one two\n{MEMBERS}", "“two” is not understood"),
        (f"%%sparql 'one\n{MEMBERS}", "quotation mark"),
        (f"%%sparql --data\n{MEMBERS}", "--data needs a folder"),
        ('%%sparql --network\nSELECT ?a WHERE { BIND("text" AS ?a) }', "no entity"),
        ("graph.entity('norda')", "Did you mean"),
    ],
)
def test_a_mistake_is_one_message_without_a_traceback(
    shell: InteractiveShell, capsys: pytest.CaptureFixture[str], cell: str, said: str
) -> None:
    shell.user_ns["wrong"] = "norda"
    outcome = shell.run_cell(cell)
    printed = "".join(capsys.readouterr())
    assert isinstance(outcome.error_in_exec, kg.KgError)
    assert said in printed
    assert "Traceback" not in printed
    assert __file__ not in printed
    assert "kg/" not in printed.replace(str(Path(TERM)), "")


def test_the_magic_asks_no_server_that_is_not_named(shell: InteractiveShell) -> None:
    address = "http://127.0.0.1:9/"
    cell = f"ASK {{ SERVICE <{address}> {{ ?a ?b ?c }} }}"
    with pytest.raises(KgError, match="Nothing was sent"):
        run(shell, f"%%sparql\n{cell}")
    with pytest.raises(KgError, match="cannot be reached"):
        run(shell, f"%%sparql --allow-service {address} --timeout 20\n{cell}")
    with pytest.raises(KgError, match="number of seconds"):
        run(shell, f"%%sparql --timeout soon\n{cell}")


def test_a_cell_tells_of_a_strange_sign_in_the_same_sentence_as_every_door(shell: InteractiveShell) -> None:
    outcome = shell.run_cell("%%sparql\nSELECT ?who\u00a0WHERE { ?who sec:isMemberOf ent:norad }")
    assert isinstance(outcome.error_in_exec, KgError)
    told = "line 1, column 12 holds a no-break space (U+00A0); type a plain space."
    assert told in str(outcome.error_in_exec).split("\n")[0]


@pytest.mark.parametrize(("stated", "datatype"), [("2019-10", "gYearMonth"), ("2019-01-01", "date"), ("2019", "gYear")])
def test_a_network_tells_a_date_as_precisely_as_it_is_stated(make_graph: MakeGraph, stated: str, datatype: str) -> None:
    graph = make_graph(f"""
        ent:a a sec:Organization, sec:Actor, sec:Entity ; rdfs:label "A"@en .
        ent:b a sec:Organization, sec:Actor, sec:Entity ; rdfs:label "B"@en .
        ent:c a sec:Operation, sec:Collaboration, sec:Entity ; rdfs:label "C"@en .
        <https://w3id.org/perimeter/source/d/p1> {{
            ent:a sec:participatesIn ent:c . ent:b sec:participatesIn ent:c .
            ent:c sec:startDate "{stated}"^^xsd:{datatype} .
        }}
    """)
    html = graph.network()._repr_html_()
    assert f"since {stated}</title>" in html
    assert f">{stated}</td>" in html
