"""How long a file of events takes to become a data set, and how much memory: made-up rows in the layout of GDELT 2.0.

python benchmarks/events.py [ROWS]

The rows are the same each time. Four in ten are events of cooperation between two actors, as in a file of a quarter of
an hour; the time is that of the processor, and the memory the most that the process ever held.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from kg.events import write_events

COUNTRIES = [
    "AUS",
    "BRA",
    "CAN",
    "CHL",
    "CHN",
    "DEU",
    "EGY",
    "ESP",
    "FIN",
    "FRA",
    "GBR",
    "IND",
    "ITA",
    "JPN",
    "KEN",
    "KOR",
    "MEX",
    "NGA",
    "NOR",
    "POL",
    "SWE",
    "TUR",
    "UKR",
    "USA",
    "ZAF",
]
ROLES = ("", "", "", "BUS", "COP", "GOV", "JUD", "LEG", "MIL", "SPY")
CODES = {
    **{"010": 12, "020": 4, "036": 6, "0311": 1, "040": 9, "042": 9, "043": 9, "046": 4, "051": 6, "057": 3, "061": 4},
    **{"062": 2, "064": 1, "071": 3, "073": 1, "0841": 1, "111": 6, "112": 3, "130": 2, "141": 2, "173": 5, "190": 5},
}
"""Codes of events, with how often each comes."""


def write_rows(path: Path, rows: int) -> None:
    """Write a file of made-up rows, three in ten with one actor alone."""
    chance = random.Random(7)
    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            first, second = (chance.choice(COUNTRIES) + chance.choice(ROLES) for _ in range(2))
            code = chance.choices(list(CODES), list(CODES.values()))[0]
            cells = [""] * 61
            cells[0], cells[1], cells[59] = str(number), f"202405{chance.randint(1, 30):02d}", "20240601001500"
            cells[5], cells[6], cells[7] = first, "SOMEBODY", first[:3]
            if chance.random() < 0.7:
                cells[15], cells[16], cells[17] = second, "SOMEBODY", second[:3]
            cells[26], cells[27], cells[28] = code, code[:3], code[:2]
            cells[29] = "1" if code < "06" else "2" if code < "09" else "4"
            cells[60] = f"https://n{chance.randint(1, 900)}.example.org/{chance.randint(1, 40000)}.html"
            file.write("\t".join(cells) + "\n")


def main(rows: int) -> None:
    """Print what a file of so many rows takes."""
    with tempfile.TemporaryDirectory() as folder:
        read, written = Path(folder, "events.CSV"), Path(folder, "events.nq")
        write_rows(read, rows)
        began = time.process_time()
        summary = write_events([read], written)
        took, most = time.process_time() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        size = written.stat().st_size / 1e6
    print(summary.text())
    print(
        f"{rows:,} rows: {took:.2f} s  {rows / took:,.0f} rows a second, {most:.0f} MB at most, {size:.0f} MB written"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
