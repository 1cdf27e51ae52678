"""The server of assistants, asked by the client of the official kit, as an assistant asks it."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.worlds import MINI, ROOT

mcp = pytest.importorskip("mcp", reason="pip install 'perimeter-kg[mcp]'")


def with_client(use: Callable[[Any], Awaitable[Any]], *options: str) -> Any:
    """Return what is made of a client that started `kg mcp` and speaks to it over its pipes."""

    async def run() -> Any:
        path = os.pathsep.join(one for one in sys.path if one)
        command = mcp.StdioServerParameters(
            command=sys.executable, args=["-m", "kg", "mcp", *options], env={"PYTHONPATH": path}, cwd=str(ROOT)
        )
        async with mcp.Client(command, read_timeout_seconds=60) as client:
            return await use(client)

    with ThreadPoolExecutor(1) as thread:  # a browser of another test may have a loop running in this one
        return thread.submit(lambda: asyncio.run(run())).result()


def test_an_assistant_finds_asks_and_cites() -> None:
    async def use(client: Any) -> None:
        listed = (await client.list_tools()).tools
        assert all(one.annotations.read_only_hint for one in listed)
        found = await client.call_tool("find", {"text": "GRC", "language": "fr"})
        assert found.structured_content["rows"][0]["id"] == "rcmp"
        answer = await client.call_tool("ask_partners", {"of": found.structured_content["rows"][0]["id"]})
        assert json.loads(answer.content[0].text) == answer.structured_content
        passage = answer.structured_content["passages"]["ps-cbftf-note-2021/p1"]
        assert passage["publisher"] == "Public Safety Canada"
        assert passage["reading"] == "read again on 29 November 2026, in part"

    with_client(use, "--data", str(MINI))


def test_what_is_wrong_is_an_answer_that_the_assistant_can_read() -> None:
    async def use(client: Any) -> None:
        for name, given, words in (
            ("show", {"name": "noradd"}, "NORAD"),
            ("query", {"query": "SELECT * { ?a sec:memberOf ?b }"}, "sec:isMemberOf"),
            ("drop", {}, "No tool is called"),
        ):
            answer = await client.call_tool(name, given)
            assert answer.is_error
            assert words in answer.content[0].text
            assert "Traceback" not in answer.content[0].text

    with_client(use, "--data", str(MINI))


def test_the_card_and_the_version_are_resources() -> None:
    async def use(client: Any) -> None:
        assert {one.uri for one in (await client.list_resources()).resources} == {
            "perimeter://schema",
            "perimeter://version",
        }
        card = (await client.read_resource("perimeter://schema")).contents[0]
        assert card.mime_type == "text/markdown"
        assert "sec:isMemberOf" in card.text
        assert "date" in json.loads((await client.read_resource("perimeter://version")).contents[0].text)

    with_client(use, "--data", str(MINI))


def test_sparql_can_be_switched_off_and_is_hidden_then() -> None:
    async def use(client: Any) -> None:
        assert "query" not in {one.name for one in (await client.list_tools()).tools}
        assert (await client.call_tool("query", {"query": "ASK {}"})).is_error

    with_client(use, "--no-query", "--data", str(MINI))


def test_many_calls_at_once_are_all_answered() -> None:
    async def use(client: Any) -> None:
        calls = [client.call_tool("show", {"name": name}) for name in ("norad", "rcmp", "cbsa") * 5]
        calls += [client.call_tool("query", {"query": "SELECT * { ?a ?b ?c }"}) for _ in range(5)]
        assert not any(answer.is_error for answer in await asyncio.gather(*calls))

    with_client(use, "--data", str(MINI))


def test_an_answer_has_at_most_the_characters_that_were_allowed() -> None:
    async def use(client: Any) -> None:
        answer = await client.call_tool("show", {"name": "norad"})
        assert len(answer.content[0].text) < 2_500
        assert "ask again with offset" in answer.structured_content["cut"]

    with_client(use, "--characters", "2000", "--data", str(MINI))
