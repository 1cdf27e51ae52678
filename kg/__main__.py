"""The ``kg`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from kg.cli.signals import end_on_signals
    from kg.collector import collect_rarely

    end_on_signals()  # before all that takes long to be imported
    collect_rarely()
    from kg.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
