// Elements are made here and only here, from text: nothing in the record is ever read as markup.

import { t } from "./i18n.ts";

// What stands within an element; what is nothing, or false, or 0, is left out.
export type Child = Node | string | number | boolean | null | undefined;
export type Children = Child | readonly Children[];

// Listeners by the name of their event, CSS properties, and attributes by their own names.
type Attribute = string | number | boolean | null | undefined;
type Handlers<T> = {
  readonly [K in keyof GlobalEventHandlersEventMap as `on${K}`]?: (
    event: GlobalEventHandlersEventMap[K] & { currentTarget: T },
  ) => unknown;
};
export type Properties<T = Element> = Handlers<T> & {
  readonly style?: { readonly [rule: string]: string };
  readonly [attribute: string]: unknown;
};

// Properties that begin with "on" are listeners; "style" is a map of CSS properties; the rest are attributes.
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Properties<HTMLElementTagNameMap[K]> = {},
  ...children: readonly Children[]
): HTMLElementTagNameMap[K] {
  return fill(document.createElement(name), properties, children);
}

export function svgElement<K extends keyof SVGElementTagNameMap>(
  name: K,
  properties: Properties<SVGElementTagNameMap[K]> = {},
  ...children: readonly Children[]
): SVGElementTagNameMap[K] {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function fill<T extends HTMLElement | SVGElement>(
  made: T,
  properties: { readonly [name: string]: unknown },
  children: readonly Children[],
): T {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value as EventListener);
    else if (name === "style") setStyle(made, value as { readonly [rule: string]: string });
    else made.setAttribute(name, value === true ? "" : String(value as Attribute));
  }
  made.append(...present(children));
  return made;
}

function setStyle(made: HTMLElement | SVGElement, rules: { readonly [rule: string]: string }): void {
  for (const [rule, to] of Object.entries(rules)) made.style.setProperty(rule, to);
}

function present(children: Children): (Node | string)[] {
  const all = [children].flat(8) as Child[];
  return all.filter((child) => child && child !== true).map((child) => (child instanceof Node ? child : String(child)));
}

export function button(
  text: Children,
  press: (event: MouseEvent) => unknown,
  properties: Properties<HTMLButtonElement> = {},
): HTMLButtonElement {
  return element("button", { type: "button", onclick: press, ...properties }, text);
}

// A link that leaves the page, or its text alone when the address is not of the web.
export function outwardLink(address: string, text = address): HTMLElement {
  let web: URL;
  try {
    web = new URL(address);
  } catch {
    return element("span", {}, text);
  }
  if (web.protocol !== "http:" && web.protocol !== "https:") return element("span", {}, text);
  return element("a", { href: web.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

// A part of the page that its template has, or that was drawn before.
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

// When all of the page has come: what is packed stands at its end, after the program that draws it.
export function whenParsed(): Promise<void> {
  if (document.readyState !== "loading") return Promise.resolve();
  return new Promise((parsed) => document.addEventListener("DOMContentLoaded", () => parsed(), { once: true }));
}

// Parts of the page by their names, each of which stands as long as what it is made of is the same.
export class StandingParts {
  private readonly held = new Map<string, { readonly of: readonly unknown[]; readonly part: unknown }>();

  get<T extends Children>(name: string, of: readonly unknown[], make: () => T): T {
    const known = this.held.get(name);
    if (known && known.of.length === of.length && known.of.every((one, at) => one === of[at])) return known.part as T;
    const part = make();
    this.held.set(name, { of, part });
    return part;
  }

  // Make a part anew when it is next asked for.
  forget(name: string): void {
    this.held.delete(name);
  }
}

// Redraw a part of the page and leave the keyboard where it was: on the element of the same data-key. What stands in it
// already and is to stand in it again is not touched.
export function redraw(container: HTMLElement, children: Children): void {
  const active = document.activeElement;
  const key = active instanceof HTMLElement && container.contains(active) ? active.dataset.key : undefined;
  const open = new Set(keyed<HTMLDetailsElement>(container, "details[open]").map((one) => one.dataset.key));
  setChildren(container, present(children));
  for (const one of keyed<HTMLDetailsElement>(container, "details")) one.open ||= open.has(one.dataset.key);
  const next = key && keyed(container, "").find((one) => one.dataset.key === key);
  if (next && next !== document.activeElement) next.focus();
}

function setChildren(container: HTMLElement, children: readonly (Node | string)[]): void {
  const staying = new Set(children.filter((child) => child instanceof Node && child.parentNode === container));
  if (!staying.size) return container.replaceChildren(...children);
  for (const child of [...container.childNodes]) if (!staying.has(child)) child.remove();
  let next = container.firstChild;
  for (const child of children) {
    if (child === next) next = next.nextSibling;
    else container.insertBefore(child instanceof Node ? child : document.createTextNode(child), next);
  }
}

function keyed<T extends HTMLElement>(container: HTMLElement, selector: string): T[] {
  return [...container.querySelectorAll<T>(`${selector}[data-key]`)];
}

const TOLD = 2500; // milliseconds, at least

// Say something aloud to those who listen to the page; and to all, where nothing else shows it.
export function announce(text: string, isSeen = false): void {
  byId("status").textContent = text;
  if (!isSeen) return;
  const note = element("div", { class: "told", "aria-hidden": "true" }, text);
  document.body.append(note);
  setTimeout(() => note.remove(), Math.max(TOLD, 60 * text.length));
}

// One of several choices that exclude each other, as a row of buttons.
export function choiceRow<T extends string | number>(
  label: string,
  choices: readonly (readonly [T, string])[],
  current: T,
  choose: (value: T) => void,
): HTMLElement {
  const buttons = choices.map(([value, text]) =>
    button(text, () => choose(value), { "aria-pressed": String(value === current), "data-key": `${label}-${value}` })
  );
  return element("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}

export function save(content: Blob | string, name: string, type = ""): void {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name.replace(/[^\w.-]+/g, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

export async function copyText(text: string): Promise<void> {
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
  announce(t("page.cite.copied"), true);
}
