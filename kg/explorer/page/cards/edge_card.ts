// The card of a line: why two are joined, through what, since when, and who says so.

import { inOrder } from "../base/collections.ts";
import { element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Edge, Reason } from "../data/drawings.ts";
import type { Entity, Tie } from "../data/record.ts";
import { kindWords, nameOf } from "../data/names.ts";
import { citeButtons } from "./citation.ts";
import { cardSection, type Claim, claimList, tieClaim } from "./claims.ts";
import { entityLink } from "./links.ts";
import { spanWords, supportSentence } from "./sentences.ts";

export function edgeCard(edge: Edge): HTMLElement[] {
  const direct = edge.reasons.filter((reason) => !reason.through).flatMap((reason) => reason.ties);
  const own = direct.map(withSubject);
  const shared = sharedReasons(edge).map((reason) => ({ reason, claims: [...new Set(reason.ties)].map(withSubject) }));
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
    ...(own.length ? [cardSection({ title: t("page.edge.directly"), claims: own })] : []),
    ...shared.map(({ reason, claims }) => sharedSection(reason, claims)),
    citeButtons({
      title: `${nameOf(edge.first)} — ${nameOf(edge.second)}`,
      claims: [...own, ...shared.flatMap(({ claims }) => claims)],
    }),
  ];
}

// A tie names its subject too, since the card belongs to neither end.
function withSubject(tie: Tie): Claim {
  const claim = tieClaim(tie, tie.subject);
  return { ...claim, parts: [tie.subject, " ", ...claim.parts] };
}

type SharedReason = Reason & { readonly through: Entity };

// What both take part in, the most exclusive first.
function sharedReasons({ reasons }: Edge): SharedReason[] {
  const shared = reasons.filter((reason): reason is SharedReason => reason.through !== null);
  return shared.sort((one, other) => other.share - one.share || inOrder(one.since, other.since));
}

function sharedSection(reason: SharedReason, claims: readonly Claim[]): HTMLElement {
  const { through } = reason;
  return element(
    "section",
    { class: "shared" },
    element("h3", {}, entityLink(through)),
    element("p", { class: "quiet" }, [kindWords(through), spanWords(reason)].filter(Boolean).join(" · ")),
    claimList(claims),
  );
}
