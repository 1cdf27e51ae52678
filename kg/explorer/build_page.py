"""The script of the explorer page, joined from its modules in TypeScript. Needs the standard library alone."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

PAGE = Path(__file__).parent / "page"
SCRIPT = Path(__file__).parent / "built" / "page.js"
_STAMP = SCRIPT.with_name("fingerprint")
_RUN = ("run", "--quiet", "--frozen", "--allow-read", "--allow-write", "--allow-env", "--allow-run")


def is_current() -> bool:
    """Say whether the script is there and was built from the sources as they are."""
    return SCRIPT.is_file() and _STAMP.is_file() and _STAMP.read_text(encoding="utf-8") == fingerprint()


def fingerprint() -> str:
    """Return the hash of all that the script is built from."""
    digest = hashlib.sha256()
    for file in sorted(file for pattern in ("*.ts", "deno.*") for file in PAGE.rglob(pattern)):
        digest.update(f"{file.relative_to(PAGE).as_posix()}\0".encode() + file.read_bytes() + b"\0")
    return digest.hexdigest()


def build() -> None:
    """Build the script, unless it is current."""
    if is_current():
        return
    SCRIPT.parent.mkdir(exist_ok=True)
    _STAMP.unlink(missing_ok=True)  # a build that breaks off must not look finished
    subprocess.run([_deno(), *_RUN, str(PAGE / "build.ts"), str(SCRIPT)], cwd=PAGE, check=True, stdout=sys.stderr)
    _STAMP.write_text(fingerprint(), encoding="utf-8")


def _deno() -> str:
    """Return the Deno beside this Python, else the one on the path."""
    beside = shutil.which("deno", path=sysconfig.get_path("scripts"))
    found = beside or shutil.which("deno")
    if not found:
        raise SystemExit("Deno, which builds the explorer page, is not there; python3 go.py explore installs it.")
    return found


if __name__ == "__main__":
    build()
