"""The questions that ship with the library, each in a file of its own: a name, typed parameters, and a query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from kg.calls import call_text
from kg.errors import DataError, KgError, UnknownName
from kg.language import localized
from kg.messages import known, message
from kg.questions.follow_ups import FOLLOW_UPS
from kg.questions.template import with_parts
from kg.rdf.files import text_of
from kg.render.lines import listing
from kg.version import PACKAGE
from kg.vocabulary import CONCEPTS, LANGUAGES

_FOLDER = PACKAGE / "questions"
_KINDS = ("entity", "document", "date", "country", *CONCEPTS, "text", "number")
_HEADER = re.compile(r"^# ([a-z]+)(?: (\w+))?(?:@([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?: (.*)$")


@dataclass(frozen=True)
class Parameter:
    """What a question asks for: a name, what kind of value it takes, and the default where it may be left out.

    ``of_class`` is the class of our ontology that an entity must have for the question to be about it, or whose kinds
    it takes; empty for any.
    ``choices`` are the only texts that mean something; empty where any does. ``label`` is its name for a reader, by
    language, where the name itself will not do, and ``choice_labels`` are those of its choices. ``values_of`` is the
    property whose values on record are what may be meant, for a text that none of them has.
    """

    name: str
    kind: str
    default: str | None = None
    of_class: str = ""
    choices: tuple[str, ...] = ()
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    choice_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    values_of: str = ""

    def choices_in(self, language: str) -> dict[str, str]:
        """Return the choices with what each is called in a language.

        >>> only = Parameter("only", "text", choices=("undated",), choice_labels={"undated": {"fr": "sans date"}})
        >>> only.choices_in("fr")
        {'undated': 'sans date'}
        """
        return {one: self.choice_labels.get(one, {}).get(language, one) for one in self.choices}

    def default_in(self, language: str) -> str | None:
        """Return in words what it is where it is left out, None where it cannot be.

        >>> Parameter("until", "date", "today").default_in("fr")
        'aujourd’hui'
        """
        return message(f"question.help.{self.default}", language) if self.default in ("any", "today") else self.default

    @property
    def takes_last_day(self) -> bool:
        """Whether a month or a year means its last day, as in --as-of: but for the start of a period it does."""
        return self.name != "since"

    @property
    def worded_as(self) -> str:
        """The kind by which our own words tell what it takes: most schemes of concepts have none of their own."""
        return self.kind if known(f"parameter.kind.{self.kind}") else "concept"

    @property
    def option(self) -> str:
        """The option of the command line that gives it."""
        return f"--{self.name.replace('_', '-')}"


@dataclass(frozen=True, repr=False)
class Question:
    """A query with a name and typed parameters.

    ``title``, ``question`` and ``columns`` are by language. ``example`` gives parameters with a telling answer.
    ``undated`` names the column whose empty cells are undated things. ``then`` names the computation that follows
    the query, where SPARQL alone cannot answer. ``is_own`` is one that did not come with the library. ``counts`` names
    the column of what a limit counts, where one thing has several rows.
    """

    name: str
    title: Mapping[str, str]
    question: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    columns: Mapping[str, Mapping[str, str]]
    text: str
    example: Mapping[str, str]
    undated: str = ""
    then: str = ""
    number: int = 0
    counts: str = ""
    is_own: bool = False

    def __repr__(self) -> str:
        return f"<Question {self.command}: {self.title['en']}>"

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by name. Raises UnknownName with the ones that there are."""
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise UnknownName("parameter", name, [one.name for one in self.parameters], question=self.name)

    @property
    def turns_on_time(self) -> bool:
        """Whether a date or two keep what was in effect then, or tell the statuses of then."""
        text = with_parts(self.text)
        return "#when" in text or re.search(r"(?m)#status [?]\w+$", text) is not None

    @property
    def command(self) -> str:
        """The command line, or the call in Python, that asks it with its example."""
        return call_text("ask", self.name, given=self.example)

    def needed(self, beside: Parameter | None = None) -> list[Parameter]:
        """Return the parameters that cannot be left out, beside one."""
        return [one for one in self.parameters if one.default is None and one is not beside]

    def column_labels(self, columns: Sequence[str], language: str = "en") -> list[str]:
        """Return the labels of columns of the answer for a reader: the question's words, else their names."""
        return [localized(self.columns.get(name, {}), language) or name for name in columns]


class Questions(dict[str, Question]):
    """Questions by name, shown as a list of what they ask."""

    def __repr__(self) -> str:
        return listing((name, one.title["en"]) for name, one in self.items())


def questions(own: Iterable[Path] = ()) -> Questions:
    """Return all questions by name, in the order of their numbers: those that ship, and those of one's own files."""
    read = [*_shipped(), *map(own_question, own)]
    return Questions({question.name: question for question in sorted(read, key=lambda one: (one.number, one.name))})


@cache
def _shipped() -> tuple[Question, ...]:
    return tuple(read_question(path) for path in _FOLDER.glob("*.rq"))


def question(name: str, own: Iterable[Path] = ()) -> Question:
    """Return one question by name. Raises UnknownName with the nearest names."""
    import difflib

    known = questions(own)
    if name not in known:
        near = difflib.get_close_matches(name, known, 3, 0.4)
        raise UnknownName("question", name, near or sorted(known)[:3])
    return known[name]


def takers(kind: str, within: str = "") -> list[tuple[Question, Parameter]]:
    """Return the questions that take a value of a kind, each with the parameter that takes it.

    The question ``within`` comes first, then those that need little else and cannot do without.

    >>> [f"{asked.name} {parameter.option}" for asked, parameter in takers("document")]
    ['document-contributes --document']
    """
    found = [(asked, one) for asked in questions().values() for one in asked.parameters if one.kind == kind]
    return sorted(
        found, key=lambda one: (one[0].name != within, len(one[0].needed(one[1])), one[1].default is not None)
    )


def own_question(path: Path) -> Question:
    """Read a question of one's own, in ``questions/`` of a folder of data, in the languages of that folder.

    Raises what ``read_question`` raises.
    """
    from kg.record.dataset import folder_languages

    return replace(read_question(path, folder_languages(path.parent.parent)), is_own=True)


def read_question(path: Path, languages: Sequence[str] = LANGUAGES) -> Question:
    """Read a question from its file: its title and what it asks are in one of some languages at least.

    What stands in no English is told in the first of them. Raises KgError when the header is not complete, or names no
    known follow-up.
    """
    text = text_of(path)
    parts: dict[str, dict[str, str]] = {"title": {}, "question": {}, "once": {}}
    columns: dict[str, dict[str, str]] = {}
    example: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    choices: dict[str, dict[str, str]] = {}
    given: dict[str, str] = {}
    values: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        found = _HEADER.match(line)
        if not found:
            break
        key, word, language, value = found.groups()
        if key == "then" and value not in FOLLOW_UPS:
            known = ", ".join(FOLLOW_UPS)
            raise DataError("error.question.follow_up", path, number, 1, name=value, known=known)
        if key == "parameter" and language:
            labels.setdefault(word, {})[language] = value
        elif key == "parameter":
            given[word] = value
        elif key == "example":
            example[word] = value
        elif key == "values":
            values[word] = value
        elif key == "choice":
            choices.setdefault(word, {})[language] = value
        elif key == "column":
            columns.setdefault(word, {})[language] = value
        else:
            parts[key if language else "once"][language or key] = value
    once = parts["once"]
    told = [tag for tag in languages if tag in parts["title"] and tag in parts["question"]]
    if not told:
        raise KgError("error.question.header", file=path.name, languages=", ".join(languages), tag=languages[0])
    for texts in (parts["title"], parts["question"], *columns.values(), *labels.values()):
        texts.setdefault("en", next((texts[tag] for tag in told if tag in texts), next(iter(texts.values()))))
    return Question(
        path.stem,
        parts["title"],
        parts["question"],
        tuple(
            replace(_parameter(path, name, value, labels.get(name, {}), choices), values_of=values.get(name, ""))
            for name, value in given.items()
        ),
        columns,
        text,
        example,
        once.get("undated", ""),
        once.get("then", ""),
        int(once.get("number", 999)),
        once.get("counts", ""),
    )


def _parameter(
    path: Path, name: str, value: str, label: Mapping[str, str], called: Mapping[str, Mapping[str, str]]
) -> Parameter:
    words, _, default = (part.strip() for part in value.partition("="))
    kind, _, narrower = words.partition(" ")
    if kind not in _KINDS:
        raise KgError("error.question.parameter_kind", file=path.name, kind=kind, known=", ".join(_KINDS))
    choices = tuple(narrower.split()) if kind == "text" else ()
    own = {one: called[one] for one in choices if one in called}
    return Parameter(name, kind, default or None, "" if choices else narrower, choices, label, own)
