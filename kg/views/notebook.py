"""The graph in a notebook: tables as HTML with every cell escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from kg.table import show

if TYPE_CHECKING:
    from kg.table import Table

_MOST_ROWS = 100


def table_html(table: Table) -> str:
    """Return a table as HTML; at most 100 rows, and it says when there are more."""
    head = "".join(f"<th>{escape(column)}</th>" for column in table.heads or table.columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(show(term))}</td>" for term in row) + "</tr>" for row in table.terms[:_MOST_ROWS]
    )
    more = f"<p>{len(table) - _MOST_ROWS:,} more rows</p>" if len(table) > _MOST_ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"
