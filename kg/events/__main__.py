"""``python -m kg.events FILE… -o OUT``: GDELT event files as a data set."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.errors import KgError
from kg.events.writing import write_events
from kg.messages import languages, message, readers_language


def main(arguments: list[str] | None = None) -> int:
    """Write a data set and tell what was left out; return the code that the program ends with."""
    language = readers_language()
    asked = argparse.ArgumentParser(prog="python -m kg.events", description=message("events.help.whole", language))
    asked.add_argument("files", nargs="+", type=Path, metavar="FILE", help=message("events.help.files", language))
    asked.add_argument(
        "-o", "--output", required=True, type=Path, metavar="OUT", help=message("events.help.out", language)
    )
    asked.add_argument(
        "--language", choices=languages(), default=language, help=message("events.help.language", language)
    )
    given = asked.parse_args(arguments)
    language = given.language
    try:
        summary = write_events(given.files, given.output)
    except KgError as error:
        print(f"kg.events: {error.message(language)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    print(summary.text(language))
    return 0


if __name__ == "__main__":
    sys.exit(main())
