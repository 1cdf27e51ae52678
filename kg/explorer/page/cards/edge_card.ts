// The card of a line: why two are joined, through what, since when, and who says so.

import { inOrder } from "../base/collections.ts";
import { element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { passagesOf } from "../data/evidence.ts";
import { kindWords, nameOf } from "../data/names.ts";
import { citeButtons } from "./citation.ts";
import { cardSection, claimList, tieClaim } from "./claims.ts";
import { entityLink } from "./links.ts";
import { spanWords, supportSentence, tieParts } from "./sentences.ts";

export function tieCard(edge) {
  const passages = passagesOf(edge.reasons);
  const direct = edge.reasons.filter((reason) => !reason.through).flatMap((reason) => reason.ties);
  const sections = [
    direct.length &&
    { title: t("directly"), claims: direct.map((tie) => tieClaim(tie, tie.subject)).map(withSubject(direct)) },
    ...sharedSections(edge),
  ].filter(Boolean);
  return [
    element("p", { class: "eyebrow" }, t("why")),
    element(
      "h2",
      { class: "pair" },
      entityLink(edge.first),
      element("span", { class: "dash" }, " — "),
      entityLink(edge.second),
    ),
    element("p", { class: "support" }, supportSentence(passages)),
    ...sections.map((section) => (section.through ? sharedSection(section) : cardSection(section))),
    citeButtons({
      title: `${nameOf(edge.first)} — ${nameOf(edge.second)}`,
      claims: sections.flatMap((section) => section.claims),
    }),
  ];
}

// A direct tie names its subject too, since the card belongs to neither end.
function withSubject(ties) {
  return (claim, at) => ({ ...claim, parts: [ties[at].subject, " ", ...claim.parts] });
}

// What both take part in, the most exclusive first, each with the ties of either end.
function sharedSections(edge) {
  const reasons = edge.reasons.filter((reason) => reason.through);
  const ordered = [...reasons].sort((one, other) => other.share - one.share || inOrder(one.since, other.since));
  return ordered.map((reason) => ({
    through: reason.through,
    reason,
    claims: [...new Set(reason.ties)].map((tie) => ({
      ...tieClaim(tie, tie.subject),
      parts: [tie.subject, " ", ...tieParts(tie, tie.subject)],
    })),
  }));
}

function sharedSection({ through, reason, claims }) {
  return element(
    "section",
    { class: "shared" },
    element("h3", {}, entityLink(through)),
    element("p", { class: "quiet" }, [kindWords(through), spanWords(reason)].filter(Boolean).join(" · ")),
    claimList(claims),
  );
}
