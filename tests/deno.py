"""Scripts of our own in Deno, which run modules of the page without a browser."""

from __future__ import annotations

import json
import subprocess

from kg.explorer import build_page
from tests.worlds import TESTS


def run_script(name: str, given: object) -> str:
    """Return what one of the scripts beside the tests of the page prints for what it is given as JSON."""
    deno = [build_page.deno(), "run", "--quiet", "--frozen", "--allow-read", "--config", build_page.PAGE / "deno.json"]
    done = subprocess.run(
        [*deno, TESTS / "explorer" / "page" / name],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
