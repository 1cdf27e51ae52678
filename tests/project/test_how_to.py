"""The pages of docs/ hold: what they tell a reader to type is typed here, beside a copy of the data, on a terminal."""

from __future__ import annotations

import filecmp
import os
import pty
import re
import shutil
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.worlds import ROOT


def changes_project(page: Path) -> bool:
    """Whether a page adds to the project: a copy is what runs then, and what is kept of its data serves no other."""
    return bool(re.search(r"(?m)^:caption: (data|kg)/", page.read_text(encoding="utf-8")))


PAGES = [*sorted((ROOT / "docs" / "how-to").glob("*.md")), ROOT / "docs" / "index.md", ROOT / "docs" / "method.md"]
"""The pages in English."""
FRENCH = [*sorted((ROOT / "docs" / "fr" / "how-to").glob("*.md")), ROOT / "docs" / "fr" / "index.md"]
TAKEN = ("data", "docs/how-to/norway-sweden")
"""What the pages copy from."""
SERVED = "7878"
"""The port that the pages name; a free one stands in for it here."""


@dataclass
class Block:
    """A block of code on a page: its language, its options such as the name of a file, and its text."""

    language: str
    options: dict[str, str] = field(default_factory=dict)
    text: str = ""


def blocks(page: str) -> Iterator[Block]:
    """Yield the fenced blocks of a page in their order."""
    for indent, words, body in re.findall(r"(?ms)^( *)```([^\n`]*)\n(.*?)^\1```$", page):
        block = Block(words.removeprefix("{code-block}").strip())
        lines = textwrap.dedent(body).splitlines() if indent else body.splitlines()
        while lines and (found := re.match(r":(\w+): (.*)", lines[0])):
            block.options[found[1]] = found[2]
            lines.pop(0)
        block.text = "\n".join(lines).strip("\n") + "\n"
        yield block


@dataclass
class Reader:
    """Somebody who types what a page says in a folder, with the program that stands in one: there, or elsewhere."""

    home: Path
    program: Path
    port: str
    said: str = ""
    servers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def follow(self, page: Path) -> int:
        """Do what a page says, block by block; return how many blocks were something to do."""
        done = 0
        for block in blocks(page.read_text(encoding="utf-8").replace(SERVED, self.port)):
            if "caption" in block.options:
                self.save(block)
            elif block.options.get("class") == "server":
                self.serve(block.text)
            elif block.language == "bash":
                self.said = self.type(["bash", "-euo", "pipefail", "-c", block.text])
            elif block.language == "python":
                self.type([sys.executable, "-c", block.text])
            elif block.language == "text":
                self.compare(block.text)
            else:
                continue
            done += 1
        return done

    def save(self, block: Block) -> None:
        place = self.home / block.options["caption"]
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(block.text, encoding="utf-8")

    def type(self, command: list[str]) -> str:
        """Run a command as on a terminal; return what it says. What fails, fails the test."""
        ours, theirs = pty.openpty()
        running = subprocess.Popen(
            command, cwd=self.home, env=self.environment(), stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
        said = b""
        try:
            while chunk := os.read(ours, 65536):
                said += chunk
        except OSError:  # the other end is closed: the command has ended
            pass
        os.close(ours)
        text = said.decode(errors="replace")
        assert running.wait(timeout=60) == 0, f"{command[-1]}\n{text}"
        return text

    def serve(self, command: str) -> None:
        """Start a server and wait until it answers."""
        self.servers.append(
            subprocess.Popen(
                ["bash", "-c", f"exec {command}"],
                cwd=self.home,
                env=self.environment(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        )
        for _ in range(600):
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", int(self.port))) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(f"does not answer: {command}")

    def compare(self, shown: str) -> None:
        """Look for each cell of what a page shows in what the last command said."""
        said = " ".join(self.said.split())
        for line in shown.splitlines():
            for cell in re.split(r" {2,}", line.strip()):
                assert " ".join(cell.split()) in said, f"“{cell}” is not in:\n{self.said}"

    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        width = {"COLUMNS": "200", "LINES": "200", "PAGER": "cat", "TERM": "dumb"}
        return kept | width | {"PATH": path, "PYTHONPATH": str(self.program)}

    def leave(self) -> None:
        for server in self.servers:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=60)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for copies of the project: each reader finds them as it is, so that what is kept of them serves all."""
    return tmp_path_factory.mktemp("project")


@pytest.fixture
def reader(cache: Path, project: Path, request: pytest.FixtureRequest) -> Iterator[Reader]:
    """Somebody in a copy of the project; for a page that leaves it as it is, in a copy of what pages take from it."""
    page = getattr(request.node, "callspec", None) and request.node.callspec.params["page"]
    if page and not changes_project(page):
        home, program = project / "without-program", ROOT
        bring_back(home, TAKEN)
    else:
        home = program = project / "copy"
        bring_back(home, (*TAKEN, "kg", "ontology"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    one = Reader(home, program, port)
    yield one
    one.leave()


def bring_back(project: Path, folders: Sequence[str]) -> None:
    """Have in a copy what the project has in some folders, and no more."""
    kept = {path.relative_to(ROOT): path for path in project_files(folders)}
    for path in [path for path in project.rglob("*") if path.is_file() and "__pycache__" not in path.parts]:
        if path.relative_to(project) not in kept:
            path.unlink()
    for own, path in kept.items():
        copy = project / own
        if not copy.is_file() or not filecmp.cmp(path, copy):
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, copy)


def state_of_data() -> set[tuple[Path, int]]:
    return {(path, path.stat().st_mtime_ns) for folder in ("ontology", "data") for path in (ROOT / folder).rglob("*")}


def project_files(folders: Sequence[str]) -> Iterator[Path]:
    for folder in folders:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                yield path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_what_a_page_says_can_be_done(page: Path, reader: Reader) -> None:
    """Where a page leaves the project as it is, the project itself runs: all tests share what is kept of its data."""
    before = state_of_data()
    assert reader.follow(page) or page.stem == "index"
    assert state_of_data() == before


@pytest.mark.parametrize("page", FRENCH, ids=lambda page: page.stem)
def test_what_a_french_page_says_can_be_done(page: Path, request: pytest.FixtureRequest) -> None:
    """Typed where that is asked for: test_french.py holds the code to that of the English page, which is typed."""
    if not request.config.getoption("french_pages"):
        pytest.skip("the pages in French are typed with --french-pages")
    reader: Reader = request.getfixturevalue("reader")
    assert reader.follow(page) or page.stem == "index"


def test_a_command_that_fails_is_noticed(reader: Reader) -> None:
    with pytest.raises(AssertionError, match="no-such-entity"):
        reader.type(["bash", "-euc", "kg show no-such-entity"])


def test_what_a_page_shows_must_be_what_is_said(reader: Reader) -> None:
    reader.said = "who\r\nCanada   1958\r\n"
    reader.compare("who\nCanada  1958\n")
    with pytest.raises(AssertionError, match="Finland"):
        reader.compare("Finland\n")


def test_the_copy_is_what_runs(reader: Reader) -> None:
    assert str(reader.home) in reader.type([sys.executable, "-c", "import kg; print(kg.__file__)"])


def test_blocks_are_found_with_their_options_and_in_lists() -> None:
    command, file = "   ```bash\n   kg\n   ```", "```{code-block} turtle\n:caption: a.ttl\n\n<a> a <b> .\n```"
    page = "\n\n".join(["1. In a list:", command, file, "```\nnot run\n```\n"])
    assert list(blocks(page)) == [
        Block("bash", {}, "kg\n"),
        Block("turtle", {"caption": "a.ttl"}, "<a> a <b> .\n"),
        Block("", {}, "not run\n"),
    ]
