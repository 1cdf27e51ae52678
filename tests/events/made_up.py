"""Made-up rows in the layout of GDELT 2.0 events: no such event, report or host is known."""

from __future__ import annotations

COLUMNS = 61
ACTOR = ("code", "name", "country", "group", "ethnic", "religion", "religion2", "type1", "type2", "type3")
OTHERS = {"id": 0, "day": 1, "event": 26, "base": 27, "root": 28, "quad": 29, "added": 59, "url": 60}


def line(number: int | str, day: str, first: str, event: str, second: str, **more: str) -> str:
    """Return a row: actors as ``CODE`` or ``CODE/NAME``; the first three letters of a code are its country.

    Other cells by name: ``first_country``, ``second_group``, ``quad``, ``url`` …
    """
    cells = [""] * COLUMNS
    told = {"id": str(number), "day": day, "event": event, "base": event[:3], "root": event[:2]}
    told |= {"quad": "1" if event[:2] <= "05" else "2", "added": "20240601001500"}
    told |= {"url": f"https://news.example.org/{number}", **more}
    for which, start, actor in (("first", 5, first), ("second", 15, second)):
        code, _, name = actor.partition("/")
        known = {"code": code, "name": name, "country": code[:3]}
        known |= {cell: told.pop(f"{which}_{cell}") for cell in ACTOR if f"{which}_{cell}" in told}
        for cell, value in known.items():
            cells[start + ACTOR.index(cell)] = value
    for cell, value in told.items():
        cells[OTHERS[cell]] = value
    return "\t".join(cells)


KEPT = (
    line(1, "20240503", "CAN/OTTAWA", "042", "FIN/HELSINKI"),
    line(2, "20240503", "FIN", "043", "CAN", url="https://news.example.org/1"),
    line(3, "20240504", "CAN/OTTAWA", "057", "FIN/FINLAND"),
    line(4, "20240504", "CANMIL/CANADIAN ARMY", "062", "FINMIL/FINNISH ARMY"),
    line(5, "20240505", "FINMIL", "062", "CANMIL", url="https://port-news.example.org/a"),
    line(6, "20240505", "CANCOP/POLICE", "064", "FINCOP/POLICE"),
    line(7, "20240506", "CAN", "071", "NOR", url="https://port.news.example.org/a"),
    line(8, "20240506", "NOR", "030", "SWE"),
    line(9, "20240507", "IGOUNO/UNITED NATIONS", "045", "NOR", first_country="", first_group="UNO"),
    line(10, "20240507", "CANGOV/THE WHITE BARN", "036", "NORGOV/THE RED BARN"),
    line(11, "20240508", "SWE", "0841", "FIN"),
    line(12, "20240508", "SWEXYZ/NORTH HARBOUR BOARD", "061", "FINMIL"),
    line(13, "20240509", "CANMIL", "060", "NORMIL"),
    line(14, "20240509", "NORMIL", "046", "FINMIL"),
    line(15, "20240510", "CAN", "040", "NOR"),
)
"""Rows that are kept."""

LEFT_OUT = {
    "not_cooperation": line(30, "20240503", "CAN", "010", "FIN"),
    "one_actor": line(31, "20240503", "CAN", "042", ""),
    "same_actor": line(32, "20240503", "CAN", "042", "CAN/OTTAWA"),
    "nobody": line(33, "20240503", "COP/POLICE", "042", "CAN", first_country=""),
    "people": line(34, "20240503", "CANCVL", "042", "FIN", first_ethnic="xyz"),
    "again": line(1, "20240503", "NOR", "042", "FIN"),
    "date": line(36, "20240231", "CAN", "042", "FIN"),
    "address": line(37, "20240503", "CAN", "042", "FIN", url="BBC Monitoring"),
    "actor": line(38, "20240503", "CA<N", "042", "FIN"),
    "code": line(39, "20240503", "CAN", "0499", "FIN"),
    "class": line(40, "20240503", "CAN", "042", "FIN", quad="4"),
    "id": line("x1", "20240503", "CAN", "042", "FIN"),
    "columns": "42\t20240503\tCAN",
}
"""Rows that are left out, by the rule that leaves them out."""

SAMPLE = "\n".join((*KEPT, *LEFT_OUT.values())) + "\n"
