"""The colours of every picture, page and chart, which every eye can tell apart; and how charts look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

FIRST_COUNTRY = "#C0392B"
SECOND_COUNTRY = "#2365AE"
BOTH = "#943C7D"
OTHERS = "#527260"
"""Whose a thing is, on a light ground."""

LIGHT: Mapping[str, str] = {
    "first": FIRST_COUNTRY,
    "second": SECOND_COUNTRY,
    "both": BOTH,
    "other": OTHERS,
    "collaboration": "#6D6F73",
    "area-0": "#E3EFE4",
    "area-1": "#FAF3D0",
    "area-2": "#E8EFFA",
    "area-3": "#DDC9E8",
    "area-4": "#DAD1AA",
    "area-5": "#DACEC6",
    "area-6": "#CDD3D8",
}
DARK: Mapping[str, str] = {
    "first": "#E8796C",
    "second": "#6BA6E8",
    "both": "#E0A3D0",
    "other": "#93B7A0",
    "collaboration": "#A6A9AF",
    "area-0": "#273430",
    "area-1": "#37311D",
    "area-2": "#313E51",
    "area-3": "#2C2A36",
    "area-4": "#202319",
    "area-5": "#4B4238",
    "area-6": "#344548",
}
"""What marks and areas are drawn in on a light ground and on a dark one: whose a thing is, and the tints of areas."""

PALETTE = [SECOND_COUNTRY, FIRST_COUNTRY, BOTH, "#E69F00", "#56B4E9", "#009E73", "#666666"]
"""For charts: whose a thing is, then colours of Okabe and Ito (2008), those first that stand out best on white."""

_INK, _RULE = "#222222", "#DDDDDD"

FONT = "Verdana, 'DejaVu Sans', Arial, sans-serif"
"""Nearly every machine has one of the first two, and they are equally wide: names fit wherever a picture is read."""


def style_sheet() -> str:
    """Return the colours of marks and areas as custom properties of CSS: by the scheme of the reader, or of a page.

    >>> style_sheet().splitlines()[0][:33]
    ':root { --first: #C0392B; --secon'
    """
    light, dark = (" ".join(f"--{name}: {colour};" for name, colour in colours.items()) for colours in (LIGHT, DARK))
    return (
        f":root {{ {light} }}\n"
        f':root[data-theme="dark"] {{ {dark} }}\n'
        f"@media (prefers-color-scheme: dark) {{ :root:not([data-theme]) {{ {dark} }} }}\n"
    )


def theme() -> None:
    """Give Altair's charts the look of the project, as pictures (SVG) that need neither script nor network.

    Raises KgError when the package is not installed.
    """
    from kg.optional import import_optional

    altair = import_optional("altair")
    altair.theme.register("perimeter", enable=True)(_settings)
    altair.renderers.enable("svg")


def _settings() -> dict[str, Any]:
    """Return the theme as Vega-Lite writes it: sizes for a page, titles on the left, names never cut short."""
    axis = {
        "labelColor": _INK,
        "titleColor": _INK,
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleFontWeight": "normal",
        "titlePadding": 10,
        "labelLimit": 360,
        "gridColor": _RULE,
        "domainColor": "#999999",
        "tickColor": "#999999",
    }
    return {
        "width": 520,
        "config": {
            "background": "white",
            "padding": 12,
            "font": FONT,
            "axis": axis,
            "axisY": {"titleAnchor": "end"},
            "bar": {"color": SECOND_COUNTRY},
            "line": {"color": SECOND_COUNTRY, "strokeWidth": 2},
            "point": {"color": SECOND_COUNTRY, "filled": True, "opacity": 1, "size": 60},
            "legend": {
                "orient": "top",
                "labelFontSize": 11,
                "titleFontSize": 11,
                "titleFontWeight": "normal",
                "labelLimit": 360,
            },
            "header": {"labelFontSize": 11, "titleFontSize": 11, "labelColor": _INK},
            "range": {"category": PALETTE},
            "title": {
                "anchor": "start",
                "frame": "group",
                "fontSize": 14,
                "color": _INK,
                "subtitleColor": "#555555",
                "subtitleFontSize": 11,
                "subtitlePadding": 6,
                "offset": 14,
            },
            "view": {"stroke": None},
        },
    }
