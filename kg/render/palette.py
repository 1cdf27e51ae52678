"""How charts look: one theme for Altair, in colours that every eye can tell apart, drawn without a script."""

from __future__ import annotations

from typing import Any

FIRST_COUNTRY = "#D55E00"
SECOND_COUNTRY = "#0072B2"
BOTH = "#009E73"
OTHERS = "#888888"
"""Whose a thing is: the colours that networks are drawn in as well."""

PALETTE = [SECOND_COUNTRY, FIRST_COUNTRY, BOTH, "#CC79A7", "#E69F00", "#56B4E9", "#666666"]
"""The colours of Okabe and Ito (2008), those first that stand out best on white."""

_INK, _RULE = "#222222", "#DDDDDD"

FONT = "Verdana, 'DejaVu Sans', Arial, sans-serif"
"""Nearly every machine has one of the first two, and they are equally wide: names fit wherever a picture is read."""


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
