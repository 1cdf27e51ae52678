"""A fact, a kind, a topic, a family, a relation, a document kind and a question are added: every door has them at once.

Nothing but files of the ontology, of the data and of questions is written, in a copy of the library.
"""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.browser import Visit
from tests.worlds import MINI, ROOT

ONTOLOGY = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kind: <https://w3id.org/perimeter/kind/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix sector: <https://w3id.org/perimeter/sector/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix standing: <https://w3id.org/perimeter/standing/> .
@prefix topic: <https://w3id.org/perimeter/topic/> .

sec:contendsWith a owl:ObjectProperty ; dcterms:source schema: ; rdfs:subPropertyOf sec:isTiedTo ;
    rdfs:label "contends with"@en, "est en litige avec"@fr ;
    skos:definition "The two are in dispute."@en, "Les deux sont en litige."@fr ;
    schema:domainIncludes sec:Actor ; schema:rangeIncludes sec:Actor ;
    sec:colour "#AA3377" ; sec:legendOrder 8 ; sec:joinsActors "directly" .
sec:suesBeforeCourt a owl:ObjectProperty ; dcterms:source schema: ; rdfs:subPropertyOf sec:contendsWith ;
    rdfs:label "sues"@en, "poursuit en justice"@fr ;
    skos:definition "The subject sues the object."@en, "Le sujet poursuit l’objet en justice."@fr ;
    schema:domainIncludes sec:Actor ; schema:rangeIncludes sec:Actor .
sec:escorts a owl:ObjectProperty ; dcterms:source schema: ; rdfs:subPropertyOf sec:worksWith ;
    rdfs:label "escorts"@en, "escorte"@fr ;
    skos:definition "The subject escorts the object."@en, "Le sujet escorte l’objet."@fr ;
    schema:domainIncludes sec:Actor ; schema:rangeIncludes sec:Actor .
kind:gendarmerie a skos:Concept ; skos:inScheme sec:Kinds ; sec:appliesTo sec:Organization ;
    rdfs:label "Gendarmerie corps"@en, "Gendarmerie"@fr ;
    skos:definition "A military police."@en, "Une police militaire."@fr ;
    sec:hasSector sector:armed-force .
topic:courts a skos:Concept ; skos:inScheme sec:Topics ;
    rdfs:label "Courts of law"@en, "Tribunaux"@fr ;
    skos:definition "What courts decide."@en, "Ce que décident les tribunaux."@fr .
standing:court-record a skos:Concept ; skos:inScheme sec:Standings ; sec:rank 8 ; sec:isWeakSource true ;
    rdfs:label "Court record"@en, "Dossier judiciaire"@fr ;
    skos:definition "What a court keeps."@en, "Ce que garde un tribunal."@fr .
"""

ENTITIES = """
@prefix ent: <https://w3id.org/perimeter/entity/> .
@prefix kind: <https://w3id.org/perimeter/kind/> .
@prefix origin: <https://w3id.org/perimeter/origin/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix topic: <https://w3id.org/perimeter/topic/> .

ent:border-guards a sec:Organization ;
    rdfs:label "Border Guards"@en, "Gardes-frontières"@fr ;
    skos:definition "Guards of the border."@en, "Gardes de la frontière."@fr ;
    sec:hasKind kind:gendarmerie ; sec:hasNameOrigin origin:ours ; sec:hasTopic topic:courts .

ent:court-of-rivers a sec:Publisher ;
    rdfs:label "Court of Rivers"@en, "Court of Rivers"@fr ;
    sec:hasKind kind:public-body ; sec:hasNameOrigin origin:shared .
"""

DOCUMENT = """
@prefix : <https://w3id.org/perimeter/source/ruling-of-2020/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ent: <https://w3id.org/perimeter/entity/> .
@prefix schema: <http://schema.org/> .
@prefix sec: <https://w3id.org/perimeter/term/> .
@prefix src: <https://w3id.org/perimeter/source/> .
@prefix standing: <https://w3id.org/perimeter/standing/> .

src:ruling-of-2020
    a sec:Document ;
    dcterms:language "en" ; dcterms:publisher ent:court-of-rivers ; dcterms:title "A ruling"@en ;
    schema:url <https://example.org/ruling> ; sec:hasStanding standing:court-record .
:p1 a sec:Passage ; sec:isPassageOf src:ruling-of-2020 ;
    sec:says "The guards sue the police and escort the border agency."@en,
        "Les gardes poursuivent la police et escortent l’agence."@fr .
:p1 {
    ent:border-guards sec:hasCountry ent:canada ; sec:suesBeforeCourt ent:rcmp ; sec:escorts ent:cbsa .
}
"""

QUESTION = """# number: 90
# title@en: Lawsuits
# title@fr: Procès
# question@en: Who of {sector} sues whom?
# question@fr: Qui, dans le secteur {sector}, poursuit qui?
# parameter sector: sector = any
# parameter sector@en: Sector of who sues
# parameter sector@fr: Secteur de qui poursuit
# example sector: armed-force
# column plaintiff@en: who sues
# column plaintiff@fr: qui poursuit
# column defendant@en: whom
# column defendant@fr: qui est poursuivi
# column passages@en: passages
# column passages@fr: passages
SELECT ?plaintiff ?defendant (GROUP_CONCAT(DISTINCT STR(?passage); separator=" ") AS ?passages)
WHERE {
  #given
  GRAPH ?passage { ?plaintiff sec:suesBeforeCourt ?defendant }
  FILTER(!BOUND(?sector) || EXISTS { ?plaintiff sec:hasSector ?sector })
}
GROUP BY ?plaintiff ?defendant
ORDER BY ?plaintiff ?defendant
"""


class Copy:
    """The library copied, with what is added; its commands are run as a user runs them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        kept = shutil.ignore_patterns("__pycache__", "node_modules")
        shutil.copytree(ROOT / "kg", home / "kg", ignore=kept)
        shutil.copytree(ROOT / "ontology", home / "ontology")
        shutil.copytree(MINI, home / "data")
        questions = home / "kg" / "questions"
        circles = (questions / "communities.rq").read_text("utf-8").replace("# number: 22", "# number: 91")
        for path, text in {
            home / "ontology" / "courts.ttl": ONTOLOGY,
            home / "data" / "entities" / "guards.ttl": ENTITIES,
            home / "data" / "documents" / "court-record" / "ruling-of-2020.trig": DOCUMENT,
            questions / "lawsuits.rq": QUESTION,
            questions / "circles.rq": circles,
        }.items():
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def python(self, *arguments: str, **more: str) -> str:
        """Return what a command of Python prints in the copy."""
        known = os.environ | {"PYTHONPATH": str(self.home)} | more
        done = subprocess.run([sys.executable, *arguments], cwd=self.home, env=known, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr + done.stdout
        return done.stdout

    def kg(self, *words: str) -> str:
        """Return what ``kg`` prints in the copy."""
        return self.python("-m", "kg", *words)

    def rows(self, *words: str) -> list[dict[str, str]]:
        """Return the table that ``kg`` writes in the copy."""
        self.kg(*words, "-o", "rows.csv")
        with (self.home / "rows.csv").open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def offered(self, *words: str) -> list[str]:
        """Return what the shell completes the last of the words to."""
        asked = {"_KG_COMPLETE": "bash_complete", "COMP_WORDS": " ".join(["kg", *words]), "COMP_CWORD": f"{len(words)}"}
        program = "import sys; sys.argv[0] = 'kg'; from kg.cli.main import kg; kg(prog_name='kg')"
        return [line.removeprefix("plain,") for line in self.python("-c", program, **asked).splitlines()]


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(tmp_path_factory.mktemp("copy"))


@pytest.fixture(scope="module")
def page(copied: Copy) -> Path:
    copied.kg("explore", "-o", "page.html")
    return copied.home / "page.html"


def test_what_is_added_is_good(copied: Copy) -> None:
    copied.kg("check")


def test_a_question_is_asked_by_its_new_parameter(copied: Copy) -> None:
    found = copied.rows("ask", "lawsuits", "--sector", "armed-force")
    assert [(row["plaintiff"], row["defendant"]) for row in found] == [
        ("Border Guards", "Royal Canadian Mounted Police")
    ]
    assert copied.rows("ask", "lawsuits", "--sector", "Application de la loi") == []
    assert "--sector" in copied.kg("ask", "lawsuits", "--help")
    assert "lawsuits" in copied.kg("questions")


def test_a_question_may_be_followed_by_a_computation_that_is_there(copied: Copy) -> None:
    assert "Border Guards" in {row["actor"] for row in copied.rows("ask", "circles")}


@pytest.mark.parametrize(
    ("family", "other"), [("contendsWith", "rcmp"), ("worksWith", "cbsa")], ids=["a new one", "an old one"]
)
def test_a_relation_is_an_edge_of_its_family(copied: Copy, family: str, other: str) -> None:
    edges = copied.rows("network", "--family", family)
    assert {"border-guards", other} in ({edge["source"], edge["target"]} for edge in edges)


def test_the_families_of_a_row_still_sum_to_its_strength(copied: Copy) -> None:
    rows = copied.rows("measure", "strength")
    assert float(next(row["contendsWith"] for row in rows if row["id"] == "border-guards")) == 1
    for row in rows:
        assert sum(map(float, list(row.values())[4::2])) == pytest.approx(float(row["strength"]))
    heads = copied.python(
        "-c", "import kg; print(*kg.load().measure('strength', language='fr').column_labels, sep='|')"
    )
    assert "|est en litige avec|est en litige avec\u00a0: autres" in heads


def test_a_kind_has_its_sector(copied: Copy) -> None:
    found = {row["id"]: row["group"] for row in copied.rows("measure", "brokerage", "--by", "sector")}
    assert found["border-guards"] == found["canadian-armed-forces"] == "Armed forces"


def test_a_kind_of_document_is_cited_by_its_label(copied: Copy) -> None:
    told = copied.kg("why", "border-guards", "rcmp", "--language", "fr")
    assert "Gardes-frontières poursuit en justice la Gendarmerie royale du Canada [1]" in told
    assert "Court of Rivers, dossier judiciaire, non relu, https://example.org/ruling" in told
    told = copied.kg("show", "border-guards")
    assert "Gendarmerie corps · Canada · Courts of law" in told
    assert "Court of Rivers, court record" in told


def test_a_kind_of_document_is_counted_by_what_it_is_worth(copied: Copy) -> None:
    found = {row["group"]: row for row in copied.rows("coverage", "--by", "standing")}
    assert (found["Court record"]["ties"], found["Court record"]["weak_sources"]) == ("2", "2")
    assert len(copied.rows("ask", "lawsuits", "--standing", "court-record")) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ask", "law"], "lawsuits"),
        (["ask", "lawsuits", "--sec"], "--sector"),
        (["ask", "lawsuits", "--sector", "arm"], "armed-force"),
        (["ask", "agreements-on", "--topic", "cou"], "courts"),
        (["ask", "agreements-on", "--kind", "gen"], "gendarmerie"),
        (["ask", "lawsuits", "--standing", "cou"], "court-record"),
        (["network", "--family", "con"], "contendsWith"),
        (["show", "border-g"], "border-guards"),
    ],
)
def test_the_shell_completes_what_is_added(copied: Copy, words: list[str], expected: str) -> None:
    assert expected in copied.offered(*words)


def test_the_documentation_describes_what_is_added(copied: Copy) -> None:
    copied.python("-c", DESCRIBE)
    pages = {path.stem: path.read_text("utf-8") for path in copied.home.glob("*.md")}
    assert "contends with `sec:contendsWith`" in pages["relations"]
    assert "sues `sec:suesBeforeCourt`" in pages["relations"]
    assert all(name in pages["concepts"] for name in ("kind:gendarmerie", "topic:courts", "standing:court-record"))


DESCRIBE = """
import kg, pathlib
from kg.site.ontology import ontology_pages
from kg.site.terms import Terms
graph = kg.load()
for name, text in ontology_pages(Terms(graph), graph.folders.ontology).items():
    pathlib.Path(pathlib.Path(name).name).write_text(text, "utf-8")
"""


def test_the_page_shows_what_is_added(browser: Any, page: Path) -> None:
    with Visit(browser, page) as visit:
        visit.open("#detail=5")
        assert "contends with" in visit.text("#legend")
        for filtered, word in {
            "topic": "Courts of law",
            "kind": "Gendarmerie corps",
            "standing": "Court record",
        }.items():
            assert word in visit.page.inner_text(f"#legend select[data-key={filtered}]")
        visit.open("#standing=court-record&focus=border-guards&card=border-guards~rcmp")
        assert "Border Guards sues Royal Canadian Mounted Police" in " ".join(visit.text("#panel").split())
        visit.page.get_by_text("1 passage", exact=True).click()
        assert "Court record" in visit.text("#panel")
        visit.open("#view=ask&question=lawsuits&lang=fr")
        assert "Secteur de qui poursuit" in visit.text("#ask form")
        assert "Forces armées" in visit.page.inner_text("#given-sector")
        visit.open("#view=ask&question=lawsuits&sector=armed-force")
        assert "Royal Canadian Mounted Police" in visit.text("#ask table")
        assert visit.troubles == []
