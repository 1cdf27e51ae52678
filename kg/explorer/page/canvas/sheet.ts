// The picture as a sheet to publish: a title that says what is shown, the picture, a legend, and its credit.

import { cssColour } from "../base/colours.ts";
import { svgElement } from "../base/dom.ts";
import type { DrawnSelection } from "./drawn_selection.ts";
import { pictureSvg } from "./svg.ts";
import { textWidth } from "./text_metrics.ts";

// A mark of the legend is drawn around the middle of its left edge.
export interface SheetLegend {
  readonly text: string;
  readonly mark: (x: number, y: number) => SVGElement;
}

export interface Sheet {
  readonly title: string;
  readonly subtitle: string;
  readonly credit: string;
  readonly legend: readonly SheetLegend[];
  readonly pictures: readonly { readonly date: string; readonly drawn: DrawnSelection }[];
}

const SERIF = 'Charter, "Bitstream Charter", Cambria, Georgia, serif';
const SANS = "system-ui, sans-serif";
const FONTS = { title: `600 22px ${SERIF}`, date: `600 17px ${SERIF}`, text: `13px ${SANS}` };
const [MARGIN, LINE, MARK, GAP] = [24, 19, 24, 22];

type Row = { readonly element: SVGElement; readonly height: number };

export function sheetSvg({ title, subtitle, credit, legend, pictures }: Sheet): SVGSVGElement {
  const drawn = pictures.map((one) => ({ ...one, svg: pictureSvg(one.drawn) }));
  const across = drawn.reduce((sum, { svg }) => sum + svg.width.baseVal.value, 0);
  const width = Math.max(across, 480) + 2 * MARGIN;
  const room = width - 2 * MARGIN;
  let y = MARGIN;
  const below = ({ element, height }: Row) => {
    element.setAttribute("transform", `translate(${MARGIN} ${y})`);
    y += height;
    return element;
  };
  const parts = [
    below(paragraph(title, room, "title")),
    below(paragraph(subtitle, room, "text", "quiet")),
    below(row(drawn)),
    below(legendRows(legend, room)),
    below(paragraph(credit, room, "text", "quiet")),
  ];
  const height = y + MARGIN / 2;
  return svgElement(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", role: "img", width, height, viewBox: `0 0 ${width} ${height}` },
    svgElement("title", {}, title),
    svgElement("desc", {}, `${subtitle} ${credit}`),
    svgElement("rect", { width, height, fill: cssColour("paper") }),
    parts,
  );
}

// Pictures beside each other, each under its date.
function row(drawn: readonly { readonly date: string; readonly svg: SVGSVGElement }[]): Row {
  let x = 0;
  const dated = drawn.some(({ date }) => date);
  const placed = drawn.map(({ date, svg }) => {
    svg.setAttribute("x", String(x));
    svg.setAttribute("y", dated ? "24" : "0");
    const head = date && textLine(date, x, 16, "date");
    x += svg.width.baseVal.value;
    return [svg, head];
  });
  const height = Math.max(...drawn.map(({ svg }) => svg.height.baseVal.value)) + (dated ? 24 : 0);
  return { element: svgElement("g", {}, placed), height: height + 12 };
}

function paragraph(text: string, room: number, font: keyof typeof FONTS, colour = "ink"): Row {
  const size = font === "title" ? 28 : LINE;
  const lines = wrapped(text, room, FONTS[font]);
  const made = lines.map((line, at) => textLine(line, 0, at * size + size * 0.75, font, colour));
  return { element: svgElement("g", {}, made), height: lines.length * size + 4 };
}

function legendRows(legend: readonly SheetLegend[], room: number): Row {
  let [x, y] = [0, LINE / 2];
  const made = legend.map(({ text, mark }) => {
    const wide = MARK + textWidth(text, FONTS.text);
    if (x && x + wide > room) [x, y] = [0, y + LINE + 3];
    const item = [mark(x, y), textLine(text, x + MARK, y + 4.5, "text")];
    x += wide + GAP;
    return item;
  });
  return { element: svgElement("g", {}, made), height: y + LINE + 6 };
}

function textLine(text: string, x: number, y: number, font: keyof typeof FONTS, colour = "ink"): SVGTextElement {
  return svgElement("text", { x, y, fill: cssColour(colour), style: { font: FONTS[font] } }, text);
}

// A text in lines that are no wider than there is room.
function wrapped(text: string, room: number, font: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && textWidth(longer, font) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
