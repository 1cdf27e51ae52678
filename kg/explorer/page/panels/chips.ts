// The filters that act, in sight above the picture: each can be taken away, and all at once.

import { button, byId, type Children, element, redraw } from "../base/dom.ts";
import { formatNumber, t } from "../base/i18n.ts";
import { type ActiveFilter, activeFilters } from "../selection/active_filters.ts";
import type { Selection } from "../selection/selection.ts";
import { navigate } from "../state/navigation.ts";
import { showsUndated, type State, UNFILTERED } from "../state/state.ts";

export function drawChips(selection: Selection): void {
  const { state } = selection;
  const isAsking = state.view === "ask"; // a question asks the whole record
  const active = isAsking ? [] : activeFilters(state);
  const parts = [
    state.misread.length > 0 && misreadNotice(state),
    active.length > 0 && element("ul", { class: "chips", "aria-label": t("page.chip.title") }, active.map(chip)),
    !isAsking && undatedSwitch(selection),
    active.length > 1 && button(t("page.chip.clear"), clearFilters, { class: "link", "data-key": "clear" }),
  ].filter(Boolean);
  const holder = byId("chips");
  holder.hidden = parts.length === 0;
  redraw(holder, parts as Children);
}

function chip({ key, words, without }: ActiveFilter): HTMLElement {
  const remove = button("×", () => navigate(without), {
    "aria-label": t("page.chip.remove", { filter: words }),
    title: t("page.chip.remove", { filter: words }),
    "data-key": `chip-${key}`,
  });
  return element("li", { class: "chip" }, element("span", {}, words), remove);
}

export function clearFilters(): void {
  navigate(UNFILTERED);
}

// At a date, what has no date is apart: how much there is of it, and a switch.
function undatedSwitch({ state, undated }: Selection): Children {
  if (!state.when || !undated) return null;
  const shown = showsUndated(state);
  const count = formatNumber(undated);
  return element(
    "span",
    { class: "undated-switch quiet" },
    shown && element("span", { class: "stroke dashed" }),
    t(shown ? "page.chip.undatedShown" : "page.chip.undatedHidden", { count: undated, number: count }),
    " ",
    button(t(shown ? "page.chip.hide" : "page.chip.show"), () => navigate({ undated: shown ? "" : "yes" }), {
      class: "link",
      "aria-pressed": String(shown),
      "data-key": "undated-switch",
    }),
  );
}

// What the address says that is not understood, or names what is not on record.
function misreadNotice({ misread }: State): HTMLElement {
  return element("p", { class: "notice", role: "alert" }, t("page.chip.misread", { parts: misread.join(", ") }));
}
