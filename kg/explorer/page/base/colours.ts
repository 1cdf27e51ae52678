// The colours of the style sheet, so that light and dark are told in one place.

// A colour of the style sheet, so that light and dark are told in one place.
const inks = new Map();

export function ink(name) {
  if (!inks.has(name)) inks.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return inks.get(name);
}

// After light has become dark or dark light.
export function forgetColours() {
  inks.clear();
}
