// The colours of the style sheet, so that light and dark are told in one place.

// A colour of the style sheet, so that light and dark are told in one place.
const cssColours = new Map();

export function cssColour(name) {
  if (!cssColours.has(name)) {
    cssColours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  }
  return cssColours.get(name);
}

// After light has become dark or dark light.
export function forgetColours() {
  cssColours.clear();
}
