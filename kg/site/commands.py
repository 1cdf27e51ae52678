"""The page of the command line, written from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from kg.site.markdown import code, fence, plain, prose, table

_OPENING = """# The command line

`kg` and a word. From a clone, `python3 go.py` may stand in the place of `kg`. Answers go to standard output, and what
limits them to standard error. The exit code is 0 when all is well, 1 when `kg check` or `kg format --check` finds
something, and 2 for an error, which is one sentence that says what to do.

This page is written from the program itself, so it says what `kg WORD --help` says.

"""


def commands_page(group: click.Group) -> str:
    """Return the page: a table of all commands, then each with its arguments and options."""
    with click.Context(group, info_name="kg") as above:
        commands = [click.Context(command, info_name=name, parent=above) for name, command in group.commands.items()]
        rows = [(f"[`kg {each.info_name}`](#command-{each.info_name})", _short(each.command)) for each in commands]
        sections = [_section(each) for each in commands]
    return _OPENING + table(["command", "what it does"], rows) + "\n" + "\n".join(sections)


def _section(context: click.Context) -> str:
    usage = " ".join([context.command_path, *context.command.collect_usage_pieces(context)])
    return "\n".join(
        [
            f"(command-{context.info_name})=",
            f"## kg {context.info_name}\n",
            *_help(context.command),
            fence("text", usage),
            table(["option", "what it does"], _options(context)),
        ]
    )


def _short(command: click.Command) -> str:
    return prose(command.get_short_help_str(200))


def _help(command: click.Command) -> Iterator[str]:
    """Yield the paragraphs of a command's help; those that click does not wrap are examples."""
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        if paragraph.startswith("\b"):
            yield fence("bash", paragraph.removeprefix("\b"))
        else:
            yield f"{prose(paragraph)}\n"


def _options(context: click.Context) -> Iterator[tuple[str, str]]:
    for parameter in context.command.get_params(context):
        words, told = parameter.get_help_record(context) or ("", "")
        if told:
            yield code(words), plain(told)
