"""The server that assistants speak to, on standard input and output, by the Model Context Protocol."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import mcp_types as types
from mcp.server import Server
from mcp.server.stdio import stdio_server

from kg.assistants.card import schema_card
from kg.assistants.tools import Allowed, tools
from kg.errors import KgError
from kg.messages import languages
from kg.record.dataset import read_dataset
from kg.version import __version__

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

CARD, VERSION = "perimeter://schema", "perimeter://version"
_INSTRUCTIONS = (
    "Who works with whom on the security and defence of Canada and the United States, through what, since when, and "
    "which page says so. Resolve names by `find`. Every row names the passages behind it: cite title, publisher, date "
    "and address, and say how the passage was read. `says` is told in our own words: never quote it as the text of "
    "the page. What is empty was not found in these documents, which is no proof that there is none."
)


async def run(graph: KnowledgeGraph, allowed: Allowed) -> None:
    """Answer an assistant until it hangs up."""
    async with stdio_server() as (reading, writing):
        server = assistant_server(graph, allowed)
        await server.run(reading, writing, server.create_initialization_options())


def assistant_server(graph: KnowledgeGraph, allowed: Allowed) -> Server[dict[str, Any]]:
    """Return the server of a graph; calls are answered one after the other."""
    known, turn = tools(graph, allowed), asyncio.Lock()

    async def list_tools(_: Any, __: Any) -> types.ListToolsResult:
        reading = types.ToolAnnotations(read_only_hint=True, open_world_hint=False)
        listed = [
            types.Tool(
                name=one.name, title=one.title, description=one.told, input_schema=one.schema, annotations=reading
            )
            for one in known.values()
        ]
        return types.ListToolsResult(tools=listed)

    async def call_tool(_: Any, asked: types.CallToolRequestParams) -> types.CallToolResult:
        given = asked.arguments or {}
        try:
            if asked.name not in known:
                raise KgError("error.assistant.tool", name=asked.name, known=", ".join(known))
            async with turn:
                told = await asyncio.to_thread(known[asked.name].call, graph, given, allowed)
        except KgError as error:
            asked_in = given.get("language")
            language = asked_in if asked_in in languages() else "en"
            return types.CallToolResult(content=[_text(error.message(language))], is_error=True)
        text = told["card"] if asked.name == "schema" else json.dumps(told, ensure_ascii=False)
        return types.CallToolResult(content=[_text(text)], structured_content=told)

    async def list_resources(_: Any, __: Any) -> types.ListResourcesResult:
        card = types.Resource(uri=CARD, name="schema", title="The schema card", mime_type="text/markdown")
        version = types.Resource(
            uri=VERSION, name="version", title="Which data these are", mime_type="application/json"
        )
        return types.ListResourcesResult(resources=[card, version])

    async def read_resource(_: Any, asked: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        if asked.uri not in (CARD, VERSION):
            raise ValueError(f"There is no resource {asked.uri}; there are {CARD} and {VERSION}.")
        is_card = asked.uri == CARD
        text = schema_card(graph) if is_card else json.dumps(read_dataset(graph.engine).facts(), ensure_ascii=False)
        media = "text/markdown" if is_card else "application/json"
        return types.ReadResourceResult(
            contents=[types.TextResourceContents(uri=asked.uri, mime_type=media, text=text)]
        )

    return Server(
        "perimeter",
        version=__version__,
        title="Perimeter",
        instructions=_INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        on_list_resources=list_resources,
        on_read_resource=read_resource,
    )


def _text(text: str) -> types.TextContent:
    return types.TextContent(text=text)
