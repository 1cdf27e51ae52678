"""Answers that were checked against the passages, and what is refused."""

from __future__ import annotations

import re
from functools import partial

import pyoxigraph as ox
import pytest

from kg import KnowledgeGraph
from kg.dates import today
from kg.errors import KgError, UnknownName
from kg.questions.ask import ask
from kg.questions.catalogue import question, questions
from kg.questions.follow_ups import needed
from kg.rdf.terms import show
from kg.sparql.table import Table, read_csv
from kg.vocabulary import BASE, ENTITY, local_name
from tests.questions.asked import EACH, asked
from tests.worlds import TESTS, RunKg

ANSWERS = TESTS / "answers"


def in_ids(table: Table) -> list[list[str]]:
    """Return the column names and rows of a table with ids in place of our IRIs."""

    def cell(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
        ours = isinstance(term, ox.NamedNode) and term.value.startswith(BASE)
        return local_name(term.value) if isinstance(term, ox.NamedNode) and ours else show(term)

    return [table.columns, *([cell(term) for term in row] for row in table.terms)]


@EACH
def test_answer_is_the_one_that_was_checked(name: str, shipped: KnowledgeGraph) -> None:
    rows = in_ids(asked(shipped, name).without("passages"))
    assert 1 < len(rows) <= 200
    assert rows == read_csv((ANSWERS / f"{name}.csv").read_text(encoding="utf-8"))


@EACH
def test_every_passage_of_an_answer_exists(name: str, shipped: KnowledgeGraph) -> None:
    answer = asked(shipped, name)
    known = {str(iri) for iri in shipped.engine.table("SELECT ?it WHERE { ?it a sec:Passage }").column("it")}
    assert set(answer.passages()) <= known
    assert bool(answer.passages()) == ("passages" in answer.columns)


@EACH
def test_texts_follow_the_language(name: str, shipped: KnowledgeGraph) -> None:
    if "language" in {parameter.name for parameter in question(name).parameters}:
        one = question(name)
        french = ask(shipped.engine, shipped.names, one, question(name).example, language="fr")
        assert len(french) == len(asked(shipped, name))


def test_question_without_time_says_that_a_period_was_not_applied(shipped: KnowledgeGraph) -> None:
    assert asked(shipped, "acronym", as_of="2010").rows == asked(shipped, "acronym").rows
    assert "not applied" in asked(shipped, "acronym", as_of="2010").caveats[-1]


def test_empty_answer_says_that_it_proves_nothing(shipped: KnowledgeGraph) -> None:
    nothing = ask(shipped.engine, shipped.names, question("acronym"), {"of": "no such"}, language="fr")
    assert len(nothing) == 0
    assert nothing.caveats == ("Rien dans ces documents; cela ne prouve pas qu’il n’y en a aucun.",)


def test_optional_parameter_left_out_widens_the_answer(shipped: KnowledgeGraph) -> None:
    assert len(asked(shipped, "third-parties", {})) > len(asked(shipped, "third-parties"))
    one = asked(shipped, "third-parties", {"of": "russia", "topic": "space"})
    assert {local_name(str(iri)) for iri in one.column("party")} == {"russia"}
    of_all = asked(shipped, "third-parties", {"of": "rimpac"})
    assert {local_name(str(iri)) for iri in of_all.column("collaboration")} == {"exercise-rimpac"}


def test_no_arrangement_with_third_parties_is_missed(shipped: KnowledgeGraph) -> None:
    told = {local_name(str(iri)) for iri in asked(shipped, "third-parties", {}).column("collaboration")}
    names = ("exercise-rimpac", "enhanced-forward-presence", "exercise-space-flag", "ukraine-defense-contact-group")
    assert set(names) <= told


def test_what_follows_by_the_dates_of_pages_is_no_contradiction(shipped: KnowledgeGraph) -> None:
    def told(**given: str) -> dict[tuple[str, str], str]:
        table = shipped.ask("disagreements", **given)
        rows = zip(*(table.column(name) for name in ("thing", "property", "value", "nature")), strict=True)
        named = [tuple(local_name(str(cell)) for cell in row) for row in rows]
        return {(thing, value): nature for thing, property_, value, nature in named if property_ == "hasStatus"}

    assert told(of="joint-strike-force") == dict.fromkeys(
        [("joint-strike-force", "active"), ("joint-strike-force", "announced")], "succession"
    )
    assert told(of="joint-strike-force", only="contradiction") == {}
    assert told(of="dew-line")["dew-line", "ended"] == "undated"
    assert told(of="canada-border-plan")["canada-border-plan", "active"] == "contradiction"


def test_disagreements_are_those_on_a_topic_and_on_what_addresses_a_threat(shipped: KnowledgeGraph) -> None:
    about = {local_name(str(iri)) for iri in shipped.ask("disagreements", of="fentanyl-trafficking").column("thing")}
    assert {"joint-strike-force", "operation-blizzard", "canada-border-plan"} <= about
    for thing in shipped.ask("disagreements", topic="drugs").column("thing"):
        assert "drugs" in shipped.record.ids(str(thing), "hasTopic")


def test_figures_are_kept_to_a_topic_and_a_unit(shipped: KnowledgeGraph) -> None:
    figures = shipped.ask("figures-about", topic="drugs", unit="Kilograms")
    assert set(figures.column("unit")) == {"kilograms"}
    assert all("drugs" in shipped.record.ids(str(iri), "hasTopic") for iri in figures.column("about"))
    french = shipped.ask("figures-about", topic="drugs", unit="kilogrammes", language="fr")
    assert len(french) == len(figures)


def test_a_currency_has_one_spelling_in_each_language(shipped: KnowledgeGraph) -> None:
    units = {str(unit) for unit in shipped.engine.table("SELECT ?unit { ?figure sec:unit ?unit }").column("unit")}
    assert not [unit for unit in units if unit.isupper() or "$" in unit]
    told = {unit for unit in units if re.search(r"dollars?$|^dollars? [a-zé]+$", unit)}
    english = {"dollars", "US dollars", "Canadian dollars", "Australian dollars"}
    assert told == english | {"dollars américains", "dollars canadiens", "dollars australiens"}
    for unit, language in (("US dollars", "en"), ("dollars américains", "fr")):
        answer = shipped.ask("figures-about", unit=unit, language=language)
        assert set(answer.column("unit")) == {unit}
        assert len(answer) > 25
    with_none = shipped.ask("figures-about", topic="drugs", unit="florins")
    assert "people, Canadian dollars, personnel, US dollars, dollars, " in with_none.caveats[-1]


def test_what_began_is_told_until_today_where_no_end_is_given(shipped: KnowledgeGraph, run_kg: RunKg) -> None:
    told, whole = (shipped.ask("began-or-ended", since="2024", **more).rows for more in ({}, {"until": "today"}))
    assert told == whole
    assert {str(row[0])[:4] for row in told} >= {"2024", "2025"}
    assert max(str(row[0]) for row in told) <= today().isoformat()
    assert len(run_kg("ask", "began-or-ended", "--since", "2024", "--format", "csv").stdout.splitlines()) > 20
    for language, word in (("en", "[today]"), ("fr", "[aujourd’hui]")):
        assert word in run_kg("ask", "began-or-ended", "--help", "--language", language).stdout.decode()


def test_a_kind_that_does_not_fit_is_refused_with_those_that_do(shipped: KnowledgeGraph) -> None:
    with pytest.raises(KgError, match=r"No thing of the class “Agreement” is of the kind “agency”.*treaty"):
        shipped.ask("agreements-on", topic="arctic", kind="agency")
    assert len(shipped.ask("in-effect-on", on="2020", kind="task-force"))


@pytest.mark.parametrize("language", ["de", "EN", "fr-CA"])
def test_a_language_without_texts_is_refused(shipped: KnowledgeGraph, language: str) -> None:
    for asked_in in (
        lambda: shipped.ask("figures-about", of="norad", language=language),
        lambda: shipped.query_of("figures-about", language=language),
        lambda: shipped.find("norad", language=language),
        lambda: shipped.measure("strength", language=language),
        lambda: shipped.labelled(shipped.query("SELECT ?a WHERE { ?a a sec:Forum }"), language),
    ):
        with pytest.raises(KgError, match="choose one of en, fr"):
            asked_in()


def test_of_a_body_without_activities_nothing_else_is_told(shipped: KnowledgeGraph) -> None:
    table = shipped.ask("bodies-under", of="any")
    links = {"leads", "coLeads", "oversees", "operates", "hosts"}
    links |= {"isPartOf", "isGovernedBy", "isEstablishedBy", "reportsTo", "supports"}
    told = {link and local_name(str(link)) for link in table.column("link")}
    assert None in told
    assert told - {None} <= links


def test_shared_affiliations_rank_the_partners(shipped: KnowledgeGraph) -> None:
    shared = asked(shipped, "partners", {"of": "rcmp"}).column("shared")
    assert shared == sorted(shared, key=lambda count: -int(str(count)))


@pytest.mark.parametrize(
    ("name", "given", "nearest"),
    [
        ("partners", {"of": "norrad"}, "NORAD"),
        ("partners", {"off": "norad"}, "of"),
        ("agreements-on", {"topic": "artic"}, "arctic"),
        ("agencies-in", {"of": "norad", "country": "rcmp"}, "canada"),
        ("in-effect-on", {"on": "1990", "kind": "treatie"}, "treaty"),
        ("document-contributes", {"document": "ps-cbftf-note-202"}, "ps-cbftf-note-2021"),
    ],
)
def test_wrong_parameter_names_the_nearest(
    shipped: KnowledgeGraph, name: str, given: dict[str, str], nearest: str
) -> None:
    with pytest.raises(UnknownName) as failure:
        shipped.ask(name, **given)
    assert nearest in str(failure.value)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("partners", {}, "needs of="),
        ("in-effect-on", {"on": "soon"}, "not a date"),
        ("event-to-agreement", {"of": "norad", "months": "many"}, "not a whole number"),
    ],
)
def test_missing_or_ill_formed_parameter_is_explained(
    shipped: KnowledgeGraph, name: str, given: dict[str, str], told: str
) -> None:
    with pytest.raises(KgError, match=told):
        asked(shipped, name, given)


@pytest.mark.parametrize("parameter", ["of", "to"])
def test_what_must_be_one_thing_cannot_be_any(shipped: KnowledgeGraph, parameter: str) -> None:
    with pytest.raises(KgError, match=f"needs {parameter}=, an entity"):
        shipped.ask("connections", **{"of": "rcmp", "to": "cbp", parameter: "any"})


def test_every_question_can_be_asked_of_any(mini: KnowledgeGraph) -> None:
    for each in mini.questions.values():
        given = dict(each.example)
        given |= {
            one.name: "any"
            for one in each.parameters
            if one.kind not in ("text", "number", "date") and one.name not in needed(each.then)
        }
        mini.ask(each.name, **(given | dict(zip(needed(each.then), ("rcmp", "cbsa"), strict=False))))


def test_what_is_left_open_is_the_same_wherever_a_question_names_it(shipped: KnowledgeGraph) -> None:
    def followed(of: str) -> set[tuple[str, ...]]:
        answer = shipped.ask("event-to-agreement", of=of, months="3")
        return {
            tuple(str(row[answer.columns.index(one)]) for one in ("date", "event", "followed")) for row in answer.rows
        }

    about = shipped.engine.table("SELECT DISTINCT ?of ?event { GRAPH ?p { ?it sec:isAbout ?of ; sec:summary ?event } }")
    of_any = followed("any")
    for row in sorted(of_any)[::25]:
        subjects = [local_name(str(of)) for of, event in about.rows if event == row[1]]
        assert any(row in followed(one) for one in subjects), row
    assert followed("norad") <= of_any


def test_what_is_in_force_today_leaves_out_what_is_stated_to_be_over(shipped: KnowledgeGraph) -> None:
    """The first TUSCAN text was superseded, but no passage says when: of 2009 nobody can tell, of today everybody."""
    ended = ENTITY + "tuscan-aide-memoire-1997"
    then, now = (shipped.ask("agreements-on", topic="intelligence", as_of=date) for date in ("2009", "today"))
    assert ended in then.column("agreement")
    assert ended not in now.column("agreement")
    assert ENTITY + "tuscan-arrangement-2016" in now.column("agreement")
    assert not {"ended", "superseded"} & {str(status or "").rpartition("/")[2] for status in now.column("status")}
    told = re.compile(r"\d+ of \d+ are stated to have ended .* and are left out\.")
    assert any(map(told.fullmatch, now.caveats))
    on_the_day = shipped.ask("in-effect-on", on="today", language="fr")
    assert any("dits terminés ou remplacés" in caveat for caveat in on_the_day.caveats)
    assert set(now.column("agreement")) <= set(on_the_day.column("collaboration"))


def test_of_a_longer_time_what_was_over_by_its_end_stays_and_is_counted(shipped: KnowledgeGraph) -> None:
    found = shipped.ask("agreements-on", topic="intelligence", between=("1940", "2026-11-29"))
    assert any(re.fullmatch(r"\d+ of \d+ are stated to have ended .* by then\.", caveat) for caveat in found.caveats)
    assert "over" not in " ".join(shipped.ask("agreements-on", topic="intelligence").caveats)


def test_of_a_day_that_is_past_the_statuses_of_later_pages_do_not_count(shipped: KnowledgeGraph) -> None:
    def status(name: str, thing: str, **asked: str) -> tuple[str, str]:
        answer = shipped.ask(name, **asked)
        (row,) = (row for row in answer.rows if ENTITY + thing in row)
        told = dict(zip(answer.columns, row, strict=True))
        return str(told["status"] or "").rpartition("/")[2], str(told["status_as_of"] or "")

    fisheries = partial(status, "agreements-on", "central-arctic-ocean-fisheries-agreement", topic="arctic")
    assert fisheries() == ("active", "2024-06")
    assert fisheries(as_of="2021-12") == ("active", "2021-06-25")
    assert fisheries(as_of="2020") == ("", "")
    assert status("in-effect-on", "ice-pact", on="2025") == ("active", "2025-11-18")
    assert status("in-effect-on", "ice-pact", on="today") == ("active", "2025-11-18")
    assert len(shipped.ask("announced-not-started", as_of="2022")) < len(shipped.ask("announced-not-started"))


def test_what_it_is_has_the_date_of_the_page_that_says_so(shipped: KnowledgeGraph) -> None:
    def statuses(thing: str, **asked: str) -> list[tuple[str, str]]:
        rows = shipped.ask("what-is", of=thing, **asked).rows
        return [(local_name(str(value)), str(day)) for fact, value, day, _ in rows if str(fact).endswith("hasStatus")]

    assert statuses("norad") == [("active", "2026-05")]
    assert statuses("norad", as_of="1990") == []
    assert statuses("cvts-agreement") == [("not-heard-of", "2019-12-19")]
    assert statuses("cadin") == [("ended-some-day", "1961-09-27")]


def test_a_month_or_a_year_means_its_last_day_but_at_the_start_of_a_period(shipped: KnowledgeGraph) -> None:
    notes = ENTITY + "statement-of-principles-economic-cooperation-1950"  # in force from 26 October
    assert notes not in shipped.ask("in-effect-on", on="1950-09").column("collaboration")
    for date in ("1950", "1950-10", "1950-10-26"):
        assert notes in shipped.ask("in-effect-on", on=date).column("collaboration")
    for since, until in (("2002-12", "2002-12"), ("2002", "2002"), ("2002-12-05", "2002-12-05")):
        assert ENTITY + "safe-third-country-agreement" in shipped.ask(
            "began-or-ended", since=since, until=until
        ).column("thing")


@pytest.mark.parametrize("given", [{"topic": "topic:arctic"}, {"topic": f"{BASE}topic/arctic"}])
def test_a_topic_may_be_given_as_what_an_answer_shows_for_it(shipped: KnowledgeGraph, given: dict[str, str]) -> None:
    assert shipped.ask("agreements-on", **given).rows == shipped.ask("agreements-on", topic="arctic").rows


@pytest.mark.parametrize(
    ("name", "given", "said"),
    [
        ("completeness", {"by": "foo"}, "by= does not know “foo”; choose one of topic, period, country, count"),
        ("event-to-agreement", {"of": "norad", "months": "-3"}, "“-3” is not a whole number of 0 or more"),
    ],
)
def test_a_value_that_means_nothing_is_refused(
    shipped: KnowledgeGraph, name: str, given: dict[str, str], said: str
) -> None:
    with pytest.raises(KgError, match=re.escape(said)):
        shipped.ask(name, **given)


NARROW = {
    "country": "canada",
    "date": "2022",
    "topic": "firearms",
    "kind": "treaty",
    "entity": "nexus",
    "text": "country",
    "purpose": "extradition",
}
"""A value of each kind that not everything has."""


@pytest.mark.parametrize(
    ("name", "parameter"),
    [(one.name, each.name) for one in questions().values() for each in one.parameters if each.default == "any"],
)
def test_every_parameter_that_may_be_left_out_narrows_the_answer(
    shipped: KnowledgeGraph, name: str, parameter: str
) -> None:
    one = question(name)
    needed = {key: value for key, value in one.example.items() if one.parameter(key).default is None}
    wide = shipped.ask(name, **needed)
    asked_for = one.parameter(parameter)
    narrow = shipped.ask(name, **needed, **{parameter: next(iter(asked_for.choices), NARROW[asked_for.kind])})
    assert len(narrow) < len(wide)
    if not one.then:  # what is computed may be another number in a smaller world
        assert {row[0] for row in narrow.rows} <= {row[0] for row in wide.rows}


def test_threats_are_asked_about_by_topic_as_well(shipped: KnowledgeGraph) -> None:
    one = shipped.ask("against-threat", of="fentanyl-trafficking").column("collaboration")
    drugs = shipped.ask("against-threat", topic="drugs").column("collaboration")
    assert set(one) < set(drugs) < set(shipped.ask("against-threat").column("collaboration"))
    assert len(drugs) == len(set(drugs))
    assert ENTITY + "cross-border-firearms-task-force" not in drugs


def test_partners_of_a_country_have_that_country(shipped: KnowledgeGraph) -> None:
    found = {local_name(str(iri)) for iri in shipped.ask("partners", of="fbi", country="canada").column("partner")}
    assert {"rcmp", "cbsa"} <= found
    assert not {"dea", "hsi", "dhs"} & found


def test_a_limit_counts_the_things_that_have_several_rows(shipped: KnowledgeGraph, run_kg: RunKg) -> None:
    whole = shipped.ask("partners", of="norad")
    cut = whole.first(2)
    assert len(set(cut.column("partner"))) == 2 < len(cut) < len(whole)
    assert cut.terms == whole.terms[: len(cut)]
    assert re.fullmatch(r"Only the first 2 of \d+ are given, each with all its rows: .*", cut.caveats[-1])
    assert whole.first(len(whole)).caveats == whole.caveats
    done = run_kg("ask", "partners", "--of", "norad", "--limit", "2", "--format", "csv")
    assert len(done.stdout.decode().splitlines()) == 1 + len(cut)


@pytest.mark.parametrize(("language", "told"), [("en", "No unit on record may be called “kg”."), ("fr", "kilogrammes")])
def test_a_word_that_no_value_has_is_told_with_those_there_are(
    shipped: KnowledgeGraph, run_kg: RunKg, language: str, told: str
) -> None:
    answer = shipped.ask("figures-about", unit="kg", language=language)
    assert len(answer) == 0
    assert told in answer.caveats[-1]
    assert told in run_kg("ask", "figures-about", "--unit", "kg", "--language", language).stderr.decode()


def test_a_word_that_a_value_has_is_not_said_to_be_unknown(shipped: KnowledgeGraph) -> None:
    for language in ("en", "fr"):
        answer = shipped.ask("figures-about", unit="aircraft", topic="drugs", language=language)
        assert len(answer) == 0
        assert [told for told in answer.caveats if "aircraft" in told] == []


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("began-or-ended", {"since": "2005", "until": "2001"}),
        ("began-or-ended", {"since": "2005-02", "until": "2005-01-31"}),
        ("began-or-ended", {"since": "9998"}),
        ("publications", {"since": "2024", "until": "2020"}),
    ],
)
def test_a_period_that_ends_before_it_begins_is_refused(mini: KnowledgeGraph, name: str, given: dict[str, str]) -> None:
    with pytest.raises(KgError, match="give the earlier date first"):
        mini.ask(name, **given)


def test_one_year_is_a_period(mini: KnowledgeGraph) -> None:
    assert mini.ask("began-or-ended", since="1958", until="1958").column("thing")


def test_what_joins_two_is_not_asked_of_one(mini: KnowledgeGraph) -> None:
    with pytest.raises(KgError, match="Both ends are “rcmp”; name two that are not the same"):
        mini.ask("connections", of="rcmp", to="GRC")
    with pytest.raises(KgError, match="Both ends are “rcmp”"):
        mini.path("rcmp", "Royal Canadian Mounted Police")
