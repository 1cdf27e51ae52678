"""The questions in a folder of data: what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import DataError, KgError
from kg.questions.catalogue import read_question
from kg.questions.template import as_it_runs
from kg.sparql.engine import Engine


def question_faults(files: Iterable[Path]) -> Iterator[DataError]:
    """Yield what is wrong with each question that cannot be asked, in its header or in its query."""
    for path in files:
        try:
            Engine(ox.Store()).answer(as_it_runs(read_question(path), {}))
        except DataError as error:
            yield error
        except KgError as error:
            yield DataError("error.data.as_told", path, reason=str(error).split("\n")[0])
