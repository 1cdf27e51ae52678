"""What can be told of a query from its text alone, each in time that grows with its length and no faster."""

from __future__ import annotations

import re

from kg.errors import LimitExceeded, QueryError

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")

_PROLOGUE = (
    r"(?i:\s++|#[^\n\r]*+|BASE\s*+<[^<>]*+>|PREFIX\s*+[^\s<]*+\s*+<[^<>]*+>|VERSION\s*+(?:\"[^\"\n]*+\"|'[^'\n]*+'))*+"
)
OPAQUE = re.compile(
    r'"{3}(?:[^\\]|\\.)*?"{3}|\'{3}(?:[^\\]|\\.)*?\'{3}'  # long strings
    r'|"(?:[^"\\\n]|\\.)*+"|\'(?:[^\'\\\n]|\\.)*+\''  # strings
    r'|<[^<>"{}|^`\\\s]*+>|#[^\n\r]*+|\\.',  # IRIs, comments, escaped characters in names
    re.DOTALL,
)
_NESTS = re.compile(r"<<|>>|[{}()\[\]]|[!+\-^](?:\s*+[!+\-^])*+")  # brackets, and operators that may follow each other
_MAY_BE_LIMITED = re.compile("limit", re.IGNORECASE)
_LIMITED = re.compile(r"[\s})~]LIMIT\s++(\d{1,18})(?:\s++OFFSET\s++\d++)?+\s*+\Z", re.IGNORECASE)
_PIECE = r"[{}()\[\]]|[^\s{}()\[\],;]++"


MOST_NESTING = 200
"""How deep brackets may be in what the engine reads: its stack has an end."""
_MOST_BYTES, _MOST_LIST_ITEMS = 1_000_000, 100


def check(text: str) -> None:
    """Refuse what ``checked`` refuses, without a closer look at a text that holds too few signs for it.

    >>> check("ASK { ?a ?b ?c }")
    """
    is_plain = text.isascii() and len(text) <= _MOST_BYTES and "(" not in text
    if not is_plain or sum(map(text.count, "{[<!+-^")) > MOST_NESTING:
        checked(text)


def checked(text: str) -> int:
    """Return how deeply a query is nested; refuse what would overflow the parser's stack and so end the process.

    >>> checked("ASK { ?a ?b ?c }")
    1
    """
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise QueryError("error.query.not_text", line=str(line)) from None
    if size > _MOST_BYTES:
        raise LimitExceeded("error.query.too_long", bytes=_MOST_BYTES)
    bare = blank_out(text)
    depth = nesting(bare)
    if depth > MOST_NESTING:
        raise LimitExceeded("error.query.too_deep", levels=MOST_NESTING)
    if "(" in bare and list_items(bare) > _MOST_LIST_ITEMS:
        raise LimitExceeded("error.query.long_list", items=_MOST_LIST_ITEMS)
    return depth


def opening(text: str) -> tuple[int, str]:
    """Return where the word stands that says the form of a query, and the word in capitals.

    >>> opening("# who?\\nPREFIX a: <b:> select ?who {}")
    (22, 'SELECT')
    """
    found = re.match(rf"{_PROLOGUE}(\w*)", text)
    return (found.start(1), found[1].upper()) if found else (0, "")


def form_of(text: str) -> str:
    """Return the form of a query, or nothing for what has none; a keyword need not end where a word does.

    >>> form_of("ASKWHERE{}")
    'ASK'
    """
    word = opening(text)[1]
    return next((form for form in FORMS if word.startswith(form)), "")


def limit_of(text: str) -> int | None:
    """Return the limit that a query sets itself at its end, None where it sets none there.

    >>> limit_of("SELECT * { ?a ?b ?c } LIMIT 10 # ten"), limit_of("SELECT * { ?a ?b ?c } # LIMIT 10")
    (10, None)
    """
    if "\\" in text or not _MAY_BE_LIMITED.search(text):  # what is escaped may be the sign of a comment
        return None
    found = _LIMITED.search(blank_out(text))
    return int(found[1]) if found else None


def asks_servers(text: str) -> bool:
    """Tell whether a query may hold a SERVICE: whether the word occurs in it, be it in a name.

    >>> asks_servers("ASK { ?service ?a ?b }"), asks_servers("ASK { ?a ?b ?c }")
    (True, False)
    """
    return "service" in text.lower()


def blank_out(text: str) -> str:
    """Blank out strings, IRIs and comments, keeping their length, so that brackets can be counted.

    What looks like an IRI may be a comparison (``1<((2))>``): its brackets and operators stay.
    """

    def blank(match: re.Match[str]) -> str:
        if match[0].startswith("<"):
            return re.sub(r"[^()\[\]!+-]", "~", match[0])
        return (" " if match[0].startswith("#") else "~") * len(match[0])

    return OPAQUE.sub(blank, text)


def nesting(bare: str) -> int:
    """Return how deeply a query is nested that was blanked out.

    >>> nesting("ASK { FILTER(!!!1) }"), nesting("ASK { <<( ?a ?b << ?c ?d 1 >> )>> ?e ?f }")
    (3, 4)
    """
    depth = deepest = longest = 0
    for token in _NESTS.findall(bare):
        if token in ("{", "(", "[", "<<"):
            depth += 1
            deepest = max(deepest, depth)
        elif token in ("}", ")", "]", ">>"):
            depth -= 1
        else:
            longest = max(longest, sum(not character.isspace() for character in token))
    return max(deepest, longest)


def list_items(bare: str) -> int:
    """Return how many items the lists of a query have that was blanked out.

    Parentheses are a list where a term could stand: not in an expression, nor among VALUES.

    >>> list_items("SELECT (1 AS ?a) { ?b ?c (1 ?d (2)) VALUES (?e ?f) { (3 4) } FILTER(?d IN (5, 6)) }")
    4
    """
    inside: list[str] = []
    items, before, are_values = 0, "word", False
    for piece in re.findall(_PIECE, bare):
        around = inside[-1] if inside else "expression"
        if piece in (")", "]", "}"):
            before = "word" if inside and inside.pop() == "expression" else "item"
            continue
        kind = _kind(piece)
        items += around == "list" and kind == "item"
        if piece == "(":
            is_list = around in ("group", "list") and before == "item"
            inside.append("list" if is_list else "expression")
            kind = "item" if is_list else "word"
        elif piece in ("{", "["):
            inside.append("values" if are_values else "group")
        are_values = piece.upper() == "VALUES" or (are_values and piece not in ("{", "["))
        before = kind
    return items


def _kind(piece: str) -> str:
    """Tell a term, or what opens one, from a word of the language and from an operator."""
    if piece.isalpha() and piece not in ("a", "true", "false"):
        return "word"
    return "operator" if piece[-1] in "|/^!=<>&*+-" else "item"
