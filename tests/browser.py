"""A real browser for the tests of the explorer: offline, and it keeps what a page should never do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
AXE = Path(
    os.environ.get("PERIMETER_AXE")
    or Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "perimeter" / "axe-core-4.14.1"
)
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""What axe says of colours: all that can differ between a page in light and the same one in dark."""
DESKTOP = {"width": 1440, "height": 900}
PATIENCE = 120_000
"""How many milliseconds a page may be busy: other tests run at the same time, and the longest query takes its time."""
PHONE = {"width": 390, "height": 844}


@contextmanager
def chromium() -> Iterator[Any]:
    """Launch the chromium of this machine; skip where there is none, or no playwright to drive it."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    place = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not place:
        pytest.skip("no chromium on this machine")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=FLAGS)
        yield browser
        browser.close()


_TURN = """async to => {
    const address = location.href;
    const told = new Promise(done => addEventListener('hashchange', done, { once: true }));
    location.hash = to;
    if (location.href === address) return;
    await told; // the page has heard of it before
    await new Promise(requestAnimationFrame); // pictures are painted
    const rows = () => document.querySelectorAll('#table:not([hidden]) tr').length;
    for (let before = -1; rows() !== before; await new Promise(done => setTimeout(done, before ? 60 : 0))) {
        before = rows(); // a long table is filled part by part
    }
}"""
"""Shows another state of the page that is open, and waits until it is shown."""

_IDLE: dict[str, list[Any]] = {}
"""Windows of each size that no visit uses; to make one takes four times as long as to open a page in it."""


@dataclass
class Visit:
    """One page open in the browser, with all that went wrong on it."""

    browser: Any
    place: Path
    size: dict[str, int] = field(default_factory=lambda: DESKTOP)
    troubles: list[str] = field(default_factory=list)
    page: Any = None
    alone: bool = False
    """Whether no later visit may use the window: something is set in it for good."""
    is_read: bool = False
    """Whether the page has had the time to unpack what its first picture does not need."""

    def __enter__(self) -> Visit:
        idle = [] if self.alone else _IDLE.get(str(self.size), [])
        self.context = idle.pop() if idle else self._new_window()
        self.page = self.context.pages[0]
        for event, note in self._notes():
            self.page.on(event, note)
        return self

    def __exit__(self, problem: object, *_: object) -> None:
        if self.alone or problem or len(self.context.pages) > 1:
            self.context.close()
            return
        self.page.mouse.move(0, 0)
        self.page.emulate_media(media="null")
        self.page.set_viewport_size(self.size)
        self.page.goto("about:blank")
        for event, note in self._notes():
            self.page.remove_listener(event, note)
        _IDLE.setdefault(str(self.size), []).append(self.context)

    def open(self, fragment: str = "") -> Visit:
        """Open the page at a state."""
        self.page.goto("about:blank")
        self.page.goto(self.place.as_uri() + fragment)
        self.page.wait_for_selector("#chosen span", state="attached")
        self.is_read = False
        return self

    def turn(self, fragment: str) -> None:
        """Show another state of the page that is open, as a link within it does: far sooner than it opens anew."""
        self.page.evaluate(_TURN, fragment)
        if not self.is_read:
            self.page.wait_for_timeout(250)
            self.is_read = True

    def text(self, selector: str) -> str:
        """Return what is to be read in a part of the page."""
        return str(self.page.inner_text(selector))

    def press(self, name: str) -> None:
        """Press a button of the menu *Save and share*."""
        self.page.locator("#toolbar .menu").evaluate("menu => { menu.open = true }")
        self.page.locator("#toolbar .menu").get_by_role("button", name=name, exact=True).click()

    def taken(self, name: str, folder: Path) -> Path:
        """Return the file that a press on a button of that menu gives."""
        with self.page.expect_download() as download:
            self.press(name)
        place = folder / download.value.suggested_filename
        download.value.save_as(place)
        return place

    def picture(self) -> bytes:
        """Return the picture as it stands."""
        self.page.wait_for_timeout(120)
        return bytes(self.page.locator("#picture").screenshot())

    def point_at_something(self) -> None:
        """Move the mouse over the picture until it is on a node or a line, and click."""
        box = self.page.locator("#picture").bounding_box()
        for y in range(20, int(box["height"]), 24):
            for x in range(20, int(box["width"]), 24):
                self.page.mouse.move(box["x"] + x, box["y"] + y)
                if self._points() and (self.page.wait_for_timeout(60) or self._points()):
                    self.page.mouse.click(box["x"] + x, box["y"] + y)
                    return

    def _new_window(self) -> Any:
        context = self.browser.new_context(
            offline=True, viewport=self.size, locale="en-CA", accept_downloads=True, reduced_motion="reduce"
        )
        context.set_default_timeout(PATIENCE)
        context.new_page().add_init_script(
            "addEventListener('securitypolicyviolation', event => console.error('CSP', event.violatedDirective))"
        )
        return context

    def _notes(self) -> list[tuple[str, Any]]:
        return [
            ("console", self._note_console),
            ("pageerror", self._note_error),
            ("dialog", self._dismiss),
            ("request", self._note_request),
        ]

    def _points(self) -> bool:
        return self.page.locator("#picture.pointing").count() > 0

    def _note_console(self, message: Any) -> None:
        self.troubles.append(f"console: {message.text}")

    def _note_error(self, error: Any) -> None:
        self.troubles.append(f"error: {error}")

    def _dismiss(self, dialog: Any) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _note_request(self, request: Any) -> None:
        if request.url.split("#")[0] not in (self.place.as_uri(), "about:blank") and not request.url.startswith(
            ("data:", "blob:")
        ):
            self.troubles.append(f"request: {request.url}")
