"""Signs that look like those of a syntax and are none: what each is called, and what to write in its place.

Queries and data files are told of them in the same words, and the page by the same table.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.messages import message

_PLAIN = "".join(map(chr, range(0x21, 0x7F)))

SIGNS: Mapping[str, tuple[str, str]] = {
    "no_break_space": ("\u00a0\u2007\u202f", " "),
    "other_space": ("\x0b\x0c\x1c-\x1f\x85\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u2800\u3000", " "),
    "zero_width_space": ("\u200b", ""),
    "unseen": (
        "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200c-\u200f"
        "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
        "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff",
        "",
    ),
    "lost": ("\ufffc\ufffd", ""),
    "curly_quote": ("“”„‟″‶〝〞〟❝❞❠⹂ʺ\U0001f676-\U0001f678", '"'),
    "guillemet": ("«»", '"'),
    "curly_apostrophe": ("‘’‚‛‹›´′‵❛❜❟ʹʻʼʽ", "'"),
    "backtick": ("`", ""),
    "dash": ("‐‑‒–—―−⁃⸺⸻﹘﹣➖˗", "-"),
    "full_width": ("".join(chr(ord(sign) + 0xFEE0) for sign in _PLAIN), _PLAIN),
    "look_alike": ("\u037e\u2024﹐﹒﹔﹕﹖﹙﹚﹛﹜﹟﹠﹡﹢﹤﹥﹦﹩﹪﹫", ";.,.;:?(){}#&*+<>=$%@"),
    "bracket": ("⟨⟩\u2329\u232a\u3008\u3009❬❭❮❯❰❱❨❩❪❫❴❵", "<><><><><><>()(){}"),
    "comparison": ("≠≤≥⩽⩾≦≧∧∨", "!=<=>=<=>=<=>=&&||"),
    "operator": ("¬×÷∗∕⁄∣", "!*/*//|"),
}
"""Signs by kind, as they stand in a class of a pattern, and what to write: one for all, nothing, or one for each."""

UNKNOWN = (
    "\u00a1-\u00b6\u00b8-\u00bf\u2010-\u203e\u2041-\u206f\u2190-\u2bff\u2ff0-\u2fff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufffe\uffff\U000f0000-\U0010ffff"
)
"""Other signs beyond ASCII that SPARQL and Turtle have nowhere outside of texts: not in a name, nor between names."""

HIDDEN = ("no_break_space", "other_space", "zero_width_space", "unseen")
"""The kinds that nobody sees: they are odd within an IRI too."""

_CLASSES = {kind: f"[{signs}]" for kind, (signs, _) in SIGNS.items()}
_HIDDEN = "[" + "".join(SIGNS[kind][0] for kind in HIDDEN) + "]"
_STRANGE = "[" + "".join(signs for signs, _ in SIGNS.values()) + UNKNOWN + "]"
"""Patterns, made only when a fault is told: that takes longer than a query."""


def strange_place(text: str) -> int | None:
    """Return where the first sign stands that no syntax here has, in a text whose strings were blanked out.

    >>> strange_place("ent:norad a\\u00a0sec:Organization"), strange_place("ent:norad a sec:Organization")
    (11, None)
    """
    found = re.search(_STRANGE, text)
    return found.start() if found else None


CLOSING = (
    r'"[^"\\\n“«]{0,300}?([”“»])(?=\s*(?:@[A-Za-z]|\^\^|[;,.)}\]](?:\s|$))[^"\n]{0,300}(?:"[^\s"@^;,.()\[\]{}]|\n|$))'
)
"""A text that a straight mark opens and a curly one was to close, so that it goes on to the next straight one."""


def closing_place(text: str) -> int | None:
    """Return where a curly quotation mark stands that was to close a text, in what is no SPARQL or Turtle.

    >>> closing_place('rdfs:label "Canada”@en, "Canada"@fr')
    18
    """
    found = re.search(CLOSING, text)
    return found.start(1) if found else None


def hidden_place(text: str) -> int | None:
    """Return where the first sign stands in a text that nobody sees, the plain space and ends of lines left out.

    >>> hidden_place("nor\\u200dad")
    3
    """
    found = re.search(_HIDDEN, text)
    return found.start() if found else None


def sign_words(sign: str, language: str) -> str:
    """Return what a strange sign is, and what to do about it.

    >>> sign_words("“", "en"), sign_words("→", "en")
    ('a curly quotation mark (U+201C); type a plain "', 'a sign of no meaning here (U+2192); delete it')
    """
    kind = next((kind for kind, signs in _CLASSES.items() if re.match(signs, sign)), "unknown")
    signs, plain = SIGNS.get(kind, ("", ""))
    if len(plain) > 1:
        each = len(plain) // len(signs)
        plain = plain[signs.index(sign) * each :][:each]
    if plain == " ":
        remedy = message("error.sign.write_space", language)
    elif plain:
        remedy = message("error.sign.write", language, plain=plain)
    else:
        remedy = message("error.sign.delete", language)
    return message(f"error.sign.{kind}", language, code=f"U+{ord(sign):04X}", remedy=remedy)
