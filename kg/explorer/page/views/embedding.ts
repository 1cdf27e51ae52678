// The picture within another page: without header and panels, with its credit and a link to the whole.

import { byId, element, redraw } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { writeState } from "../state/address.ts";
import type { State } from "../state/state.ts";
import type { Selection } from "../selection/selection.ts";
import { creditWords, subtitleWords, titleWords } from "./shown_words.ts";

// The address of what is shown, without the frame of another page.
export function wholeAddress(state: State): string {
  return location.href.split("#")[0] + writeState({ ...state, embed: "" });
}

// What another page has to hold to show it.
export function embedCode(state: State): string {
  const source = location.href.split("#")[0] + writeState({ ...state, embed: "yes" });
  const [address, title] = [source, titleWords(state)].map(asAttribute);
  return `<iframe src="${address}" title="${title}" width="100%" height="560" loading="lazy" style="border:1px solid #8888">` +
    "</iframe>";
}

function asAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

// The line under an embedded picture.
export function drawCredit(selection: Selection): void {
  const { state } = selection;
  document.body.toggleAttribute("data-embed", state.embed === "yes");
  const credit = byId("credit");
  credit.hidden = state.embed !== "yes";
  if (credit.hidden) return;
  const link = element("a", { href: wholeAddress(state), target: "_blank", rel: "noopener" }, t("page.embed.whole"));
  redraw(credit, [
    element("h1", {}, titleWords(state)),
    element("span", { class: "quiet" }, subtitleWords(selection)),
    element("span", { class: "quiet" }, creditWords()),
    link,
  ]);
}
