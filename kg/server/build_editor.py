"""The files of the SPARQL editor, taken from their package on npm. Needs the standard library alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

EDITOR = Path(__file__).parent / "editor"
BUILT = Path(__file__).parent / "built"
FILES = ("yasgui.min.js", "yasgui.min.css")
LICENCES = "licences.txt"
_STAMP = BUILT / "fingerprint"


def is_current() -> bool:
    """Say whether the files are there and of the package that is named."""
    is_whole = all((BUILT / name).is_file() for name in (*FILES, LICENCES, _STAMP.name))
    return is_whole and _STAMP.read_text(encoding="utf-8") == _fingerprint()


def build() -> None:
    """Take the files out of the package, which is checked against its hash, unless they are current."""
    if is_current():
        return
    deno = shutil.which("deno", path=sysconfig.get_path("scripts")) or shutil.which("deno")
    if not deno:
        raise SystemExit("Deno, which brings the SPARQL editor, is not there; python3 go.py serve installs it.")
    BUILT.mkdir(exist_ok=True)
    _STAMP.unlink(missing_ok=True)  # a build that breaks off must not look finished
    with tempfile.TemporaryDirectory() as folder:
        for name in ("deno.json", "deno.lock"):
            shutil.copy(EDITOR / name, folder)
        subprocess.run([deno, "install", "--quiet", "--frozen"], cwd=folder, check=True, stdout=sys.stderr)
        packages = Path(folder, "node_modules")
        for name in FILES:
            shutil.copy(packages / "@zazuko" / "yasgui" / "build" / name, BUILT / name)
        (BUILT / LICENCES).write_text("\n\n".join(_licences(packages)), encoding="utf-8")
    _STAMP.write_text(_fingerprint(), encoding="utf-8")


def _licences(packages: Path) -> Iterator[str]:
    """Yield the licence of each package that the editor is made of; one without a text says which it has."""
    found = (file.parent for file in (packages / ".deno").glob("*/node_modules/**/package.json") if file.is_file())
    for folder in sorted({one for one in found if not one.is_symlink() and one.parent.name[:1] in "@n"}):
        texts = sorted(file for file in folder.iterdir() if file.name.lower().startswith(("licen", "copying")))
        told = texts[0].read_text(encoding="utf-8") if texts else (folder / "package.json").read_text(encoding="utf-8")
        yield f"{folder.name}\n{'=' * len(folder.name)}\n\n{told}"


def _fingerprint() -> str:
    return hashlib.sha256(b"\0".join((EDITOR / name).read_bytes() for name in ("deno.json", "deno.lock"))).hexdigest()


if __name__ == "__main__":
    build()
