// A text field that suggests entities as one types: arrow keys, Enter and Escape work as in any combobox.

import { announce, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { kindWords, nameOf } from "../data/names.ts";
import { findEntities } from "../data/search.ts";

export class Finder {
  constructor(id, { label, hint, choose, value = "" }) {
    this.choose = choose;
    this.at = -1;
    this.found = [];
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

  suggest() {
    this.found = findEntities(this.field.value);
    this.at = this.found.length ? 0 : -1;
    this.draw();
    announce(this.found.length ? t("found", { count: this.found.length }) : t("noMatch"));
  }

  draw() {
    const typed = this.field.value.trim() !== "";
    const options = this.found.map((one, at) => this.option(one, at));
    this.list.replaceChildren(...(options.length ? options : [element("li", { class: "quiet" }, t("noMatch"))]));
    this.list.hidden = !typed;
    this.field.setAttribute("aria-expanded", String(typed));
    if (this.at >= 0) this.field.setAttribute("aria-activedescendant", `${this.field.id}-${this.at}`);
    else this.field.removeAttribute("aria-activedescendant");
  }

  option({ entity, name }, at) {
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

  key(event) {
    const moves = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in moves && this.found.length) {
      this.at = (this.at + moves[event.key] + this.found.length) % this.found.length;
    } else if (event.key === "Enter" && this.at >= 0) this.take(this.at);
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
    if (event.key in moves) this.draw();
  }

  take(at) {
    const { entity } = this.found[at];
    this.field.value = nameOf(entity);
    this.close();
    this.choose(entity);
  }

  close() {
    this.list.hidden = true;
    this.found = [];
    this.at = -1;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
