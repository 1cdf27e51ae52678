"""The ``kg`` command."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from kg.cli.signals import end_on_signals

    end_on_signals()  # before all that takes long to be imported
    from kg.cli.main import main as run

    run()


if __name__ == "__main__":
    main()
