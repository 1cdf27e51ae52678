"""The command line: each command is one call of the library with the same name."""

from __future__ import annotations

import contextlib
import difflib
import os
import sys
import warnings
from collections import Counter

import click

from kg.calls import speaking
from kg.cli.ask import ask, query, questions, stories
from kg.cli.curation import draft, verify
from kg.cli.data import build, changes, check, coverage, describe, docs, format_files, write
from kg.cli.help import TranslatedHelp, help_language, speak
from kg.cli.measure import measure
from kg.cli.network import explore, network
from kg.cli.options import FOLDER, LANGUAGE, SERVER
from kg.cli.output import answer_language, cleaned
from kg.cli.process import exit_now, open_streams
from kg.cli.serve import deposit, mcp, publish, serve
from kg.cli.show import cite, diff, find, path, show, why
from kg.cli.signals import end_on_signals
from kg.errors import UNFIT, KgError, KgWarning, UnknownName
from kg.messages import message
from kg.version import __version__

_BY_PURPOSE: dict[str, tuple[click.Command, ...]] = {
    "Look up": (find, show, why, path, diff, stories),
    "Ask": (questions, ask, query),
    "Draw and measure": (explore, network, measure),
    "Take along": (cite, write, build, describe, docs),
    "Bring to the web": (serve, publish, deposit, mcp),
    "Keep the data": (draft, check, format_files, verify, coverage, changes),
}
"""The commands, by what they are for."""


class _Failure(click.ClickException):
    """What went wrong, in the language of the answer."""

    exit_code = 2

    def show(self, _file: object = None) -> None:
        """Tell it on standard error."""
        click.echo(f"kg: {cleaned(self.message)}", err=True)


def _show_warning(message: Warning | str, *_where: object, **_more: object) -> None:
    """Tell on standard error what stops nothing, in the language of the answer."""
    context = click.get_current_context(silent=True)
    text = message.message(answer_language(context) if context else "en") if isinstance(message, KgWarning) else message
    click.echo(f"kg: {cleaned(str(text))}", err=True)


class _Commands(click.Group):
    """The commands; a word that is none of them is answered with the nearest."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            near = difflib.get_close_matches(args[0], self.commands, 3, 0.5)
            error = UnknownName("command", args[0], near) if near else KgError("error.name.no_command", name=args[0])
            raise _Failure(error.message(_language()))
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            _refuse_twice(command, ctx, rest)
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under what they are for, each with its whole first sentence."""
        for title, commands in _BY_PURPOSE.items():
            with formatter.section(title):
                formatter.write_dl([(str(one.name), one.get_short_help_str(200)) for one in commands])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what goes wrong is told in the language of the answer."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            raise _Failure(error.message(answer_language(ctx))) from error
        except UNFIT as error:
            server = ctx.meta.get(SERVER)
            told = KgError("error.endpoint.other_ontology", endpoint=server) if server else _fault_of_data(ctx)
            if told is None:
                raise
            raise _Failure(told.message(answer_language(ctx))) from error


def _refuse_twice(command: click.Command, context: click.Context, words: list[str]) -> None:
    """Refuse an option that is given twice and has one value, of which the last would count in silence.

    The language is no such: who has set it for good, by an alias, sets another for once.
    """
    with contextlib.suppress(click.UsageError):  # it is told when the command reads them
        own = click.Context(command, parent=context, **command.context_settings)
        order = command.make_parser(own).parse_args(list(words))[2]
        for option, times in Counter(one for one in order if isinstance(one, click.Option)).items():
            if times > 1 and not (option.multiple or option.is_flag or option.count or option.name == "language"):
                raise _Failure(KgError("error.option.twice", option=option.opts[-1]).message(_language()))


def _fault_of_data(context: click.Context) -> KgError | None:
    """Return the first thing that is wrong with the data that a command reads, None where nothing is."""
    from kg.rdf.folders import Folders
    from kg.validation.checks import check as run

    folder = context.meta.get(FOLDER)
    found = [] if folder is None else run(Folders.find(folder or None))
    return KgError("error.data.unfit", finding=str(found[0])) if found else None


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='To have the shell complete names: eval "$(_KG_COMPLETE=bash_source kg)", or zsh_source, or fish_source.',
)
@click.version_option(__version__, prog_name="kg")
@LANGUAGE
@click.pass_context
def kg(context: click.Context, language: str) -> None:
    """Perimeter: who works with whom to keep North America safe, and which page says so.

    \b
    Begin with:
      kg find roadmap             what it is called here
      kg show norad               what is known of it
      kg why rcmp cbp             why two are tied
      kg questions                what can be asked by name
      kg ask partners --of fbi    … and its answer
    """
    context.default_map = {name: {"language": language} for name in kg.commands}


for _commands in _BY_PURPOSE.values():
    for _command in _commands:
        kg.add_command(_command)


def _language() -> str:
    """Return the language of what is told before a command is known."""
    return help_language(sys.argv[1:], os.environ)


def main() -> None:
    """Run the command line: errors are one message and exit code 2, Ctrl-C and a closed pipe end it at once."""
    open_streams()
    end_on_signals()
    warnings.showwarning = _show_warning
    click.Context.formatter_class = TranslatedHelp
    speak(_language())
    with speaking("shell"):
        _run()


def _run() -> None:
    try:
        code = kg.main(standalone_mode=False)
        sys.stdout.flush()
    except click.Abort:
        exit_now(130)
    except click.ClickException as error:
        error.show()
        exit_now(2)
    except KgError as error:
        click.echo(f"kg: {cleaned(error.message(_language()))}", err=True)
        exit_now(2)
    except OSError as error:
        told = message("error.output.not_written", _language(), reason=error.strerror)
        click.echo(f"kg: {told}", err=True)
        exit_now(2)
    exit_now(code if isinstance(code, int) else 0)
