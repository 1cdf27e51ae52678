"""What a review has found before: kept in a file beside the data, so that a check tells only what is new."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from kg.errors import DataError
from kg.rdf.files import text_of
from kg.rdf.formats import save
from kg.validation.findings import Finding

KEPT = "reviews.csv"
"""The file of a data set that holds what its reviews have found."""
_COLUMNS = ("rule", "about", "message")


def new_reviews(found: Iterable[Finding], data: Path) -> list[Finding] | None:
    """Return what a review finds that was not kept for a data set; None when nothing is kept for it.

    Raises DataError when the file is not a table of rules, things and messages.
    """
    path = data / KEPT
    if not path.is_file():
        return None
    head, *rows = csv.reader(io.StringIO(text_of(path))) or [[]]
    if tuple(head) != _COLUMNS:
        raise DataError("error.check.kept", path, 1, columns=", ".join(_COLUMNS))
    known = set(map(tuple, rows))
    return [one for one in found if _row(one) not in known]


def keep_reviews(found: Iterable[Finding], data: Path) -> Path:
    """Write what a review finds beside a data set, in order, and return the path."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(_COLUMNS)
    table.writerows(sorted(set(map(_row, found))))
    save(data / KEPT, text.getvalue().encode())
    return data / KEPT


def _row(one: Finding) -> tuple[str, str, str]:
    """Return what makes a finding the same, wherever in its file it stands."""
    return one.rule, one.subject, one.message
