"""What the server answers besides SPARQL: each resource with its address, its parameters and its formats."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import UNFIT, KgError
from kg.language import column_labels, localized
from kg.messages import languages, message
from kg.pages.answers import Given, form_field, question_html, questions_html, table_html, table_json, told_html
from kg.pages.guides import MOST_LISTED, feed, llms_text, places_of, sitemap
from kg.pages.links import LinkedLabels
from kg.pages.pages import Pages
from kg.pages.plain_values import plain_passages, plain_ties
from kg.pages.templates import render
from kg.questions.catalogue import question, questions
from kg.rdf.formats import graph_format, write_quads, write_triples
from kg.render.changes import in_words
from kg.server import reconcile
from kg.server.answers import Written, handed_over
from kg.server.call import FILTERS, MOST_TOLD, Call
from kg.server.description import open_api, service_description
from kg.server.negotiation import GRAPHS, PAGE, PLAIN_JSON, REFERENCES, ROWS, Format
from kg.server.refusals import Refusal, refusal
from kg.sparql.files import table_file
from kg.sparql.lookups import lookup
from kg.vocabulary import PREFIXES, shorten

if TYPE_CHECKING:
    from kg.network.paths import NetworkPath
    from kg.sparql.table import Table

_TABLES = (
    PLAIN_JSON,
    *(one for one in ROWS if one.name in ("csv", "tsv")),
    Format("srj", ROWS[0].media, (), "srj"),
    PAGE,
)
_TEXT = Format("text", "text/plain", (), "txt")
_NETWORKS = (
    Format("json", "application/json", (), "json"),
    Format("graphml", "application/graphml+xml", ("application/xml", "text/xml"), "graphml"),
    Format("gexf", "application/gexf+xml", (), "gexf"),
)
_ANYWHERE = ("format", "language")
_SEVERAL = ("around",)
_TRACKERS = ("utm_", "fbclid", "gclid")
"""What others append to an address that is passed on."""


@dataclass(frozen=True)
class Resource:
    """Something at an address: the formats that it comes in, the parameters that it takes, and what writes it."""

    path: str
    formats: tuple[Format, ...]
    write: Callable[[Pages, Call], bytes]
    takes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    told: str = ""
    is_of_today: bool = field(default=True, kw_only=True)
    is_filtered: bool = field(default=False, kw_only=True)

    def understood(self, sent: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
        """Return what was sent and means something here; of a question its own page knows that.

        Raises Refusal, where the parameters decide what is in the answer, for one that is not known or given twice.
        """
        known = (*self.needs, *self.takes)
        if self.path.endswith("{name}"):
            _refuse_twice(sent, [one for one, _ in sent])
            return list(sent)
        if self.is_filtered:
            _refuse_twice(sent, known)
            for name, _ in sent:
                if name not in (*known, *_ANYWHERE) and not name.startswith(_TRACKERS):
                    raise Refusal(400, "error.http.parameter", name=name[:MOST_TOLD], known=", ".join(known))
        return [one for one in sent if one[0] in known]


def _refuse_twice(sent: Sequence[tuple[str, str]], known: Sequence[str]) -> None:
    """Raise Refusal for what was given twice, and has one value."""
    for number, (name, _) in enumerate(sent):
        if name in known and name not in _SEVERAL and name in (one for one, _ in sent[:number]):
            raise Refusal(400, "error.http.twice", name=name[:MOST_TOLD])


def compute(pages: Pages, call: Call) -> Written | Refusal:
    """Return what a resource answers, or why it does not; in a worker."""
    try:
        return handed_over(RESOURCES[call.name].write(pages, call), packed=call.packed, place=call.place)
    except KgError as error:
        return refusal(KgError("error.endpoint.failed") if error.key == "error.endpoint.refused" else error)
    except UNFIT:
        if not pages.engine.asks_elsewhere:
            raise
        return refusal(KgError("error.endpoint.other_ontology"))


def _explorer(pages: Pages, _: Call) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return pages.graph.explore(path=Path(folder) / "explorer.html").path.read_bytes()


def _thing(pages: Pages, call: Call) -> bytes:
    return pages.write(call.value("iri"), call.format_name, call.language)


def _about(pages: Pages, call: Call) -> bytes:
    iri = call.value("iri")
    try:
        return pages.write(iri, call.format_name, call.language)
    except ValueError:
        raise Refusal(400, "error.http.iri", iri=iri[:MOST_TOLD]) from None


def _classes(pages: Pages, call: Call) -> bytes:
    table = pages.engine.table(lookup("classes-told-of"))
    table = table.with_labels(column_labels(table.columns, call.language))
    if call.format_name == "html":
        title, told = message("web.classes", call.language), message("web.classes.told", call.language)
        same = {tag: f"classes?language={tag}" for tag in languages()}
        return table_html(pages, table, title, call.language, root="", told=told, same=same)
    return _table(pages, table, call)


def _list(pages: Pages, call: Call) -> bytes:
    known = questions()
    if call.format_name == "html":
        return questions_html(pages, known, call.language)
    listed = [
        {
            "name": one.name,
            "title": dict(one.title),
            "question": dict(one.question),
            "parameters": [{"name": p.name, "kind": p.kind, "default": p.default} for p in one.parameters],
            "example": dict(one.example),
        }
        for one in known.values()
    ]
    return _json({"questions": listed})


def _question(pages: Pages, call: Call) -> bytes:
    asked = question(call.value("name"))
    own = {one.name for one in asked.parameters}
    given = {name: value for name, value in call.values.items() if name not in _COMMON}
    beside = {name: value for name, value in call.values.items() if name in _BESIDE}
    for name in given:
        asked.parameter(name)
    is_asked = all(one.name in given for one in asked.needed()) and (bool(given) or not own)
    if call.format_name == "html" and not is_asked:
        return question_html(pages, asked, None, call.language, Given({**asked.example, **given}, beside=beside))
    told = call.named("standing") | call.in_time()
    wanted: dict[str, Any] = {**told, **given, "read_again": call.is_true("read_again")}
    answer = pages.graph.ask(asked.name, language=call.language, **wanted)
    if call.format_name == "html":
        return question_html(pages, asked, answer, call.language, Given(given, beside=beside))
    return _table(pages, answer, call, question=asked.name, given={**given, **told})


def _find(pages: Pages, call: Call) -> bytes:
    fields, title = _fields(call, "text"), message("web.find", call.language)
    if call.format_name == "html" and "text" not in call.values:
        return told_html(pages, "", title, call.language, fields=fields, root="")
    table = pages.graph.find(call.value("text"), language=call.language)
    labels = column_labels(table.columns, call.language)
    if call.format_name == "html":
        return table_html(pages, _as_entities(table).with_labels(labels), title, call.language, fields=fields, root="")
    return _table(pages, table.with_labels(labels), call)


def _as_entities(table: Table) -> Table:
    """Return found entities with IRIs, which a page makes links of, in place of ids."""
    import pyoxigraph as ox

    from kg.vocabulary import ENTITY

    place = table.columns.index("id")
    rows = [(*row[:place], ox.NamedNode(ENTITY + str(row[place].value)), *row[place + 1 :]) for row in table.terms]  # type: ignore[union-attr]
    return table.with_rows(rows)


def _why(pages: Pages, call: Call) -> bytes:
    from kg.render.sentences import tell_reasons

    fields, title = _fields(call, "a", "b"), message("web.why", call.language)
    if call.format_name == "html" and not {"a", "b"} <= set(call.values):
        return told_html(pages, "", title, call.language, fields=fields, root="")
    read_again = call.is_true("read_again")
    reasons = pages.graph.why(call.value("a"), call.value("b"), read_again=read_again, **call.in_time())
    if call.format_name == "html":
        text = tell_reasons(reasons, LinkedLabels(pages.labels), call.language)
        return told_html(pages, text, title, call.language, fields=fields, root="")
    if call.format_name == "text":
        return tell_reasons(reasons, pages.labels, call.language).encode()
    shared = [
        {"through": one.through, "first": plain_ties(one.first), "second": plain_ties(one.second)}
        for one in reasons.shared
    ]
    told = {
        "first": reasons.first,
        "second": reasons.second,
        "direct": plain_ties(reasons.direct),
        "shared": shared,
        "other": plain_ties(reasons.other),
        "passages": plain_passages(reasons.passages),
    }
    return _json(told)


def _path(pages: Pages, call: Call) -> bytes:
    from kg.render.paths import tell_paths

    fields, title = _fields(call, "a", "b"), message("web.path", call.language)
    if call.format_name == "html" and not {"a", "b"} <= set(call.values):
        return told_html(pages, "", title, call.language, fields=fields, root="")
    found = pages.graph.path(call.value("a"), call.value("b"), **call.named("actors"), **call.filters())
    if call.format_name == "json":
        return _json({name: [_plain_path(one) for one in paths] for name, paths in found.items()})
    labels = LinkedLabels(pages.labels) if call.format_name == "html" else pages.labels
    text = tell_paths(found, pages.record.passages, labels, call.language)
    if call.format_name == "text":
        return text.encode()
    return told_html(pages, text, title, call.language, fields=fields, root="")


def _plain_path(path: NetworkPath) -> dict[str, Any]:
    steps = [[{"through": one.through, "passages": sorted(one.passages)} for one in step] for step in path.steps]
    return {"entities": list(path.entities), "strength": path.strength, "steps": steps}


def _network(pages: Pages, call: Call) -> bytes:
    from kg.network.files import network_file

    around = [value for name, value in call.given if name == "around" and value]
    mode, actors = call.values.get("mode", "one-mode"), call.values.get("actors", "organizations")
    network = pages.graph.network(mode, actors, around=around, depth=call.number("depth"), **call.filters())
    return network_file(network, call.format_name, language=call.language)


def _diff(pages: Pages, call: Call) -> bytes:
    fields, title = _fields(call, "since", "until"), message("web.diff", call.language)
    if call.format_name == "html" and not {"since", "until"} <= set(call.values):
        return told_html(pages, "", title, call.language, fields=fields, root="")
    around = [value for name, value in call.given if name == "around" and value]
    table = pages.graph.diff(call.value("since"), call.value("until"), around, **call.named("topic", "kind"))
    table = table.with_labels(column_labels(table.columns, call.language))
    if call.format_name == "html":
        return table_html(pages, in_words(table, call.language), title, call.language, fields=fields, root="")
    return _table(pages, in_words(table, call.language) if call.values.get("labels") == "true" else table, call)


def _download(pages: Pages, call: Call) -> bytes:
    return write_quads(pages.engine.quads(), call.format_name)


def _api(pages: Pages, call: Call) -> bytes:
    return _json(open_api(RESOURCES, call.base, is_elsewhere=pages.engine.asks_elsewhere))


def _service(pages: Pages, call: Call) -> bytes:
    return write_triples(service_description(pages.graph, call.base), graph_format(call.format_name).name)


def _llms(pages: Pages, call: Call) -> bytes:
    return llms_text(pages, call.base, is_served=True)


def _feed(pages: Pages, call: Call) -> bytes:
    return feed(pages, call.base, call.language)


def _sitemap(pages: Pages, call: Call) -> bytes:
    return sitemap(call.base, places_of([*pages.things()])[:MOST_LISTED])


def _editor(pages: Pages, call: Call) -> bytes:
    from kg.server.build_editor import is_current
    from kg.server.description import examples

    prefixed = (shorten(iri) for iri in pages.things())
    known = {
        "terms": sorted(name for name in prefixed if not name.startswith("<")),
        "prefixes": PREFIXES,
        "examples": [
            {"title": localized(one.title, call.language), "query": query} for one, query in examples(pages.graph)
        ],
        "words": {"choose": message("web.query.choose", call.language)},
    }
    title, same = message("web.query", call.language), {tag: f"query?language={tag}" for tag in languages()}
    return render("editor", call.language, title=title, root="", same=same, known=known, is_built=is_current())


def _reconcile(pages: Pages, call: Call) -> bytes:
    if "queries" in call.values:
        return _json(reconcile.matches(pages, call.value("queries"), call.language))
    if "extend" in call.values:
        return _json(reconcile.extended(pages, call.value("extend"), call.language))
    return _json(reconcile.manifest(call.base))


def _suggest(suggest: Callable[[Pages, str, str], dict[str, Any]]) -> Callable[[Pages, Call], bytes]:
    return lambda pages, call: _json(suggest(pages, call.values.get("prefix", "")[:200], call.language))


def _proposed(pages: Pages, call: Call) -> bytes:
    return _json(reconcile.proposed_properties(pages, call.values.get("type", ""), call.language))


def _preview(pages: Pages, call: Call) -> bytes:
    return reconcile.preview(pages, call.value("id"), call.language)


def _fields(call: Call, *names: str) -> list[dict[str, Any]]:
    return [form_field(name, message(f"web.field.{name}", call.language), call.values.get(name, "")) for name in names]


def _table(pages: Pages, table: Table, call: Call, **told: Any) -> bytes:
    if call.values.get("labels") == "true":
        table = pages.graph.labelled(table, call.language)
    if call.format_name == "json":
        return table_json(table, **told)
    if call.format_name == "csv":  # what a spreadsheet opens, as files are; that of /sparql is as SPARQL has it
        return table_file(table, "csv")
    return table.serialize({"srj": "json"}.get(call.format_name, call.format_name))


def _json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, default=str) + "\n").encode()


_XML = ("application/xml", "text/xml")
_SUGGESTED = "What a client may mean by the beginning of a name."
_BESIDE = ("labels", "as_of", "between", "standing", "read_again")
_COMMON = ("name", "format", "language", *_BESIDE)
_DATA_FORMATS = tuple(one for one in GRAPHS if one.name in ("trig", "nquads", "jsonld", "turtle", "ntriples"))

RESOURCES = {
    "explorer": Resource("/", (PAGE,), _explorer, told="The network, to explore; one page that works offline."),
    "thing": Resource(
        "/{kind}/{id}", (PAGE, PLAIN_JSON, *GRAPHS, *REFERENCES), _thing, told="One thing and what is said of it."
    ),
    "about": Resource(
        "/about", (PAGE, PLAIN_JSON, *GRAPHS), _about, (), ("iri",), "What the data say of another's thing, by its IRI."
    ),
    "classes": Resource("/classes", _TABLES, _classes, told="The classes of what the data tell of, with counts."),
    "questions": Resource("/questions", (PLAIN_JSON, PAGE), _list, told="The questions that can be asked by name."),
    "question": Resource("/questions/{name}", _TABLES, _question, _COMMON[2:], told="The answer to a question."),
    "find": Resource(
        "/find", _TABLES, _find, ("labels",), ("text",), "Entities by name, abbreviation or id.", is_filtered=True
    ),
    "why": Resource(
        "/why",
        (PLAIN_JSON, _TEXT, PAGE),
        _why,
        ("as_of", "between", "read_again"),
        ("a", "b"),
        "Why two entities are tied.",
        is_filtered=True,
    ),
    "path": Resource(
        "/path",
        (PLAIN_JSON, _TEXT, PAGE),
        _path,
        ("actors", *FILTERS),
        ("a", "b"),
        "How two entities are connected.",
        is_filtered=True,
    ),
    "network": Resource(
        "/network",
        _NETWORKS,
        _network,
        ("mode", "actors", "around", "depth", *FILTERS),
        (),
        "The network of actors.",
        is_filtered=True,
    ),
    "diff": Resource(
        "/diff",
        _TABLES,
        _diff,
        ("around", "topic", "kind", "labels"),
        ("since", "until"),
        "What changed after one date, up to another.",
        is_filtered=True,
    ),
    "download": Resource("/download", _DATA_FORMATS, _download, told="The whole graph.", is_of_today=False),
    "api": Resource("/openapi.json", (PLAIN_JSON,), _api, told="This description.", is_of_today=False),
    "llms": Resource(
        "/llms.txt", (Format("text", "text/plain", ("text/markdown",)),), _llms, told="A guide for language models."
    ),
    "feed": Resource(
        "/feed.atom", (Format("atom", "application/atom+xml", _XML),), _feed, told="The documents read last."
    ),
    "sitemap": Resource("/sitemap.xml", (Format("xml", _XML[0], _XML[1:]),), _sitemap, told="All pages."),
    "editor": Resource("/query", (PAGE,), _editor, told="An editor for SPARQL, with the questions as examples."),
    "reconcile": Resource(
        "/reconcile", (PLAIN_JSON,), _reconcile, ("queries", "extend"), (), "Names of others matched to entities."
    ),
    "entities": Resource(
        "/reconcile/entities", (PLAIN_JSON,), _suggest(reconcile.suggested_entities), ("prefix",), (), _SUGGESTED
    ),
    "types": Resource(
        "/reconcile/types", (PLAIN_JSON,), _suggest(reconcile.suggested_types), ("prefix",), (), _SUGGESTED
    ),
    "properties": Resource(
        "/reconcile/properties", (PLAIN_JSON,), _suggest(reconcile.suggested_properties), ("prefix",), (), _SUGGESTED
    ),
    "proposed": Resource(
        "/reconcile/proposed", (PLAIN_JSON,), _proposed, ("type",), (), "What a list of entities may be extended with."
    ),
    "preview": Resource("/reconcile/preview", (PAGE,), _preview, (), ("id",), "An entity, to be shown within a page."),
    "service": Resource("/sparql", GRAPHS, _service, told="The SPARQL endpoint, described.", is_of_today=False),
}
"""Every resource by name."""
