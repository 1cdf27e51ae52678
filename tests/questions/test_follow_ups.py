"""What may follow a question: known when its file is read, and there when it is asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import DataError
from kg.questions.catalogue import question, questions, read_question
from kg.questions.follow_ups import FOLLOW_UPS, follow_up


@pytest.mark.parametrize("name", ["nothing", "Counter", "project"])
def test_unknown_follow_up_is_refused_where_the_file_names_it(tmp_path: Path, name: str) -> None:
    text = question("brokers").text
    place = tmp_path / "own.rq"
    place.write_text(text.replace("# then: brokers", f"# then: {name}"), encoding="utf-8")
    line = text.splitlines().index("# then: brokers") + 1
    with pytest.raises(DataError, match=f"“{name}” is no follow-up of a question; choose one of brokers, ") as error:
        read_question(place)
    assert (error.value.path, error.value.line) == (str(place), line)


@pytest.mark.parametrize("name", FOLLOW_UPS)
def test_each_follow_up_is_there_and_a_question_asks_for_it(name: str) -> None:
    assert follow_up(name).__doc__
    assert name in {one.then for one in questions().values()}
