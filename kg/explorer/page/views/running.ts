// An answer on its way: what stands in its place until it comes, and a way to give it up.

import { announce, button, type Children, element, redraw } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Asking } from "../sparql/client.ts";

let running: AbortController | undefined;

// How much of an answer must be in sight for one to see that there is one.
const SEEN = 60;

// A place that fills itself with an answer. The answer before it, if it is still on its way, is no longer waited for.
// One that a reader has just asked for is brought into sight: on a phone it comes below the screen.
export function answerPlace<Answer>(
  ask: (asking: Asking) => Promise<Answer>,
  partsOf: (answer: Answer) => Children,
  isAwaited = false,
): HTMLElement {
  giveUp();
  const own = running = new AbortController();
  const holder = element("div", { class: "outcome", "aria-busy": "true", tabindex: -1 });
  const onSlow = () => {
    announce(t("page.sparql.running"));
    redraw(holder, runningParts(() => own.abort()));
  };
  ask({ signal: own.signal, onSlow }).then((answer) => {
    if (running !== own) return; // another answer is shown by now
    running = undefined;
    const heldFocus = holder.contains(document.activeElement);
    redraw(holder, partsOf(answer));
    holder.removeAttribute("aria-busy");
    if (heldFocus) holder.focus({ preventScroll: true });
    if (isAwaited && holder.getBoundingClientRect().top > innerHeight - SEEN) holder.scrollIntoView();
  });
  return holder;
}

// Stop waiting for an answer that nobody looks at any more.
export function giveUp(): void {
  running?.abort();
  running = undefined;
}

function runningParts(cancel: () => void): Node[] {
  const stop = button(t("page.sparql.cancel"), cancel, { "data-key": "cancel" });
  return [element("p", { class: "running quiet" }, t("page.sparql.running"), " ", stop)];
}
