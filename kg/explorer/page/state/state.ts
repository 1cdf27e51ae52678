// What a reader can choose, and what is chosen at first.

import type { PathMeasure } from "../graph/paths.ts";
import { type Language, languages } from "../base/i18n.ts";
import { type Lens, type Mode, record } from "../data/record.ts";

export type ViewName = "network" | "table" | "timeline" | "map" | "ask";

// How the answer to a question is shown: "" as a table.
export type AnswerView = "" | "map" | "chart";

// All that decides what the page shows. Dates and names that are not chosen are "". What an address says that is not
// understood is kept in "misread" until the reader does something.
export interface State {
  readonly view: ViewName;
  readonly mode: Mode;
  readonly lens: Lens;
  readonly lang: Language;
  readonly theme: "" | "light" | "dark";
  readonly focus: readonly string[];
  readonly depth: number;
  readonly moved: string;
  readonly card: string;
  readonly path: readonly string[];
  readonly by: PathMeasure;
  readonly detail: number | null;
  readonly hide: ReadonlySet<string>;
  readonly topic: string;
  readonly country: string;
  readonly kind: string;
  readonly standing: string;
  readonly rests: string;
  readonly publishers: number;
  readonly governments: "" | "both";
  readonly ends: "" | "across";
  readonly since: string;
  readonly text: string;
  readonly read: "" | "again";
  readonly when: string;
  readonly against: string;
  readonly beside: "" | "yes";
  readonly undated: "" | "yes" | "no";
  readonly question: string;
  readonly given: { readonly [parameter: string]: string };
  readonly query: string;
  readonly answer: AnswerView;
  readonly story: string;
  readonly step: number;
  readonly embed: "" | "yes";
  readonly misread: readonly string[];
}

// What has no date is drawn while no date is chosen; at a date only where that is asked for.
export function showsUndated({ undated, when }: Pick<State, "undated" | "when">): boolean {
  return undated ? undated === "yes" : !when;
}

// What a line may have done between two dates; the legend can hide each.
export const CHANGES = ["both", "began", "ended"] as const;

// How likely by chance a line may be at each step of detail; at the usual one the lines of the backbone are drawn.
export const USUAL_DETAIL = 2;

export function details(): readonly number[] {
  return [0, 0.05, record.alpha, 0.3, 0.6, 1];
}

const SMALL_RECORD = 25;

function isSmall(): boolean {
  return record.entities.filter((entity) => entity.class === "Organization").length < SMALL_RECORD;
}

// What the state is when nothing is filtered, and all of time is shown.
export const UNFILTERED = {
  detail: null,
  hide: new Set<string>(),
  topic: "",
  country: "",
  kind: "",
  standing: "",
  rests: "",
  publishers: 1,
  governments: "",
  ends: "",
  since: "",
  text: "",
  read: "",
  when: "",
  against: "",
  beside: "",
  undated: "",
} as const satisfies Partial<State>;

export function defaults(): State {
  return {
    view: "network",
    mode: record.opening?.mode || (isSmall() ? "between" : "shared"),
    lens: record.opening?.lens || (isSmall() ? "all" : "organizations"),
    lang: languages().find((tag) => (navigator.language || "").startsWith(tag)) ?? "en",
    theme: "",
    focus: [],
    depth: 1,
    moved: "",
    card: "",
    path: [],
    by: "shortest",
    ...UNFILTERED,
    question: "",
    given: {},
    query: "",
    answer: "",
    story: "",
    step: 1,
    embed: "",
    misread: [],
  };
}

export const CHOICES = {
  view: ["network", "table", "timeline", "map", "ask"],
  mode: ["shared", "between"],
  lens: ["organizations", "countries", "all"],
  get lang() {
    return languages();
  },
  theme: ["light", "dark"],
  by: ["shortest", "strongest"],
  beside: ["yes", ""],
  read: ["again", ""],
  governments: ["both", ""],
  ends: ["across", ""],
  undated: ["yes", "no", ""],
  answer: ["map", "chart", ""],
} as const satisfies { readonly [K in keyof State]?: readonly State[K][] };
