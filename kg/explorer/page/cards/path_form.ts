// Asking for both ends of a path.

import { byId, element, redraw } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import { record } from "../data/record.ts";
import { navigate, toPanel } from "../state/navigation.ts";
import { Finder } from "./entity_finder.ts";

// Ask for both ends of a path in the panel.
export function startPath(id) {
  const ends = [record.byId.get(id), null];
  const panel = byId("panel");
  const finder = (key, at) =>
    new Finder(key, {
      label: t(key),
      hint: t(key),
      value: ends[at] ? nameOf(ends[at]) : "",
      choose: (entity) => {
        ends[at] = entity;
        if (!ends[0] || !ends[1]) return;
        navigate({ path: ends.map((end) => end.id), focus: [], card: "" });
        toPanel();
      },
    });
  const fields = [finder("from", 0), finder("to", 1)];
  redraw(panel, [
    element("h2", {}, t("pathTitle")),
    ...fields.map(({ box, field }, at) =>
      element("div", { class: "filter" }, element("label", { for: field.id }, t(["from", "to"][at])), box)
    ),
  ]);
  panel.classList.add("open");
  fields[ends[0] ? 1 : 0].field.focus();
}
