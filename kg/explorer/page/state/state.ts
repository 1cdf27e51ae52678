// What a reader can choose, and what is chosen at first.

import { LANGUAGES } from "../base/i18n.ts";
import { record } from "../data/record.ts";

export const DETAILS = [0, 0.05, 0.15, 0.3, 0.6, 1];

const SMALL_RECORD = 25;

function isSmall() {
  return record.entities.filter((entity) => entity.class === "Organization").length < SMALL_RECORD;
}

export function defaults() {
  return {
    view: "network",
    mode: record.opening?.mode || (isSmall() ? "between" : "shared"),
    lens: record.opening?.lens || (isSmall() ? "all" : "organizations"),
    lang: (navigator.language || "en").startsWith("fr") ? "fr" : "en",
    theme: "",
    focus: [],
    depth: 1,
    card: "",
    path: [],
    by: "shortest",
    detail: null,
    hide: new Set(),
    topic: "",
    country: "",
    kind: "",
    standing: "",
    publishers: 1,
    when: "",
    against: "",
    beside: "",
    undated: true,
    question: "",
    given: {},
    query: "",
    story: "",
    step: 1,
  };
}

export const CHOICES = {
  view: ["network", "table", "timeline", "ask"],
  mode: ["shared", "between"],
  lens: ["organizations", "countries", "all"],
  lang: LANGUAGES,
  theme: ["light", "dark"],
  by: ["shortest", "strongest"],
  beside: ["yes", ""],
};
