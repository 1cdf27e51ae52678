// What a reader can choose, and what is chosen at first.

import type { PathMeasure } from "../graph/paths.ts";
import { type Language, languages } from "../base/i18n.ts";
import { type Lens, type Mode, record } from "../data/record.ts";

export type ViewName = "network" | "table" | "timeline" | "ask";

// All that decides what the page shows. Dates and names that are not chosen are "".
export interface State {
  readonly view: ViewName;
  readonly mode: Mode;
  readonly lens: Lens;
  readonly lang: Language;
  readonly theme: "" | "light" | "dark";
  readonly focus: readonly string[];
  readonly depth: number;
  readonly card: string;
  readonly path: readonly string[];
  readonly by: PathMeasure;
  readonly detail: number | null;
  readonly hide: ReadonlySet<string>;
  readonly topic: string;
  readonly country: string;
  readonly kind: string;
  readonly standing: string;
  readonly publishers: number;
  readonly read: "" | "again";
  readonly when: string;
  readonly against: string;
  readonly beside: "" | "yes";
  readonly undated: boolean;
  readonly question: string;
  readonly given: { readonly [parameter: string]: string };
  readonly query: string;
  readonly story: string;
  readonly step: number;
  readonly embed: "" | "yes";
}

// How likely by chance a line may be at each step of detail; at the usual one the lines of the backbone are drawn.
export const USUAL_DETAIL = 2;

export function details(): readonly number[] {
  return [0, 0.05, record.alpha, 0.3, 0.6, 1];
}

const SMALL_RECORD = 25;

function isSmall(): boolean {
  return record.entities.filter((entity) => entity.class === "Organization").length < SMALL_RECORD;
}

export function defaults(): State {
  return {
    view: "network",
    mode: record.opening?.mode || (isSmall() ? "between" : "shared"),
    lens: record.opening?.lens || (isSmall() ? "all" : "organizations"),
    lang: languages().find((tag) => (navigator.language || "").startsWith(tag)) ?? "en",
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
    read: "",
    when: "",
    against: "",
    beside: "",
    undated: true,
    question: "",
    given: {},
    query: "",
    story: "",
    step: 1,
    embed: "",
  };
}

export const CHOICES = {
  view: ["network", "table", "timeline", "ask"],
  mode: ["shared", "between"],
  lens: ["organizations", "countries", "all"],
  get lang() {
    return languages();
  },
  theme: ["light", "dark"],
  by: ["shortest", "strongest"],
  beside: ["yes", ""],
  read: ["again", ""],
} as const satisfies { readonly [K in keyof State]?: readonly State[K][] };
