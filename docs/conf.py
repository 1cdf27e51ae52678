"""How the documentation is made; `kg docs` adds the pages that the program writes, and runs Sphinx."""

from functools import lru_cache
from typing import ClassVar

from pygments.lexer import inherit
from pygments.lexers.rdf import SparqlLexer
from pygments.token import Comment, Operator
from sphinx.search import languages
from sphinx.search.en import SearchEnglish

from kg import __version__

project = "Perimeter"
author = "Perimeter contributors"
project_copyright = "Perimeter contributors. Code: MIT; data: CC BY 4.0"
release = version = __version__
language = "en"
smartquotes = False  # -- is an option, not a dash

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["counts.md", "fr/counts.md"]  # stand in the start pages
myst_enable_extensions = ["attrs_block", "attrs_inline", "colon_fence", "fieldlist"]
myst_heading_anchors = 3
myst_ref_domains = ["std", "py"]  # those of other languages would each be asked for every link

autodoc_member_order = "bysource"

html_theme = "furo"
html_title = "Perimeter"
html_static_path = ["static"]
html_css_files = ["site.css"]
html_extra_path = ["extra"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # it fetches pages, which a browser forbids to a page from a file
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "github-dark"


class Sparql(SparqlLexer):
    """SPARQL with property paths, which the lexer of Pygments lacks, and with the head of a notebook's cell."""

    tokens: ClassVar = {"root": [(r"^%%.*\n", Comment.Preproc), (r"[|^]", Operator), inherit]}


class English(SearchEnglish):
    """English for the search, in which the stem of a word is found once and not on every page."""

    stem = lru_cache(maxsize=None)(SearchEnglish.stem)


languages["en"] = English


def level_captions(app, page, template, context, doctree):
    """Tell a screen reader on which level the captions of the sidebar stand; Sphinx leaves it out."""
    tree = context.get("furo_navigation_tree", "")
    context["furo_navigation_tree"] = tree.replace('role="heading"', 'role="heading" aria-level="2"')


FRENCH = {
    "Back to top": "Haut de la page",
    "Contents": "Table des matières",
    "Home": "Accueil",
    "Next": "Suivant",
    "On this page": "Sur cette page",
    "Previous": "Précédent",
    "Search": "Recherche",
    "Skip to content": "Passer au contenu",
}
"""What the theme writes around a page, in French: neither it nor Sphinx has these words."""


def speak_french(app, page, template, context, doctree):
    """Put French around the pages of fr/: the language that they are marked with, and the words of the theme."""
    if page.startswith("fr/"):
        context |= {"language": "fr", "docstitle": "Périmètre", "master_doc": "fr/index"}
        context |= dict.fromkeys(("_", "gettext"), lambda words: FRENCH.get(words, words))


def setup(app):
    """Take in the lexer, the levels once the theme has made its sidebar, and the French around French pages."""
    app.add_lexer("sparql", Sparql)
    app.connect("html-page-context", level_captions, priority=900)
    app.connect("html-page-context", speak_french, priority=900)
