// A field for a date as it is typed: a year, a month or a day.

import { isDate } from "../base/dates.ts";
import { announce, element, type Properties } from "../base/dom.ts";
import { t } from "../base/i18n.ts";

// A field that gives the date once it is typed, or nothing once it is emptied.
export function dateField(take: (date: string) => void, properties: Properties<HTMLInputElement>): HTMLInputElement {
  return element("input", {
    type: "text",
    placeholder: t("page.filter.sinceHint"),
    autocomplete: "off",
    onchange: (event) => takeDate(event.currentTarget, take),
    ...properties,
  });
}

// Take what is typed when it is a date or nothing; else say what is wrong, beside the field and aloud.
function takeDate(field: HTMLInputElement, take: (date: string) => void): void {
  const text = field.value.trim();
  field.removeAttribute("aria-invalid");
  field.parentElement?.querySelector(".mistake")?.remove();
  if (text === "" || isDate(text)) return take(text);
  field.setAttribute("aria-invalid", "true");
  const words = t("page.question.noDate", { text });
  field.after(element("span", { class: "mistake" }, words));
  announce(words);
}
