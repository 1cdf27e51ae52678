"""CAMEO codes as relations: each a relation of the ontology that joins what its code is about."""

from __future__ import annotations

import re

from kg.events.cameo import TABLES, codes
from kg.validation.writing import text_faults
from tests.worlds import ROOT


def test_each_relation_is_one_of_the_ontology_or_of_the_terms_of_events() -> None:
    known = (ROOT / "ontology" / "properties.ttl").read_text("utf-8") + (TABLES / "terms.ttl").read_text("utf-8")
    for relation in {code.relation for code in codes().values()}:
        assert re.search(rf"(?m)^sec:{relation}$", known), relation


def test_only_cooperation_has_codes_each_under_its_root() -> None:
    assert {code[:2] for code in codes()} == {"03", "04", "05", "06", "07", "08"}
    assert all(code[:2] in codes() and code[:3] in codes() for code in codes())


def test_to_mean_to_cooperate_is_not_to_cooperate() -> None:
    assert {code.relation for name, code in codes().items() if name[:2] in ("03", "08")} == {"isRelatedTo"}
    assert codes()["061"].relation == "cooperatesWith"
    assert codes()["064"].relation == "sharesInformationWith"
    assert codes()["072"].relation == "supports"


def test_words_are_set_as_each_language_is_set() -> None:
    for name, code in codes().items():
        for language, words in code.words.items():
            assert list(text_faults(words, language)) == [], name
