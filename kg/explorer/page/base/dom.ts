// Elements are made here and only here, from text: nothing in the record is ever read as markup.

import { t } from "./i18n.ts";

// Properties that begin with "on" are listeners; "style" is a map of CSS properties; the rest are attributes.
export function element(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

export function svgElement(name, properties = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function fill(made, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([rule, to]) => made.style.setProperty(rule, to));
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(
    ...children.flat().filter((child) =>
      child !== undefined && child !== null && child !== false && child !== 0 && child !== ""
    ),
  );
  return made;
}

export function button(text, press, properties = {}) {
  return element("button", { type: "button", onclick: press, ...properties }, text);
}

// A link that leaves the page, or its text alone when the address is not of the web.
export function outwardLink(address, text = address) {
  let web = null;
  try {
    web = new URL(address);
  } catch {
    return element("span", {}, text);
  }
  if (web.protocol !== "http:" && web.protocol !== "https:") return element("span", {}, text);
  return element("a", { href: web.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function byId(id) {
  return document.getElementById(id);
}

// Redraw a part of the page and leave the keyboard where it was: on the element of the same data-key.
export function redraw(container, children) {
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const open = new Set([...container.querySelectorAll("details[open][data-key]")].map((one) => one.dataset.key));
  container.replaceChildren(...[children].flat().filter(Boolean));
  for (const one of container.querySelectorAll("details[data-key]")) one.open ||= open.has(one.dataset.key);
  if (key) [...container.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus();
}

export function announce(text) {
  byId("status").textContent = text;
}

// One of several choices that exclude each other, as a row of buttons.
export function choiceRow(label, choices, current, choose) {
  const buttons = choices.map(([value, text]) =>
    button(text, () => choose(value), { "aria-pressed": String(value === current), "data-key": `${label}-${value}` })
  );
  return element("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}

export function save(content, name, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name.replace(/[^\w.-]+/g, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = element("textarea", { class: "offscreen", "aria-hidden": "true" });
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  announce(t("copied"));
}
