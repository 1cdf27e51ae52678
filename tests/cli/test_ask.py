"""Questions asked by name at the command line."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from tests.worlds import MINI, ROOT, RunKg

MEMBERS = "SELECT ?who WHERE { ?who sec:isMemberOf ent:norad } ORDER BY ?who"


def test_questions_are_listed_with_their_parameters(run_kg: RunKg) -> None:
    listed = run_kg("questions", "--format", "tsv").stdout.decode()
    assert listed.splitlines()[0] == "?name\t?question\t?parameters"
    assert '"partners"\t"Who works with {of}' in listed
    assert "--of ENTITY [--country COUNTRY]" in listed
    french = run_kg("questions", "--language", "fr").stdout.decode()
    assert "Qui travaille avec {of}" in french
    assert "--of ENTITÉ [--country PAYS]" in french


def test_an_answer_shows_labels_in_the_language_asked_for(run_kg: RunKg) -> None:
    words = ("ask", "agencies-in", "--of", "norad", "--country", "canada", "--data", MINI)
    assert "Canadian Armed Forces" in run_kg(*words).stdout.decode()
    assert "Forces armées canadiennes" in run_kg(*words, "--language", "fr").stdout.decode()
    assert "entity/canadian-armed-forces" in run_kg(*words, "--iri").stdout.decode()


def test_evidence_names_the_page(run_kg: RunKg) -> None:
    answer = run_kg("ask", "partners", "--of", "rcmp", "--evidence", "--data", MINI)
    assert answer.returncode == 0
    assert "— “" in answer.stdout.decode()


def test_the_query_can_be_had_as_it_runs(run_kg: RunKg) -> None:
    printed = run_kg("ask", "partners", "--of", "rcmp", "--sparql", "--data", MINI).stdout.decode()
    assert printed.startswith("PREFIX ")
    assert "entity/rcmp>" in printed
    assert run_kg("query", "-", "--data", MINI, text=printed).returncode == 0


def test_a_query_that_is_not_the_whole_question_says_so(run_kg: RunKg) -> None:
    told = {
        name: run_kg("ask", name, "--sparql", "--data", MINI).stderr
        for name in ("brokers", "communities", "thin-ground")
    }
    assert [b"from which the answer is computed" in each for each in told.values()] == [True, True, False]


def test_of_a_day_the_query_is_told_to_leave_in_what_was_over(run_kg: RunKg) -> None:
    told = b"On a day, kg ask agreements-on also leaves out what was stated to be over"
    asked = ("ask", "agreements-on", "--topic", "arctic", "--sparql", "--data", MINI)
    assert told in run_kg(*asked, "--as-of", "2010").stderr
    assert run_kg(*asked).stderr == b""
    assert b"kg ask in-effect-on" in run_kg("ask", "in-effect-on", "--on", "2010", "--sparql", "--data", MINI).stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["partner", "--of", "rcmp"], "Did you mean “partners”"),
        (["partners", "--off", "rcmp"], "No parameter of “partners” is called “off”"),
        (["partners", "--of", "norda"], "Did you mean “NORAD”"),
        (["partners"], "needs --of, an entity"),
        (["partners", "--in-force"], "No parameter of “partners” is called “in_force”"),
        (["partners", "rcmp"], "give parameters as --name value, such as --of rcmp."),
        (["partners", "--of", "rcmp", "--as-of", "soon"], "is not a date"),
    ],
)
def test_a_mistake_is_one_line_and_exit_code_2(run_kg: RunKg, words: list[str], message: str) -> None:
    answer = run_kg("ask", *words, "--data", MINI)
    assert answer.returncode == 2
    assert message in answer.stderr.decode()
    assert b"Traceback" not in answer.stderr


def test_an_empty_answer_says_what_it_is_worth(run_kg: RunKg) -> None:
    answer = run_kg("ask", "against-threat", "--of", "firearms-smuggling", "--as-of", "1900", "--data", MINI)
    assert b"not proof that there is none" in answer.stderr


def test_help_on_a_question_tells_its_parameters_in_either_language(run_kg: RunKg) -> None:
    english = run_kg("ask", "partners", "--help").stdout.decode()
    assert "Who works with ‹of›" in english
    assert "  --of         an entity: id, name or abbreviation, in English or French\n" in english
    assert "  --country    a country: id or name [any]\n" in english
    assert english.endswith("Example: kg ask partners --of fintrac\n")
    assert (
        "une entité\u00a0: identifiant, nom ou sigle"
        in run_kg("ask", "partners", "-h", "--language", "fr").stdout.decode()
    )


def test_ask_without_a_name_says_how_to_find_one(run_kg: RunKg) -> None:
    ended = run_kg("ask")
    assert (ended.returncode, ended.stdout) == (2, b"")
    assert "`kg questions` lists them all" in ended.stderr.decode()


def test_evidence_marks_each_row_with_its_passages(run_kg: RunKg) -> None:
    told = run_kg("ask", "partners", "--of", "rcmp", "--evidence", "--data", MINI).stdout.decode()
    table, _, sources = told.partition("\nSources\n")
    assert all(re.search(r"\[\d+\]", line) for line in table.splitlines()[1:] if line)
    assert sources.startswith("[1] ")


def test_evidence_for_a_program_is_the_passages_themselves(run_kg: RunKg) -> None:
    told = run_kg("ask", "partners", "--of", "rcmp", "--evidence", "--format", "csv", "--data", MINI).stdout.decode()
    assert "https://w3id.org/perimeter/source/" in told
    assert "Sources" not in told


def test_answer_can_be_kept_to_a_kind_of_document(mini: kg.KnowledgeGraph) -> None:
    every = mini.ask("what-is", of="norad")
    kept = mini.ask("what-is", of="norad", standing="encyclopedia")
    assert 0 < len(kept) < len(every)
    assert kept.caveats[-1] == (
        f"{len(every) - len(kept)} of {len(every)} rows rest on no document of this kind (encyclopedia)"
        " and are left out."
    )
    assert set(kept.passages()) < set(every.passages())


def test_unknown_kind_of_document_suggests_the_nearest(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.KgError, match=r"No kind of document is called “goverment”\. Did you mean “government”"):
        mini.ask("what-is", of="norad", standing="goverment")


def test_the_command_line_lists_and_tells(run_kg: RunKg) -> None:
    listed = run_kg("stories", "--data", MINI)
    assert listed.stdout.decode().splitlines() == ["name,title,steps", "norad,A command for two countries,2"]
    told = run_kg("stories", "norad", "--data", MINI)
    assert told.returncode == 0
    assert told.stdout.decode().startswith("A command for two countries\n")


def test_the_command_line_says_which_stories_there_are(run_kg: RunKg) -> None:
    answer = run_kg("stories", "norat", "--data", MINI)
    assert answer.returncode == 2
    assert "No story is called “norat”. Did you mean “norad”?" in answer.stderr.decode()


def test_a_fault_is_told_in_the_words_of_the_query_as_it_was_given(run_kg: RunKg) -> None:
    done = run_kg("query", "SELECT ?n WHERE { ?n sec:leads ", "--limit", "2", "--data", MINI)
    assert done.returncode == 2
    assert b"LIMIT" not in done.stderr


def test_kg_query_cuts_and_says_so_on_standard_error(run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, "--limit", "1", "--data", MINI)
    assert done.stdout.decode().splitlines() == ["who", "https://w3id.org/perimeter/entity/canada"]
    assert done.stderr.decode() == "Only the first row is given: the answer is cut by the limit.\n"


def test_kg_query_that_is_not_cut_says_nothing(run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, "--limit", "99", "--data", MINI)
    assert (done.returncode, done.stderr) == (0, b"")


def test_kg_query_cuts_triples_too(run_kg: RunKg) -> None:
    construct = "CONSTRUCT WHERE { ?who sec:isMemberOf ent:norad }"
    done = run_kg("query", construct, "--limit", "1", "--format", "nt", "--data", MINI)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr.decode().startswith("Only 1 of ")


def test_kg_ask_cuts_and_says_so(run_kg: RunKg) -> None:
    whole = run_kg("ask", "history-of-agreement", "--of", "norad-agreement-1958", "--data", MINI)
    done = run_kg("ask", "history-of-agreement", "--of", "norad-agreement-1958", "--limit", "1", "--data", MINI)
    assert (whole.returncode, done.returncode) == (0, 0)
    assert len(done.stdout.splitlines()) == 2 < len(whole.stdout.splitlines())
    assert "cut by the limit" in done.stderr.decode()


@pytest.mark.parametrize("words", [("--limit", "-1"), ("--limit", "x"), ("--timeout", "0"), ("--timeout", "soon")])
def test_a_limit_that_makes_no_sense_is_refused(words: tuple[str, str], run_kg: RunKg) -> None:
    done = run_kg("query", MEMBERS, *words, "--data", MINI)
    assert done.returncode == 2
    assert words[0] in done.stderr.decode()


def test_files_have_iris_unless_labels_are_asked_for(run_kg: RunKg) -> None:
    plain = run_kg("query", MEMBERS, "--data", MINI).stdout.decode().splitlines()
    labels = run_kg("query", MEMBERS, "--labels", "--language", "fr", "--data", MINI).stdout.decode().splitlines()
    assert plain[1:] == [f"https://w3id.org/perimeter/entity/{name}" for name in ("canada", "united-states")]
    assert labels[1:] == ["Canada", "États-Unis"]


SERVICE = "SELECT ?x ?p WHERE { ?x a sec:Country . SERVICE <http://127.0.0.1:9/sparql> { ?w ?y ?p } }"


def test_a_query_that_would_ask_another_server_is_refused_in_one_sentence(run_kg: RunKg) -> None:
    done = run_kg("query", SERVICE, "--data", MINI)
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"http://127.0.0.1:9/sparql. Nothing was sent." in done.stderr
    assert b"--allow-service http://127.0.0.1:9/sparql" in done.stderr
    allowed = run_kg("query", SERVICE, "--data", MINI, "--allow-service", "http://127.0.0.1:9/sparql")
    assert allowed.returncode == 2
    assert b"cannot be reached" in allowed.stderr
    assert b"os error" not in allowed.stderr


def test_silent_says_that_the_outside_part_was_not_asked(run_kg: RunKg) -> None:
    silent = SERVICE.replace("SERVICE", "SERVICE SILENT") + " ORDER BY ?x"
    done = run_kg("query", silent, "--data", MINI, "--format", "csv")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == b"https://w3id.org/perimeter/entity/canada,"
    assert b"http://127.0.0.1:9/sparql was not asked (SERVICE SILENT)" in done.stderr
    in_french = run_kg("query", silent, "--data", MINI, "--language", "fr").stderr.decode()
    assert "n’a pas été interrogé (SERVICE SILENT)" in in_french
    asked = run_kg("query", "ASK { SERVICE SILENT <http://127.0.0.1:9/sparql> {} }", "--data", MINI)
    assert asked.returncode == 2
    assert b"was not asked (SERVICE SILENT)" in asked.stderr


def test_the_label_service_of_wikidata_is_answered_with_what_does_it_here(run_kg: RunKg) -> None:
    text = (
        "PREFIX wikibase: <http://wikiba.se/ontology#> PREFIX bd: <http://www.bigdata.com/rdf#> SELECT ?x ?xLabel "
        'WHERE { ?x a sec:Country . SERVICE wikibase:label { bd:serviceParam wikibase:language "en". } }'
    )
    done = run_kg("query", text, "--data", MINI)
    assert done.returncode == 2
    assert b"--labels" in done.stderr
    assert b"rdfs:label" in done.stderr


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"ASK {\n ?a", "bad.rq: The query has a fault at line 2, column 4"),
        (b"ASK {" + b"<<" * 300, "bad.rq: The query is nested deeper than 200 levels"),
        (b"ASK { ?a ?b (" + b"1 " * 300 + b") }", "bad.rq: The query has lists of more than 100 items"),
        (b"ASK { SERVICE <http://127.0.0.1:9/> {} }", "bad.rq: The query would ask another server"),
        (b"ASK {\n?a ?b '\xe9' }", "bad.rq is not UTF-8 text."),
    ],
    ids=["fault", "depth", "list", "service", "Latin-1"],
)
def test_the_file_of_a_query_is_named_in_its_errors(run_kg: RunKg, tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "bad.rq"
    path.write_bytes(content)
    done = run_kg("query", path, "--data", MINI)
    assert done.returncode == 2
    assert f"{tmp_path}/{said}" in done.stderr.decode()


def test_a_query_file_may_begin_with_a_byte_order_mark(run_kg: RunKg, tmp_path: Path) -> None:
    path = tmp_path / "marked.rq"
    path.write_bytes(b"\xef\xbb\xbfASK {}")
    assert run_kg("query", path, "--data", MINI).stdout == b"true\n"


def test_standard_input_is_utf_8_whatever_the_locale(start_kg: RunKg) -> None:
    query = "SELECT ('é' AS ?x) {}"
    done = start_kg("query", "-", "--data", MINI, text=query, LC_ALL="C", PYTHONIOENCODING="latin-1")
    assert done.stdout.decode().split() == ["x", "é"]


def test_standard_input_that_is_no_text_or_closed_is_told() -> None:
    command = [sys.executable, "-m", "kg", "query", "-", "--data", str(MINI)]
    odd = subprocess.run(command, cwd=ROOT, input=b"ASK { ?a ?b '\xe9' }", capture_output=True, check=False)
    assert odd.returncode == 2
    assert odd.stderr.startswith(b"kg: The byte E9 in line 1 may be Latin-1;")
    assert odd.stderr.endswith(b": standard input is not UTF-8 text.\n")
    closed = subprocess.run(f"{shlex.join(command)} <&-", shell=True, cwd=ROOT, capture_output=True, check=False)
    assert (closed.returncode, closed.stderr[:29]) == (2, b"kg: Standard input is closed,")


def test_an_argument_that_is_no_text_is_told() -> None:
    command = [sys.executable, "-m", "kg", "query", b"ASK { ?a ?b '\xe9' }", "--data", str(MINI)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr == b"kg: The query holds bytes that are not UTF-8 text in line 1.\n"
