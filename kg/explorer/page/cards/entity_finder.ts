// A text field that suggests entities as one types: arrow keys, Enter and Escape work as in any combobox.

import { announce, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { kindWords, nameOf } from "../data/names.ts";
import type { Entity } from "../data/record.ts";
import { findEntities, type Match } from "../data/search.ts";
import { hasWords, whenWords } from "../data/words.ts";

interface FinderOptions {
  readonly label: string;
  readonly hint: string;
  readonly choose: (entity: Entity) => void;
  readonly value?: string;
}

export class Finder {
  readonly box: HTMLElement;
  readonly field: HTMLInputElement;
  private readonly list: HTMLUListElement;
  private readonly choose: (entity: Entity) => void;
  private at = -1;
  private found: readonly Match[] = [];

  constructor(id: string, { label, hint, choose, value = "" }: FinderOptions) {
    this.choose = choose;
    const list = `${id}-list`;
    this.field = element("input", {
      id,
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: hint,
      "aria-label": label,
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": list,
      oninput: () => this.suggest(),
      onkeydown: (event) => this.key(event),
      onblur: () => setTimeout(() => this.close(), 150),
    });
    this.field.value = value;
    this.list = element("ul", { id: list, role: "listbox", "aria-label": label, hidden: true });
    this.box = element("div", { class: "finder" }, this.field, this.list);
  }

  private suggest(): void {
    if (!hasWords()) return void whenWords().then(() => this.suggest());
    this.found = findEntities(this.field.value);
    this.at = this.found.length ? 0 : -1;
    this.draw();
    announce(this.found.length ? t("page.header.found", { count: this.found.length }) : t("page.header.noMatch"));
  }

  private draw(): void {
    const typed = this.field.value.trim() !== "";
    const options = this.found.map((one, at) => this.option(one, at));
    this.list.replaceChildren(
      ...(options.length ? options : [element("li", { class: "quiet" }, t("page.header.noMatch"))]),
    );
    this.list.hidden = !typed;
    this.field.setAttribute("aria-expanded", String(typed));
    if (this.at >= 0) this.field.setAttribute("aria-activedescendant", `${this.field.id}-${this.at}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  private option({ entity, name }: Match, at: number): HTMLElement {
    const matched = name !== nameOf(entity) ? element("span", { class: "quiet" }, name) : "";
    return element(
      "li",
      {
        id: `${this.field.id}-${at}`,
        role: "option",
        "aria-selected": String(at === this.at),
        onmousedown: (event) => {
          event.preventDefault();
          this.take(at);
        },
      },
      element("span", {}, nameOf(entity)),
      matched,
      element("span", { class: "quiet kind" }, kindWords(entity)),
    );
  }

  private key(event: KeyboardEvent): void {
    const moves: { readonly [key: string]: number } = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.found.length) {
      this.at = (this.at + moves[event.key] + this.found.length) % this.found.length;
    } else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else if (event.key === "Escape" && !this.list.hidden) this.close();
    else return;
    event.preventDefault();
    if (event.key in moves) this.draw();
  }

  private take(at: number): void {
    const { entity } = this.found[at];
    this.field.value = nameOf(entity);
    this.close();
    this.choose(entity);
  }

  private close(): void {
    this.list.hidden = true;
    this.found = [];
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
