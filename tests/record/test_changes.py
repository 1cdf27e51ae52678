"""What changed between two dates."""

from __future__ import annotations

import pytest

import kg
from kg.vocabulary import ENTITY, TERM


def test_what_began_between_two_dates_is_told_with_its_passages(mini: kg.KnowledgeGraph) -> None:
    table = mini.diff("2002-09", "2002-12")
    rows = [(change, str(date), what, subject) for change, date, what, subject, *_ in table.rows]
    assert ("began", "2002-10-01", TERM + "Organization", ENTITY + "usnorthcom") in rows
    assert all(str(cell).startswith("https://") for cell in table.column("passages"))


def test_the_changes_can_be_read_in_words_of_either_language(mini: kg.KnowledgeGraph) -> None:
    table = mini.diff("2002-09-30", "2002-10-01")
    english, french = (mini.labelled(table, language).rows[0] for language in ("en", "fr"))
    assert english[2:4] == ("Organization", "United States Northern Command")
    assert french[2:4] == ("Organisation", "Commandement du Nord des États-Unis")
    assert mini.labelled(table).columns == table.columns


def test_what_ended_is_told_on_its_last_day(mini: kg.KnowledgeGraph) -> None:
    ended = [row for row in mini.diff("2019-08-14", "2019-08-15").rows if row[0] == "ended"]
    assert {(str(row[1]), row[3]) for row in ended} >= {("2019-08-15", ENTITY + "air-preclearance-agreement-2001")}


def test_the_first_and_the_last_day_are_in(mini: kg.KnowledgeGraph) -> None:
    assert ENTITY + "usnorthcom" in mini.diff("2002-10-01", "2002-12").column("subject")
    assert ENTITY + "usnorthcom" in mini.diff("2002-09-30", "2002-10-01").column("subject")
    assert ENTITY + "usnorthcom" not in mini.diff("2002-10-02", "2002-12").column("subject")


def test_a_year_is_the_same_time_as_in_other_questions(shipped: kg.KnowledgeGraph) -> None:
    told = shipped.ask("began-or-ended", since="2024", until="2025")
    changed = {row[3] for row in shipped.diff("2024", "2025").rows if row[0] in ("began", "ended") and not row[4]}
    assert {row[2] for row in told.rows} == changed


def test_what_addresses_a_threat_is_around_it(shipped: kg.KnowledgeGraph) -> None:
    subjects = {str(row[3]) for row in shipped.diff("2024", "2026", around="fentanyl-trafficking").rows}
    assert {
        ENTITY + name for name in ("joint-strike-force", "operation-blizzard", "canadian-drug-analysis-centre")
    } <= (subjects)


def test_a_topic_keeps_what_is_about_it(shipped: kg.KnowledgeGraph) -> None:
    rows = shipped.diff("2024", "2026", topic="drugs").rows
    assert 0 < len(rows) < len(shipped.diff("2024", "2026").rows)
    assert all("drugs" in shipped.record.ids(str(row[3]), "hasTopic") for row in rows if not row[4])
    assert shipped.diff("2024", "2026", around="Drugs").rows


def test_a_kind_keeps_what_has_to_do_with_a_thing_of_it(shipped: kg.KnowledgeGraph) -> None:
    ends = {str(end) for row in shipped.diff("2025", "2025", kind="exercise").rows for end in (row[3], row[5])}
    assert {ENTITY + "exercise-cutlass-fury", ENTITY + "exercise-northern-edge"} <= ends
    assert not shipped.diff("2025-06", "2025-06", kind="treaty", around="exercise-cutlass-fury").rows


def test_what_has_no_date_is_in_no_row(mini: kg.KnowledgeGraph) -> None:
    subjects = {row[3] for row in mini.diff("1800", "2100").rows if row[2] == TERM + "Country"}
    assert subjects == set()


def test_dates_the_wrong_way_round_are_refused(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.KgError, match="give the earlier date first"):
        mini.diff("2020", "2010")


def test_what_is_not_a_date_is_refused(mini: kg.KnowledgeGraph) -> None:
    with pytest.raises(kg.KgError, match="is not a date"):
        mini.diff("soon", "2010")


def test_a_new_parent_a_successor_and_a_new_name_are_told(shipped: kg.KnowledgeGraph) -> None:
    rows = {(row[0], str(row[1]), row[3], row[5]) for row in shipped.diff("2012-10-04", "2012-10-05").rows}
    assert ("joined", "2012-10-05", ENTITY + "cjoc", ENTITY + "canadian-armed-forces") in rows
    assert ("succeeded", "2012-10-05", ENTITY + "cjoc", ENTITY + "canada-command") in rows
    events = [row for row in shipped.diff("1980", "1981").rows if row[0] == "happened" and row[3] == ENTITY + "norad"]
    assert [str(row[1]) for row in events] == ["1980-05", "1981-03"]


def test_an_event_that_a_page_dates_more_precisely_is_told_once(shipped: kg.KnowledgeGraph) -> None:
    rows = [row for row in shipped.diff("2024", "2024").rows if row[0] == "happened"]
    dates = [str(row[1]) for row in rows if row[3] == ENTITY + "cross-border-crime-forum"]
    assert dates == ["2024-07-12"]


def test_a_date_is_no_more_precise_than_it_was_stated(shipped: kg.KnowledgeGraph) -> None:
    dates = {str(row[1]) for row in shipped.diff("1980", "1981").rows}
    assert {"1981", "1981-03", "1981-08-03"} <= dates
    assert "1981-03-31" not in dates


def test_changes_around_an_entity_have_to_do_with_it(shipped: kg.KnowledgeGraph) -> None:
    rows = shipped.diff("2010", "2020", around="cjoc").rows
    assert rows
    assert all(ENTITY + "cjoc" in (row[3], row[5]) for row in rows)
