"""What the shell offers to complete: names of questions and stories, their parameters, entities, concepts.

Switched on by ``eval "$(_KG_COMPLETE=bash_source kg)"``, or ``zsh_source``, or ``fish_source``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from kg.cli.options import Source, open_graph
from kg.vocabulary import CONCEPTS, ENTITY, local_name

_MOST = 60


def question_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of questions."""
    from kg.questions.catalogue import questions

    return _items(begun, ((one.name, one.title["en"]) for one in questions().values()))


def measure_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of measures."""
    from kg.network.measures.registry import MEASURES

    return _items(begun, ((name, one.title()) for name, one in MEASURES.items()))


def story_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the names of stories."""
    stories = open_graph(Source(context.params.get("data"))).stories
    return _items(begun, ((name, story.title["en"]) for name, story in stories.items()))


def entity_names(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the ids of entities whose id begins so, or that have a name like it."""
    graph = open_graph(Source(context.params.get("data")))
    ids = [local_name(iri) for iri in graph.names.entity_iris if local_name(iri).startswith(begun)]
    found = sorted(ids) or ([local_name(iri) for iri in graph.names.find(begun)] if begun else [])
    return [CompletionItem(name, help=graph.labels.of(ENTITY + name)) for name in found[:_MOST]]


def topics(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer topics."""
    return _choices("topic", context, begun)


def kinds(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer kinds of things."""
    return _choices("kind", context, begun)


def standings(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer kinds of documents."""
    return _choices("standing", context, begun)


def countries(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer countries."""
    return _choices("country", context, begun)


def families(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer families of relations."""
    from kg.record.ties import read_relations

    graph = open_graph(Source(context.params.get("data")))
    found = sorted({relation.family for relation in read_relations(graph.engine).values()})
    return _items(begun, ((local_name(iri), graph.labels.of(iri)) for iri in found))


def parameter_values(context: click.Context, parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    """Offer the values of the parameter of a question that was named last."""
    from kg.questions.catalogue import questions

    asked, words = questions().get(context.params.get("name") or ""), context.params.get("words") or ()
    known = {one.option: one.kind for one in (asked.parameters if asked else ())}
    kind = known.get(words[-1] if words else "", "")
    if kind == "entity":
        return entity_names(context, parameter, begun)
    return _choices(kind, context, begun) if kind in ("country", *CONCEPTS) else []


class AskCommand(click.Command):
    """The command that asks by name: the parameters of the question are offered beside its own options."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer options; where a question is named, its parameters first."""
        from kg.questions.catalogue import questions

        asked = questions().get(ctx.params.get("name") or "")
        own = ((one.option, one.kind) for one in (asked.parameters if asked else ()))
        return [
            *(_items(incomplete, own) if incomplete.startswith("-") else ()),
            *super().shell_complete(ctx, incomplete),
        ]


def _choices(kind: str, context: click.Context, begun: str) -> list[CompletionItem]:
    """Offer the ids of countries, or of the concepts of a scheme."""
    graph = open_graph(Source(context.params.get("data")))
    found = graph.names.choices(kind)
    return _items(begun, ((local_name(iri), graph.labels.of(iri)) for iri in found))


def _items(begun: str, known: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    def fitting() -> Iterator[CompletionItem]:
        for name, words in known:
            if name.startswith(begun):
                yield CompletionItem(name, help=words)

    return list(fitting())
