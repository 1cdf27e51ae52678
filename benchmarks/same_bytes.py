"""Write everything that kg writes from two folders, under several seeds, zones, locales, Pythons; compare the bytes.

[PERIMETER_PYTHONS=PYTHON] python benchmarks/same_bytes.py [DATA]

Prints each output whose bytes are not the same everywhere, and how many are. DATA is tests/mini unless told otherwise;
a web site of the record takes most of a minute, and one is written in each of the 16 ways, for each Python.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from tests.same_bytes import digests  # noqa: E402


def main(data: Path) -> None:
    """Compare, and print what differs."""
    found = digests(data, thorough=True)
    for name, each in sorted(found.items()):
        if len(each) > 1:
            print(f"{name}: {len(each)} digests")
    print(f"{sum(len(each) == 1 for each in found.values())} of {len(found)} outputs are the same everywhere")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "tests" / "mini")
