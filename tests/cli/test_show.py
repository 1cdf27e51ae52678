"""Commands that tell, as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

from tests.worlds import RunKg


def test_an_entity_is_cited_for_reading_and_for_programs(run_kg: RunKg, tmp_path: Path) -> None:
    assert run_kg("cite", "norad").stdout.decode().startswith("- “North American Aerospace Defense Command”")
    assert run_kg("cite", "norad", "--format", "ris").stdout.startswith(b"TY  - ELEC\r\nID  - norad\r\n")
    for name, beginning in (("norad.bib", "@misc{norad,"), ("norad.ris", "TY  - ELEC"), ("norad.md", "- “North")):
        assert run_kg("cite", "norad", "-o", tmp_path / name).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)
    run_kg("cite", "norad", "-o", tmp_path / "norad.csl.json")
    assert json.loads((tmp_path / "norad.csl.json").read_text(encoding="utf-8"))[0]["id"] == "norad"


def test_what_cannot_be_cited_is_told_in_a_sentence(run_kg: RunKg) -> None:
    answer = run_kg("cite", "noradd")
    assert (answer.returncode, answer.stdout) == (2, b"")
    assert b"NORAD" in answer.stderr
