"""References, as the programs that keep them read them."""

from __future__ import annotations

import json
import re

import pytest

import kg
from kg.errors import KgError, UnknownName
from kg.record.evidence import Document, Passage, Publisher
from kg.render.references import FORMATS, document_reference, passage_reference, write_references

HARD = "Œuvre & 100 % d’{accolades}, #1_a ~ x^2 \\ $5 « été »"
OFFICE = Publisher("ent:office", {"en": "Sécurité & Défense"})
DOCUMENT = Document(
    "https://w3id.org/perimeter/source/hard_one",
    HARD,
    publisher=OFFICE,
    voice=OFFICE,
    address="https://example.org/a_b?c=%20d&e={f}#g",
    issued="2021-12",
    language="fr",
)
PASSAGE = Passage(
    "https://w3id.org/perimeter/source/hard_one/p1", DOCUMENT, {"en": "It says\nso."}, read_on="2026-11-29"
)
TEX = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}


def read_bibtex(text: str) -> list[dict[str, str]]:
    """Read BibTeX as BibTeX does: fields in balanced braces, then TeX, in which braces group."""
    entries = []
    for key, body in re.findall(r"@misc\{([^,]+),\n(.*?)\n\}\n", text, re.DOTALL):
        fields = dict(re.findall(r"  (\w+) = \{(.*)\},?(?:\n|$)", body))
        unescaped = {name: value if name == "url" else read_tex(value) for name, value in fields.items()}
        entries.append({"key": key, **unescaped})
    return entries


def read_tex(text: str) -> str:
    def sign(found: re.Match[str]) -> str:
        return TEX[found[1]] if found[1] else found[2] or ""

    return re.sub(r"\\(text\w+)\{\}|\\([&%$#_{}])|[{}]", sign, text)


def read_ris(text: str) -> list[dict[str, list[str]]]:
    entries: list[dict[str, list[str]]] = []
    for line in text.split("\r\n"):
        if line.startswith("TY  - "):
            entries.append({})
        if line and not line.startswith("ER"):
            found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
            assert found, line
            entries[-1].setdefault(found[1], []).append(found[2])
    return entries


def test_bibtex_is_read_back_whatever_signs_it_holds() -> None:
    (read,) = read_bibtex(write_references([passage_reference(PASSAGE)], "bibtex"))
    assert read["title"] == HARD
    assert read["author"] == "Sécurité & Défense"
    assert (read["key"], read["date"], read["urldate"]) == ("hard_one-p1", "2021-12", "2026-11-29")
    assert read["url"] == "https://example.org/a_b?c=%20d&e=%7Bf%7D#g"
    assert "It says so" in read["note"]


def test_braces_in_bibtex_are_balanced() -> None:
    text = write_references([document_reference(Document("src:a", "} { \\} a"))], "bibtex")
    plain = re.sub(r"\\[{}]", "", text)
    assert plain.count("{") == plain.count("}")


def test_bibtex_is_read_by_a_parser_of_others() -> None:
    bibtexparser = pytest.importorskip("bibtexparser", reason="pip install bibtexparser")
    read = bibtexparser.parse_string(
        write_references([passage_reference(PASSAGE), document_reference(DOCUMENT)], "bib")
    )
    assert [one.key for one in read.entries] == ["hard_one-p1", "hard_one"]
    assert read.failed_blocks == []


def test_ris_is_read_back_line_by_line() -> None:
    first, second = read_ris(write_references([passage_reference(PASSAGE), document_reference(DOCUMENT)], "ris"))
    assert first["TI"] == second["TI"] == [HARD]
    assert (first["DA"], first["PY"], first["Y2"]) == (["2021/12//"], ["2021"], ["2026/11/29/"])
    assert first["N1"] == ["In our own words: It says so.", "read again on 29 November 2026, in part"]


def test_ris_is_read_by_a_parser_of_others() -> None:
    rispy = pytest.importorskip("rispy", reason="pip install rispy")
    read = rispy.loads(write_references([passage_reference(PASSAGE), document_reference(DOCUMENT)], "ris"))
    assert [one["title"] for one in read] == [HARD, HARD]
    assert read[0]["urls"] == [DOCUMENT.address]


def test_csl_json_has_dates_and_bodies_as_the_schema_says() -> None:
    (read,) = json.loads(write_references([document_reference(DOCUMENT)], "csl-json"))
    assert read["title"] == HARD
    assert read["author"] == [{"literal": "Sécurité & Défense"}]
    assert read["issued"] == {"date-parts": [[2021, 12]]}
    assert read["type"] == "webpage"


def test_an_entity_is_cited_by_its_address_then_by_its_documents(mini: kg.KnowledgeGraph) -> None:
    told = mini.cite("GRC", language="fr").splitlines()
    assert (
        told[0]
        == "- «\u00a0Gendarmerie royale du Canada\u00a0», 29 novembre 2026, <https://w3id.org/perimeter/entity/rcmp>"
    )
    documents = {one.document.title for one in mini.entity("rcmp").passages.values()}
    assert len(told) == 1 + len(documents)


def test_a_document_is_named_by_its_id_or_title_and_a_passage_by_its_place(mini: kg.KnowledgeGraph) -> None:
    assert mini.cite("norad-agreement-page") == mini.cite("NORAD Agreement") == mini.cite("src:norad-agreement-page")
    assert "“on the first agreement”" not in mini.cite("norad-agreement-page/p1")
    assert "on the first agreement" in mini.cite("norad-agreement-page/p1")


def test_a_claim_is_cited_by_the_passages_that_make_it(mini: kg.KnowledgeGraph) -> None:
    claim = next(one for one in mini.record.claims if len(one.passages) > 1)
    assert len(mini.cite(claim.name).splitlines()) == len(claim.passages)
    assert mini.cite(f"https://w3id.org/perimeter/claim/{claim.name}") == mini.cite(claim.name)


@pytest.mark.parametrize("name", ["nobody", "src:nothing/p1", "src:a b", "0123456789ab", "norad-agreement-page/p99"])
def test_what_nothing_is_called_is_told_with_the_nearest(mini: kg.KnowledgeGraph, name: str) -> None:
    with pytest.raises(UnknownName):
        mini.cite(name)


def test_an_unknown_format_is_told_with_the_known(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="bibtex, ris, csl-json"):
        mini.cite("norad", "endnote")


@pytest.mark.parametrize("name", FORMATS)
def test_everything_on_record_can_be_cited(shipped: kg.KnowledgeGraph, name: str) -> None:
    passages = [passage_reference(one, "fr") for one in shipped.record.passages.values()]
    written = write_references(passages, name)
    count = {"markdown": "\n- ", "bibtex": "\n@misc", "ris": "\r\nTY  - ", "csl-json": '"id": '}[name]
    assert f"\r\n{written}".replace("\r\n-", "\n-").replace("\r\n@", "\n@").count(count) == len(set(passages))
    if name == "bibtex":
        assert {one["title"] for one in read_bibtex(written)} == {one.title.strip() for one in passages}
