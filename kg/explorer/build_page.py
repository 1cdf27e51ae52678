"""The scripts of the explorer page, joined from its modules in TypeScript. Needs the standard library alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PAGE = Path(__file__).parent / "page"
BUILT = Path(__file__).parent / "built"
SCRIPT = BUILT / "page.js"
WORKER = BUILT / "worker.js"
"""The program of the worker that answers SPARQL."""
ENGINE = BUILT / "oxigraph.wasm.gz"
"""Oxigraph as WebAssembly, compressed, from its package."""
GROUND = BUILT / "ground.json"
"""Coasts, lakes and borders as paths of SVG, from their package."""
_STAMP = BUILT / "fingerprint"
_RUN = ("run", "--quiet", "--frozen", "--allow-read", "--allow-write", "--allow-env", "--allow-run")


def is_current() -> bool:
    """Say whether the scripts are there and were built from the sources as they are."""
    is_whole = all(file.is_file() for file in (SCRIPT, WORKER, ENGINE, GROUND, _STAMP))
    return is_whole and _STAMP.read_text(encoding="utf-8") == fingerprint()


def fingerprint() -> str:
    """Return the hash of all that the scripts are built from."""
    digest = hashlib.sha256()
    for file in sorted(file for pattern in ("*.ts", "deno.*") for file in PAGE.rglob(pattern)):
        digest.update(f"{file.relative_to(PAGE).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def build() -> None:
    """Build the scripts, unless they are current."""
    if is_current():
        return
    BUILT.mkdir(exist_ok=True)
    _STAMP.unlink(missing_ok=True)  # a build that breaks off must not look finished
    subprocess.run([deno(), *_RUN, str(PAGE / "build.ts"), str(BUILT)], cwd=PAGE, check=True, stdout=sys.stderr)
    _STAMP.write_text(fingerprint(), encoding="utf-8")


def deno() -> str:
    """Return the Deno beside this Python, else the one on the path."""
    beside = shutil.which("deno", path=sysconfig.get_path("scripts"))
    found = beside or shutil.which("deno")
    if not found:
        raise SystemExit("Deno, which builds the explorer page, is not there; python3 go.py explore installs it.")
    return found


if __name__ == "__main__":
    build()
