"""The questions in a folder of data: what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, KgError
from kg.questions.catalogue import own_question
from kg.questions.template import as_it_runs
from kg.rdf.limits import Limits
from kg.sparql.engine import Engine
from kg.sparql.table import Table

_SECONDS = 10.0
"""How long a question may take where there are no data."""


def question_faults(files: Iterable[Path]) -> Iterator[DataError]:
    """Yield what is wrong with each question that cannot be asked, in its header or in its query."""
    for path in files:
        try:
            answer = Engine(ox.Store()).answer_within(Limits(_SECONDS), as_it_runs(own_question(path), {}))
            if not isinstance(answer, Table):
                yield DataError("error.question.no_table", path, question=path.stem)
        except DataError as error:
            yield error
        except KgError as error:
            yield DataError("error.data.as_told", path, reason=str(error).split("\n")[0])
