"""Mistakes that are made often in a query, by what its text looks like: the page knows them by the same patterns.

They are looked for only in what the parser refuses, so that a pattern never stands in the way of a query. Patterns are
read by Python and by the page alike; the mistake is where the first group begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from kg.language import quoted
from kg.messages import message
from kg.rdf.query_text import OPAQUE, blank_out
from kg.signs import closing_place, hidden_place, sign_words, strange_place

_TERM = r"(?:[?$]\w+|~+(?:@[a-z-]+|\^\^[\w:~-]+)?|[a-z][\w-]*:[\w-]+|:[\w-]+|\d[\d.]*)"
_PATH = r"(?:a|[?$]\w+|[(^!~a-z:][^\s;.,{}]*)"
_ALONE = r"(?<![\w?$:.-])"
_HEAD = rf"{_ALONE}select\s+(?:distinct\s+|reduced\s+)?"
_NESTED = r"(?:[^(){}]|\([^(){}]*\)){0,300}"
"""What stands between parentheses, others within among it."""
_CALL = rf"[a-z_]\w*\s*\({_NESTED}\)"
_NAMED = r"(?:[?$]\w+|[a-z][\w-]*:[\w-]+)"
_OF_TWO = "(?:contains|strstarts|strends|strbefore|strafter|langmatches|regex|replace|sameterm|strdt|strlang|if)"
"""The functions that take two values at least."""
_BY = rf"{_ALONE}(?:order|group)\s+by\s+"
FENCED = (r"(?:^|\n)[ \t]*(```)", "error.syntax.fenced")
"""What Markdown puts before and after a query."""
FIRST = (
    FENCED,
    (r"(@prefix)\b", "error.syntax.prefix_of_turtle"),
    (rf"{_ALONE}prefix\s+([\w.-]+)\s*~", "error.syntax.prefix_colon"),
    (rf"{_ALONE}prefix\s+[\w.-]*:\s*([^~\s])", "error.syntax.prefix_brackets"),
)
"""What is looked for before all else, as it stands before the word that says what a query is."""
MISTAKES = (
    *FIRST,
    (rf"{_ALONE}select\s*(?:distinct\s*|reduced\s*)?(\(\s*[?$]\w+\s*\))", "error.syntax.variable_in_parentheses"),
    (rf"{_HEAD}(?:\*|[?$]?\w+|\([^()]*\))\s*(,)", "error.syntax.comma"),
    (
        rf"{_HEAD}(?:[?$]\w+\s+|\((?:[^(){{}}]|\([^(){{}}]*\)){{0,300}}\)\s*){{0,20}}(\(?\s*(?:count|sum|min|max|avg|sample|group_concat)\s*\([^()]*\)"
        r"(?!\s*(?:as\b|[-+*/])))",
        "error.syntax.no_name",
    ),
    (rf"{_HEAD}(?:[?$]\w+\s+|\({_NESTED}\)\s*){{0,20}}((?:[?$]\w+|{_CALL})\s+as\b)", "error.syntax.no_name"),
    (rf"{_ALONE}from\s+(?!named\b)([a-z_]\w*)(?![\w:.-])", "error.syntax.from_table"),
    (rf"{_ALONE}(like)\b", "error.syntax.like"),
    (rf"{_ALONE}(is\s+(?:not\s+)?null)\b", "error.syntax.is_null"),
    (r"(==)", "error.syntax.equals"),
    (r"[?$]\w+\s*(<>)", "error.syntax.differs"),
    (r"(&(?:amp|lt|gt|quot|apos|nbsp|#\d+|#x[\da-f]+);)", "error.syntax.entity"),
    (r"[^&](&)(?!&)", "error.syntax.and"),
    (rf"{_ALONE}(and)\b(?![\w.:-])", "error.syntax.and"),
    (rf"{_ALONE}(or)\b(?![\w.:-])", "error.syntax.or"),
    (rf"{_ALONE}filter\s*\([^{{}}|]{{0,300}}(\|)(?!\|)", "error.syntax.or"),
    (r"~@[a-z]+(_)\w", "error.syntax.language_hyphen"),
    (rf"{_ALONE}filter\s+([?$~\d])", "error.syntax.filter"),
    (rf"{_ALONE}filter\s+(?!(?:not|exists)\b)({_CALL}\s*(?:[-+*/<>=|]|!=|&&))", "error.syntax.filter"),
    (rf"{_ALONE}filter\s+((?:not\s+)?exists\s*\{{[^{{}}]{{0,500}}\}}\s*(?:&&|\|\|))", "error.syntax.filter"),
    (rf"{_ALONE}having\s+([?$~\d])", "error.syntax.having"),
    (rf"{_ALONE}having\s+(?!(?:not|exists)\b)({_CALL}\s*(?:[-+*/<>=|]|!=|&&))", "error.syntax.having"),
    (rf"{_ALONE}(not)\b(?!\s+(?:exists|in)\b)", "error.syntax.not"),
    (rf"{_ALONE}in(?![\w:.-])\s*([^\s(])", "error.syntax.in"),
    (r"[?$]\w+\s+((?:contains|regex|strstarts|strends|langmatches)\b)(?!\s*\()", "error.syntax.infix"),
    (rf"{_ALONE}({_OF_TWO}\s*\((?:[^(),{{}}]|\({_NESTED}\)){{0,300}}\))", "error.syntax.arguments"),
    (rf"{_ALONE}((?:count|sum|min|max|avg|sample|group_concat)\b)(?!\s*\(|[\w.:-])", "error.syntax.call"),
    (rf"{_ALONE}(minus)\s*(?![{{\w.:-])", "error.syntax.minus"),
    (rf"{_ALONE}(minus)\s+[^\s{{]", "error.syntax.minus"),
    (r"[^{}\s]\s*(?<![\w?$:.-])(union)(?![\w.:-])", "error.syntax.union"),
    (rf"{_ALONE}(union)\s*(?![{{\s\w.:-])", "error.syntax.union"),
    (rf"{_ALONE}(union)\s+[^\s{{]", "error.syntax.union"),
    (rf"{_ALONE}graph\s*(\{{)", "error.syntax.graph"),
    (rf"(?:[{{;]|\.(?=\s))\s*(?:{_TERM}\s+)?{_NAMED}\s+([<>]=?|!?=)\s*[\d~?$]", "error.syntax.comparison"),
    (rf"{_ALONE}((?:limit|offset)\b)(?!\s+\d|[\w.:-])", "error.syntax.limit"),
    (rf"{_ALONE}(?:limit|offset)\s+\d+\s*(,)", "error.syntax.limit"),
    (rf"{_ALONE}(bind)(?![\w:.-])\s*[^\s(]", "error.syntax.bind"),
    (rf"{_ALONE}(bind)\s*\((?:(?!\bas\b)[^(){{}}]|\({_NESTED}\)){{0,300}}\)", "error.syntax.bind"),
    (rf"{_BY}(?:[^{{}}(),]|\({_NESTED}\)){{0,300}}(,)", "error.syntax.no_comma"),
    (rf"{_ALONE}values\s+(?:[?$]\w+|\([^(){{}}]*\))\s*\{{[^{{}},]{{0,1000}}(,)", "error.syntax.no_comma"),
    (rf"{_ALONE}(values)\s+[?$]\w+\s*[(\[]", "error.syntax.values"),
    (rf"{_ALONE}(values)\s+\([^(){{}}]*\)\s*\{{\s*[^\s()}}]", "error.syntax.values"),
    (rf"{_ALONE}order\s+by\s[^{{}}]{{0,300}}?{_ALONE}((?:asc|desc)\b)(?!\s*\()", "error.syntax.descending"),
    (
        rf"{_BY}(?:[?$]\w+\s+){{0,20}}((?:[?$]\w+|(?!(?:asc|desc)\b){_CALL})\s*(?:[-+*/<>=]|as\b))",
        "error.syntax.by_computed",
    ),
    (rf"{_ALONE}((?:order|group)\s+)(?!by\b)(?:asc\b|desc\b|[?$(])", "error.syntax.by"),
    (rf"{_ALONE}(?:limit|offset)\s+\d+\s+(order|group|having)\b", "error.syntax.order"),
    (rf"{_ALONE}order\s+by\s[^{{}}]{{0,300}}?{_ALONE}(group|having)\b", "error.syntax.order"),
    (rf"\{{(?!\s*select\b)[^{{}}]{{0,500}}?{_ALONE}(order\s+by|group\s+by|limit\s+\d|having)\b", "error.syntax.inside"),
    (rf"{_ALONE}(?:select|where)\b[\s\S]{{0,2000}}\}}\s*(where)\b", "error.syntax.second_where"),
    (
        rf"(?:\}}|{_ALONE}(?:limit|offset)\s+\d+|{_BY}[^{{}};]{{0,300}}|{_ALONE}having\b[^{{}};]{{0,300}})\s*(;)\s*$",
        "error.syntax.semicolon",
    ),
    (
        rf"(?:[{{}}]|\.(?=\s))\s*{_TERM}\s+{_PATH}\s+{_TERM}(?:\s*,\s*{_TERM})*\s+({_TERM})\s+{_PATH}\s",
        "error.syntax.missing_dot",
    ),
    (rf";\s*{_PATH}\s+{_TERM}(?:\s*,\s*{_TERM})*\s+({_TERM})\s+{_PATH}\s", "error.syntax.missing_dot"),
)
"""What a mistake looks like once strings, IRIs and comments are blanked out, and our words for it."""

REFUSED = (
    (
        "contains a variable that is unbound",
        rf"{_ALONE}group\s+by\s[^{{}}]{{0,300}}?(\(\s*[?$]\w+\s+as\s+[?$]\w+\s*\))",
        "error.syntax.renamed_in_group",
    ),
    (
        "SELECT * is not authorized",
        rf"^(?:(?!{_ALONE}select\b)[\s\S]){{0,2000}}?{_ALONE}(group\s+by|having)\b",
        "error.syntax.groups_of_no_select",
    ),
)
"""What SPARQL has and the parser refuses: what that says, what the query looks like, and our words for it."""

LAST = ("error.syntax.missing_dot",)
"""Mistakes that other ones look like, so that they are told last."""

WORDS = tuple(
    """
    ADJUST ASC AS ASK BASE BIND BY CONSTRUCT DESC DESCRIBE DISTINCT EXISTS FILTER FROM GRAPH GROUP HAVING IN
    LATERAL LIMIT MINUS NAMED NOT OFFSET OPTIONAL ORDER PREFIX REDUCED SELECT SEPARATOR SERVICE SILENT UNDEF
    UNION VALUES VERSION WHERE A TRUE FALSE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG LANGMATCHES
    DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE ENCODE_FOR_URI CONTAINS
    STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ NOW UUID STRUUID MD5
    SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK ISLITERAL ISNUMERIC REGEX
    SUBSTR REPLACE TRIPLE SUBJECT PREDICATE OBJECT ISTRIPLE LANGDIR STRLANGDIR HASLANG HASLANGDIR
""".split()  # noqa: SIM905 -- as a list it is a word a line
)
"""All words of SPARQL, its functions among them."""

WORD = r"(?<![\w?$:@^~.%\\-])[a-z_]\w*(?![\w.-]*:)"
"""A word that stands alone: no variable, name, language or part of one."""

_PAIRS = {"}": "{", ")": "(", "]": "["}
_LONGEST, _FAR = 30, 3
"""How long a word is that may be meant as one of ours, and how many of its letters there are to each other one."""


@dataclass(frozen=True)
class Mistake:
    """What is probably meant: where it stands in the text, and a sentence or a part of one in a language."""

    place: int
    told: Callable[[str], str]


def strange_sign(text: str) -> Mistake | None:
    """Return the first sign that SPARQL does not have, outside strings and comments; within IRIs if nobody sees it.

    >>> found = strange_sign("ASK {\\u00a0?a ?b ?c }")
    >>> found and (found.place, found.told("en"))
    (5, 'a no-break space (U+00A0); type a plain space')
    """
    places = [strange_place(blank_out(text)), *_hidden_in_iris(text)]
    place = min((one for one in places if one is not None), default=None)
    return None if place is None else Mistake(place, partial(sign_words, text[place]))


def closing_sign(text: str) -> Mistake | None:
    """Return the curly quotation mark that was to close a text, in a query that the parser refuses.

    >>> found = closing_sign('ASK { ?a ?b "c”@en FILTER(?d = "e") }')
    >>> found and found.place
    14
    """
    place = closing_place(text)
    return None if place is None else Mistake(place, partial(sign_words, text[place]))


def _hidden_in_iris(text: str) -> Iterator[int]:
    for iri in OPAQUE.finditer(text):
        place = hidden_place(iri[0]) if iri[0].startswith("<") else None
        if place is not None:
            yield iri.start() + place


def early_mistake(text: str) -> Mistake | None:
    """Return what a query has around it or before it that is not of SPARQL: marks of Markdown, a prefix of Turtle.

    >>> found = early_mistake("ASK {}\\n```")
    >>> found and found.place
    7
    """
    return _of([*FIRST], bare_text(text))


def frequent_mistake(text: str) -> Mistake | None:
    """Return a mistake that a query which is no SPARQL shows, None where it shows none that is known."""
    bare = bare_text(text)
    patterns = [(pattern, key) for pattern, key in MISTAKES if key not in LAST]
    last = [(pattern, key) for pattern, key in MISTAKES if key in LAST]
    return _open_quote(bare) or _of(patterns, bare) or _unclosed(bare) or _unknown_word(bare) or _of(last, bare)


def refused_form(text: str, said: str) -> Mistake | None:
    """Return what SPARQL has and the parser refuses, in a query of which the parser says something else.

    >>> found = refused_form("ASK { ?a ?b ?c } GROUP BY ?c", "SELECT * is not authorized with GROUP BY")
    >>> found and found.place
    17
    """
    return _of([(pattern, key) for theirs, pattern, key in REFUSED if theirs in said], bare_text(text))


def bare_text(text: str) -> str:
    """Return a text with strings, IRIs and comments blanked out, but for what is an unequal sign elsewhere.

    >>> bare_text("FILTER(?a <> 'b')")
    'FILTER(?a <> ~~~)'
    """
    bare = list(blank_out(text))
    for found in re.finditer("<>", text):
        place = found.start()
        if bare[place : place + 2] == ["~", "~"] and bare[place - 1] != "~":
            bare[place : place + 2] = "<>"
    return "".join(bare)


def nearest_word(word: str) -> str | None:
    """Return the word of SPARQL that is nearest to one, None where all are far.

    >>> nearest_word("STRSTRTS"), nearest_word("BNODEE"), nearest_word("who")
    ('STRSTARTS', 'BNODE', None)
    """
    if len(word) > _LONGEST:
        return None
    near = [(distance(word.upper(), known), len(known)) for known in WORDS]
    least = min(near)[0]
    if least > max(len(word) // _FAR, 0):
        return None
    return WORDS[[found for found, _ in near].index(least)]


def distance(one: str, other: str) -> int:
    """Return how many letters are to be put in, left out, changed or turned round.

    >>> distance("BUOND", "BOUND"), distance("STRSTRTS", "STRSTARTS")
    (1, 1)
    """
    rows: list[list[int]] = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, against in enumerate(other, 1):
            least = min(row[-1] + 1, rows[-1][to] + 1, rows[-1][to - 1] + (letter != against))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == against:
                least = min(least, rows[-2][to - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


def _of(patterns: list[tuple[str, str]], bare: str) -> Mistake | None:
    for pattern, key in patterns:
        found = re.search(pattern, bare, re.IGNORECASE | re.ASCII)
        if found:
            return Mistake(found.start(1), partial(message, key))
    return None


def _open_quote(bare: str) -> Mistake | None:
    place = next((at for at, sign in enumerate(bare) if sign in "\"'"), None)
    return None if place is None else Mistake(place, partial(message, "error.syntax.open_quote"))


def _unclosed(bare: str) -> Mistake | None:
    """Return the bracket that is closed by none, or that closes none."""
    opened: list[int] = []
    for place, sign in enumerate(bare):
        if sign in _PAIRS.values():
            opened.append(place)
        elif sign in _PAIRS:
            if not any(bare[one] == _PAIRS[sign] for one in opened):
                return Mistake(place, partial(_closes_nothing, sign))
            if bare[opened[-1]] != _PAIRS[sign]:
                return _not_closed(bare, opened[-1], place)
            opened.pop()
    return _not_closed(bare, opened[-1], len(bare.rstrip())) if opened else None


def _closes_nothing(sign: str, language: str) -> str:
    return message("error.syntax.not_opened", language, sign=quoted(sign, language))


def _not_closed(bare: str, opened: int, place: int) -> Mistake:
    """Return what is said where a bracket should have been closed by then."""
    closing = {opening: sign for sign, opening in _PAIRS.items()}[bare[opened]]
    before = bare[:opened].split("\n")
    line, column = str(len(before)), str(len(before[-1]) + 1)

    def told(language: str) -> str:
        signs = {"sign": quoted(bare[opened], language), "closing": quoted(closing, language)}
        return message("error.syntax.not_closed", language, line=line, column=column, **signs)

    return Mistake(place, told)


def _unknown_word(bare: str) -> Mistake | None:
    for found in re.finditer(WORD, bare, re.IGNORECASE | re.ASCII):
        if found[0].upper() not in WORDS:
            return Mistake(found.start(), partial(_no_word, found[0], nearest_word(found[0])))
    return None


def _no_word(word: str, near: str | None, language: str) -> str:
    if near:
        return message("error.syntax.word_nearest", language, word=word, nearest=quoted(near, language))
    return message("error.syntax.word_unknown", language, word=word)
