"""The %%sparql cell magic: SPARQL with Python variables, and its answer in a variable."""

from __future__ import annotations

import datetime
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import KgError
from kg.messages import readers_language
from kg.questions.usage import usage_hints
from kg.sparql.table import Table
from kg.vocabulary import ENTITY, SHARED_PREFIXES, expand

if TYPE_CHECKING:
    import rdflib
    from IPython.core.interactiveshell import InteractiveShell

    from kg.graph import KnowledgeGraph
    from kg.network.network import Network
    from kg.sparql.engine import Term

_USAGE = (
    "%%sparql [NAME] [--data DIR] [--param name=python_variable …] [--labels] [--network] [--read-again] "
    "[--timeout SECONDS] [--allow-service ADDRESS …]"
)
_DATE = ox.NamedNode(SHARED_PREFIXES["xsd"] + "date")
_MOST_LINES = 60


def register(shell: InteractiveShell) -> None:
    """Give a notebook the %%sparql cell magic."""
    from IPython.core.magic import no_var_expand

    magic = _Magic(shell)

    def sparql(line: str, cell: str) -> Any:
        """Ask the cell's SPARQL: %%sparql [NAME] [--data DIR] [--param name=python_variable …] [--labels] [--network]
        [--read-again] [--timeout SECONDS] [--allow-service ADDRESS …]

        The graph is the notebook's variable `graph`, else the one that ships with the library.
        NAME keeps the answer in a variable. A parameter is a variable of the query that takes the value of one
        of Python's: the name or id of an entity, a date, a number, a term, or a list of them. Nothing is pasted
        into the query. --labels gives names in place of IRIs. --network shows the entities of the answer and what
        ties them to each other. --read-again counts only what passages say that were read again. --timeout gives up
        after so long; --allow-service names a server that the query may ask by SERVICE.
        """
        return magic.ask(line, cell)

    shell.register_magic_function(no_var_expand(sparql), "cell", "sparql")  # type: ignore[arg-type]


class _Magic:
    """The magic of one notebook, with the graphs that it has loaded."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._loaded: dict[str | None, KnowledgeGraph] = {}

    def ask(self, line: str, cell: str) -> Any:
        """Answer a cell: keep the answer under its name, and return what the notebook is to show."""
        words = _Words.of(line)
        graph = self._graph(words.folder)
        graph = graph.read_again if words.read_again else graph
        bindings = {name: self._value(graph, variable) for name, variable in words.parameters.items()}
        answer = graph.query(cell, bindings, timeout=words.timeout, allow_service=words.services)
        kept = graph.labelled(answer, readers_language()) if words.labels and isinstance(answer, Table) else answer
        if words.name:
            self._shell.user_ns[words.name] = kept
        if words.network:
            return network_of(graph, answer)
        if isinstance(kept, Table | bool):
            return kept
        print(_as_turtle(kept))
        return None

    def _graph(self, folder: str | None) -> KnowledgeGraph:
        from kg.graph import KnowledgeGraph, load

        own = self._shell.user_ns.get("graph")
        if folder is None and isinstance(own, KnowledgeGraph):
            return own
        if folder not in self._loaded:
            self._loaded[folder] = load(folder)
        return self._loaded[folder]

    def _value(self, graph: KnowledgeGraph, variable: str) -> Term | list[Term]:
        if variable not in self._shell.user_ns:
            raise KgError("error.notebook.no_variable", name=variable)
        value = self._shell.user_ns[variable]
        if isinstance(value, Sequence) and not isinstance(value, str):
            return [term_of(graph, one) for one in value]
        return term_of(graph, value)


@dataclass
class _Words:
    """What stands on the magic's own line."""

    name: str = ""
    folder: str | None = None
    labels: bool = False
    network: bool = False
    read_again: bool = False
    timeout: float | None = None
    services: list[str] = field(default_factory=list)
    parameters: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, line: str) -> _Words:
        """Read the line. Raises KgError that says how it is written."""
        words = cls()
        try:
            rest = iter(shlex.split(line))
        except ValueError:
            raise KgError("error.notebook.open_quote", usage=_USAGE) from None
        for word in rest:
            option, given, value = word.partition("=")
            if word == "--labels":
                words.labels = True
            elif word == "--network":
                words.network = True
            elif word == "--read-again":
                words.read_again = True
            elif option == "--data":
                words.folder = _folder(value if given else next(rest, ""))
            elif option == "--param":
                words._add(value if given else next(rest, ""))
            elif option == "--timeout":
                words.timeout = _seconds(value if given else next(rest, ""))
            elif option == "--allow-service":
                words.services.append(value if given else next(rest, ""))
            elif word.isidentifier() and not words.name:
                words.name = word
            else:
                raise KgError("error.notebook.word", word=word, usage=_USAGE)
        return words

    def _add(self, parameter: str) -> None:
        found = re.fullmatch(r"\??(\w+)=(\w+)", parameter)
        if not found:
            raise KgError("error.notebook.parameter", word=parameter)
        self.parameters[found[1]] = found[2]


def term_of(graph: KnowledgeGraph, value: Any) -> Term:
    """Return the RDF term that a Python value means: a name means its entity, and a day, written out, a date.

    Raises UnknownName with the nearest names, and KgError for a value that means no term.
    """
    if isinstance(value, ox.NamedNode | ox.Literal):
        return value
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return ox.Literal(value.isoformat(), datatype=_DATE)
    if isinstance(value, bool | int | float):
        return ox.Literal(value)
    if isinstance(value, Decimal):
        return ox.Literal(str(value), datatype=ox.NamedNode(SHARED_PREFIXES["xsd"] + "decimal"))
    if hasattr(value, "n3") and isinstance(value, str):
        return _from_rdflib(value)
    if isinstance(value, str):
        return _from_text(graph, value)
    iri = getattr(value, "iri", None)
    if isinstance(iri, str):
        return ox.NamedNode(iri)
    raise KgError("error.notebook.value", type=type(value).__name__)


def network_of(graph: KnowledgeGraph, answer: Table | bool | rdflib.Graph) -> Network:
    """Return the network of the entities in an answer, with the ties among them; of a single one, all its ties.

    Raises KgError when the answer holds no entity that has a tie.
    """
    found = _entities(answer)
    actors = graph.network(actors="all")
    shared = found and all(iri in actors for iri in found)
    network = actors if shared else graph.network("two-mode", "all")
    known = [iri for iri in found if iri in network]
    if not known:
        raise KgError("error.notebook.no_entity")
    mode = "one-mode" if shared else "two-mode"
    return graph.network(mode, "all", around=known, depth=0 if len(known) > 1 else 1)


def _entities(answer: Table | bool | rdflib.Graph) -> list[str]:
    if isinstance(answer, bool):
        return []
    if isinstance(answer, Table):
        terms = [term.value for row in answer.terms for term in row if isinstance(term, ox.NamedNode)]
    else:
        terms = sorted({str(term) for subject, _, value in answer for term in (subject, value)})
    return [iri for iri in dict.fromkeys(terms) if iri.startswith(ENTITY)]


def _from_text(graph: KnowledgeGraph, text: str) -> Term:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return ox.Literal(text, datatype=_DATE)
    iri = expand(text)
    try:
        with usage_hints(graph.names):
            return ox.NamedNode(iri or graph.names.resolve(text))
    except ValueError:
        raise KgError("error.notebook.no_iri", text=text) from None


def _from_rdflib(value: Any) -> Term:
    found = ox.parse_query_results(f"?term\n{value.n3()}\n".encode(), format=ox.QueryResultsFormat.TSV)
    assert isinstance(found, ox.QuerySolutions)
    term = next(iter(found))[0]
    if not isinstance(term, ox.NamedNode | ox.Literal):
        raise KgError("error.notebook.blank_node")
    return term


def _as_turtle(graph: rdflib.Graph) -> str:
    from kg.render.text import clean

    lines = clean(graph.serialize(format="turtle")).splitlines()
    kept = [line for line in lines if not line.startswith("@prefix")]
    rest = len(kept) - _MOST_LINES
    return "\n".join(kept[:_MOST_LINES]).strip() + (f"\n… {rest:,} more lines" if rest > 0 else "")


def _seconds(value: str) -> float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value):
        raise KgError("error.notebook.seconds", word=value)
    return float(value)


def _folder(value: str) -> str:
    if not value:
        raise KgError("error.notebook.no_folder", usage=_USAGE)
    return value
