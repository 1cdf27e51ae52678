"""Time the explorer page in headless Chromium, offline: opening, steps, focus; beside it pyvis' own page.

python benchmarks/explorer.py [ROUNDS]

Prints medians in milliseconds: until the first legible frame (the names are on the picture) and the first contentful
paint, the layout shift, whether the picture moved afterwards, each step until the frame that shows it, and the frames a
second while a mouse drags the picture and while a wheel zooms it (60 at most). Then the page that pyvis writes of the
same network (its physics on, nothing fetched) until it rests, and a made-up record of 5,000 actors and 20,000 ties. The
browser is warmed up first: it draws its own windows in its first seconds.
"""

from __future__ import annotations

import math
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from synthetic import write_record

import kg

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.browser import DESKTOP, chromium

_CAP = 60_000
_WATCH = """(() => {
    const seen = window.seen = { shift: 0, paint: 0, legible: 0 };
    const watch = (type, note) => {
        new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true });
    };
    watch('paint', entry => { if (entry.name === 'first-contentful-paint') seen.paint = entry.startTime });
    watch('layout-shift', entry => { seen.shift += entry.value });
    window.afterPaint = act => requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = act;
        channel.port2.postMessage(0);
    });
    const write = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (...given) {
        if (!seen.named && this.canvas.isConnected) {
            seen.named = true;
            afterPaint(() => { seen.legible = performance.now() });
        }
        return write.apply(this, given);
    };
    window.find = selector => document.querySelector(selector);
    window.set = (selector, value, kind) => {
        find(selector).value = value;
        find(selector).dispatchEvent(new Event(kind, { bubbles: true }));
    };
})()"""
_STEPS = {
    "a year": "set('#year', 1990, 'input')",
    "the next year": "set('#year', 1991, 'input')",
    "all years": "set('#year', 9999, 'input')",
    "all lines": "set('[data-key=detail]', 5, 'change')",
    "a topic": "set('[data-key=topic]', find('[data-key=topic]').options[2].value, 'change')",
    "all topics": "set('[data-key=topic]', '', 'change')",
    "hide a group": "find('[data-key=hide-first]').click()",
    "show it again": "find('[data-key=hide-first]').click()",
    "two publishers": "set('[data-key=publishers]', 2, 'change')",
    "any publisher": "set('[data-key=publishers]', 1, 'change')",
    "table of all lines": "find('[data-key$=-table]').click()",
    "sort the table": "find('#table thead button').click()",
    "back to the picture": "find('[data-key$=-network]').click()",
    "search": "set('#search', {name!r}, 'input')",
    "focus": "find('#search').dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Enter', bubbles: true }}))",
    "whole network": "find('[data-key=whole]').click()",
}


def main(rounds: int) -> None:
    """Time all in one run."""
    full, synthetic = kg.load(), _synthetic()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        own = _write(Path(folder) / "explorer.html", full)
        other = _pyvis(Path(folder) / "pyvis.html", full)
        large = _write(Path(folder) / "large.html", synthetic)
        with _opened(browser, None) as page:
            page.wait_for_timeout(5_000)
        _tell_explorer(browser, own, "norad", rounds)
        _tell_sparql(browser, own, rounds)
        _tell_pyvis(browser, other)
        _tell_explorer(browser, large, "actor-17", max(rounds // 2, 1))


def _synthetic() -> kg.KnowledgeGraph:
    with tempfile.TemporaryDirectory() as folder:
        write_record(Path(folder))
        return kg.load(folder)


def _write(path: Path, graph: kg.KnowledgeGraph) -> Path:
    start, used = time.perf_counter(), time.process_time()
    graph.explore(path=path)
    took = f"{time.perf_counter() - start:.1f} s ({time.process_time() - used:.1f} s of one processor)"
    print(f"\n{path.name}: written in {took}, {path.stat().st_size / 1e6:.2f} MB")
    return path


def _pyvis(path: Path, graph: kg.KnowledgeGraph) -> Path:
    """Write the page that pyvis makes of the network that the explorer opens with."""
    from pyvis.network import Network

    network, page = graph.network(), Network(cdn_resources="in_line")
    page.nodes = [{"id": iri, "label": node["label_en"], "shape": "dot"} for iri, node in network.nodes(data=True)]
    page.edges = [{"from": one, "to": other, "value": edge["weight"]} for one, other, edge in network.edges(data=True)]
    path.write_text(page.generate_html(), encoding="utf-8")
    return path


@contextmanager
def _opened(browser: Any, place: Path | None) -> Iterator[Any]:
    context = browser.new_context(offline=True, viewport=DESKTOP, locale="en-CA", reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(_CAP)
    page.add_init_script(_WATCH)
    page.goto(place.as_uri() if place else "about:blank")
    yield page
    context.close()


def _tell_explorer(browser: Any, place: Path, sought: str, rounds: int) -> None:
    times: dict[str, list[float]] = {}
    moved = 0
    for _ in range(rounds):
        with _opened(browser, place) as page:
            page.wait_for_function("() => seen.legible", timeout=_CAP)
            first = page.locator("#picture").screenshot()
            page.wait_for_timeout(1_500)
            moved += first != page.locator("#picture").screenshot()
            for name in ("legible", "paint", "shift"):
                times.setdefault(name, []).append(page.evaluate(f"seen.{name}"))
            name = page.evaluate("() => find('#panel .ranking a').textContent") if sought != "norad" else "norad"
            for step, act in _STEPS.items():
                times.setdefault(step, []).append(_took(page, act.format(name=name) if "{" in act else act))
                page.wait_for_timeout(100)
            for name, move in (("frames while dragged", _drag), ("frames while zoomed", _zoom)):
                times.setdefault(name, []).append(_frames(page, move))
    print(f"{place.name}: medians of {rounds} in milliseconds, of frames a second; the picture moved: {moved} times")
    for name, each in times.items():
        print(f"  {name:22} {statistics.median(each):8.1f}   {min(each):8.1f} to {max(each):8.1f}")


def _frames(page: Any, move: Callable[[Any], None]) -> float:
    """Return how many frames a second there are while something moves."""
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8)
    tick = "const tick = now => { ticks.push(now); window.counting = requestAnimationFrame(tick) }"
    page.evaluate(f"() => {{ window.ticks = []; {tick}; requestAnimationFrame(tick) }}")
    move(page)
    ticks = page.evaluate("() => { cancelAnimationFrame(counting); return ticks }")
    return float((len(ticks) - 1) / (ticks[-1] - ticks[0]) * 1_000)


def _drag(page: Any) -> None:
    """Drag the picture round and round, by paper that bears nothing."""
    box = page.locator("#picture canvas").bounding_box()
    page.mouse.down()
    for turn in _while(2):
        x, y = box["width"] * (0.5 + 0.2 * math.sin(turn * 6)), 8 + box["height"] * (0.2 - 0.2 * math.cos(turn * 6))
        page.mouse.move(box["x"] + x, box["y"] + y)
    page.mouse.up()


def _zoom(page: Any) -> None:
    for turn in _while(2):
        page.mouse.wheel(0, -60 if turn < 1 else 60)


def _while(seconds: float) -> Iterator[float]:
    """Yield the seconds that have passed, until they have."""
    start = time.perf_counter()
    while (now := time.perf_counter() - start) < seconds:
        yield now


def _tell_sparql(browser: Any, place: Path, rounds: int) -> None:
    """Tell when the first query of a page is answered, and later ones, and what its worker adds to the memory."""
    waits: dict[str, list[float]] = {"first answer": [], "later answer": [], "memory in MB": []}
    for _ in range(rounds):
        with _opened(browser, place) as page:
            page.wait_for_function("() => seen.legible", timeout=_CAP)
            before = _memory(browser)
            for name, query in zip(list(waits)[:2], ("ASK { ?s ?p ?o }", "ASK { ?o ?p ?s }"), strict=True):
                start = time.perf_counter()
                page.evaluate("query => { location.hash = new URLSearchParams(query) }", _own(query))
                page.click("#ask [data-key=run]")  # a query from a link waits for that
                page.wait_for_selector("#ask .outcome .lead")
                waits[name].append((time.perf_counter() - start) * 1_000)
                page.evaluate("() => find('#ask .outcome').remove()")
            waits["memory in MB"].append(_memory(browser) - before)
    print(f"{place.name}: SPARQL, medians of {rounds}")
    for name, each in waits.items():
        print(f"  {name:22} {statistics.median(each):8.1f}   {min(each):8.1f} to {max(each):8.1f}")


def _own(query: str) -> dict[str, str]:
    return {"view": "ask", "question": "sparql", "query": query}


def _memory(browser: Any) -> float:
    """Return what the processes that draw pages hold, in megabytes; 0 where the system does not tell."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    held = [Path(f"/proc/{one['id']}/statm") for one in found if one["type"] == "renderer"]
    return sum(int(file.read_text().split()[1]) for file in held if file.exists()) * 4_096 / 1e6


def _took(page: Any, act: str) -> float:
    """Return how long it takes from an act to the frame that shows it."""
    timed = f"const start = performance.now(); {act}; afterPaint(() => done(performance.now() - start))"
    return float(page.evaluate(f"() => new Promise(done => {{ {timed} }})"))


def _tell_pyvis(browser: Any, place: Path) -> None:
    """Tell when pyvis' page paints first and when it rests: when no node has moved by a pixel for half a second."""
    with _opened(browser, place) as page:
        page.wait_for_function("() => typeof network === 'object'", timeout=_CAP)
        still: list[Any] = []
        start = time.perf_counter()
        while len(still) < 6 and time.perf_counter() - start < _CAP / 1_000:
            places = page.evaluate(
                "() => Object.values(network.getPositions()).map(({ x, y }) => [Math.round(x), Math.round(y)])"
            )
            still = [*still, places] if not still or places == still[-1] else [places]
            page.wait_for_timeout(100)
        rest = page.evaluate("performance.now()")
        paint, shift = page.evaluate("[seen.paint, seen.shift]")
    capped = " (still moving)" if len(still) < 6 else ""
    size = place.stat().st_size / 1e6
    print(f"\npyvis' page: {size:.2f} MB, first paint {paint:.0f} ms, at rest {rest:.0f} ms{capped}, shift {shift:.3f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
