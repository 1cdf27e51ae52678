"""The message catalogue: every language has the same texts, with the same places, and every text is used."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest

from kg.errors import DataError, KgError, UnknownName
from kg.messages import Text, catalogue, format_number, known, languages, message
from tests.worlds import ROOT

PLACE = re.compile(r"\{(\w+)\}")
CODE = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg").rglob("*.py"))}
PAGE = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg" / "explorer" / "page").rglob("*.ts"))]
TEMPLATES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "kg" / "pages" / "templates").glob("*.html"))]
OTHERS = [language for language in languages() if language != "en"]
RAISED = ("KgError", "DataError", "QueryError", "LimitExceeded")


def forms(text: Text) -> dict[str, str]:
    """Return the forms of a text by plural category; of one that is not counted, its one form."""
    return text if isinstance(text, dict) else {"other": text}


def places(text: Text) -> set[str]:
    """Return the names of the places in a text, in whichever form."""
    return {name for form in forms(text).values() for name in PLACE.findall(form)}


def told(language: str) -> Iterator[tuple[str, str]]:
    """Yield each form of each text of a language with its key."""
    for key, text in catalogue(language).items():
        yield from ((key, form) for form in forms(text).values())


def calls(*names: str) -> Iterator[tuple[str, ast.expr]]:
    """Yield the first argument of each call of functions in our modules, or each side of a choice, and its place."""
    for path, text in CODE.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in names and node.args:
                first = node.args[0]
                sides = (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,)
                yield from ((f"{path.relative_to(ROOT)}:{node.lineno}", side) for side in sides)


def keys_in_python() -> Iterator[re.Pattern[str]]:
    """Yield what the strings of our modules match that look like keys: a place in one stands for any part."""
    for text in CODE.values():
        for node in ast.walk(ast.parse(text)):
            parts = node.values if isinstance(node, ast.JoinedStr) else [node]
            if isinstance(parts[0], ast.Constant) and re.match(r"[a-z]+\.", str(parts[0].value)):
                pieces = (
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else r"[\w.-]+" for part in parts
                )
                yield re.compile("".join(pieces))


def keys_in_page() -> Iterator[re.Pattern[str]]:
    """Yield what the strings of the page's modules match that are keys: a place in one stands for any part."""
    for text in PAGE:
        for key in re.findall(r"[\"`]((?:page|common|date|error|language|text)\.(?:[\w.-]|\$\{[^}]*\})+)", text):
            yield re.compile(r"[\w.-]+".join(map(re.escape, re.split(r"\$\{[^}]*\}", key))))


def keys_in_templates() -> Iterator[re.Pattern[str]]:
    """Yield what the strings of the templates match that are keys: one that ends with a point goes on in any way."""
    for text in TEMPLATES:
        for key in re.findall(r"t\([\"']([\w.-]+)", text):
            yield re.compile(re.escape(key) + (r"[\w.-]+" if key.endswith(".") else ""))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys(language: str) -> None:
    assert set(catalogue(language)) == set(catalogue("en"))


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_places(language: str) -> None:
    differing = {
        key for key, text in catalogue("en").items() if places(text) != places(catalogue(language).get(key, ""))
    }
    assert differing == set()


@pytest.mark.parametrize("language", languages())
def test_a_counted_text_has_a_form_for_each_plural_category(language: str) -> None:
    categories = str(catalogue(language)["language.plural.categories"]).split()
    rule = c2py(str(catalogue(language)["language.plural.rule"]))
    assert {categories[rule(count)] for count in range(200)} == set(categories)
    assert [
        key for key, text in catalogue(language).items() if isinstance(text, dict) and set(text) != set(categories)
    ] == []


NEVER_NONE = {
    "caveat.cut",
    "common.voices",
    "error.http.budget",
    "network.filter.around",
    "network.undated",
    "page.edge.left",
    "web.entity.picture",
    "web.more",
}
"""Texts that are told of one or more; others are told of none too, which in French is singular."""


@pytest.mark.parametrize("language", languages())
def test_a_form_that_serves_for_none_and_for_one_has_the_number(language: str) -> None:
    category = str(catalogue(language)["language.plural.categories"]).split()[
        c2py(str(catalogue(language)["language.plural.rule"]))(0)
    ]
    of_none = {key: text[category] for key, text in catalogue(language).items() if isinstance(text, dict)}
    assert {key for key, text in of_none.items() if not {"count", "number"} & places(text)} <= NEVER_NONE


@pytest.mark.parametrize("language", languages())
def test_the_same_texts_are_counted_in_every_language(language: str) -> None:
    counted = [{key for key, text in catalogue(one).items() if isinstance(text, dict)} for one in ("en", language)]
    assert counted[0] == counted[1]


@pytest.mark.parametrize("language", languages())
def test_a_file_is_sorted_and_written_in_one_way(language: str) -> None:
    text = (ROOT / "kg" / "messages" / f"{language}.json").read_text(encoding="utf-8")
    assert text == json.dumps(dict(sorted(json.loads(text).items())), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("language", languages())
def test_no_text_is_empty(language: str) -> None:
    assert [
        key for key, form in told(language) if not form.strip(" ") and not key.startswith(("grammar.", "number."))
    ] == []


def test_keys_are_ids() -> None:
    assert [key for key in catalogue("en") if not re.fullmatch(r"[a-z]+(\.[\w-]+)+", key)] == []


@pytest.mark.parametrize(
    ("wrong", "what"),
    [
        (r"[“”']", "the quotation marks and apostrophes of English"),
        (r"(?<!\u00a0):(?=\s|$)", "a colon without a no-break space before it"),
        (r"«(?!\u00a0)|(?<!\u00a0)»", "a guillemet without a no-break space inside"),
        (r"\s[;!?](?=\s|$)", "a space before a semicolon, an exclamation or a question mark"),
    ],
)
def test_french_is_punctuated_as_in_canada(wrong: str, what: str) -> None:
    """Usage of the Office québécois de la langue française: a space before colon and in guillemets alone."""
    assert [key for key, form in told("fr") if re.search(wrong, form)] == [], what


def test_every_text_is_used() -> None:
    found = (*keys_in_python(), *keys_in_page(), *keys_in_templates())
    patterns = {pattern.pattern: pattern for pattern in found}.values()
    assert [key for key in catalogue("en") if not any(pattern.fullmatch(key) for pattern in patterns)] == []


def test_every_key_that_is_used_is_there() -> None:
    given = [key.value for _, key in calls("message", *RAISED) if isinstance(key, ast.Constant)]
    assert len(given) > 150
    assert [key for key in given if not known(str(key))] == []
    asked = (*keys_in_page(), *keys_in_templates())
    assert [pattern.pattern for pattern in asked if not any(map(pattern.fullmatch, catalogue("en")))] == []


def test_every_error_is_raised_by_a_key() -> None:
    """A sentence in the code would be told in its own language only."""
    keys = [(place, key.value if isinstance(key, ast.Constant) else "") for place, key in calls(*RAISED)]
    assert [place for place, key in keys if not str(key).startswith("error.")] == []


def test_what_decides_on_the_plural_is_the_count() -> None:
    assert [message("text.rows", "en", count=count) for count in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    assert [message("text.rows", "fr", count=count) for count in (0, 1, 2)] == ["0 ligne", "1 ligne", "2 lignes"]


def test_a_number_is_written_as_the_language_writes_it() -> None:
    assert format_number(1234567, "fr") == "1\u00a0234\u00a0567"
    assert message("entity.more", "en", count=1200) == "… and 1,200 more"
    assert message("error.syntax.at", "fr", line="1200", column="3", reason="?").startswith(
        "La requête est en faute à la ligne 1200,"
    )


def test_a_text_that_a_language_lacks_is_told_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(catalogue("fr"), "common.undated")  # type: ignore[arg-type]
    assert message("common.undated", "fr") == "undated"


def test_an_error_is_told_in_any_language() -> None:
    error = UnknownName("topic", "drug", ["arctic"])
    assert str(error) == "No topic is called “drug”. Did you mean “arctic”?"
    assert error.message("fr") == "Aucun thème ne s’appelle «\u00a0drug\u00a0». Vouliez-vous dire «\u00a0arctic\u00a0»?"
    assert (error.name, error.nearest) == ("drug", ["arctic"])
    told = DataError("error.data.not_utf8", "a.ttl", byte="E9")
    assert (
        told.message("fr")
        == "a.ttl: n’est pas du texte UTF-8\u00a0: l’octet E9 est peut-être du Latin-1; enregistrez le fichier en UTF-8"
    )


def test_a_third_language_touches_no_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is enough: here of a language with other plural forms, and with one text alone."""
    own = {
        "language.plural.categories": "one few many",
        "language.plural.rule": "n == 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && (n % 100 < 10 || n % 100 >= 20) ? 1 : 2",
        "text.rows": {"one": "{count} wiersz", "few": "{count} wiersze", "many": "{count} wierszy"},
    }
    for path in (ROOT / "kg" / "messages").glob("*.json"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "pl.json").write_text(json.dumps(own), encoding="utf-8")
    monkeypatch.setattr("kg.messages._HERE", tmp_path)
    languages.cache_clear()
    try:
        assert languages() == ("en", "fr", "pl")
        assert [message("text.rows", "pl", count=count) for count in (1, 3, 5)] == [
            "1 wiersz",
            "3 wiersze",
            "5 wierszy",
        ]
        assert KgError("error.explorer.no_nodes").message("pl") == KgError("error.explorer.no_nodes").message()
    finally:
        languages.cache_clear()
