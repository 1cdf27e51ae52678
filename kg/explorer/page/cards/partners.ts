// The closest partners of an actor, by whose they are, each with what makes the line.

import { type Children, element } from "../base/dom.ts";
import { formatNumber, t } from "../base/i18n.ts";
import { moreButton } from "../base/more.ts";
import { groupWord, nameOf } from "../data/names.ts";
import type { Entity, Group } from "../data/record.ts";
import { governmentsOn } from "../data/evidence.ts";
import { type Partner, partnersOf } from "../selection/partners.ts";
import { type Selection, wholeLine } from "../selection/selection.ts";
import { hidingWords } from "./filter_words.ts";
import { cardLink } from "./links.ts";
import { earliest, strongestFirst } from "./reasons.ts";
import { boundWords } from "./sentences.ts";

const MOST = 5;
const GROUPS: readonly Group[] = ["first", "second", "both", "other"];

export function partnerSection(entity: Entity, selection: Selection): Children {
  const { shown, total } = partnersOf(entity, selection);
  if (!total) return null;
  const strongest = shown[0]?.edge.weight ?? 1;
  const groups = orderFor(entity).map((group) => shown.filter((partner) => partner.entity.group === group));
  return element(
    "section",
    { class: "partners" },
    element("h3", {}, t("page.partners.title"), " ", element("span", { class: "count" }, formatNumber(shown.length))),
    shown.length < total && element("p", { class: "notice" }, cutWords(shown.length, total, selection)),
    shown.length > 0 && element("p", { class: "quiet" }, t("page.partners.hint")),
    groups.filter((partners) => partners.length > 0).map((partners) => groupPart(partners, strongest, selection)),
  );
}

// The other country first: that is what the reader comes for.
function orderFor({ group }: Entity): readonly Group[] {
  return group === "first" ? ["second", "first", "both", "other"] : GROUPS;
}

function cutWords(shown: number, count: number, { state }: Selection): string {
  return t("page.partners.cut", { shown, count, filters: hidingWords(state) });
}

function groupPart(partners: readonly Partner[], strongest: number, selection: Selection): HTMLElement {
  const row = (partner: Partner) => partnerRow(partner, strongest, selection);
  const list = element("ol", { class: "ranked" }, partners.slice(0, MOST).map(row));
  const rest = partners.length > MOST && moreButton(MOST, partners.length, () => {
    const rows = partners.slice(MOST).map(row);
    list.append(...rows);
    if (rest) rest.remove();
    rows[0].querySelector("a")?.focus();
  });
  return element("div", {}, element("h4", {}, groupWord(partners[0].entity.group)), list, rest);
}

// A bar, the partner, and what makes the line: it leads to the card of the line.
function partnerRow({ entity, edge }: Partner, strongest: number, { state }: Selection): HTMLElement {
  const since = earliest(edge);
  const reasons = strongestFirst(edge);
  const told = [
    t("page.partners.reasons", { count: edge.reasons.length }),
    since && boundWords("since", [since]),
    governmentsOn(wholeLine(state, edge.key)?.edge.reasons ?? edge.reasons).word === "both" && t("page.partners.both"),
  ];
  return element(
    "li",
    {},
    element("span", { class: "bar", style: { width: `${Math.max(2, (100 * edge.weight) / strongest)}%` } }),
    cardLink(edge.key, nameOf(entity)),
    element("p", { class: "quiet" }, told.filter(Boolean).join(" · ")),
    element("p", { class: "quiet things" }, reasons.slice(0, 2).join("; "), more(reasons.length)),
  );
}

function more(count: number): string {
  return count > 2 ? `; ${t("page.sentence.more", { count: count - 2 })}` : "";
}
