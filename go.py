"""Run Perimeter from a checkout; nothing needs to be installed but Python.

python3 go.py explore       opens the network in the browser
python3 go.py WORD ...      is any other `kg` command: `kg WORD ...`
python3 go.py test          runs the tests on all cores, on one with -n 0; further words go to pytest
python3 go.py docs          builds the documentation
python3 go.py setup         only prepares what tests, notebooks and documentation need

The first run makes `.venv` beside this file and installs the locked packages in it; later runs start at once.
"""

import hashlib
import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn


def stop(message: str) -> NoReturn:
    """End with one line on standard error and the exit code that `kg` has for errors."""
    print(f"go.py: {message}", file=sys.stderr)
    raise SystemExit(2)


OLDEST = (3, 11)
if sys.version_info < OLDEST:  # asked before an older Python meets something that it cannot run
    stop("Perimeter needs Python {}.{} or newer; this is {}.{}".format(*OLDEST, *sys.version_info[:2]))

ROOT = Path(__file__).resolve().parent
LOCKS = {"core": ROOT / "requirements" / "lock.txt", "test": ROOT / "requirements" / "test.txt"}
VENV = ROOT / ".venv"
STAMP = VENV / "perimeter-stamp"
SCRIPTS, SUFFIX = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
AT_ONCE = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""How tests run: each process has a browser and servers of its own, and takes whole files, which share them."""

PYTHON, KG = SCRIPTS / f"python{SUFFIX}", SCRIPTS / f"kg{SUFFIX}"


def main(words: list[str]) -> int:
    """Prepare what the words need, run them, and return their exit code."""
    first = words[0] if words else ""
    try:
        prepare("test" if first in ("test", "setup", "docs", "serve") else "core")
        build_pages()
        if first == "setup":
            return 0
        if first == "test":
            return run([PYTHON, "-m", "pytest", *AT_ONCE, *words[1:]], folder=ROOT)
        return run([KG, *words], folder=Path.cwd())
    except OSError as problem:
        stop(str(problem))
    except KeyboardInterrupt:
        return 130


def prepare(wanted: str) -> None:
    """Bring `.venv` up to the wanted lock, unless the stamp in it says that this was done already."""
    maker = f"Python {sys.version_info[0]}.{sys.version_info[1]} of {sys.base_prefix} for {ROOT}"
    stamp = STAMP.read_text(encoding="utf-8").splitlines() if STAMP.is_file() else []
    usable = stamp[:1] == [maker] and works(PYTHON)
    if usable and stamp[1:] in ([f"{wanted} {fingerprint()}"], [f"test {fingerprint()}"]):
        return  # the test lock holds the core lock
    if not usable:
        make_venv()
    STAMP.write_text(f"{maker}\n", encoding="utf-8")  # an install that breaks off must not look finished
    print("Installing the locked packages: once, about a minute …", file=sys.stderr)
    pip(*(("--no-deps", "--require-hashes", "--requirement", part) for part in parts(LOCKS[wanted])))
    pip(("--no-deps", "--no-build-isolation", "--editable", ROOT))
    STAMP.write_text(f"{maker}\n{wanted} {fingerprint()}\n", encoding="utf-8")


def build_pages() -> None:
    """Build the explorer's page and the SPARQL editor anew where their sources have changed since."""
    build(ROOT / "kg" / "explorer" / "build_page.py", "the explorer page could not be built")
    build(ROOT / "kg" / "server" / "build_editor.py", "the SPARQL editor could not be fetched")


def build(place: Path, trouble: str) -> None:
    """Run a module that builds something, unless that is current."""
    spec = importlib.util.spec_from_file_location(place.stem, place)
    if not spec or not spec.loader or not place.is_file():
        return
    builder = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(builder)
    if not builder.is_current() and subprocess.run([PYTHON, place]).returncode:
        stop(f"{trouble} (the reason is above)")


def make_venv() -> None:
    """Make `.venv` anew, in place of one that is missing, broken or made by another Python."""
    if not all(importlib.util.find_spec(module) for module in ("venv", "ensurepip")):
        stop("this Python has no venv or no ensurepip; on Debian and Ubuntu: apt install python3-venv")
    import venv

    print(f"Making {VENV} …", file=sys.stderr)
    try:
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=True).create(VENV)
    except subprocess.CalledProcessError as problem:
        stop(f"pip could not be set up in {VENV}: {problem}")


def parts(lock: Path) -> list[Path]:
    """Return files in `.venv` that share out a lock, so that two processes install what it names in half the time."""
    pinned = [one for one in re.split(r"(?m)^(?=\w)", lock.read_text(encoding="utf-8")) if one[:1].isalnum()]
    found = []
    for number in range(min(2, len(pinned))):
        part = VENV / f"locked-{number + 1}.txt"
        part.write_text("".join(pinned[number::2]), encoding="utf-8")
        found.append(part)
    return found


def pip(*calls: tuple[str | Path, ...]) -> None:
    """Install with the pip of `.venv`, by calls that run at once; standard output is kept free for the answer of `kg`.

    What is installed is compiled when it is first imported: to compile all of it takes as long as the rest.
    """
    quiet = ("--quiet", "--quiet", "--disable-pip-version-check", "--no-compile")
    running = [
        subprocess.Popen([PYTHON, "-m", "pip", "install", *quiet, *words], stdin=subprocess.DEVNULL, stdout=sys.stderr)
        for words in calls
    ]
    codes = [one.wait() for one in running]
    if any(codes):
        stop("pip could not install the packages (its own words are above); is there a network connection?")


def works(python: Path) -> bool:
    """Whether this Python starts: the one that it was made from may be gone."""
    try:
        return subprocess.run([python, "-I", "-S", "-c", ""], capture_output=True).returncode == 0
    except OSError:
        return False


def fingerprint() -> str:
    """The hash of all that decides what is installed."""
    files = [ROOT / "pyproject.toml", *LOCKS.values()]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


def run(command: list[str | Path], *, folder: Path) -> int:
    """Become the command, so that its exit code and every signal are its own; on Windows, wait for it."""
    os.chdir(folder)
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], tuple(command))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
