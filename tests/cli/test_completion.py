"""What the shell offers to complete, asked for as bash does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.worlds import MINI


def offered(*words: str | Path) -> list[str]:
    """Return what is offered for the last of the words."""
    asked = {
        "_KG_COMPLETE": "bash_complete",
        "COMP_WORDS": " ".join(["kg", *map(str, words)]),
        "COMP_CWORD": str(len(words)),
    }
    program = "import sys; sys.argv[0] = 'kg'; from kg.cli.main import kg; kg(prog_name='kg')"
    done = subprocess.run([sys.executable, "-c", program], env=os.environ | asked, capture_output=True, text=True)
    assert done.stderr == ""
    return [line.removeprefix("plain,") for line in done.stdout.splitlines() if line]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["ask", "par"], "partners"),
        (["ask", "partners", "--"], "--of"),
        (["ask", "--data", MINI, "partners", "--of", "nor"], "norad"),
        (["ask", "--data", MINI, "agreements-on", "--topic", "aero"], "aerospace-defence"),
        (["ask", "--data", MINI, "partners", "--standing", "gov"], "government"),
        (["ask", "--data", MINI, "agencies-in", "--country", "uni"], "united-states"),
        (["show", "--data", MINI, "nora"], "norad"),
        (["show", "--data", MINI, "CDAAN"], "norad"),
        (["why", "--data", MINI, "rcmp", "cbs"], "cbsa"),
        (["network", "--data", MINI, "--around", "rc"], "rcmp"),
        (["network", "--data", MINI, "--family", "takes"], "takesPartIn"),
        (["stories", "--data", MINI, "nor"], "norad"),
    ],
)
def test_names_are_offered_wherever_one_is_wanted(words: list[str], first: str) -> None:
    assert offered(*words)[0] == first


def test_what_cannot_be_completed_offers_nothing() -> None:
    assert offered("ask", "nothing", "--of", "nor") == []
