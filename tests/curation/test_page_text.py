"""A page is read for its text and for what it says of itself."""

import pytest

from kg.curation.page_text import guess_language, read_page
from kg.errors import KgError

PAGE = """<!doctype html><html lang="fr"><head><title>Le NORAD</title>
<meta property="og:site_name" content="Canada.ca"><meta name="dcterms.issued" content="2024-05-03">
<link rel="canonical" href="https://www.canada.ca/norad.html"></head>
<body><nav><a href="/">Accueil</a></nav><main><h1>Le NORAD</h1>
<p>Le NORAD a été créé le 12 mai 1958 par le Canada et les États-Unis pour surveiller le ciel.</p>
<script>alert(1)</script><p>Environ 1 000 militaires canadiens y servent aux côtés de leurs collègues américains.</p>
</main></body></html>"""


def test_a_web_page_tells_its_title_date_address_and_language() -> None:
    page = read_page(PAGE)
    assert (page.title, page.issued, page.address) == ("Le NORAD", "2024-05-03", "https://www.canada.ca/norad.html")
    assert (page.publisher, page.language) == ("Canada.ca", "fr")
    assert "Accueil" not in page.text
    assert "alert" not in page.text


def test_a_paragraph_knows_its_heading_and_its_place() -> None:
    page = read_page("Aims\n\n  Both watch the sky, together.\nPeople\nAbout 300 officers serve there.\n")
    assert [(block.heading, block.number) for block in page.blocks()] == [("Aims", 1), ("People", 2)]
    assert all(page.text[block.start : block.end] == block.text for block in page.blocks())


def test_the_items_of_a_list_belong_to_the_paragraph_that_leads_to_them() -> None:
    page = read_page("Aims\n\nBoth agree to:\n\n  • watch the sky;\n  • guard the coast.\n\nThey meet each year.\n")
    first, second = page.blocks()
    assert (
        first.text == page.text[first.start : first.end] == "Both agree to:\n\n  • watch the sky;\n  • guard the coast."
    )
    assert (second.text, second.number) == ("They meet each year.", 2)


def test_what_somebody_knows_comes_before_what_was_read() -> None:
    page = read_page(PAGE).with_known(title="Other", address=None)
    assert (page.title, page.address) == ("Other", "https://www.canada.ca/norad.html")


@pytest.mark.parametrize("content", ["", "  \n ", "<html><body></body></html>"])
def test_a_page_without_text_is_refused(content: str) -> None:
    with pytest.raises(KgError, match="No text"):
        read_page(content)


def test_the_language_is_that_of_the_commonest_words() -> None:
    assert [guess_language("Le chef est dans la maison"), guess_language("")] == ["fr", "en"]


def test_the_date_of_a_page_is_one_that_it_states_as_its_own() -> None:
    body = "<p>On 11 September 2024 the RCMP and the FBI signed a pact on firearms smuggled across the border.</p>"
    assert not read_page(f"<html><head><title>Pact</title></head><body><h1>Pact</h1>{body}</body></html>").issued
    stated = '<meta property="article:published_time" content="2024-09-12T10:00:00Z">'
    assert read_page(f"<html><head>{stated}</head><body><h1>Pact</h1>{body}</body></html>").issued == "2024-09-12"


@pytest.mark.parametrize(
    ("known", "said"),
    [({"issued": "2024-13"}, "“2024-13” is not a date"), ({"language": "x y"}, "no tag of a language")],
)
def test_what_somebody_knows_wrongly_is_refused(known: dict[str, str], said: str) -> None:
    with pytest.raises(KgError, match=said):
        read_page(PAGE).with_known(**known)
