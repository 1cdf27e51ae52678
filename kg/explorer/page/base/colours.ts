// The colours of the style sheet, so that light and dark are told in one place.

const cssColours = new Map<string, string>();

export function cssColour(name: string): string {
  const held = cssColours.get(name);
  if (held !== undefined) return held;
  const colour = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  cssColours.set(name, colour);
  return colour;
}

// After light has become dark or dark light.
export function forgetColours(): void {
  cssColours.clear();
}
