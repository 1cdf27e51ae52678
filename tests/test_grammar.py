"""French sentences: articles, elision, agreement, over all that is said in the record."""

from __future__ import annotations

import re

import pytest

import kg
from kg.grammar import Noun, agreeing, noun, with_unit, without_object
from kg.record.labels import Labels
from kg.record.ties import Stated, Tie
from kg.render.citations import Citations
from kg.render.sentences import tie_text
from kg.vocabulary import local_name
from tests.worlds import RunKg

FORCES = noun("Forces armées canadiennes", "fr", "FAC")
UNCITED = Citations({})


@pytest.mark.parametrize(
    ("number", "unit", "told"),
    [
        ("7_000_000", "dollars américains", "7_000_000 de dollars américains"),
        ("1_200_000_000", "appareils", "1_200_000_000 d’appareils"),
        ("1_000_000–2_000_000", "personnes", "1_000_000–2_000_000 de personnes"),
        ("1_500_000", "dollars", "1_500_000 dollars"),
        ("7_000", "dollars", "7_000 dollars"),
        ("7_000_000", "CAD", "7_000_000 CAD"),
        ("7_000_000", "", "7_000_000"),
    ],
)
def test_round_millions_lead_to_their_unit(number: str, unit: str, told: str) -> None:
    assert with_unit(number.replace("_", "\xa0"), unit, "fr") == told.replace("_", "\xa0")
    assert with_unit("7,000,000", "dollars", "en") == "7,000,000 dollars"


def test_an_object_that_is_named_above_leaves_no_preposition_behind() -> None:
    verbs = ("participe à", "prend part à", "est membre de", "est partie à", "appuie", "met en œuvre")
    told = [without_object(verb, "fr") for verb in verbs]
    assert told == ["y participe", "y prend part", "en est membre", "y est partie", "appuie", "met en œuvre"]
    verbs = ("takes part in", "is governed by", "is a member of", "leads")
    told = [without_object(verb, "en") for verb in verbs]
    assert told == ["takes part in it", "is governed by it", "is a member of it", "leads"]


def test_what_both_share_is_told_without_an_open_end(shipped: kg.KnowledgeGraph, run_kg: RunKg) -> None:
    told = run_kg("why", "rcmp", "cbsa", "--language", "fr").stdout.decode()
    assert "La Gendarmerie royale du Canada y participe [" in told
    for text in (told, shipped.why("norad", "us-air-force").tell("fr")):
        assert not re.search(r" (à|de) [(\[]", text)
    told = run_kg("why", "rcmp", "cbsa").stdout.decode()
    assert "Royal Canadian Mounted Police takes part in it [" in told
    assert not re.search(r" (by|in|of|with) [(\[]", told)


def test_each_of_several_dates_has_its_article() -> None:
    def bound(*starts: str, ends: tuple[str, ...] = ()) -> str:
        dates = [tuple(Stated(value) for value in values) for values in (starts, ends)]
        told = tie_text(Tie("x:a", "x:r", "x:b", (), "", *dates), Labels.none(), UNCITED, "fr")
        return re.sub(r" +(?=[ ,(]|$)", "", told)

    assert "depuis le 12 septembre 2001 ou le 14 septembre 2001" in bound("2001-09-12", "2001-09-14")
    assert "depuis 2001 ou le 14 septembre 2002" in bound("2001", "2002-09-14")
    ended = bound("1999", ends=("2001-10-01", "2002-09-14", "2003"))
    assert "jusqu’au 1er octobre 2001, au 14 septembre 2002 ou en 2003" in ended


@pytest.mark.parametrize(
    ("verb", "name", "told"),
    [
        ("participe à", "Forum sur la criminalité transfrontalière", "participe au "),
        ("participe à", "Agence spatiale canadienne", "participe à l’"),
        ("participe à", "Notes sur les pistes", "participe aux "),
        ("est membre de", "Comité trilatéral", "est membre du "),
        ("est membre de", "Équipe de gestion", "est membre de l’"),
        ("fait partie de", "États-Unis", "fait partie des "),
        ("fait partie de", "Sécurité publique Canada", "fait partie de "),
        ("fait partie de", "Électricité Canada", "fait partie d’"),
        ("lutte contre", "Trafic de fentanyl", "lutte contre le "),
        ("couvre", "11e Force aérienne", "couvre la "),
        ("se trouve à", "Alaska", "se trouve en "),
        ("se trouve à", "Groenland", "se trouve au "),
        ("se trouve à", "Halifax", "se trouve à "),
        ("se trouve à", "Corée du Sud", "se trouve en "),
        ("se trouve à", "État de Washington", "se trouve dans l’"),
        ("se trouve à", "Ports à risque élevé au Canada", "se trouve dans les "),
        ("couvre", "Nevada", "couvre le "),
        ("couvre", "Maine", "couvre le "),
        ("a pour but", "Appuyer la paix", "a pour but d’"),
        ("a pour but", "Contrer la menace", "a pour but de "),
        ("a pour but", "Défense du continent", "a pour but la "),
    ],
)
def test_a_name_has_its_article(verb: str, name: str, told: str) -> None:
    assert noun(name, "fr").after(verb) == told
    assert noun(name, "en").after("covers") == "covers "


@pytest.mark.parametrize(
    ("verb", "name", "told"),
    [
        ("est partie à", "États-Unis", "sont parties à"),
        ("est établi par", "Agence spatiale canadienne", "est établie par"),
        ("est régi par", "Forces armées canadiennes", "sont régies par"),
        ("est régi par", "Équipes intégrées", "sont régies par"),
        ("a un rapport avec", "États-Unis", "ont un rapport avec"),
        ("s’entraîne avec", "États-Unis", "s’entraînent avec"),
        ("se trouve à", "Centres des opérations", "se trouvent à"),
        ("met en œuvre", "Pays-Bas", "mettent en œuvre"),
        ("codirige", "Agence spatiale canadienne", "codirige"),
    ],
)
def test_a_verb_agrees_with_its_subject(verb: str, name: str, told: str) -> None:
    assert agreeing(verb, noun(name, "fr"), "fr") == told


def test_an_abbreviation_has_the_article_of_the_name() -> None:
    assert FORCES.first + FORCES.name == "Les FAC"
    assert noun("Agence des services frontaliers du Canada", "fr", "ASFC").named == "l’ASFC"
    assert noun("Canadian Armed Forces", "en", "CAF") == Noun("CAF")


def test_a_publication_that_is_called_by_a_verb_has_quotation_marks(shipped: kg.KnowledgeGraph) -> None:
    told = [french(shipped, tie) for tie in shipped.record.ties if local_name(tie.relation) == "authors"]
    assert any("est un auteur de «\u00a0Adopter avec prudence" in sentence for sentence in told)
    assert [sentence for sentence in told if re.search(r"un auteur d(e |’)[A-ZÉ]\w*er\b", sentence)] == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("Opération NANOOK", "l’opération NANOOK"),
        ("Exercice ARDENT SENTRY", "l’exercice ARDENT SENTRY"),
        ("Trafic de fentanyl", "le trafic de fentanyl"),
        ("Rivière Sainte-Marie", "la rivière Sainte-Marie"),
        ("Brise-glaces arctiques et polaires", "les brise-glaces arctiques et polaires"),
        ("Opérations aériennes et maritimes du CBP", "les Opérations aériennes et maritimes du CBP"),
        ("Passage du Nord-Ouest", "le passage du Nord-Ouest"),
        ("Gendarmerie royale du Canada", "la Gendarmerie royale du Canada"),
    ],
)
def test_a_common_noun_has_a_small_letter_within_a_sentence(name: str, told: str) -> None:
    assert noun(name, "fr").named == told
    assert noun(name, "en").named == name


def test_a_title_has_quotation_marks() -> None:
    title = noun("Le cyberacteur Star Blizzard", "fr")
    assert title.after("est un auteur de") + title.name == "est un auteur de «\u00a0Le cyberacteur Star Blizzard\u00a0»"


PROPER = "city|company|cyber-threat|exercise|military-operation|network|region|satellite|trusted-traveller-trader"
"""Kinds whose members go by names that no language translates, and that have no article."""


def test_the_first_word_of_every_french_name_is_known(shipped: kg.KnowledgeGraph) -> None:
    """Add the word to ``grammar.masculine``, ``grammar.feminine`` … of kg/messages/fr.json, a name without to bare.

    A name that is alike in both languages may need one too, unless its kind has proper names: the Nevada, NASA.
    """
    known = shipped.record
    told = {end for tie in known.ties for end in (tie.subject, tie.object)}
    bare = (
        "RIMPAC|Haïti|«|Infamous |CANUS|.* Canada$|Alert$|Crossbow|Dual |GlobalEye|Inuit |Meliorator|Mercury |Secure "
        "|Canadian Caper|Fort Churchill|Pole Vault|(CAM|DYE|FOX|PIN)-MAIN"
    )
    unknown = set()
    for iri, own in known.identity.items():
        french, kinds = shipped.labels.of(iri, "fr"), [local_name(kind.value) for kind in own.get("hasKind", ())]
        alike = french == shipped.labels.of(iri)
        if alike and (iri not in told or any(re.fullmatch(PROPER, kind) for kind in kinds)):
            continue
        named = noun(french, "fr")
        if not (named.article or named.name != french or (known.is_a(iri, "Place") and not alike)):
            unknown |= {french} - {french for _ in re.finditer(f"^({bare})", french)}
    assert unknown == set()


def french(graph: kg.KnowledgeGraph, tie: Tie) -> str:
    return tie_text(tie, graph.labels, UNCITED, "fr")


def test_no_sentence_lacks_an_article_a_contraction_or_an_elision(shipped: kg.KnowledgeGraph) -> None:
    known = shipped.record.identity
    told = [french(shipped, tie) for tie in shipped.record.ties if tie.subject in known and tie.object in known]
    assert len(told) > 2000
    wrong = re.compile(r"\b([àÀ] les? |[dD]e les? (?=[A-ZÉ])|[dD]e (?=[AEÉIOU][a-zé])|l[ea] (?=[AEÉIOU][a-zé]))")
    assert [sentence for sentence in told if wrong.search(sentence)] == []


def test_plural_subjects_have_plural_verbs(shipped: kg.KnowledgeGraph) -> None:
    verbs = {
        french(shipped, tie).split("États-Unis ", 1)[1].split(" ")[0]
        for tie in shipped.record.ties
        if local_name(tie.subject) == "united-states"
    }
    assert {"sont", "participent"} <= verbs
    assert [verb for verb in verbs if not verb.endswith("nt")] == []


def test_what_is_counted_once_is_singular(run_kg: RunKg) -> None:
    told = run_kg("show", "norad", "--data", "data", "--language", "fr").stdout.decode()
    assert re.search(r"\b(0|1) (liens|chiffres|événements|passages)\b", told) is None
    assert re.search(r"En tout \d+ liens, \d+ chiffres?, \d+ événements?, \d+ passages\u00a0:", told)
