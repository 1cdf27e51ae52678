"""Entities and reasons told in sentences, each with the number of the passage that says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.dates import Absence, absence, first_day, last_day
from kg.grammar import agreeing, with_unit, without_object
from kg.language import colon, date_text, either, number_text, within_sentence
from kg.messages import message
from kg.render.citations import Citations, document_text, wrap
from kg.render.contradiction import contradict, contradicted, have_periods
from kg.render.coordinates import PROPERTIES, coordinates_among
from kg.render.text import clean
from kg.vocabulary import ENDED_SOME_DAY, ENTITY, NOT_HEARD_OF, SHARED_PREFIXES, TERM, local_name

if TYPE_CHECKING:
    from kg.dates import Period
    from kg.network.explanation import TieExplanation
    from kg.record.entities import Entity
    from kg.record.evidence import Claim
    from kg.record.labels import Labels
    from kg.record.statuses import Status
    from kg.record.ties import Stated, Tie

_TYPE = SHARED_PREFIXES["rdf"] + "type"


def tell_entity(entity: Entity, labels: Labels, language: str = "en") -> str:
    """Return one entity as text."""
    citations = Citations(entity.passages)
    lines = [*heading(entity, labels, language), *identifier_lines(entity)]
    lines += period_lines(entity.period, entity.ties, language) + entity_absence(entity, language)
    for name, sentences in sections(entity, labels, citations, language):
        lines += ["", name, *(line for sentence in sentences for line in wrap(f"  {sentence}", "    "))]
    if not entity.documents:
        lines += ["", message("common.sources", language), *citations.lines(language)]
    return clean("\n".join(lines)) + "\n"


def sections(entity: Entity, labels: Labels, citations: Citations, language: str) -> list[tuple[str, list[str]]]:
    """Return all that is told of an entity: headings, each with its sentences."""
    told = [
        (message("common.as_stated", language), _attributes(entity, labels, citations, language)),
        *_by_family(entity, labels, citations, language),
        (
            message("common.figures", language),
            [figure_text(c, labels, citations, language) for c in entity.figures.values()],
        ),
        (message("common.events", language), _events(entity, citations, language)),
        (message("entity.documents", language), [document_text(one, language) for one in entity.documents]),
    ]
    return [(name, sentences) for name, sentences in told if sentences]


def tell_reasons(reasons: TieExplanation, labels: Labels, language: str = "en") -> str:
    """Return why two entities are tied as text."""
    citations = Citations(reasons.passages)
    lines = [f"{labels.of(reasons.first, language)} — {labels.of(reasons.second, language)}"]
    lines += period_lines(reasons.period, reasons.ties, language)
    for iri, how in reasons.absent.items():
        lines += wrap(absence_text(labels.of(iri, language), how, language), "")
    if not reasons:
        return clean("\n".join([*lines, message("explanation.none", language)])) + "\n"
    lines += [standing_text(reasons, labels, language)]
    direct = [tie_text(tie, labels, citations, language) for tie in (*reasons.direct, *reasons.other)]
    lines += _section(message("explanation.direct", language), direct)
    if reasons.shared:
        lines += ["", message("explanation.shared", language)]
        for shared in reasons.shared:
            lines += wrap(f"  {labels.of(shared.through, language)}", "    ")
            status = reasons.statuses.get(shared.through)
            claims = reasons.dates.get(shared.through, ())
            for sentence in stated_sentences(claims, labels, citations, language, status):
                lines += wrap(f"      {sentence}", "        ")
            for tie in (*shared.first, *shared.second):
                lines += wrap(f"      {tie_text(tie, labels, citations, language, short=True)}", "        ")
    lines += ["", message("common.sources", language), *citations.lines(language)]
    return clean("\n".join(lines)) + "\n"


def period_text(period: Period, language: str) -> str:
    """Return a period in words: as of a date, or between two."""
    if period.is_day:
        return message("period.as_of", language, date=date_text(period.last, language))
    return message(
        "period.between", language, start=date_text(period.first, language), end=date_text(period.last, language)
    )


def period_lines(period: Period | None, ties: Sequence[Tie], language: str) -> list[str]:
    """Return the period that is told of, and how many of the ties are undated."""
    if period is None:
        return []
    undated = sum(tie.undated for tie in ties)
    count = f" {message('period.undated_shown', language, undated=undated, count=len(ties))}" if undated else ""
    return ["", f"{period_text(period, language)}.{count}"]


def absence_text(name: str, how: Absence, language: str) -> str:
    """Return a sentence that says that something does not exist yet, or no more, in the period that is told of.

    >>> absence_text("NORAD", "not_yet", "en")
    'By the dates on record, NORAD did not exist yet.'
    """
    return message(f"period.{how}", language, name=name)


def entity_absence(entity: Entity, language: str) -> list[str]:
    """Return the same of an entity as lines, none where it may exist."""
    starts, ends = (entity.identity.get(name, ()) for name in ("earliestStart", "latestEnd"))
    life = first_day(starts[0]) if starts else None, last_day(ends[0]) if ends else None
    how = absence(life, entity.period)
    return wrap(absence_text(entity.labels.get(language, entity.label), how, language), "") if how else []


def tie_text(tie: Tie, labels: Labels, citations: Citations, language: str, *, short: bool = False) -> str:
    """Return a tie as a sentence with hedges, role, dates and markers; ``short`` leaves the object out."""
    subject, thing = labels.noun(tie.subject, language), labels.noun(tie.object, language)
    verb = agreeing(labels.of(tie.relation, language), subject, language)
    told = without_object(verb, language) if short else thing.after(verb) + thing.name
    sentence = f"{subject.first}{subject.name} {told}"
    hedges = [labels.of(stated.value, language).lower() for stated in tie.hedges]
    for said in (hedges, _in_language(((one.language, one.value) for one in tie.roles), language)):
        if said:
            sentence += f" ({', '.join(said)})"
    sentence += _time_text(tie, citations, language)
    if tie.undated:
        sentence += f" ({message('common.undated', language)})"
    return f"{sentence} {citations.markers(tie.passages)}".rstrip()


def figure_text(claims: Sequence[Claim], labels: Labels, citations: Citations, language: str) -> str:
    """Return a figure as a line: what it counts, hedge, number, unit, when, markers."""
    held: dict[str, list[str]] = defaultdict(list)
    for claim in claims:
        held[local_name(claim.predicate)].append(claim.object.value)
    for name in ("quantity", "unit"):
        held[name] = _texts(claims, name, language)
    hedge = " ".join(labels.of(iri, language).lower() for iri in held["hasHedge"])
    bounds = (held[name] for name in ("value", "upperValue") if held[name])
    numbers = "–".join(either([number_text(one, language) for one in bound], language) for bound in bounds)
    dates = [date_text(value, language) for value in held["date"]]
    bounds = (held[name] for name in ("startDate", "endDate") if held[name])
    period = "–".join(either([date_text(one, language) for one in bound], language) for bound in bounds)
    when = ", ".join([*dates, *([period] if period else [])])
    counted = with_unit(numbers, next(iter(held["unit"]), ""), language)
    amount = " ".join(part for part in (hedge, counted) if part)
    quantity = next(iter(held["quantity"]), "")
    markers = citations.markers(passage for claim in claims for passage in claim.passages)
    return f"{quantity}{colon(language)} {amount}{f' ({when})' if when else ''} {markers}"


def heading(entity: Entity, labels: Labels, language: str) -> list[str]:
    """Return the names of an entity, what it is, and its definition, as lines."""
    label = entity.labels.get(language, entity.label)
    short = entity.abbreviations.get(language, "")
    other = next((name for tag, name in sorted(entity.labels.items()) if tag != language and name != label), "")
    kinds = [labels.of(iri, language) for iri in entity.identity.get("hasKind", ())]
    countries = [labels.of(iri, language) for iri in entity.identity.get("hasCountry", ())]
    topics = [labels.of(iri, language) for iri in entity.identity.get("hasTopic", ())]
    lines = [f"{label} ({short})" if short else label]
    if other:
        lines.append(other)
    lines.append(" · ".join(", ".join(part) for part in (kinds, countries, topics) if part))
    definition = entity.definitions.get(language) or entity.definitions.get("en", "")
    return [*lines, "", *(wrap(definition, "") if definition else [])]


def identifier_lines(entity: Entity) -> list[str]:
    """Return under which identifiers others know an entity, as lines; none where it has none."""
    known = " · ".join(entity.identity.get("identifier", ()))
    return wrap(known, "") if known else []


def _attributes(entity: Entity, labels: Labels, citations: Citations, language: str) -> list[str]:
    return stated_sentences(entity.claims, labels, citations, language, entity.status)


def status_text(iri: str, as_of: str, labels: Labels, language: str) -> str:
    """Return a status with the date of its page: "active as of 2009", "not heard of since 2009".

    >>> from kg.graph import load
    >>> graph = load("tests/mini")
    >>> told = [graph.entity(name).status for name in ("norad", "usnorthcom")]
    >>> [status_text(status.iri, status.as_of, graph.labels, "en") for status in told]
    ['active, page undated', 'active as of October 2006']
    """
    words = within_sentence(labels.of(iri, language))
    if iri == ENDED_SOME_DAY:
        return words
    if iri == NOT_HEARD_OF:
        return message("common.status.since", language, status=words, date=as_of[:4])
    if not as_of:
        return message("common.status.undated", language, status=words)
    form = "common.status.as_of_day" if len(as_of) == len("2001-09-11") else "common.status.as_of"
    return message(form, language, status=words, date=date_text(as_of, language))


def stated_sentences(
    claims: Iterable[Claim], labels: Labels, citations: Citations, language: str, status: Status | None = None
) -> list[str]:
    """Return what is stated by property: values side by side, and a note where documents disagree."""
    held = list(claims)
    by_predicate: dict[str, list[Claim]] = defaultdict(list)
    for claim in held:
        if claim.predicate not in PROPERTIES:
            by_predicate[claim.predicate].append(claim)
    lines = [
        f"{message('common.coordinates', language)}{colon(language)} "
        f"{where.words(language)} {citations.markers(where.passages)}".rstrip()
        for where in coordinates_among(held)
    ]
    for predicate, claims in sorted(by_predicate.items()):
        shown = []
        for claim in sorted(claims, key=lambda claim: claim.object.value):
            value = claim.object.value
            text = labels.of(value, language) if value.startswith("http") else date_text(value, language)
            if claim.predicate == TERM + "hasStatus":
                text = status_text(*_as_told(claim, status, citations), labels, language)
            shown.append(f"{text} {citations.markers(claim.passages)}")
        note = _note(contradicted(claims, labels.over, citations.issued), language)
        lines.append(f"{labels.of(predicate, language)}{colon(language)} {' · '.join(shown)}{note}")
    return lines


def _note(disagree: bool, language: str) -> str:
    return f" ({message('entity.documents_disagree', language)})" if disagree else ""


def _as_told(claim: Claim, status: Status | None, citations: Citations) -> tuple[str, str]:
    """Return the status that a claim states with the date of its newest page, or what that amounts to by now."""
    if status and status.stated == claim.object.value and status.iri in (ENDED_SOME_DAY, NOT_HEARD_OF):
        return status.iri, status.as_of
    return claim.object.value, citations.newest(claim.passages)


def _by_family(entity: Entity, labels: Labels, citations: Citations, language: str) -> list[tuple[str, list[str]]]:
    found: dict[str, list[Tie]] = defaultdict(list)
    for tie in entity.ties:
        found[tie.relation].append(tie)
    return [
        (
            labels.of(relation, language).capitalize(),
            [tie_text(tie, labels, citations, language) for tie in sorted(ties, key=lambda tie: tie.key)],
        )
        for relation, ties in sorted(found.items())
    ]


def _events(entity: Entity, citations: Citations, language: str) -> list[str]:
    dated = sorted(entity.events.values(), key=lambda claims: (_values(claims, "date") or [""])[0])
    return [event_text(claims, citations, language) for claims in dated]


def event_text(claims: Sequence[Claim], citations: Citations, language: str) -> str:
    """Return an event as a line: when, what happened, markers."""
    dates = [date_text(value, language) for value in _values(claims, "date")]
    when = either(dates, language) or message("common.undated", language)
    summary = _texts(claims, "summary", language)
    markers = citations.markers(passage for claim in claims for passage in claim.passages)
    return f"{when}{colon(language)} {next(iter(summary), '')} {markers}"


def _values(claims: Iterable[Claim], name: str) -> list[str]:
    return [claim.object.value for claim in claims if claim.predicate == TERM + name]


def standing_text(reasons: TieExplanation, labels: Labels, language: str) -> str:
    """Return how many independent voices say why two are joined, and whether both governments do."""
    word, speaking = reasons.governments.word, reasons.governments.speaking
    country = labels.of(ENTITY + reasons.countries[speaking - 1], language) if word == "one" else ""
    voices = message("common.voices", language, count=reasons.voices) if reasons.voices else ""
    governments = message(f"common.governments.{word}", language, country=country)
    return f"{voices or message('common.voices.none', language)}; {governments}."


def _time_text(tie: Tie, citations: Citations, language: str) -> str:
    """Return when a tie holds as the end of its sentence: one date where it begins and ends on it.

    Two dates that are equally precise are a span: « du 10 juin 2021 au 18 juin 2021 ».
    """
    once = not have_periods(tie.starts, tie.ends)
    if tie.starts and [one.value for one in tie.starts] == [one.value for one in tie.ends]:
        return f", {_bound('on', tie.starts, citations, language, once=once)}"
    if not tie.is_instantaneous and len(tie.starts) == len(tie.ends) == 1:
        first, last = tie.starts[0].value, tie.ends[0].value
        if len(first) == len(last):
            ends = {"start": date_text(first, language), "end": date_text(last, language)}
            form = _PRECISIONS.get(len(first), "")
            return f", {message(f'date.span{form}', language, **ends)}"
    bounds = ("on" if tie.is_instantaneous else "since", tie.starts), ("until", tie.ends)
    return "".join(f", {_bound(name, dates, citations, language, once=once)}" for name, dates in bounds if dates)


_PRECISIONS = {len("2001"): "_year", len("2001-09-11"): "_day"}


def _bound(name: str, dates: Sequence[Stated], citations: Citations, language: str, *, once: bool) -> str:
    """Return since or until when, or on what day: in French « jusqu’au 1er octobre » but « jusqu’en 2002 ».

    Each of several has an article of its own: « depuis le 12 septembre ou le 14 septembre ».
    Dates of what is ``once`` may contradict each other, which is noted.
    """
    disagree = once and contradict({one.value: citations.issued(one.passages) for one in dates})
    told: list[str] = []
    for one in dates:
        marks = f" {citations.markers(one.passages)}" if len(dates) > 1 else ""
        word, form = f"or_{name}" if told else name, _PRECISIONS.get(len(one.value), "")
        told.append(message(f"date.{word}{form}", language, date=date_text(one.value, language) + marks))
    return either(told, language) + _note(disagree, language)


def _texts(claims: Iterable[Claim], name: str, language: str) -> list[str]:
    own = (claim.object for claim in claims if claim.predicate == TERM + name)
    return _in_language(((getattr(text, "language", None) or "", text.value) for text in own), language)


def _in_language(texts: Iterable[tuple[str, str]], language: str) -> list[str]:
    """Return those of texts with their languages that are in one, else in English, else all."""
    held = list(texts)
    for wanted in ((language, ""), ("en",)):
        if found := [text for own, text in held if own in wanted]:
            return found
    return [text for _, text in held]


def _section(name: str, lines: Iterable[str]) -> list[str]:
    wrapped = [part for line in lines for part in wrap(f"  {line}", "    ")]
    return ["", name, *wrapped] if wrapped else []
