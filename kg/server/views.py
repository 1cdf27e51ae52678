"""Requests for resources: negotiated, answered from what is kept or by a worker, and kept for the next."""

from __future__ import annotations

import asyncio
import datetime
import gzip
import re
import time
import uuid
from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from kg.dates import today
from kg.errors import KgError
from kg.messages import languages
from kg.pages.addresses import file_of, path_of
from kg.pages.pages import Pages
from kg.rdf.limits import Limits
from kg.server.answers import Written
from kg.server.call import Call
from kg.server.delivery import Edition, deliver, discard, fresh, is_held
from kg.server.endpoint import gone
from kg.server.guards import EDITOR_POLICY, PAGE_POLICY, PREVIEW_POLICY, client_of
from kg.server.kept import Kept
from kg.server.lanes import Budgets, Lane
from kg.server.negotiation import PAGE, REFERENCES, Format, by_name, language_of, preferred, takes_gzip
from kg.server.refusals import Refusal, refusal
from kg.server.resources import RESOURCES, compute
from kg.server.settings import Settings
from kg.vocabulary import BASE, OWN_PREFIXES, TERM

_SECONDS, _MEMORY, _AT_ONCE, _WAITING = 60.0, 2_000_000_000, 4, 64
_NAMING_THE_SERVER = ("api", "feed", "llms", "reconcile", "service", "sitemap")
"""The resources that tell the address of the server."""
_POLICIES = {"editor": EDITOR_POLICY, "preview": PREVIEW_POLICY}
"""The policies of the pages that are not as the others are."""
_MOST_KEPT = 16_000_000
"""How many bytes of answers are kept."""
_KINDS = {namespace.removeprefix(BASE).rstrip("/") for namespace in OWN_PREFIXES.values()}
_FILE = re.compile(r"(?P<path>.+?)(?:\.(?P<language>[a-z]{2}))?\.(?P<extension>csl\.json|[a-z]+)")
_OWN_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')


class Views:
    """The resources of a server, with a lane of their own: no query from outside holds them up."""

    def __init__(self, pages: Pages, settings: Settings, edition: Edition, folder: Path) -> None:
        self._pages, self._edition, self._folder = pages, edition, folder
        limits = Limits(_SECONDS, _MEMORY)
        self.lane = Lane(pages.engine, partial(compute, pages), limits, at_once=_AT_ONCE, waiting=_WAITING)
        self._budgets = Budgets(settings.share)
        self._explorers: dict[datetime.date, asyncio.Task[tuple[Written, str]]] = {}
        self._kept = Kept[Written](_MOST_KEPT)

    async def respond(
        self, request: Request, name: str, given: Mapping[str, str], *, format_name: str = "", language: str = ""
    ) -> Response:
        """Answer a request for a resource, in the form and the language of its address where that names them."""
        form = by_name(format_name, RESOURCES[name].formats) if format_name else None
        form = form or self._format(request, name)
        call = self._call(request, name, form, given)
        return await self._answer(request, replace(call, language=language or call.language), form)

    async def thing(self, request: Request) -> Response:
        """Answer a request for a thing: lead to a page about it, in the form that the client would rather have."""
        path = f"{request.path_params['kind']}/{request.path_params['rest']}"
        if request.path_params["kind"] == "claim":
            return await self._claim(request, path)
        if request.path_params["kind"] not in _KINDS:
            raise Refusal(404, "error.http.not_found")
        if self._holds(path):
            form = self._format(request, "thing", self._forms(path))
            language = self._language(request) if form == PAGE else "en"
            place = f"/{file_of(path, form.extension, language)}"
            return RedirectResponse(place, 303, headers={"Vary": "Accept, Accept-Language"})
        path, form, language = self._file(path)
        call = self._call(request, "thing", form, {"iri": BASE + path})
        return await self._answer(request, replace(call, language=language), form)

    async def about(self, request: Request) -> Response:
        """Answer a request about a thing by its IRI: one of ours has a page at its own address."""
        path = path_of(request.query_params.get("iri", ""))
        if path is None:
            return await self.respond(request, "about", {})
        if not self._holds(path):  # a path that begins with a stroke would lead to another host
            raise Refusal(404, "error.http.not_found")
        return RedirectResponse(f"/{quote(path)}", 303)

    def _forms(self, path: str) -> tuple[Format, ...]:
        """Return the formats that a thing comes in: one that is not cited has no reference."""
        return tuple(
            one for one in RESOURCES["thing"].formats if one not in REFERENCES or self._pages.is_cited(BASE + path)
        )

    def _file(self, path: str) -> tuple[str, Format, str]:
        """Return the thing, the format and the language that the address of a page names. Raises Refusal for none."""
        found = _FILE.fullmatch(re.sub(r"/index(?=\.)", "/", path, count=1))
        forms = self._forms(found["path"]) if found else ()
        form = next((one for one in forms if found and one.extension == found["extension"]), None)
        language = (found and found["language"]) or "en"
        is_named = language == "en" or (form == PAGE and language in languages())
        if not found or not form or not is_named or not self._holds(found["path"]):
            raise Refusal(404, "error.http.not_found")
        return found["path"], form, language

    async def _claim(self, request: Request, path: str) -> Response:
        """Answer a request for a claim: lead to its passage, or give its references."""
        name, _, ending = path.removeprefix("claim/").partition(".")
        passage, form = self._pages.claim_at(name), by_name(ending, REFERENCES)
        if passage is None or (ending and not form):
            raise Refusal(404, "error.http.not_found")
        if form:
            call = self._call(request, "thing", form, {"iri": f"{BASE}claim/{name}"})
            return await self._answer(request, replace(call, language="en"), form)
        place = f"/{file_of(passage, 'html', self._language(request))}#claim-{name}"
        return RedirectResponse(place, 303, headers={"Vary": "Accept-Language"})

    def _holds(self, path: str) -> bool:
        try:
            return self._pages.holds(BASE + path)
        except ValueError:
            return False

    def _format(self, request: Request, name: str, offered: Sequence[Format] = ()) -> Format:
        offered = offered or RESOURCES[name].formats
        named = request.query_params.get("format")
        found = by_name(named, offered) if named else preferred(request.headers.get("accept"), offered)
        if found is None:
            raise Refusal(406, "error.http.not_acceptable", known=", ".join(one.media for one in offered))
        return found

    def _language(self, request: Request) -> str:
        named = request.query_params.get("language")
        return named if named in languages() else language_of(request.headers.get("accept-language"), languages())

    def _call(self, request: Request, name: str, form: Format, given: Mapping[str, str]) -> Call:
        """Return what is asked, without parameters that mean nothing: the same is computed once.

        Raises Refusal where a parameter that is not known might have decided the answer.
        """
        resource = RESOURCES[name]
        sent = [(key.replace("-", "_"), value) for key, value in request.query_params.multi_items()]
        asked = (*given.items(), *resource.understood([one for one in sent if one[0] not in given]))
        base = str(request.base_url) if name in _NAMING_THE_SERVER else ""
        packed = takes_gzip(request.headers.get("accept-encoding"))
        return Call(name, asked, form.name, self._language(request), base, packed)

    async def _answer(self, request: Request, call: Call, form: Format) -> Response:
        day = today() if RESOURCES[call.name].is_of_today else None
        tag = self._edition.tag(call, day or "")
        changed = None if day else self._edition.changed
        headers = {**fresh(tag, changed), "Content-Language": call.language}
        if call.name == "thing":
            headers["Link"] = self._links(call.value("iri"))
        if call.name in _POLICIES:
            headers["Content-Security-Policy"] = _POLICIES[call.name]
        if is_held(request.headers, tag, changed):
            return Response(status_code=304, headers=headers)
        kept, place = self._kept.get((call, day)), ""
        if kept is None:
            kept, place = await self._computed(request, call)
            if self._edition.version and not kept.in_file:
                self._kept.put((call, day), kept, len(kept.body))
        return deliver(kept, form, place, headers)

    def _links(self, iri: str) -> str:
        """Return what a page and its data tell of themselves in a header (signposting.org)."""
        path = iri.removeprefix(BASE)
        kind = "DefinedTerm" if iri.startswith(TERM) else "AboutPage"
        told = [f'<{iri}>; rel="cite-as"', f'<https://schema.org/{kind}>; rel="type"']
        if self._pages.dataset.licence:
            told.append(f'<{self._pages.dataset.licence}>; rel="license"')
        for form in self._forms(path):
            if form != PAGE:
                told.append(f'</{file_of(path, form.extension)}>; rel="describedby"; type="{form.media}"')
        return ", ".join(told)

    async def explorer(self, request: Request) -> Response:
        """Answer a request for the explorer: one page for all, which takes seconds to make.

        Of data in which it knows no entity there is nothing to draw: what they tell of is listed instead.
        """
        if not self._pages.identity:
            return RedirectResponse("/classes", 303)
        form = self._format(request, "explorer")
        tag = self._edition.tag("explorer", today())
        headers = fresh(tag, None)
        if is_held(request.headers, tag, None):
            return Response(status_code=304, headers=headers)
        written, policy = await self.prepare()
        headers["Content-Security-Policy"] = policy
        if not takes_gzip(request.headers.get("accept-encoding")):
            written = Written(gzip.decompress(written.body))
        return deliver(written, form, "", headers)

    async def prepare(self) -> tuple[Written, str]:
        """Return the explorer of today and its policy, made once, however many ask for it meanwhile."""
        day = today()
        made = self._explorers.get(day)
        if made is None or (made.done() and made.exception()):
            made = asyncio.create_task(self._made_explorer())
            self._explorers = {day: made}
        return await asyncio.shield(made)

    async def _made_explorer(self) -> tuple[Written, str]:
        written = await self._made(Call("explorer", packed=True), asyncio.Event().wait)
        return written, _policy_of(gzip.decompress(written.body))

    async def _computed(self, request: Request, call: Call) -> tuple[Written, str]:
        """Return what a worker wrote for a client, and where it may be."""
        client, place = client_of(request.scope), str(self._folder / uuid.uuid4().hex)
        self._budgets.check(client)
        began = time.monotonic()
        try:
            return await self._made(replace(call, place=place), partial(gone, request)), place
        finally:
            self._budgets.spend(client, time.monotonic() - began)

    async def _made(self, call: Call, left: Callable[[], Coroutine[Any, Any, Any]]) -> Written:
        try:
            written = await self.lane.call((call,), left)
        except KgError as error:
            discard(call.place)
            raise refusal(error, of_engine=self._pages.engine.asks_elsewhere) from None
        if isinstance(written, Refusal):
            raise written
        assert isinstance(written, Written)
        return written


def _policy_of(page: bytes) -> str:
    """Return the policy of the explorer, which carries scripts of its own and says which."""
    found = _OWN_POLICY.search(page)
    return f"{found[1].decode()}; frame-ancestors 'none'" if found else PAGE_POLICY
