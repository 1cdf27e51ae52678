"""Pictures to publish: title, legend, credit, and every mark named once."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

import kg
from kg.language import date_text
from kg.network.files import network_file
from kg.record.dataset import read_dataset
from kg.render.picture import text_width

SVG = "{http://www.w3.org/2000/svg}"


def drawn(network: kg.network.network.Network, **wanted: object) -> ElementTree.Element:
    return ElementTree.fromstring(network_file(network, "svg", **wanted))  # type: ignore[arg-type]


def texts(picture: ElementTree.Element) -> list[str]:
    return [" ".join(part.itertext()) for part in picture.iter(f"{SVG}text")]


def test_a_picture_says_what_it_shows_of_when_and_under_which_licence(shipped: kg.KnowledgeGraph) -> None:
    picture = drawn(shipped.network(topic="arctic", as_of="2024"), language="fr", width=1200)
    told = texts(picture)
    assert (picture.get("width"), picture.findtext(f"{SVG}title")) == (
        "1200",
        "Qui travaille avec qui\u00a0: organisations",
    )
    assert told[0] == picture.findtext(f"{SVG}title")
    assert "au 31 décembre 2024; thème\u00a0: Arctique" in told[1]
    assert told[-1].endswith(f"données du {date_text(read_dataset(shipped.engine).date, 'fr')} · CC BY 4.0")
    assert {"Canada", "États-Unis", "les deux pays"} <= set(told)


@pytest.mark.parametrize("width", [500, 1600])
def test_each_mark_has_a_name_of_its_own_whole_or_by_its_number(shipped: kg.KnowledgeGraph, width: int) -> None:
    picture = drawn(shipped.network(), width=width)
    marks = [group for group in picture.iter(f"{SVG}g") if group.find(f"{SVG}title") is not None]
    labels = [" ".join(part.itertext()) for part in picture.iter(f"{SVG}text") if part.find(f"{SVG}tspan") is not None]
    assert len(labels) == len(set(labels)) == len(marks) > 100
    assert not any("…" in label for label in labels)
    numbers = [label for label in labels if label.isdecimal()]
    keyed = [text for text in texts(picture) if text.partition(" ")[0].isdecimal() and "  " in text]
    assert sorted(numbers, key=int) == [text.split()[0] for text in keyed]


def test_what_nothing_ties_is_a_picture_of_its_caption(mini: kg.KnowledgeGraph) -> None:
    assert texts(drawn(mini.network(as_of="1800")))[0] == "Who works with whom: organizations"


def test_names_are_text_and_never_markup(mini: kg.KnowledgeGraph) -> None:
    network = mini.network()
    network.nodes["https://w3id.org/perimeter/entity/norad"]["label_en"] = "<script>x</script>\x1b\uffff"
    titles = [part.text for part in drawn(network).iter(f"{SVG}title")]
    assert "<script>x</script>\ufffd\ufffd" in titles


def test_a_wide_letter_takes_more_room_than_a_narrow_one() -> None:
    assert text_width("iii", 10) < text_width("MMM", 10)
