// The buttons that bring the picture or the map nearer, take it farther, and show all of it.

import { button, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";

const STEP = 1.4;

// Several of them may stand in one page, told apart by what their keys begin with.
export function zoomButtons(zoom: (by: number) => unknown, fit: () => unknown, key = ""): HTMLElement {
  const press = (sign: string, act: () => unknown, word: "zoomOut" | "zoomIn" | "fit", name: string) =>
    button(sign, act, { "aria-label": t(`page.toolbar.${word}`), "data-key": key + name });
  return element(
    "span",
    { class: "zoom" },
    press("−", () => zoom(1 / STEP), "zoomOut", "out"),
    press("+", () => zoom(STEP), "zoomIn", "in"),
    press("⤢", fit, "fit", "fit"),
  );
}
