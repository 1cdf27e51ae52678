// Links to cards, which are links to this page in another state.

import { element } from "../base/dom.ts";
import type { Entity } from "../data/record.ts";
import { nameOf } from "../data/names.ts";
import { cardAddress } from "../state/address.ts";
import { openCard } from "../state/navigation.ts";
import type { Parts } from "./sentences.ts";

export function partsElements(parts: Parts): (string | HTMLElement)[] {
  return parts.map((part) => {
    if (typeof part === "string") return part;
    return "entity" in part ? entityLink(part.entity, part.name) : entityLink(part);
  });
}

export function entityLink(entity: Entity, text = nameOf(entity)): HTMLElement {
  return cardLink(entity.id, text);
}

// A link to a card, which is a link to this page in another state: it can be copied and opened elsewhere.
export function cardLink(card: string, text: string): HTMLElement {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openCard(card);
  };
  const link = element("a", { href: cardAddress(card), class: "inward", onclick: follow }, text);
  cards.set(link, card);
  return link;
}

const cards = new WeakMap<HTMLElement, string>(); // of each link

// Links that stand when the state is another one lead to their cards from there.
export function renewLinks(within: HTMLElement): void {
  for (const link of within.querySelectorAll<HTMLAnchorElement>("a.inward")) {
    const card = cards.get(link);
    if (card !== undefined) link.setAttribute("href", cardAddress(card));
  }
}
