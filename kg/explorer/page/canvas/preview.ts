// The small card at what is pointed at: its name, what it is, how many it is joined to, and its strongest tie.

import { element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Neighbour } from "../graph/graph.ts";
import { kindWords, nameOf, shortName } from "../data/names.ts";
import type { Entity } from "../data/record.ts";
import type { CanvasEdge } from "./drawn_selection.ts";
import type { Point, Size } from "./geometry.ts";

const GAP = 12;

export function entityPreview(
  entity: Entity,
  lines: readonly Pick<Neighbour<Entity, CanvasEdge>, "end" | "edge">[],
): HTMLElement[] {
  const [strongest] = [...lines].sort((one, other) => other.edge.weight - one.edge.weight);
  const told = [element("strong", {}, nameOf(entity)), paragraph(kindWords(entity))];
  if (!strongest) return told;
  const tie = t("page.preview.strongest", { name: shortName(strongest.end), settings: settingsOf(strongest.edge) });
  return [...told, paragraph(`${t("page.preview.partners", { count: lines.length })} · ${tie}`)];
}

export function edgePreview(edge: CanvasEdge): HTMLElement[] {
  const starts = edge.reasons.map(({ since }) => since).filter(Boolean).sort();
  const first = starts[0] ? t("page.preview.since", { year: starts[0].slice(0, 4) }) : "";
  const [strongest] = edge.reasons.filter(({ through }) => through).sort((one, other) => other.share - one.share);
  return [
    element("strong", {}, `${shortName(edge.first)} — ${shortName(edge.second)}`),
    paragraph([settingsOf(edge), first].filter(Boolean).join(" ")),
    ...strongest?.through ? [paragraph(nameOf(strongest.through))] : [],
  ];
}

function settingsOf({ reasons }: CanvasEdge): string {
  const shared = reasons.filter(({ through }) => through).length;
  return shared ? t("page.preview.settings", { count: shared }) : t("page.preview.direct");
}

function paragraph(text: string): HTMLElement {
  return element("p", {}, text);
}

// Beside a point of the stage, told from its middle, on the side where there is room.
export function placePreview(preview: HTMLElement, at: Point, size: number, { width, height }: Size): void {
  const [x, y, gap] = [at.x + width / 2, at.y + height / 2, size + GAP];
  Object.assign(preview.style, { left: "0", top: "0" }); // as wide as it likes to be
  const { offsetWidth: wide, offsetHeight: high } = preview;
  const left = Math.min(Math.max(x - wide / 2, 4), width - wide - 4);
  const top = y + gap + high < height ? y + gap : y - gap - high;
  Object.assign(preview.style, { left: `${left}px`, top: `${Math.max(top, 4)}px` });
}
