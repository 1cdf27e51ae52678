// Elements are made here and only here, from text: nothing in the record is ever read as markup.

// Properties that begin with "on" are listeners; "style" is a map of CSS properties; the rest are attributes.
function element(name, properties = {}, ...children) {
  return fill(document.createElement(name), properties, children);
}

function svgElement(name, properties = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), properties, children);
}

function fill(made, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "style") Object.entries(value).forEach(([rule, to]) => made.style.setProperty(rule, to));
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false && child !== 0 && child !== ""));
  return made;
}

function button(text, press, properties = {}) {
  return element("button", { type: "button", onclick: press, ...properties }, text);
}

// A link that leaves the page, or its text alone when the address is not of the web.
function outwardLink(address, text = address) {
  let web = null;
  try {
    web = new URL(address);
  } catch {
    return element("span", {}, text);
  }
  if (web.protocol !== "http:" && web.protocol !== "https:") return element("span", {}, text);
  return element("a", { href: web.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

// What an element carries as JSON, compressed and in base 64.
async function unpacked(id) {
  const packed = atob(place(id).textContent);
  const bytes = new Uint8Array(packed.length);
  for (let at = 0; at < packed.length; at += 1) bytes[at] = packed.charCodeAt(at);
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

function place(id) {
  return document.getElementById(id);
}

// Redraw a part of the page and leave the keyboard where it was: on the element of the same data-key.
function redraw(container, children) {
  const key = container.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  const open = new Set([...container.querySelectorAll("details[open][data-key]")].map((one) => one.dataset.key));
  container.replaceChildren(...[children].flat().filter(Boolean));
  for (const one of container.querySelectorAll("details[data-key]")) one.open ||= open.has(one.dataset.key);
  if (key) [...container.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key)?.focus();
}

// "Topics: cyber, drugs", with the space before the colon that French wants.
function labelled(key, text) {
  return say("labelled", { word: say(key), text });
}

function announce(text) {
  place("news").textContent = text;
}

// One of several choices that exclude each other, as a row of buttons.
function choiceRow(label, choices, current, choose) {
  const buttons = choices.map(([value, text]) =>
    button(text, () => choose(value), { "aria-pressed": String(value === current), "data-key": `${label}-${value}` }),
  );
  return element("div", { class: "choice", role: "group", "aria-label": label }, buttons);
}

function save(content, name, type) {
  const blob = content instanceof Blob ? content : new Blob([content], { type });
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name.replace(/[^\w.-]+/g, "-") }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

async function copyText(text) {
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
  announce(say("copied"));
}
