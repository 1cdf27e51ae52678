"""The explorer for everyone: no barrier that axe finds, the keyboard alone, small screens, few colours."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy
import pytest

import kg
from kg.render.palette import DARK, LIGHT
from tests.browser import AXE, COLOURS, Visit
from tests.worlds import ROOT

PAGE = ROOT / "kg" / "explorer" / "page"
STYLE = (PAGE / "styles" / "explorer.css").read_text(encoding="utf-8")
VIEWS = (
    "",
    "focus=norad&card=norad",
    "mode=shared&lens=all&card=canada~united-states",
    "mode=between&lens=all&path=rcmp~norad",
    "view=table",
    "view=timeline",
    "view=map",
    "view=ask&question=facilities",
    "view=ask",
    "view=ask&question=partners&of=norad",
    "story=norad&step=2",
    "mode=between&lens=all&when=2010&against=2023",
    "embed=yes&card=norad",
)


HOW_AXE_LOOKS: dict[str, dict[str, Any]] = {
    "light": {"rules": {"target-size": {"enabled": True}}},
    "dark": {"runOnly": COLOURS},
}


@pytest.fixture(scope="module")
def page(mini: kg.KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mini.explore(path=tmp_path_factory.mktemp("access") / "mini.html").path


@pytest.fixture
def visit(browser: Any, page: Path) -> Iterator[Visit]:
    with Visit(browser, page) as opened:
        yield opened.open()
        assert opened.troubles == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_no_barrier_in_any_view(browser: Any, page: Path, language: str, theme: str) -> None:
    script = AXE / "axe.min.js"
    if not script.exists():
        pytest.skip("axe-core is not there; .ci/axe fetches it")
    found = []
    with Visit(browser, page) as visit:
        visit.open(f"#lang={language}&theme={theme}")
        visit.page.evaluate(script.read_text(encoding="utf-8"))
        for view in VIEWS:
            visit.turn(f"lang={language}&theme={theme}&{view}")
            for toggle in visit.page.locator("#panel .evidence-toggle").all()[:3]:
                toggle.click()
            result = visit.page.evaluate(
                "how => axe.run(document, { resultTypes: ['violations'], ...how })", HOW_AXE_LOOKS[theme]
            )
            found += [
                (view, barrier["id"], node["html"]) for barrier in result["violations"] for node in barrier["nodes"]
            ]
        assert visit.troubles == []
    assert found == []


def focus_is_on(visit: Visit, selector: str) -> bool:
    """Say whether the focus is on an element; wherever it is, it is seen: on screen, under nothing, and marked."""
    told = visit.page.evaluate(
        """selector => {
        const one = document.activeElement, box = one.getClientRects()[0], style = getComputedStyle(one);
        const inside = (at, size) => Math.max(at, 0) + Math.min(size, 12) / 2;
        const top = document.elementFromPoint(inside(box.left, box.width), inside(box.top, box.height));
        return { onScreen: box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.left < innerWidth,
                 uncovered: one === top || one.contains(top), html: one.outerHTML.slice(0, 200),
                 marked: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
                 isPage: one === document.body, matches: one.matches(selector) };
    }""",
        selector,
    )
    assert told["isPage"] or (told["onScreen"] and told["uncovered"] and told["marked"]), told
    return bool(told["matches"])


def tab_to(visit: Visit, selector: str, most: int = 200) -> None:
    """Press Tab until the focus is on an element, and see it all the way."""
    for _ in range(most):
        visit.page.keyboard.press("Tab")
        if focus_is_on(visit, selector):
            return
    raise AssertionError(f"{selector} is not reached by Tab")


def test_keyboard_alone_leads_from_search_to_focus_to_why_to_path(visit: Visit) -> None:
    keyboard = visit.page.keyboard
    tab_to(visit, "#search")
    keyboard.type("norad")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowUp")
    keyboard.press("Enter")
    assert "The circle of NORAD" in visit.text("#chosen")
    assert focus_is_on(visit, "#panel")

    tab_to(visit, "#panel .evidence-toggle")
    keyboard.press("Enter")
    assert focus_is_on(visit, "#panel .evidence-toggle[aria-expanded=true]")
    assert visit.page.locator("#panel .evidence .says").count() > 0

    tab_to(visit, "#toolbar [data-key$='-table']")
    keyboard.press("Enter")
    assert focus_is_on(visit, "#toolbar [data-key$='-table'][aria-pressed=true]")
    tab_to(visit, "#table td:nth-child(3) a")
    keyboard.press("Enter")
    assert "Why they are joined" in visit.text("#panel .eyebrow")
    assert focus_is_on(visit, "#panel")
    keyboard.press("Escape")
    assert visit.page.locator("#panel.open").count() == 0
    assert focus_is_on(visit, "#table td:nth-child(3) a")

    tab_to(visit, "#toolbar [data-key=path]")
    keyboard.press("Enter")
    assert focus_is_on(visit, "#to")
    keyboard.type("rcmp")
    keyboard.press("Enter")
    assert visit.page.locator("#panel .steps li").count() > 0
    assert focus_is_on(visit, "#panel")
    tab_to(visit, "#panel .steps li > a")
    keyboard.press("Enter")
    assert "Why they are joined" in visit.text("#panel .eyebrow")


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_scrolls_sideways_at_320_pixels(browser: Any, page: Path, view: str) -> None:
    with Visit(browser, page, {"width": 320, "height": 640}) as visit:
        visit.open(f"#{view}")
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert visit.troubles == []


@pytest.mark.parametrize("view", VIEWS)
def test_wider_spacing_of_text_hides_none_of_it(visit: Visit, view: str) -> None:
    """The spacing of WCAG 2.2, 1.4.12: no control cuts its own words."""
    visit.turn(view)
    visit.page.add_style_tag(
        content="""* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
        p { margin-bottom: 2em !important }"""
    )
    cut = visit.page.evaluate("""() => [...document.querySelectorAll('button, h1, h2, h3, label, summary, th')]
        .filter(one => one.offsetParent && getComputedStyle(one).overflow !== 'visible'
                && (one.scrollHeight > one.clientHeight + 2 || one.scrollWidth > one.clientWidth + 2))
        .map(one => one.textContent)""")
    assert cut == []


def test_what_changes_is_announced(visit: Visit) -> None:
    assert visit.page.get_attribute("#status", "aria-live") == "polite"
    visit.page.locator("#legend .legend input").first.click()
    assert visit.text("#chosen").startswith(visit.page.text_content("#status").split(",")[0])


# How a deuteranope and a protanope see sRGB made linear, at full severity: Machado, Oliveira and Fernandes (2009),
# doi:10.1109/TVCG.2009.113.
EYES = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}


def linear(colour: str) -> Any:
    parts = numpy.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return numpy.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def as_lab(rgb: Any) -> Any:
    """CIE L*a*b* of linear sRGB under D65."""
    xyz = numpy.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ rgb
    scaled = xyz / numpy.array([0.9505, 1.0, 1.089])
    f = numpy.where(scaled > 0.008856, numpy.cbrt(scaled), 7.787 * scaled + 16 / 116)
    return numpy.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def palette(theme: str) -> dict[str, str]:
    """The colours of a theme: those of the style sheet, and those that all pictures have in common."""
    block = re.search(r"data-theme=\"dark\"\] \{(.*?)\}", STYLE, re.DOTALL) if theme == "dark" else None
    text = block[1] if block else STYLE[: STYLE.index("}")]
    drawn = DARK if theme == "dark" else LIGHT
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", text)) | dict(drawn)


def contrast(one: str, other: str) -> float:
    light, dark = sorted((float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", EYES)
def test_beginnings_and_ends_and_the_two_countries_differ_to_colour_blind_eyes(theme: str, eye: str) -> None:
    colours = palette(theme)
    for one, other in (("first", "second"), ("accent", "first")):
        seen = [as_lab(numpy.clip(EYES[eye] @ linear(colours[name]), 0, 1)) for name in (one, other)]
        assert numpy.linalg.norm(seen[0] - seen[1]) > 20, (one, other)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_marks_and_texts_stand_out_from_the_paper(theme: str) -> None:
    """WCAG 2.2: 3 to 1 for what is drawn (1.4.11), 4.5 to 1 for text (1.4.3)."""
    colours = palette(theme)
    tints = [name for name in colours if re.fullmatch(r"area-\d", name)]
    for name in ("first", "second", "both", "other", "line", "line-strong", "accent"):
        for ground in ("paper", *tints):
            assert contrast(colours[name], colours[ground]) >= 3, (name, ground)
    assert contrast(colours["collaboration"], colours["paper"]) >= 3
    assert min(contrast(colours["area-ink"], colours[ground]) for ground in ("paper", *tints)) >= 4.5
    for name in ("ink", "quiet", "accent"):
        assert min(contrast(colours[name], colours[ground]) for ground in ("paper", "panel")) >= 4.5, name


def difference(one: Any, other: Any) -> float:
    """How different two colours in CIE L*a*b* look: CIEDE2000."""
    c = (numpy.hypot(*one[1:]) + numpy.hypot(*other[1:])) / 2
    g = 1.5 - 0.5 * numpy.sqrt(c**7 / (c**7 + 25**7))
    (l1, a1, b1), (l2, a2, b2) = (one[0], one[1] * g, one[2]), (other[0], other[1] * g, other[2])
    c1, c2 = numpy.hypot(a1, b1), numpy.hypot(a2, b2)
    h1, h2 = (numpy.degrees(numpy.arctan2(b, a)) % 360 for a, b in ((a1, b1), (a2, b2)))
    turn = (h2 - h1 + 180) % 360 - 180
    hue, light, chroma = (h1 + turn / 2) % 360, (l1 + l2) / 2, (c1 + c2) / 2
    parts = ((30, 1, -0.17), (0, 2, 0.24), (-6, 3, 0.32), (63, 4, -0.2))
    t = 1 + sum(part * numpy.cos(numpy.radians(times * hue - away)) for away, times, part in parts)
    dl = (l2 - l1) / (1 + 0.015 * (light - 50) ** 2 / numpy.sqrt(20 + (light - 50) ** 2))
    dc = (c2 - c1) / (1 + 0.045 * chroma)
    dh = 2 * numpy.sqrt(c1 * c2) * numpy.sin(numpy.radians(turn / 2)) / (1 + 0.015 * chroma * t)
    bend = -numpy.sin(numpy.radians(60 * numpy.exp(-(((hue - 275) / 25) ** 2))))
    bend *= 2 * numpy.sqrt(chroma**7 / (chroma**7 + 25**7))
    return float(numpy.sqrt(dl**2 + dc**2 + dh**2 + bend * dc * dh))


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", ["any", *EYES])
def test_tints_of_areas_differ_to_every_eye(theme: str, eye: str) -> None:
    colours = palette(theme)
    sees = EYES.get(eye, numpy.eye(3))
    seen = [as_lab(numpy.clip(sees @ linear(colours[f"area-{at}"]), 0, 1)) for at in range(7)]
    assert min(difference(one, other) for one, other in combinations(seen, 2)) >= 6


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("eye", ["any", *EYES])
def test_whose_a_thing_is_differs_to_every_eye(theme: str, eye: str) -> None:
    colours, sees = palette(theme), EYES.get(eye, numpy.eye(3))
    marks = ("first", "second", "both", "other", "collaboration")
    seen = [as_lab(numpy.clip(sees @ linear(colours[name]), 0, 1)) for name in marks]
    assert min(difference(one, other) for one, other in combinations(seen, 2)) >= 6


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_page_draws_in_the_colours_of_all_pictures(visit: Visit, theme: str) -> None:
    visit.turn(f"theme={theme}")
    drawn = visit.page.evaluate(
        "names => names.map(name => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim())",
        list(LIGHT),
    )
    assert drawn == list((DARK if theme == "dark" else LIGHT).values())


def test_forced_colours_keep_what_is_pressed_apart_and_the_picture_legible(visit: Visit) -> None:
    visit.page.emulate_media(forced_colors="active")
    visit.page.wait_for_timeout(100)
    background = "one => getComputedStyle(document.querySelector(one)).backgroundColor"
    pressed, other = (
        visit.page.evaluate(background, f"#toolbar [aria-pressed={state}]") for state in ("true", "false")
    )
    assert pressed != other
    dark = visit.page.evaluate("""() => {
        const canvas = document.querySelector('#picture canvas');
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        let found = 0;
        for (let at = 0; at < data.length; at += 4) if (data[at] + data[at + 1] + data[at + 2] < 60) found += 1;
        return found;
    }""")
    assert dark > 500
    visit.page.emulate_media(forced_colors="none")


def test_no_two_groups_have_the_same_shape() -> None:
    script = (PAGE / "canvas" / "shapes.ts").read_text(encoding="utf-8")
    shapes = dict(re.findall(r'(\w+): "(\w+)"', script.partition("SHAPES: ")[2].partition("= {")[2].partition("}")[0]))
    assert set(shapes) == {"first", "second", "both", "other", "collaboration"}
    assert all(one != other for one, other in combinations(shapes.values(), 2))
