// The fonts of names on the picture, and how wide a text is in them.

export const LABEL_SIZE = 12;
export const LABEL_FONT = `${LABEL_SIZE}px system-ui, sans-serif`;
export const STRONG_FONT = `600 13px system-ui, sans-serif`;

let measuring: CanvasRenderingContext2D | null = null;
const widths = new Map<string, Map<string, number>>(); // by fonts and texts

export function textWidth(text: string, font: string): number {
  let known = widths.get(font);
  if (!known) widths.set(font, known = new Map());
  let width = known.get(text);
  if (width === undefined) known.set(text, width = measured(text, font));
  return width;
}

function measured(text: string, font: string): number {
  measuring ||= document.createElement("canvas").getContext("2d");
  if (!measuring) return 0;
  measuring.font = font;
  return measuring.measureText(text).width;
}
