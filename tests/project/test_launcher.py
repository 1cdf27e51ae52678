"""The launcher prepares `.venv` once and passes the words on; network and real `.venv` stay untouched."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.worlds import ROOT

GO = ROOT / "go.py"


def load() -> ModuleType:
    """A fresh copy of go.py as a module."""
    spec = importlib.util.spec_from_file_location("go", GO)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lock_of(kind: str) -> str:
    """A lock of two packages, one of which is named for it."""
    pinned = ("a==1 ; sys_platform == 'linux'", f"{kind}==2")
    return "# made by a program\n" + "".join(f"{one} \\\n    --hash=sha256:00\n" for one in pinned)


@pytest.fixture
def go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The launcher of a checkout in a temporary folder; what it would do is noted in `go.done` instead."""
    module: Any = load()
    scripts = tmp_path / ".venv" / "bin"
    module.ROOT, module.VENV, module.SCRIPTS = tmp_path, tmp_path / ".venv", scripts
    module.PYTHON, module.KG, module.STAMP = scripts / "python", scripts / "kg", tmp_path / ".venv" / "stamp"
    module.LOCKS = {"core": tmp_path / "lock.txt", "test": tmp_path / "test.txt"}
    (tmp_path / "pyproject.toml").touch()
    for kind, file in module.LOCKS.items():
        file.write_text(lock_of(kind))
    module.done = []

    def make_venv() -> None:
        module.done.append("venv")
        module.VENV.mkdir(exist_ok=True)

    def run(command: list[str | Path], *, folder: Path) -> int:
        module.done.append((*command, folder))
        return 7

    monkeypatch.setattr(module, "make_venv", make_venv)
    monkeypatch.setattr(module, "pip", lambda *calls: module.done.append(calls))
    monkeypatch.setattr(module, "works", lambda python: True)
    monkeypatch.setattr(module, "run", run)
    return module


def installs(go: Any, kind: str) -> list[tuple[object, ...]]:
    """What pip is asked for to bring in one lock, in two calls at once, and the project."""
    parts = [go.VENV / f"locked-{number}.txt" for number in (1, 2)]
    assert {part.read_text().split("=")[0] for part in parts} == {kind, "a"}
    return [
        tuple(("--no-deps", "--require-hashes", "--requirement", part) for part in parts),
        (("--no-deps", "--no-build-isolation", "--editable", go.ROOT),),
    ]


def test_an_older_python_is_told_what_is_needed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 13))
    with pytest.raises(SystemExit) as ending:
        load()
    assert ending.value.code == 2
    assert capsys.readouterr().err == "go.py: Perimeter needs Python 3.11 or newer; this is 3.10\n"


def test_the_first_run_makes_the_venv_and_installs_the_core(go: Any) -> None:
    go.prepare("core")
    assert go.done == ["venv", *installs(go, "core")]


def test_the_second_run_installs_nothing(go: Any) -> None:
    go.prepare("core")
    go.done.clear()
    go.prepare("core")
    assert go.done == []


def test_the_tests_add_their_packages_to_the_same_venv(go: Any) -> None:
    go.prepare("core")
    go.done.clear()
    go.prepare("test")
    assert go.done == installs(go, "test")


def test_what_the_tests_need_serves_the_core_as_well(go: Any) -> None:
    go.prepare("test")
    go.done.clear()
    go.prepare("core")
    assert go.done == []


@pytest.mark.parametrize("changed", ["pyproject.toml", "lock.txt", "test.txt"])
def test_a_change_of_what_is_declared_installs_again_without_a_new_venv(go: Any, changed: str) -> None:
    go.prepare("core")
    go.done.clear()
    with open(go.ROOT / changed, "a") as file:
        file.write("# changed")
    go.prepare("core")
    assert go.done == installs(go, "core")


def test_a_venv_of_another_python_is_made_again(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    go.prepare("core")
    go.done.clear()
    monkeypatch.setattr(sys, "base_prefix", "/elsewhere")
    go.prepare("core")
    assert go.done == ["venv", *installs(go, "core")]


def test_a_venv_whose_python_is_broken_is_made_again(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    go.prepare("core")
    go.done.clear()
    monkeypatch.setattr(go, "works", lambda python: False)
    go.prepare("core")
    assert go.done == ["venv", *installs(go, "core")]


def test_an_install_that_broke_off_is_done_again(go: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    go.prepare("core")
    (go.ROOT / "lock.txt").write_text("changed==3")
    with monkeypatch.context() as offline:
        offline.setattr(go, "pip", lambda *calls: go.stop("no network"))
        with pytest.raises(SystemExit):
            go.prepare("core")
    (go.ROOT / "lock.txt").write_text(lock_of("core"))
    go.done.clear()
    go.prepare("core")
    assert go.done == installs(go, "core")


@pytest.mark.parametrize("words", [[], ["explore"], ["query", "ASK {?s ?p ?o}", "--help"]])
def test_other_words_are_passed_to_kg_where_the_caller_stands(
    go: Any, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert go.main(words) == 7
    assert go.done[-1] == (go.KG, *words, elsewhere)


def test_the_documentation_has_its_packages_before_kg_builds_it(go: Any) -> None:
    assert go.main(["docs", "-o", "site"]) == 7
    assert go.done[-3:] == [*installs(go, "test"), (go.KG, "docs", "-o", "site", Path.cwd())]


def test_words_after_test_are_passed_to_pytest_at_the_top_of_the_checkout(go: Any) -> None:
    assert go.main(["test", "-k", "norad"]) == 7
    assert go.done[-3:] == [*installs(go, "test"), (go.PYTHON, "-m", "pytest", *go.AT_ONCE, "-k", "norad", go.ROOT)]


@pytest.mark.parametrize(("words", "is_one_of_several"), [((), True), (("-n", "0"), False)], ids=["all", "one"])
def test_the_tests_run_on_all_cores_unless_one_is_asked_for(
    words: tuple[str, ...], is_one_of_several: bool, tmp_path: Path
) -> None:
    text = f"import os\ndef test_it(): assert ('PYTEST_XDIST_WORKER' in os.environ) is {is_one_of_several}\n"
    (tmp_path / "test_it.py").write_text(text)
    alone = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", *load().AT_ONCE, *words, "test_it.py"]
    done = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_setup_prepares_and_runs_nothing(go: Any) -> None:
    assert go.main(["setup"]) == 0
    assert go.done == ["venv", *installs(go, "test")]


def test_a_folder_that_cannot_be_written_is_one_line(
    go: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise PermissionError(13, "Permission denied", ".venv")

    monkeypatch.setattr(go, "make_venv", refuse)
    with pytest.raises(SystemExit) as ending:
        go.main(["explore"])
    assert ending.value.code == 2
    assert capsys.readouterr().err == "go.py: [Errno 13] Permission denied: '.venv'\n"


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(
    missing: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    go = load()
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == missing else object())
    with pytest.raises(SystemExit) as ending:
        go.make_venv()
    assert ending.value.code == 2
    assert "apt install python3-venv" in capsys.readouterr().err


def test_a_failing_pip_is_one_line_and_its_output_leaves_standard_output_free(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    go = load()
    begun: list[dict[str, Any]] = []
    waited: list[str] = []

    class Call:
        def __init__(self, command: list[str | Path], **options: Any) -> None:
            self.word = command[-1]
            begun.append(options)

        def wait(self) -> int:
            assert len(begun) == 2
            waited.append(str(self.word))
            return int(self.word == "bad")

    monkeypatch.setattr(subprocess, "Popen", Call)
    with pytest.raises(SystemExit) as ending:
        go.pip(("bad",), ("good",))
    assert waited == ["bad", "good"]
    assert ending.value.code == 2
    assert all(options["stdout"] is sys.stderr for options in begun)
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert "network" in message


@pytest.mark.parametrize("kind", ["core", "test"])
def test_the_parts_of_a_lock_hold_all_of_it_once(kind: str, tmp_path: Path) -> None:
    go: Any = load()
    go.VENV, lock = tmp_path, go.LOCKS[kind].read_text()
    parts = [part.read_text() for part in go.parts(go.LOCKS[kind])]
    held = sorted(line for part in parts for line in part.splitlines())
    assert len(parts) == 2
    assert held == sorted(line for line in lock.splitlines() if not line.startswith("#"))
    assert all("==" in part.splitlines()[0] and "--hash" in part.splitlines()[-1] for part in parts)


def test_a_python_that_starts_works_and_one_that_is_gone_does_not(tmp_path: Path) -> None:
    go = load()
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    assert go.works(Path(sys.executable))
    assert not go.works(broken)
    assert not go.works(tmp_path / "gone")


def test_the_exit_code_is_that_of_the_command_and_its_folder_is_as_asked(tmp_path: Path) -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(GO.parent)!r}); import go, pathlib;"
        "ask = 'import os, sys; print(os.getcwd()); sys.exit(5)';"
        f"sys.exit(go.run([sys.executable, '-c', ask], folder=pathlib.Path({str(tmp_path)!r})))"
    )
    answer = subprocess.run([sys.executable, "-B", "-c", code], capture_output=True, text=True)
    assert (answer.returncode, answer.stdout.strip()) == (5, os.path.realpath(tmp_path))
