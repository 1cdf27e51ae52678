// What a long list holds back.

import { button } from "./dom.ts";
import { t } from "./i18n.ts";

// A button that shows the rest of a list; paper, on which nobody presses it, is told how much of the list it has.
export function moreButton(shown: number, count: number, press: () => void, key?: string): HTMLButtonElement {
  const onPaper = t("page.list.onPaper", { shown, count });
  const own = key ? { "data-key": key } : {};
  return button(t("page.entity.showMore", { count }), press, { class: "more", "data-paper": onPaper, ...own });
}
