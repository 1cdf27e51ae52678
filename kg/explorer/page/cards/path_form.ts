// Asking for both ends of a path.

import { byId, element, redraw } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { nameOf } from "../data/names.ts";
import { type Entity, record } from "../data/record.ts";
import { navigate, toPanel } from "../state/navigation.ts";
import { Finder } from "./entity_finder.ts";

// Ask for both ends of a path in the panel.
export function startPath(id: string): void {
  const ends: (Entity | undefined)[] = [record.byId.get(id), undefined];
  const panel = byId("panel");
  const finder = (key: string, at: number) =>
    new Finder(key, {
      label: t(`page.path.${key}`),
      hint: t(`page.path.${key}`),
      value: valueOf(ends[at]),
      choose: (entity) => {
        ends[at] = entity;
        const [first, second] = ends;
        if (!first || !second) return fields[first ? 1 : 0].field.focus(); // where the other is asked for
        navigate({ path: [first.id, second.id], focus: [], card: "" });
        toPanel();
      },
    });
  const fields = [finder("from", 0), finder("to", 1)];
  redraw(panel, [
    element("h2", {}, t("page.path.title")),
    ...fields.map(({ box, field }, at) =>
      element(
        "div",
        { class: "filter" },
        element("label", { for: field.id }, t(["page.path.from", "page.path.to"][at])),
        box,
      )
    ),
  ]);
  panel.classList.add("open");
  fields[ends[0] ? 1 : 0].field.focus();
}

function valueOf(entity: Entity | undefined): string {
  return entity ? nameOf(entity) : "";
}
