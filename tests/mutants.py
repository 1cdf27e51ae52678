"""Mutants of queries, data files and answers of servers, and what the kg command makes of them.

A mutant is made by luck that is seeded; each is tried in a process of its own, forked here, so that what would end the
process is seen, and nothing is left of it for the next.
"""

from __future__ import annotations

import faulthandler
import json
import os
import pickle
import random
import re
import resource
import shutil
import signal
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest

from kg.cli import main as cli
from kg.rdf.dataset import build
from kg.rdf.files import read_file
from kg.rdf.folders import Folders, data_files
from kg.sparql import endpoint
from kg.sparql.exchange import Reply
from kg.vocabulary import PREFIXES, TERM
from tests import command
from tests.worlds import MINI, ROOT

LONGEST = 20.0
"""How many seconds of a processor a run may take; by the clock three times as long, as other things run beside it."""
MEMORY = 4 << 30
KINDS = ("query", "own", "text", "terms", "story", "server")
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("show", "norad"),
    ("show", "wikipedia"),
    ("find", "norad"),
    ("find", "1957"),
    ("why", "canada", "norad"),
    ("why", "rcmp", "cbsa"),
    ("path", "rcmp", "cbsa"),
    ("path", "canada", "united-states"),
    ("ask", "partners", "--of", "rcmp", "--evidence"),
    ("ask", "disagreements"),
    ("ask", "in-effect-on", "--on", "2001", "--language", "fr"),
    ("ask", "figures-about", "--of", "norad"),
    ("ask", "communities"),
    ("network",),
    ("network", "--mode", "two-mode", "--as-of", "2001", "--format", "json"),
    ("measure", "brokerage"),
    ("coverage",),
    ("coverage", "--by", "official"),
    ("coverage", "--of", "reading"),
    ("diff", "1950", "today"),
    ("explore", "-o", "{out}/page.html"),
    ("write", "{out}/all.nq"),
    ("describe",),
)
ODD_SIGNS = "\x00\x0b\x1f\x7f\u00a0\u200b\u202e\ufeff\ufffe\uffff\U0001f600\u0301“”«»’–<>\"'\\{}[]()@^.;,:#?$ \t\n"


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: with which command, and how it ended badly, "" where it did not."""

    kind: str
    number: int
    words: tuple[str, ...]
    fault: str


def tried(kind: str, number: int, seed: int) -> Iterator[Outcome]:
    """Make one mutant, and yield how each of the commands ends that it is given to."""
    luck = random.Random(f"{kind} {number} {seed}")
    work = Path(os.environ["XDG_CACHE_HOME"]) / f"mutant-{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for words, prepare in _MAKERS[kind](luck, work):
        yield Outcome(kind, number, words, _ended(words, prepare))
    shutil.rmtree(work, ignore_errors=True)


Run = tuple[tuple[str, ...], Callable[[], None]]


def _ended(words: tuple[str, ...], prepare: Callable[[], None]) -> str:
    """Run kg in a fork, and say how it ended badly."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(_run(words, prepare), pipe)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        ended = signal.Signals(os.WTERMSIG(status))
        return f"over {LONGEST:g} s" if ended in (signal.SIGALRM, signal.SIGPROF) else f"signal {ended.name}"
    at_deadline = not said and "--timeout" in words and os.WEXITSTATUS(status) == 2
    return "" if at_deadline else str(pickle.loads(said)) if said else f"code {os.WEXITSTATUS(status)}"


def _run(words: tuple[str, ...], prepare: Callable[[], None]) -> str:
    faulthandler.disable()
    for timer, number, seconds in (
        (signal.ITIMER_PROF, signal.SIGPROF, LONGEST),
        (signal.ITIMER_REAL, signal.SIGALRM, LONGEST * 3),
    ):
        signal.signal(number, signal.SIG_DFL)
        signal.setitimer(timer, seconds)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    cli._fault_of_data = lambda _: None  # the last net is not relied on
    prepare()
    try:
        done = command.run_here(*words)
    except BaseException as error:
        own = [frame for frame in traceback.extract_tb(error.__traceback__) if f"{ROOT}/kg/" in frame.filename]
        last = own[-1] if own else None
        where = f"{Path(last.filename).relative_to(ROOT)} {last.name}" if last else "?"
        return f"traceback: {type(error).__name__} in {where}"
    if b"Traceback" in done.stderr:
        return f"traceback told: {done.stderr.splitlines()[-1].decode()[:100]}"
    return "" if done.returncode in (0, 1, 2) else f"code {done.returncode}"


def _nothing() -> None:
    pass


def _commands(luck: random.Random, work: Path, many: int) -> list[tuple[str, ...]]:
    return [tuple(word.format(out=work) for word in words) for words in luck.sample(COMMANDS, many)]


def spoilt(luck: random.Random, text: str) -> str:
    """Return a text with one to four faults, such as a hand or a tool makes."""
    for _ in range(luck.randint(1, 4)):
        at, length = luck.randrange(len(text) + 1), luck.choice((1, 1, 1, 2, 5, 20, 80))
        part = text[at : at + length]
        other = luck.randrange(len(text) + 1)
        text = luck.choice(
            (
                text[:at] + text[at + length :],
                text[:at] + luck.choice(ODD_SIGNS) + text[at:],
                text[:at] + luck.choice(ODD_SIGNS) * luck.choice((2, 40)) + text[at + length :],
                text[:at] + part * luck.choice((2, 3, 60)) + text[at + length :],
                text[:at] + text[other : other + length] + text[at + length :],
                text[:at] + part.swapcase() + text[at + length :],
                re.sub(r"\d", lambda _: luck.choice("0123456789"), part).join((text[:at], text[at + length :])),
                text[:at],
            )
        )
    return text


@cache
def _queries() -> tuple[str, ...]:
    folders = ("kg/questions", "kg/sparql/lookups", "ontology/checks", "ontology/rules")
    return tuple(path.read_text(encoding="utf-8") for one in folders for path in sorted((ROOT / one).glob("*.rq")))


def _spoilt_query(luck: random.Random, work: Path) -> Iterator[Run]:
    text = luck.choice(_queries())
    if luck.random() < 0.5:  # by words
        words = re.findall(r"\s+|\w+|\W", text)
        for _ in range(luck.randint(1, 4)):
            words[luck.randrange(len(words))] = luck.choice(
                [*words, "", "SELECT", "(", "}", "?x", "sec:leads", "1e999"]
            )
        text = "".join(words)
    else:
        text = spoilt(luck, text)
    path = work / "query.rq"
    path.write_bytes(text.encode("utf-8", "replace"))
    yield ("query", str(path), "--data", str(MINI), "--limit", "5", "--timeout", "10"), _nothing


_OWN = {
    "questions": "kg/questions",
    "ontology/checks": "ontology/checks",
    "ontology/reviews": "ontology/reviews",
    "ontology/rules": "ontology/rules",
}
"""The folders among the data whose queries are carried out, and where queries of the kind are to be had."""


def _spoilt_own(luck: random.Random, work: Path) -> Iterator[Run]:
    """A question, a check or a rule of a folder of data."""
    world, folder = work / "world", luck.choice(sorted(_OWN))
    shutil.copytree(MINI, world)
    (world / folder).mkdir(parents=True, exist_ok=True)
    text = luck.choice(sorted((ROOT / _OWN[folder]).glob("*.rq"))).read_text(encoding="utf-8")
    (world / folder / "own.rq").write_bytes(spoilt(luck, text).encode("utf-8", "replace"))
    yield ("check", str(world), "--review", "--timeout", "10"), _nothing
    if folder == "questions":
        yield ("questions", "--data", str(world)), _nothing
        yield ("ask", "own", "--of", "norad", "--data", str(world), "--timeout", "10"), _nothing
    else:
        yield ("query", "ASK {}", "--data", str(world), "--timeout", "10"), _nothing


def _world(luck: random.Random, work: Path, suffixes: tuple[str, ...]) -> tuple[Path, Path]:
    """Return a copy of the tiny world, and one of its files."""
    world = work / "world"
    shutil.copytree(MINI, world)
    return world, luck.choice(sorted(path for path in world.rglob("*") if path.suffix in suffixes))


def _judged(luck: random.Random, work: Path, world: Path, path: Path) -> Iterator[Run]:
    yield ("check", str(luck.choice((world, path)))), _nothing
    for words in _commands(luck, work, 2):
        yield (*words, "--data", str(world)), _nothing


def _spoilt_text(luck: random.Random, work: Path) -> Iterator[Run]:
    world, path = _world(luck, work, (".ttl", ".trig"))
    path.write_bytes(spoilt(luck, path.read_text(encoding="utf-8")).encode("utf-8", "replace"))
    if luck.random() < 0.05:
        path.write_bytes(path.read_bytes().replace("é".encode(), b"\xe9"))
    yield from _judged(luck, work, world, path)
    yield ("format", str(path)), _nothing


def _spoilt_story(luck: random.Random, work: Path) -> Iterator[Run]:
    world, path = _world(luck, work, (".yaml",))
    path.write_bytes(spoilt(luck, path.read_text(encoding="utf-8")).encode("utf-8", "replace"))
    yield ("check", str(path)), _nothing
    yield ("stories", "norad", "--data", str(world)), _nothing
    yield ("explore", "--data", str(world), "-o", f"{work}/page.html"), _nothing


@cache
def _known() -> tuple[ox.NamedNode, ...]:
    """All IRIs that the tiny world and the ontology name, so that odd statements mean something."""
    quads = [
        quad for path in [*data_files(MINI), *sorted((ROOT / "ontology").glob("*.ttl"))] for quad in read_file(path)
    ]
    terms = {term for quad in quads for term in (quad.subject, quad.predicate, quad.object)}
    return tuple(sorted((term for term in terms if isinstance(term, ox.NamedNode)), key=str))


def _odd_term(luck: random.Random) -> Any:
    """Return a term that stands where nobody would write it."""
    xsd = PREFIXES["xsd"]
    types = ("date", "gYear", "gYearMonth", "dateTime", "integer", "decimal", "double", "boolean", "anyURI", "duration")
    texts = (
        "",
        " ",
        "x",
        "1958-13-45",
        "0000",
        "-0044",
        "99999",
        "1e999",
        "NaN",
        "-0",
        "9" * 400,
        "٣",
        "\u202e",
        "é\u0000",
    )
    texts += ("1958", "1958-05", "1958-05-12", "2001-09-11T00:00:00Z", "true", "norad")
    text = luck.choice(texts)
    return luck.choice(
        (
            luck.choice(_known()),
            luck.choice(_known()),
            ox.NamedNode(f"{TERM}{luck.choice(('', 'x', 'a/b', 'é', '%20', '__proto__'))}"),
            ox.NamedNode(
                luck.choice(("urn:x", "http://a", "mailto:a@b", "http://a/" + "b" * 3000, "http://a/b,c?d#e"))
            ),
            ox.BlankNode(luck.choice("ab")),
            ox.Literal(text.replace("\u0000", "")),
            ox.Literal(text.replace("\u0000", ""), language=luck.choice(("en", "fr", "fr-CA", "de", "zh-Hant-TW"))),
            ox.Literal(text.replace("\u0000", ""), datatype=ox.NamedNode(xsd + luck.choice(types))),
            ox.Literal("x", datatype=ox.NamedNode("http://a/type")),
        )
    )


def _odd_quad(luck: random.Random, quad: ox.Quad) -> ox.Quad:
    """Return a statement with one or more of its terms odd, which is a statement nevertheless."""
    subject, predicate, value, graph = quad.subject, quad.predicate, quad.object, quad.graph_name
    for _ in range(luck.choice((1, 1, 1, 2, 3))):
        term, where = _odd_term(luck), luck.choice("ssppooooog")
        if where == "o":
            value = term
        elif where == "p" and isinstance(term, ox.NamedNode):
            predicate = term
        elif where in "sg" and not isinstance(term, ox.Literal):
            subject, graph = (term, graph) if where == "s" else (subject, term)
    return ox.Quad(subject, predicate, value, graph)


def _odd_terms(luck: random.Random, work: Path) -> Iterator[Run]:
    world, path = _world(luck, work, (".ttl", ".trig"))
    quads = list(read_file(path))
    for _ in range(luck.choice((1, 1, 2, 5))):
        at = luck.randrange(len(quads))
        odd = _odd_quad(luck, quads[at])
        quads[at : at + luck.randint(0, 1)] = [odd]
    if luck.random() < 0.1:
        luck.shuffle(quads)
        del quads[: len(quads) // 2]
    target = path.with_suffix(".trig")
    path.unlink()
    target.write_bytes(ox.serialize(quads, format=ox.RdfFormat.TRIG) or b"")
    yield from _judged(luck, work, world, target)


@cache
def _store() -> ox.Store:
    return build(Folders.find(MINI))


def _odd_server(luck: random.Random, work: Path) -> Iterator[Run]:
    way, state = luck.choice(("terms", "terms", "columns", "bytes", "heads")), luck.getrandbits(64)
    prepare = partial(_answer_oddly, way, state)
    words = luck.choice([*_commands(luck, work, 1), ("query", "SELECT ?a ?b { ?a sec:leads ?b }"), ("query", "ASK {}")])
    yield (*words, "--endpoint", "http://127.0.0.1:9/query"), prepare


def _answer_oddly(way: str, state: int) -> None:
    """Let every question to a server in this process be answered from the tiny world, and oddly."""
    luck, patch = random.Random(state), pytest.MonkeyPatch()
    calm = luck.choice((0.0, 0.5, 0.95, 0.99))

    def exchanged(request: Any, *_: Any, **__: Any) -> Reply:
        (text,) = parse_qs(request.data.decode())["query"]
        answer = _store().query(text, prefixes=PREFIXES)
        media = "application/sparql-results+json"
        if isinstance(answer, ox.QueryTriples):
            media, body = "application/n-triples", ox.serialize(answer, format=ox.RdfFormat.N_TRIPLES) or b""
        elif isinstance(answer, ox.QueryBoolean):
            body = json.dumps({"head": {}, "boolean": bool(answer)}).encode()
        else:
            body = answer.serialize(format=ox.QueryResultsFormat.JSON) or b""
        head, status = Message(), 200
        head["Content-Type"] = media
        if luck.random() >= calm:
            status, body = _oddly(luck, way, body, head)
        return Reply(status, head, body)

    patch.setattr(endpoint, "exchange", exchanged)


def _oddly(luck: random.Random, way: str, body: bytes, head: Message) -> tuple[int, bytes]:
    if way == "bytes":
        return 200, spoilt(luck, body.decode()).encode("utf-8", "replace")
    if way == "heads":
        del head["Content-Type"]
        medias = (
            "text/html",
            "application/rdf+xml",
            "text/csv",
            "text/turtle",
            "application/sparql-results+xml",
            "",
            "é",
        )
        head["Content-Type"] = luck.choice(medias)
        head["X-SPARQL-MaxRows"] = luck.choice(("1", "²", "-1", "x", "9" * 5000))
        head["Retry-After"] = luck.choice(("1", "²", "Mon", "-5", "9" * 400))
        return luck.choice((200, 200, 200, 206, 299, 400, 401, 404, 429, 500, 503)), body
    if not body.startswith(b"{"):
        return 200, body
    answer = json.loads(body)
    rows = answer.get("results", {}).get("bindings", [])
    for row in luck.sample(rows, min(len(rows), 3)):
        for name in list(row):
            if luck.random() < 0.5:
                row[name] = _odd_json(luck)
    if way == "columns":
        names = answer["head"].get("vars", [])
        answer["head"]["vars"] = luck.choice(([], names[::-1], names[1:], [*names, "x"], ["__class__"], None, [1], "a"))
        answer["results"] = luck.choice((answer.get("results"), None, [], {"bindings": None}, {"bindings": [[]]}))
    return 200, json.dumps(answer).encode()


def _odd_json(luck: random.Random) -> object:
    term = _odd_term(luck)
    kind = "uri" if isinstance(term, ox.NamedNode) else "bnode" if isinstance(term, ox.BlankNode) else "literal"
    found: dict[str, object] = {"type": kind, "value": term.value}
    if isinstance(term, ox.Literal):
        found |= {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    return luck.choice(
        (found, found, found, {}, None, "x", {"type": "uri"}, {**found, "value": None}, {**found, "value": 1})
    )


_MAKERS: dict[str, Callable[[random.Random, Path], Iterator[Run]]] = {
    "query": _spoilt_query,
    "own": _spoilt_own,
    "text": _spoilt_text,
    "terms": _odd_terms,
    "story": _spoilt_story,
    "server": _odd_server,
}
