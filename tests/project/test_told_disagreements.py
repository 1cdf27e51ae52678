"""What the first edition only told in words, that pages disagree: each side now stands on its page.

Told too, and no row, since the pages, read again, deny nothing of each other: who leads the cross-border firearms
task force for the United States (two notes say so, other pages name partners and no head); who came to the Arctic
chiefs in 2022 (a list leaves Denmark out, its picture shows it); how Nasittuq is owned (in halves in 2020, by three
in 2022); what the emergency management agreement of 2008 is called (a headline says memorandum, the text agreement).
"""

from __future__ import annotations

import pytest

from kg import KnowledgeGraph
from kg.vocabulary import local_name

TOLD = [
    ("first-special-service-force", "startDate", "", {"1942-07-02": "cmh-fssf", "1942-07-09": "arsof-fssf"}),
    ("first-special-service-force", "date", None, {"1942-07-02": "cmh-fssf", "1942-07-09": "lermuseum-fssf"}),
    (
        "norad-modernization-joint-statement-2021",
        "date",
        None,
        {"2021-08-14": "shephard-norad-2021", "2021-08-17": "lackenbauer-2021"},
    ),
    ("abcanz", "date", None, {"1964-10-01": "hubbry-abcanz", "1964-10-10": "abca-history"}),
    (
        "roadmap-renewed-partnership-2021",
        "date",
        None,
        {"2021-02-22": "hnn-norad-2021", "2021-02-23": "ps-cbftf-note-2021"},
    ),
    (
        "beaufort-sea-task-force",
        "hasStatus",
        "",
        {"active": "citynews-beaufort-2024", "announced": "marinelink-beaufort-2024"},
    ),
    ("mfo", "date", None, {"1981-08-03": "dnd-calumet-history", "1982": "army-calumet-2015"}),
    (
        "exercise-vigilant-eagle",
        "startDate",
        "",
        {"2008": "norad-vigilant-eagle-13", "2010": "wikipedia-vigilant-eagle"},
    ),
    ("transportation-border-working-group", "date", None, {"2001-01": "fhwa-tbwg", "2002-01": "tc-tbwg-2006"}),
    ("norad", "startDate", "", {"1957-09-12": "wikipedia-norad", "1958-05-12": "norad-agreement-page"}),
    ("ice-pact", "startDate", "", {"2024-07-11": "wikipedia-ice-pact", "2024-11": "pspc-icepact-fr"}),
    (
        "high-altitude-objects-response-2023",
        "role",
        "gave the order to down the object over Yukon",
        {
            "chief-of-the-defence-staff": "wikipedia-yukon-object",
            "minister-of-national-defence": "wikipedia-yukon-object",
            "prime-minister-of-canada": "dnd-domestic-continental-2023",
        },
    ),
    (
        "shiprider-framework-agreement",
        "date",
        None,
        {"2009-05-26": "ajot-shiprider-2009", "2009-05-27": "egg-shiprider"},
    ),
    ("wildland-fire-mou-2023", "date", None, {"2023-06-22": "fea-fire-2023", "2023-06-23": "doi-fire-2023"}),
    ("combined-defence-plan", "date", None, {"2012-01-25": "ceasefire-cdp-2012", "2012-01-26": "dod-2012-agreements"}),
    ("ogdensburg-agreement", "startDate", "", {"1940-08-17": "wikipedia-ogdensburg", "1940-08-18": "osu-ogdensburg"}),
    (
        "critical-minerals-joint-action-plan",
        "startDate",
        "",
        {"2019-12": "state-critical-minerals-2020", "2020-01-09": "nrcan-critical-minerals-2020"},
    ),
    (
        "rcmp-black-hawk-helicopters",
        "date",
        None,
        {"2025-01-17": "rcmp-black-hawks-2025", "2025-01-19": "global-black-hawks-2025"},
    ),
    (
        "new-zealand",
        "startDate",
        "combined-space-operations",
        {"2014": "spaceq-cspo-2022", "2015-07": "nz-defence-cspo-2022"},
    ),
    (
        "new-zealand",
        "role",
        "operation-olympic-defender",
        {
            "member already when France and Germany entered": "govconexec-ood-2024",
            "recent entrant, with France and Germany": "adf-ood",
        },
    ),
    (
        "cbsa",
        "role",
        "integrated-border-enforcement-teams",
        {"coLeads": "cbsa-ibet-2007", "participatesIn": "tbs-ibet-dpr-2007"},
    ),
    (
        "us-department-of-defense",
        "startDate",
        "ice-ppr-mou",
        {"2020-08-31": "onr-ice-ppr-2020", "2020-11": "c4isrnet-ice-ppr-2021"},
    ),
    ("strong-borders-act", "hasStatus", "", {"announced": "openparl-c2", "superseded": "wiki-strong-borders"}),
    (
        "canadian-polar-icebreakers",
        "role",
        "ice-pact",
        {"linked to the pact": "portnews-polarmax-2025", "outside the pact in form": "globaleconomictimes-polar-2025"},
    ),
    (
        "fisheries-and-oceans-canada",
        "role",
        "operation-north-pacific-guard",
        {"leads": "baird-npg-2024", "one of nine in a joint mission": "menafn-npg-2024"},
    ),
    ("continental-us-norad-region", "startDate", "", {"1983": "answers-conr", "1986-10-01": "norad-conr-factsheet"}),
    ("defence-production-sharing-agreement", "startDate", "", {"1956": "ccc-us-defense", "1959": "ccc-dpsa"}),
    (
        "commander-norad",
        "reportsTo",
        "",
        {"chairman-joint-chiefs-of-staff": "canr-docstoc", "us-secretary-of-defense": "peterson-norad-partnership"},
    ),
    (
        "declaration-of-common-purpose-1957",
        "startDate",
        "",
        {"1957-10-25": "ttcp-overview", "1957-11": "ttcp-history-25"},
    ),
    (
        "nasittuq",
        "value",
        "value of the 2022 support contract without its options",
        {"527000000 Canadian dollars": "itk-nasittuq-2022", "592000000 Canadian dollars": "shephard-nasittuq-2022"},
    ),
    (
        "operation-unifier",
        "startDate",
        "",
        {"2015-04-14": "wikimili-unifier", "2015-09-14": "defense-aerospace-unifier-2019"},
    ),
    ("mlat-1985", "inForceDate", "", {"1990-01-04": "vlex-mlat", "1990-01-24": "ojp-mlat"}),
]
"""The thing, the property, the other side if it is one, and each value with a document that says so."""

NOTED = {
    "pjbd": "eveningwashington-pjbd-2026",
    "smart-border-declaration": "wiki-smart-border",
    "usnorthcom": "wikisum-northcom",
}
"""What no two dates or parts tell: a document says itself that others say otherwise."""


@pytest.fixture(scope="module")
def rows(shipped: KnowledgeGraph) -> list[tuple[str, str, str, str, set[str]]]:
    """Return thing, property, other side, value and documents of each row of the question."""
    answer = shipped.ask("disagreements")
    cells = zip(*(answer.column(name) for name in ("thing", "property", "other", "value", "passages")), strict=True)
    return [
        (*(local_name(str(cell or "")) for cell in row), {passage.split("/")[-2] for passage in str(passages).split()})
        for *row, passages in cells
    ]


@pytest.mark.parametrize(("thing", "about", "other", "values"), TOLD)
def test_each_side_stands_on_its_page(
    rows: list[tuple[str, str, str, str, set[str]]], thing: str, about: str, other: str | None, values: dict[str, str]
) -> None:
    found = {
        value: documents
        for subject, name, beside, value, documents in rows
        if (subject, name) == (thing, about) and (other is None or beside == other)
    }
    assert len(found) > 1
    for value, document in values.items():
        assert document in found[value]
        assert not any(document in documents for each, documents in found.items() if each not in values)


@pytest.mark.parametrize("thing", NOTED)
def test_what_a_page_says_itself_is_noted(rows: list[tuple[str, str, str, str, set[str]]], thing: str) -> None:
    noted = [documents for subject, name, _, _, documents in rows if (subject, name) == (thing, "says")]
    assert any(NOTED[thing] in documents for documents in noted)
