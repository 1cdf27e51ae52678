// The card of a line: why two are joined, through what, since when, and who says so.

import { inOrder } from "../base/collections.ts";
import { button, type Children, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import { entitiesOf, type Entity, type Tie } from "../data/record.ts";
import { kindWords, nameOf } from "../data/names.ts";
import { reasonsThatPass, type Selection, type WholeLine } from "../selection/selection.ts";
import { navigate } from "../state/navigation.ts";
import { UNFILTERED } from "../state/state.ts";
import { citeButtons } from "./citation.ts";
import { cardSection, type Claim, claimList, tieClaim } from "./claims.ts";
import { filterWords, hidingWords } from "./filter_words.ts";
import { entityLink } from "./links.ts";
import { ownNote } from "./own_note.ts";
import { spanWords, supportSentence } from "./sentences.ts";

// The verdict is of the whole line; what the filters hide of it is counted, and can be opened.
export function edgeCard(line: WholeLine, selection: Selection): Children[] {
  const { edge } = line;
  const { state } = selection;
  const shown = reasonsThatPass(line, selection);
  const hidden = hiddenReasons(edge, shown);
  const title = `${nameOf(edge.first)} — ${nameOf(edge.second)}`;
  const told = reasonParts(shown, title);
  const cut = hidden.length > 0 &&
    t("page.edge.cut", {
      shown: shown.length,
      count: edge.reasons.length,
      filters: shown.length ? filterWords(state) : hidingWords(state),
    });
  return [
    element("p", { class: "eyebrow" }, t("page.edge.why")),
    element(
      "h2",
      { class: "pair" },
      entityLink(edge.first),
      element("span", { class: "dash" }, " — "),
      entityLink(edge.second),
    ),
    element("p", { class: "support" }, supportSentence(edge.reasons)),
    cut && element("p", { class: "notice" }, cut, " ", button(t("page.chip.clear"), clear, CLEAR)),
    ownNote(edge.key),
    ...told.sections,
    hidden.length > 0 && leftOut(hidden, title),
    citeButtons({ title, claims: told.claims, cut: cut || "" }),
  ];
}

const CLEAR = { class: "link", "data-key": "clear-on-card" };

function clear(): void {
  navigate(UNFILTERED);
}

// The reasons of a line that do not pass the filters.
function hiddenReasons({ reasons }: Edge, shown: readonly Reason[]): Reason[] {
  const known = new Set(shown.map(reasonKey));
  return reasons.filter((reason) => !known.has(reasonKey(reason)));
}

// The same for a reason of the whole record and of what was read again.
function reasonKey({ through, since, ties: [{ subject, relation, object }] }: Reason): string {
  return through?.id ?? [subject.id, relation, object.id, since].join(" ");
}

// What the filters hide, drawn when it is opened.
function leftOut(hidden: readonly Reason[], about: string): HTMLElement {
  const holder = element(
    "details",
    { class: "left-out", "data-key": "left-out" },
    element("summary", {}, t("page.edge.left", { count: hidden.length })),
  );
  holder.addEventListener("toggle", () => holder.append(...reasonParts(hidden, about).sections), { once: true });
  return holder;
}

interface Told {
  readonly sections: readonly HTMLElement[];
  readonly claims: readonly Claim[];
}

// Reasons as sections of the card: ties between the two first, then what both take part in.
function reasonParts(reasons: readonly Reason[], about: string): Told {
  const own = reasons.filter(({ through }) => !through).flatMap(({ ties }) => ties).map(withSubject);
  const shared = sharedReasons(reasons).map((reason) => ({
    reason,
    claims: [...new Set(reason.ties)].map(withSubject),
  }));
  return {
    sections: [
      ...(own.length ? [cardSection({ title: t("page.edge.directly"), about, claims: own })] : []),
      ...shared.map(({ reason, claims }) => sharedSection(reason, claims, about)),
    ],
    claims: [...own, ...shared.flatMap(({ claims }) => claims)],
  };
}

// In place of the card of a line that there is not.
export function noLineCard(card: string): Children[] {
  const [first, second] = entitiesOf(card.split("~"));
  return [
    element("p", { class: "eyebrow" }, t("page.edge.why")),
    element("h2", { class: "pair" }, entityLink(first), element("span", { class: "dash" }, " — "), entityLink(second)),
    element("p", { class: "notice" }, t("page.edge.none", { first: nameOf(first), second: nameOf(second) })),
  ];
}

// A tie names its subject too, since the card belongs to neither end.
function withSubject(tie: Tie): Claim {
  const claim = tieClaim(tie, tie.subject);
  return { ...claim, parts: [tie.subject, " ", ...claim.parts] };
}

type SharedReason = Reason & { readonly through: Entity };

// What both take part in, the most exclusive first.
function sharedReasons(reasons: readonly Reason[]): SharedReason[] {
  const shared = reasons.filter((reason): reason is SharedReason => reason.through !== null);
  return shared.sort((one, other) => other.share - one.share || inOrder(one.since, other.since));
}

function sharedSection(reason: SharedReason, claims: readonly Claim[], about: string): HTMLElement {
  const { through } = reason;
  return element(
    "section",
    { class: "shared" },
    element("h3", {}, entityLink(through)),
    element("p", { class: "quiet" }, [kindWords(through), spanWords(reason)].filter(Boolean).join(" · ")),
    claimList(claims, about),
  );
}
