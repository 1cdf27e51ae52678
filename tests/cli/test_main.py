"""The command line: what it answers."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import networkx as nx
import pyoxigraph as ox
import pytest

import kg as library
from kg.cli import main as cli
from kg.language import date_text
from kg.record.coverage import named
from kg.render.text import table_text
from tests.worlds import MINI, RunKg, write_world

BROKEN = "<http://a> <http://b> .\n"


@dataclass
class Ended:
    """How a command ended: its exit code, and what it wrote to both streams."""

    code: int
    out: str
    err: str


Kg = Callable[..., Ended]


@pytest.fixture
def run(run_kg: RunKg) -> Kg:
    """The kg command in this process, with what it writes as text."""

    def call(*words: str | Path, text: bytes = b"") -> Ended:
        done = run_kg(*words, text=text.decode())
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    return call


@pytest.fixture
def mini_kg(run: Kg) -> Kg:
    """The kg command over the tiny world."""
    return lambda first, *words, **more: run(first, "--data", MINI, *words, **more)


def rows(ended: Ended) -> list[list[str]]:
    return list(csv.reader(io.StringIO(ended.out, newline="")))


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["show", "norad", "--as-of", "2001"], "As of 31 December 2001."),
        (["show", "norad", "--between", "1957", "1958-06"], "Between 1 January 1957 and 30 June 1958."),
        (["show", "norad", "--as-of", "2001", "--language", "fr"], "Au 31 décembre 2001."),
        (
            ["show", "norad", "--as-of", "aujourd’hui", "--language", "fr"],
            f"Au {date_text(datetime.date.today(), 'fr')}.",
        ),
        (["diff", "2002-09", "1 October 2002"], "From 1 September 2002 to 1 October 2002:\n\n1 October 2002\n"),
        (
            ["diff", "2024", "2025", "--language", "fr"],
            "Du 1er janvier 2024 au 31 décembre 2025\u00a0:\n\nRien",
        ),
        (["diff", "2002-09", "today", "--format", "csv"], "began,2002-10-01,"),
        (["why", "canada", "united-states", "--as-of", "2001-09-11"], "As of 11 September 2001."),
        (["path", "rcmp", "cbsa", "--as-of", "2021", "-k", "1"], "Shortest paths\n  1. "),
        (["diff", "2002-09", "2002-10"], "1 October 2002\n  Began: United States Northern Command (organization) ("),
        (
            ["diff", "2002-09", "2002-10", "--language", "fr"],
            "Début\u00a0: Commandement du Nord des États-Unis",
        ),
        (["diff", "2002", "2002", "--topic", "drugs"], "From 1 January 2002 to 31 December 2002:\n\nNone found"),
        (["diff", "2002-09", "2002-10", "--evidence"], "\nSources\n[1] "),
        (["diff", "2002-09", "2002-10", "--format", "csv", "--language", "fr"], "début,2002-10-01,Organisation,"),
        (["diff", "2002-09", "2002-10", "--format", "csv", "--language", "fr", "--iri"], "began,2002-10-01,"),
        (["diff", "2002-09", "2002-10", "--format", "csv"], "change,date,what,subject,relation,object,passages"),
    ],
)
def test_time_is_told_at_every_door(mini_kg: Kg, words: list[str], told: str) -> None:
    ended = mini_kg(*words)
    assert ended.code == 0
    assert told in ended.out


def test_a_network_between_two_dates_has_what_was_in_effect_then(mini_kg: Kg) -> None:
    ends = [
        {tuple(row[:2]) for row in rows(mini_kg("network", "--actors", "all", *words))}
        for words in ([], ["--between", "1940", "1950"], ["--as-of", "1950"])
    ]
    assert ends[1] < ends[0]
    assert ends[2] <= ends[1]


MEMBERS = "SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who"
ENTITY = "https://w3id.org/perimeter/entity/"


def test_a_select_is_answered_in_csv(mini_kg: Kg) -> None:
    ended = mini_kg("query", MEMBERS)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == f"who\r\n{ENTITY}canada\r\n{ENTITY}united-states\r\n"


@pytest.mark.parametrize(("question", "answer"), [("norad", "true\n"), ("rcmp", "false\n")])
def test_an_ask_is_answered_with_true_or_false(mini_kg: Kg, question: str, answer: str) -> None:
    ended = mini_kg("query", f"ASK {{ ent:canada sec:isMemberOf ent:{question} }}")
    assert (ended.code, ended.out) == (0, answer)


@pytest.mark.parametrize(
    ("name", "native"),
    [(None, ox.RdfFormat.TURTLE), ("ntriples", ox.RdfFormat.N_TRIPLES), ("jsonld", ox.RdfFormat.JSON_LD)],
)
def test_a_construct_is_answered_with_a_graph(mini_kg: Kg, name: str | None, native: ox.RdfFormat) -> None:
    words = ["--format", name] if name else []
    ended = mini_kg("query", *words, "CONSTRUCT { ?a ?p ?b } WHERE { ?a ?p ?b FILTER(?a = ent:rcmp) }")
    triples = {quad.triple for quad in ox.parse(ended.out.encode(), format=native)}
    expected = library.load(MINI).engine.answer("CONSTRUCT WHERE { ent:rcmp ?p ?b }")
    assert triples == set(expected)  # type: ignore[arg-type]


def test_a_query_is_read_from_a_file_or_from_standard_input(mini_kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "members.rq").write_text(MEMBERS, encoding="utf-8")
    expected = mini_kg("query", MEMBERS)
    assert mini_kg("query", tmp_path / "members.rq") == expected
    assert mini_kg("query", "-", text=MEMBERS.encode()) == expected


@pytest.mark.parametrize(("name", "check"), [("answer.json", json.loads), ("answer.csv", len), ("answer.md", len)])
def test_an_answer_goes_to_a_file_in_the_format_of_its_extension(
    mini_kg: Kg, tmp_path: Path, name: str, check: Callable[[str], object]
) -> None:
    ended = mini_kg("query", MEMBERS, "-o", tmp_path / name)
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    content = (tmp_path / name).read_bytes().decode("utf-8-sig")
    assert check(content)
    assert content.partition("\n---\n")[0] == mini_kg("query", MEMBERS, "--format", name.split(".")[1]).out


def test_standard_output_is_a_place_to_write_to(mini_kg: Kg) -> None:
    plain = mini_kg("query", MEMBERS, "--format", "csv")
    assert mini_kg("query", MEMBERS, "-o", "-") == plain
    assert plain.out.startswith("who\r\n")
    assert mini_kg("network", "--format", "gexf", "-o", "-").out.startswith("<?xml")
    assert mini_kg("explore", "-o", "-").out.startswith("<!DOCTYPE html>")


def test_a_file_that_ends_in_gz_is_packed(mini_kg: Kg, tmp_path: Path) -> None:
    for name in ("n.graphml", "n.csv"):
        assert (
            mini_kg("network", "-o", tmp_path / name).code
            == mini_kg("network", "-o", tmp_path / f"{name}.gz").code
            == 0
        )
        assert gzip.decompress((tmp_path / f"{name}.gz").read_bytes()) == (tmp_path / name).read_bytes()


@pytest.mark.parametrize(
    "words",
    [["show", "norad"], ["why", "canada", "us"], ["path", "canada", "us"], ["stories", "norad"]],
    ids=lambda words: words[0],
)
def test_what_is_told_in_sentences_is_written_as_its_ending_says(mini_kg: Kg, tmp_path: Path, words: list[str]) -> None:
    told = {}
    for ending in ("md", "html", "json", "txt"):
        ended = mini_kg(*words, "-o", tmp_path / f"a.{ending}")
        assert (ended.code, ended.out) == (0, "")
        told[ending] = (tmp_path / f"a.{ending}").read_text("utf-8")
    sources = json.loads(told["json"])["sources"]
    assert len(sources) == told["md"].count("\n[^") == told["html"].count('<li id="n') > 0
    assert told["md"].startswith("# ")
    assert "[^1]" in told["md"]
    assert told["html"].startswith("<!DOCTYPE html>")
    assert not told["txt"].startswith("#")
    for name in ("markdown", "md"):
        assert mini_kg(*words, "--format", name, "-o", "-").out.startswith("# ")


@pytest.mark.parametrize(
    ("ending", "told"),
    [("csv", "source_title,source_publisher,source_date,source_address"), ("md", "\n[^1]: "), ("html", 'id="n1"')],
)
def test_evidence_goes_into_files(mini_kg: Kg, tmp_path: Path, ending: str, told: str) -> None:
    place = tmp_path / f"a.{ending}"
    assert mini_kg("ask", "partners", "--of", "norad", "--evidence", "-o", place).code == 0
    assert told in place.read_text("utf-8-sig")
    if ending != "html":
        assert mini_kg("diff", "2002-09", "today", "--evidence", "-o", place).code == 0
        assert told in place.read_text("utf-8-sig")


def test_changes_to_be_read_name_no_passages_by_their_addresses(mini_kg: Kg, tmp_path: Path) -> None:
    place = tmp_path / "a.md"
    for evidence, told in ((["--evidence"], "| [^1]"), ([], "| began |")):
        assert mini_kg("diff", "2002-09", "today", *evidence, "-o", place).code == 0
        assert told in place.read_text("utf-8")
        assert "perimeter/source/" not in place.read_text("utf-8")
    assert "perimeter/source/" in mini_kg("diff", "2002-09", "today", "--iri", "--format", "md").out


def test_reasons_are_rows_where_that_is_asked_for(mini_kg: Kg) -> None:
    head, first, *_ = rows(mini_kg("network", "--reasons"))
    assert dict(zip(head, first, strict=True))["through_id"] == "cross-border-firearms-task-force"


OUTPUTS = sorted(
    name
    for name, command in cli.kg.commands.items()
    if name != "docs" and any(p.name == "output" for p in command.params)
)


@pytest.mark.parametrize("name", OUTPUTS)
@pytest.mark.parametrize(
    ("place", "told"), [("nowhere/x.csv", "there is no folder nowhere"), ("x.foo", "names no format")]
)
def test_every_command_says_where_and_what_it_can_write(run: Kg, name: str, place: str, told: str) -> None:
    words = {"query": [MEMBERS], "ask": ["partners", "--of", "rcmp"], "find": ["norad"], "diff": ["2000", "2010"]}
    ended = run(name, "-o", place, *words.get(name, []))
    assert ended.code == 2
    assert told in ended.err


def test_the_query_of_a_question_is_written_by_its_ending(mini_kg: Kg, tmp_path: Path) -> None:
    asked = ["ask", "partners", "--of", "rcmp"]
    assert mini_kg(*asked, "-o", tmp_path / "partners.rq").code == 0
    assert (tmp_path / "partners.rq").read_text(encoding="utf-8") == mini_kg(*asked, "--sparql").out


def test_the_named_format_goes_before_the_extension(mini_kg: Kg, tmp_path: Path) -> None:
    mini_kg("query", MEMBERS, "--format", "tsv", "-o", tmp_path / "answer.csv")
    assert (tmp_path / "answer.csv").read_bytes().startswith(b"?who\n")


def test_find_lists_what_is_so_called(mini_kg: Kg) -> None:
    assert rows(mini_kg("find", "gendarmerie")) == [
        ["id", "name", "kind"],
        ["rcmp", "Royal Canadian Mounted Police", "Police service"],
    ]


def test_find_names_what_it_finds_in_french(mini_kg: Kg) -> None:
    assert rows(mini_kg("find", "--language", "fr", "rcmp"))[1] == [
        "rcmp",
        "Gendarmerie royale du Canada",
        "Service de police",
    ]


def test_coverage_names_its_groups_in_either_language_or_by_id(mini_kg: Kg) -> None:
    def groups(*words: str) -> list[str]:
        return [row[0] for row in rows(mini_kg("coverage", "--by", "country", *words))[1:]]

    assert groups() == ["Canada", "United States", "all"]
    assert groups("--language", "fr") == ["Canada", "États-Unis", "ensemble"]
    assert groups("--iri") == ["canada", "united-states", "all"]


def test_coverage_shows_every_column_on_a_narrow_terminal(mini: library.KnowledgeGraph) -> None:
    shown = named(mini.coverage("country"), "country", mini.labels, "fr")
    lines = table_text(shown, 80).splitlines()
    first = next(line.split() for line in lines if line.startswith("Canada"))
    assert first == ["Canada", *map(str, mini.coverage("country")[0][1:])]


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "kg path norad rcmp tells how they are connected through others.\n"),
        ("fr", "kg path norad rcmp dit par quels intermédiaires les deux sont liés.\n"),
    ],
)
def test_why_without_a_tie_leads_on_to_the_path(mini_kg: Kg, language: str, told: str) -> None:
    assert mini_kg("why", "norad", "rcmp", "--language", language).err == told
    assert mini_kg("why", "arctic", "rcmp", "--language", language).err == ""  # ways lead over actors only
    assert mini_kg("why", "rcmp", "cbsa", "--language", language).err == ""


def test_show_and_why_tell_in_either_language(mini_kg: Kg) -> None:
    assert mini_kg("show", "rcmp").out.startswith("Royal Canadian Mounted Police (RCMP)\n")
    assert mini_kg("show", "--language", "fr", "GRC").out.startswith("Gendarmerie royale du Canada (GRC)\n")
    assert "Both take part in\n" in mini_kg("why", "rcmp", "cbsa").out
    assert "Les deux prennent part à\n" in mini_kg("why", "--language", "fr", "rcmp", "cbsa").out


def test_the_network_is_written_as_a_table_of_edges(mini_kg: Kg) -> None:
    table = rows(mini_kg("network"))
    assert [[row[0], row[2], row[4]] for row in table] == [
        ["source", "target", "weight"],
        ["cbsa", "rcmp", "1"],
        ["norad", "usnorthcom", "1"],
    ]


def test_measures_are_listed_and_taken_by_name(mini_kg: Kg) -> None:
    listed = rows(mini_kg("measure"))
    assert ["betweenness", "Who lies on the shortest paths between others"] in listed
    ended = mini_kg("measure", "strength", "--limit", "1")
    assert rows(ended)[1][:3] == ["cbsa", "Canada Border Services Agency", "1"]
    assert "Documents that the ties rest on: " in ended.err
    french = mini_kg("measure", "overview", "--language", "fr", "--as-of", "2024")
    assert "paires liées" in french.out
    assert "Documents sur lesquels reposent les liens" in french.err
    assert rows(mini_kg("measure", "removal", "--of", "RCMP"))[1][0] == "cbsa"
    assert {row[0] for row in rows(mini_kg("measure", "change", "--between", "2001", "2024"))} >= {"norad", "rcmp"}
    assert mini_kg("measure", "betweenness", "--against", "null-model").out.startswith(
        "id,name,value,null_mean,null_sd,z_score"
    )


@pytest.mark.parametrize(
    ("before", "today"),
    [
        (["network", "--mode", "between", "--lens", "all"], ["network", "--mode", "two-mode", "--actors", "all"]),
        (["path", "rcmp", "cbsa", "--lens", "all"], ["path", "rcmp", "cbsa", "--actors", "all"]),
        (["measure", "without", "--of", "rcmp"], ["measure", "removal", "--of", "rcmp"]),
        (
            ["measure", "strength", "--against", "chance", "--lens=all"],
            ["measure", "strength", "--against", "null-model", "--actors=all"],
        ),
    ],
)
def test_words_of_before_are_heard_and_not_shown(mini_kg: Kg, before: list[str], today: list[str]) -> None:
    assert mini_kg(*before).out == mini_kg(*today).out
    assert not {"--lens", "between]"} & set(mini_kg(before[0], "--help").out.split())


def test_the_network_takes_the_filters_of_the_library(mini_kg: Kg) -> None:
    words = [
        "--actors",
        "all",
        "--as-of",
        "2001-09-11",
        "--around",
        "canada",
        "--around",
        "US",
        "--family",
        "isBoundBy",
    ]
    assert [[row[0], row[2], row[4]] for row in rows(mini_kg("network", *words))[1:]] == [
        ["canada", "united-states", "2"]
    ]


@pytest.mark.parametrize(("extension", "read"), [("graphml", nx.read_graphml), ("gexf", nx.read_gexf)])
def test_the_network_is_written_for_other_programs(
    mini_kg: Kg, tmp_path: Path, extension: str, read: Callable[[Path], nx.Graph[str]]
) -> None:
    path = tmp_path / f"network.{extension}"
    assert mini_kg("network", "-o", path).code == 0
    assert {tuple(sorted(edge)) for edge in read(path).edges} == {("cbsa", "rcmp"), ("norad", "usnorthcom")}


def test_the_explorer_is_written_and_its_place_is_told(mini_kg: Kg, tmp_path: Path) -> None:
    ended = mini_kg("explore", "-o", tmp_path / "page.html")
    assert (ended.code, ended.err) == (0, f"The explorer is in {tmp_path / 'page.html'}\n")
    assert (tmp_path / "page.html").stat().st_size > 100_000


def test_write_tells_where_it_wrote(mini_kg: Kg, tmp_path: Path) -> None:
    ended = mini_kg("write", tmp_path / "all.trig")
    assert (ended.code, ended.out, ended.err) == (0, "", f"Written: {tmp_path / 'all.trig'}\n")


def test_check_of_good_data_ends_with_0(mini_kg: Kg) -> None:
    ended = mini_kg("check")
    assert (ended.code, ended.out, ended.err) == (0, "", "0 findings\n")


def test_check_with_findings_ends_with_1_and_a_line_for_each(run: Kg, tmp_path: Path) -> None:
    write_world(tmp_path / "world", 'ent:a a sec:Organization ; rdfs:label "A"@en .\n')
    ended = run("check", tmp_path / "world")
    assert ended.code == 1
    lines = ended.out.splitlines()
    assert lines
    assert all(re.match(r"\S+(:\d+)?: \S+: .+ \[[a-z-]+\]$", line) for line in lines)
    assert ended.err == f"{len(lines):,} finding{'' if len(lines) == 1 else 's'}\n"


def test_format_check_tells_what_is_not_in_form_and_changes_nothing(run: Kg, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.ttl", tmp_path / "bad.ttl"
    good.write_bytes((MINI / "entities" / "country.ttl").read_bytes())
    bad.write_text("<http://a>   <http://b> 1.\n", encoding="utf-8")
    before = bad.read_bytes()
    ended = run("format", "--check", tmp_path)
    assert (ended.code, ended.out, ended.err) == (1, f"{bad}: is not in form\n", "1 of 2 files to change\n")
    assert bad.read_bytes() == before


def test_format_writes_what_is_not_in_form_and_is_content_the_second_time(run: Kg, tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    path.write_text("<http://a>   <http://b> 1.\n", encoding="utf-8")
    assert run("format", path) == Ended(0, f"{path}: written\n", "1 of 1 files changed\n")
    assert path.read_text(encoding="utf-8") == "\n<http://a>\n    <http://b> 1 .\n"
    assert run("format", path) == Ended(0, "", "0 of 1 files changed\n")
    assert run("format", "--check", path).code == 0


def test_format_sweeps_what_a_killed_run_left_among_the_data(run: Kg, tmp_path: Path) -> None:
    (tmp_path / "good.ttl").write_bytes((MINI / "entities" / "country.ttl").read_bytes())
    left = tmp_path / ".perimeter-draft-killed"
    left.mkdir()
    assert run("format", "--check", tmp_path).code == 0
    assert left.exists()
    assert run("format", tmp_path).code == 0
    assert not left.exists()


def test_help_and_version_end_with_0(run: Kg) -> None:
    assert run("--version") == Ended(0, f"kg, version {library.__version__}\n", "")
    assert run("-h").code == 0
    for name in cli.kg.commands:
        ended = run(name, "--help")
        assert (ended.code, ended.err) == (0, "")
        assert re.match(rf"Usage: .*\bkg {name} ", ended.out)


def test_help_names_every_command_with_a_whole_sentence_and_its_first_steps_work(run: Kg) -> None:
    told = run("--help").out
    assert all(re.search(rf"^  {name}  +[A-Z]", told, re.MULTILINE) for name in cli.kg.commands)
    assert "..." not in told.partition("\n")[2]
    steps = re.findall(r"^    kg (\S[^\n]*?)   ", told, re.MULTILINE)
    assert len(steps) == 5
    for step in steps:
        assert run(*step.split()).code == 0


MISTAKES = [
    (["query", "ASK { ?a a sek:Thing }"], r"line 1, column 12: the prefix “sek:” is not declared; did you mean “sec:”"),
    (
        ["query", "SELECT ?x WHERE {\n ?x sec:a ; . }"],
        r"line 2, column 11: expected [^\n]*\n +\?x sec:a ; \. }\n {12}\^",
    ),
    (["query", "SELCT ?x"], r"line 1, column 1: expected “SELECT”"),
    (
        ["query", "INSERT DATA { <a:b> <a:b> 1 }"],
        r"The graph is only read, so that INSERT is not .* kg format and kg check",
    ),
    (
        ["query", "PREFIX a: <b:> delete where { ?a ?b ?c }", "--language", "fr"],
        r"seulement lu\W+DELETE n’est pas exécuté;",
    ),
    (
        ["query", "SELCT ?x", "--language", "fr"],
        r"à la ligne 1, colonne 1\W+attendu «\u00a0SELECT\u00a0», «\u00a0ASK\u00a0»",
    ),
    (
        ["query", "ASK { ?a a sek:B }", "--language", "fr"],
        r"le préfixe «\u00a0sek:\u00a0» n’est pas déclaré; vouliez-vous dire «\u00a0sec:\u00a0»",
    ),
    (["network", "-o", "docs"], r"docs is a folder; name a file in it\.$"),
    (["network", "-o", "n.foo"], r"The ending of n\.foo names no format here; the known ones are \.graphml, .*\.csv, "),
    (["network", "-o", "nowhere/n.gexf"], r"nowhere/n\.gexf cannot be written: there is no folder nowhere\."),
    (["explore", "-o", "page.csv"], r"known ones are \.html\.$"),
    (["describe", "-o", "void.csv"], r"known ones are \.ttl, \.nt, "),
    (["stories", "norad", "-o", "story.csv"], r"known ones are \.txt, \.md, \.html, \.json\.$"),
    (
        ["measure", "strength", "-o", "m.foo", "--language", "fr"],
        r"La terminaison de m\.foo ne nomme aucun format ici; ",
    ),
    (["query", "ASK" + "{" * 300 + "}" * 300], r"nested deeper than 200 levels"),
    (["query", "missing.rq"], r"missing\.rq cannot be read: No such file or directory"),
    (["query", MEMBERS, "--format", "docx"], r"The format “docx” is not known for tables; choose csv, tsv"),
    (["query", "CONSTRUCT WHERE { ?a ?b ?c }", "--format", "csv"], r"“csv” is not known for graphs; choose turtle"),
    (
        ["query", MEMBERS, "-o", "nowhere/answer.csv"],
        r"nowhere/answer\.csv cannot be written: there is no folder nowhere\. Make it first",
    ),
    (["quest"], r"No command is called “quest”\. Did you mean “questions”"),
    (["zzzz"], r"No command is called “zzzz”; kg --help lists them all, kg find looks up a name\.$"),
    (["query", "partners"], r"“partners” is a question with a name: kg ask partners answers it\.$"),
    (["ask", "partners", "--of"], r"--of needs a value; write --of VALUE\.$"),
    (["ask", "partners", "--of", "--evidence"], r"--of needs a value; write --of VALUE\.$"),
    (["find", "zzzzzzzz"], r"No entity is called “zzzzzzzz”\.$"),
    (["find", "mountain police"], r"No entity is called “mountain police”\."),
    (["show", "norat"], r"No entity is called “norat”\. Did you mean “NORAD”"),
    (["why", "rcmp", "norat"], r"No entity is called “norat”\. Did you mean “NORAD”"),
    (["measure", "betweeness"], r"No measure is called “betweeness”\. Did you mean “betweenness”"),
    (["measure", "change"], r"“change” compares two dates \(between\)"),
    (["network", "--around", "norat"], r"No entity is called “norat”\. Did you mean “NORAD”"),
    (["network", "--as-of", "soon"], r"“soon” is not a date; write 2001, 2001-09, 2001-09-11 or today"),
    (["network", "--actors", "nothing"], r"Invalid value for '--actors'"),
    (["network", "--depth", "near"], r"Invalid value for '--depth'"),
    (["write", "all.docx"], r"“\.docx” is not known for graphs; choose turtle \(\.ttl\)"),
    (["check", "missing.trig"], r"There is no file missing\.trig"),
    (["show"], r"Missing argument 'NAME'"),
    (
        ["show", "norad", "--as-of", "2001", "--as-of=1970"],
        r"--as-of is given twice, and has one value; give it once\.$",
    ),
    (["measure", "overview", "--topic", "arctic", "--topic", "cyber"], r"--topic is given twice"),
    (["ask", "partners", "--of", "rcmp", "--of", "cbsa"], r"--of is given twice"),
    (
        ["ask", "partners", "--of", "rcmp", "--as-of", "1", "--as-of", "2", "--language", "fr"],
        r"--as-of est donné deux",
    ),
    (["show", "rcmp", "--language", "de"], r"No texts are in the language “de”; choose one of en, fr\."),
]


@pytest.mark.parametrize(
    "words",
    [
        ["network", "--around", "rcmp", "--around", "norad"],
        ["show", "norad", "--language", "fr", "--language", "en"],
        ["network", "--read-again", "--read-again"],
    ],
)
def test_what_may_be_given_again_is(mini_kg: Kg, words: list[str]) -> None:
    assert mini_kg(*words).code == 0


@pytest.mark.parametrize(
    ("words", "message"), MISTAKES, ids=lambda value: str(value[:2])[:40] if isinstance(value, list) else ""
)
def test_a_mistake_is_told_in_a_sentence_and_ends_with_2(mini_kg: Kg, words: list[str], message: str) -> None:
    ended = mini_kg(*words)
    assert ended.code == 2
    assert re.search(message, ended.err), ended.err
    assert ended.out == ""
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("words", [["--nothing"], ["query", "--nothing", "ASK {}"], ["format", "missing.ttl"]])
def test_an_unknown_word_ends_with_2(run: Kg, words: list[str]) -> None:
    ended = run(*words)
    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err


def test_a_missing_folder_of_data_ends_with_2(run: Kg) -> None:
    ended = run("find", "--data", "nowhere", "norad")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("kg: There is no folder nowhere. ")


@pytest.mark.parametrize(
    "words",
    [["query", "ASK {}"], ["find", "a"], ["show", "a"], ["why", "a", "b"], ["network"], ["explore"], ["write", "a.nq"]],
)
def test_a_broken_data_file_is_named_with_line_and_column_and_ends_with_2(
    run: Kg, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN, encoding="utf-8")
    ended = run(words[0], "--data", tmp_path, *words[1:])
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"kg: {tmp_path / 'broken.ttl'}:1:23: ")


def test_check_tells_of_a_broken_data_file_as_a_finding(run: Kg, tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text(BROKEN, encoding="utf-8")
    ended = run("check", tmp_path)
    assert ended.code == 1
    assert ended.out.startswith(f"{tmp_path / 'broken.ttl'}:1: broken.ttl: column 23: ")
    assert ended.out.endswith(" [syntax]\n")


def test_format_of_a_broken_file_ends_with_2_and_leaves_it(run: Kg, tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text(BROKEN, encoding="utf-8")
    ended = run("format", path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"kg: {path}:1:23: ")
    assert path.read_text(encoding="utf-8") == BROKEN


def test_a_query_file_that_is_not_utf_8_ends_with_2(mini_kg: Kg, tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("ASK { ?é ?p 1 }".encode("latin-1"))
    ended = mini_kg("query", tmp_path / "latin.rq")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.endswith("latin.rq is not UTF-8 text.\n")


def test_a_message_holds_no_control_character_of_what_it_quotes(mini_kg: Kg) -> None:
    ended = mini_kg("show", "\x1b[31mred\x07")
    assert ended.code == 2
    assert not set(ended.err) & set("\x1b\x07")
    assert "red" in ended.err
