// The fonts of names on the picture, and how wide a text is in them.

export const LABEL_SIZE = 12;

export const LABEL_FONT = `${LABEL_SIZE}px system-ui, sans-serif`;

export const STRONG_FONT = `600 13px system-ui, sans-serif`;

let measuring = null;

const widths = new Map();

export function textWidth(text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    measuring ||= document.createElement("canvas").getContext("2d");
    measuring.font = font;
    widths.set(key, measuring.measureText(text).width);
  }
  return widths.get(key);
}
