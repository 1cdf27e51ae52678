"""The wheel holds library, ontology and data, and works without a checkout; the locks are complete."""

import email
import os
import re
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.worlds import ROOT

SHIPPED = {"ontology": {".ttl", ".rq", ".ru", ".md"}, "data": {".csv", ".ttl", ".trig", ".yaml", "LICENSE", ".md"}}
LOCKS = [ROOT / "requirements" / "lock.txt", ROOT / "requirements" / "test.txt"]


def build(kind: str, source: Path, into: Path) -> Path:
    """Build a `wheel` or `sdist` with the locked hatchling, so without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(into)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (built,) = into.glob("*.whl" if kind == "wheel" else "*.tar.gz")
    return built


def files(folder: Path) -> Iterator[str]:
    """The files below a folder, named from the top of the checkout."""
    for file in folder.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_the_package_and_nothing_beside_it(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"kg", "perimeter_kg-0.1.0.dist-info"}


def test_the_wheel_holds_every_file_of_the_package(names: set[str]) -> None:
    assert set(files(ROOT / "kg")) <= names


@pytest.mark.parametrize("folder", SHIPPED)
def test_the_wheel_holds_ontology_and_data_and_no_stray_file_of_theirs(folder: str, names: set[str]) -> None:
    inside = {name.removeprefix("kg/_data/") for name in names if name.startswith(f"kg/_data/{folder}/")}
    assert inside == set(files(ROOT / folder))
    assert {Path(name).suffix or Path(name).name for name in inside} <= SHIPPED[folder]


def test_the_wheel_is_the_same_when_built_from_the_source_archive(names: set[str], tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path)
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", tmp_path, archive], check=True)
    (rebuilt,) = tmp_path.glob("*.whl")
    assert set(zipfile.ZipFile(rebuilt).namelist()) == names


def test_the_wheel_declares_its_licence_and_its_extras_by_use(wheel: Path) -> None:
    text = zipfile.ZipFile(wheel).read("perimeter_kg-0.1.0.dist-info/METADATA").decode()
    metadata = email.message_from_string(text)
    assert metadata["License-Expression"] == "MIT"
    extras = {"all", "docs", "drafts", "mcp", "notebooks", "pictures", "serve", "spark", "tables", "test"}
    assert set(metadata.get_all("Provides-Extra", [])) == extras


def test_the_installed_wheel_answers_a_query_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    home = tmp_path / "venv"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    subprocess.run(
        [scripts / "python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", wheel], check=True
    )
    # The dependencies are lent by the Python of the tests. What a .pth file names is not searched for more
    # .pth files, so the checkout that is installed there as editable stays out of sight.
    (site,) = home.glob("**/site-packages")
    (site / "lent.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    outside = tmp_path / "outside"
    outside.mkdir()
    environment = {**os.environ, "HOME": str(outside), "USERPROFILE": str(outside)}
    environment.pop("PYTHONPATH", None)

    def run(*command: str | Path) -> str:
        answer = subprocess.run(command, cwd=outside, env=environment, capture_output=True, text=True)
        assert answer.returncode == 0, answer.stderr
        return answer.stdout.strip()

    assert Path(run(scripts / "python", "-c", "import kg; print(kg.__file__)")).is_relative_to(home.resolve())
    run(scripts / "kg", "query", "ASK {?s ?p ?o}")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_holds_versions_and_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = [entry for entry in re.split(r"(?<!\\)\n", text) if entry and not entry.startswith("#")]
    assert entries
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(\[[a-z0-9,-]+\])?==\S+( ; .+?)? \\\n    --hash=sha256:", entry), entry
    assert "://" not in text


def test_the_lock_for_tests_holds_the_lock_for_use() -> None:
    use, tests = (set(re.findall(r"^([a-z0-9._-]+)\S*(==[^ ]+)", lock.read_text(), re.MULTILINE)) for lock in LOCKS)
    assert use < tests


def test_the_locks_hold_all_that_is_declared() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project, extras = declared["project"], declared["project"]["optional-dependencies"]
    use = [*project["dependencies"], *declared["dependency-groups"]["build"]]
    tests = [*use, *extras["test"], *extras["notebooks"], *extras["docs"]]
    for lock, wanted in zip(LOCKS, (use, tests), strict=True):
        locked = set(re.findall(r"^([a-z0-9._-]+)\S*==", lock.read_text(encoding="utf-8"), re.MULTILINE))
        assert {re.split(r"[<>=]", name)[0] for name in wanted} <= locked
