"""The texts that a page carries are those that its code asks for."""

import re
from pathlib import Path

import pytest

from kg.explorer.term_payload import page_texts
from tests.worlds import ROOT

PAGE = ROOT / "kg" / "explorer" / "page"
ASKED = re.compile(r'(?<![\w.])t\(\s*"([a-z]\w*\.[\w.]+)"')


def asked_for(path: Path) -> set[str]:
    return set(ASKED.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_text_that_the_page_asks_for_by_name_is_in_it(language: str) -> None:
    asked = {key: path.name for path in PAGE.rglob("*.ts") for key in asked_for(path)}
    assert len(asked) > 200
    texts = page_texts(language)
    assert {key: name for key, name in asked.items() if key not in texts} == {}
