"""The questions that ship: complete headers, ordered and portable queries."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kg import KgError, KnowledgeGraph, load
from kg.explorer.payload import payload
from kg.questions.catalogue import question, questions, read_question
from tests.questions.asked import EACH, asked, projected
from tests.worlds import ROOT, RunKg

DOCS = ROOT / "docs"


def test_they_are_numbered_in_a_row() -> None:
    assert [one.number for one in questions().values()] == list(range(1, len(questions()) + 1))


@EACH
def test_header_has_words_for_everything_in_both_languages(name: str, shipped: KnowledgeGraph) -> None:
    one = question(name)
    assert all(set(words) == {"en", "fr"} and all(words.values()) for words in (one.title, one.question))
    assert list(one.columns) == asked(shipped, name).columns
    assert all(set(heads) == {"en", "fr"} for heads in one.columns.values())
    assert not one.undated or one.undated in one.columns


@EACH
def test_question_asks_in_words_for_what_must_be_given(name: str) -> None:
    one = question(name)
    needed = {parameter.name for parameter in one.parameters if parameter.default is None}
    for words in one.question.values():
        assert needed <= set(re.findall(r"\{(\w+)\}", words)) <= {parameter.name for parameter in one.parameters}


@EACH
def test_query_is_ordered_portable_and_uses_its_parameters(name: str) -> None:
    one = question(name)
    query = "\n".join(line for line in one.text.splitlines() if not line.startswith("# "))
    assert "ORDER BY" in query
    assert "SELECT *" not in query
    assert not re.search(r"\bMINUS\b|\bSERVICE\b|\bYEAR\(|\bPREFIX\b", query)
    assert all(f"?{parameter.name}" in query for parameter in one.parameters)
    if "passages" in projected(one):
        assert projected(one)[-1] == "passages"


OWN = """
# parameter of: entity
# column who@{tag}: {word}
SELECT ?who WHERE {{ ?who ?relation ?of . ?who a sec:Actor }} ORDER BY ?who
"""


def own_folder(folder: Path, header: str, language: str = '"en", "sv"') -> Path:
    """The folder of Norway and Sweden with a question of its own."""
    world = folder / "nordic"
    shutil.copytree(DOCS / "how-to" / "norway-sweden", world)
    described = (world / "dataset.ttl").read_text(encoding="utf-8")
    (world / "dataset.ttl").write_text(described.replace('"en", "sv"', language), encoding="utf-8")
    (world / "questions").mkdir()
    (world / "questions" / "partners-of.rq").write_text(header.strip(), encoding="utf-8")
    return world


def header(tag: str, word: str) -> str:
    return f"# title@{tag}: {word}\n# question@{tag}: {word} {{of}}?" + OWN.format(tag=tag, word=word)


@pytest.mark.parametrize(("tag", "word"), [("en", "Partners"), ("sv", "Samarbetspartner")])
def test_a_question_of_ones_own_is_in_a_language_of_the_data(
    tmp_path: Path, run_kg: RunKg, tag: str, word: str
) -> None:
    world = own_folder(tmp_path, header(tag, word))
    graph = load(world)
    assert repr(graph.questions["partners-of"]).endswith(f": {word}>")
    answer = graph.ask("partners-of", of="swedish-police", language="sv")
    assert (list(answer.column_labels), len(answer) > 0) == ([word], True)
    for language in ("en", "sv"):
        listed = run_kg("questions", "--data", world, "--language", language, "--format", "csv").stdout.decode()
        assert f"partners-of,{word} {{of}}?" in listed
    assert word in run_kg("ask", "partners-of", "--help", "--data", world).stdout.decode()
    assert word in payload(graph._page_source())["questions"][-1]["title"]
    assert not [one for one in graph.check() if "partners-of" in str(one)]


@pytest.mark.parametrize("language", ['"en", "sv"', '"sv"'])
def test_what_is_in_no_language_of_the_data_is_refused_with_those_that_are(
    tmp_path: Path, run_kg: RunKg, language: str
) -> None:
    world = own_folder(tmp_path, header("fr", "Partenaires"), language)
    tags = language.replace('"', "")
    asked = run_kg("ask", "partners-of", "--of", "swedish-police", "--data", world)
    assert asked.returncode == 2
    assert f"a title and a question in a language of the data ({tags}); begin" in asked.stderr.decode()
    told = run_kg("check", world).stdout.decode()
    assert f"in a language of the data ({tags})" in told
    with pytest.raises(KgError, match=f"“# title@{tags[:2]}”"):
        _ = load(world).questions


def test_a_header_says_all_of_it_in_one_language(tmp_path: Path) -> None:
    place = tmp_path / "a.rq"
    place.write_text("# title@en: A\n# question@sv: B?\nSELECT ?a WHERE { ?a ?b ?c } ORDER BY ?a", encoding="utf-8")
    with pytest.raises(KgError, match="language of the data"):
        read_question(place, ("en", "sv"))
