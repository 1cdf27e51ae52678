"""The theme of charts: the look of the project, drawn as a picture that needs neither script nor network."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

import kg
from kg.render import palette as plots

altair = pytest.importorskip("altair", reason="Altair is not installed")


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    with altair.theme.enable("default"), altair.renderers.enable("default"):
        yield


def chart() -> altair.Chart:
    return altair.Chart(altair.Data(values=[{"x": 1}]), title="One").mark_bar().encode(x="x:Q")


def test_a_chart_takes_the_theme() -> None:
    plots.theme()
    assert chart().to_dict()["config"]["title"]["anchor"] == "start"
    assert chart().to_dict()["config"]["range"]["category"] == plots.PALETTE


def test_a_chart_is_a_picture_without_script_or_network() -> None:
    plots.theme()
    shown = chart()._repr_mimebundle_()
    assert set(shown) == {"image/svg+xml"}
    picture = shown["image/svg+xml"]
    assert picture.startswith("<svg")
    assert "<script" not in picture
    assert 'href="http' not in picture


def test_picture_of_a_chart_is_the_one_that_is_kept(same_picture: Callable[[str, str], None]) -> None:
    plots.theme()
    bars = altair.Chart(altair.Data(values=[{"x": 1, "of": "a"}, {"x": 3, "of": "b"}]), title="Two", width=200)
    bars = bars.mark_bar().encode(x="x:Q", y="of:N", color=altair.Color("of:N", legend=None))
    same_picture("chart", bars._repr_mimebundle_()["image/svg+xml"])


def test_a_missing_package_is_named_with_what_brings_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "altair", None)
    with pytest.raises(kg.KgError, match=r"perimeter-kg\[notebooks\]"):
        plots.theme()
