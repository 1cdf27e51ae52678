// What part of the record the picture, the table and the timeline show.

import { countBy } from "../base/collections.ts";
import { neighboursOf, stepsFrom } from "../graph/graph.ts";
import { findPath, type Step } from "../graph/paths.ts";
import { passagesOf, voicesOf } from "../data/evidence.ts";
import { recordOf } from "../data/words.ts";
import type { Drawing, Edge, Place, Reason } from "../data/drawings.ts";
import { entitiesOf, type Entity, record } from "../data/record.ts";
import { details, showsUndated, type State, USUAL_DETAIL } from "../state/state.ts";
import { areaOf } from "./communities.ts";
import { type Change, type ComparedTime, comparedTime, isComparing, showsChange } from "./comparison.ts";
import { timeAt } from "./in_effect.ts";
import { crossing, passingReasons, restsOn } from "./sieve.ts";

// An edge with the reasons that pass the filters, how it stands at the time, and what these reasons weigh.
export interface SelectedEdge extends Edge, ComparedTime {
  readonly reasons: readonly Reason[];
  readonly weight: number;
}

// An entity that is drawn, with how many lines that pass reach it and what they weigh.
export interface SelectedNode extends Place {
  readonly entity: Entity;
  readonly ties: number;
  readonly strength: number;
}

// What a state shows. Passing are all edges that pass the filters, of which the strongest may be drawn alone; undated
// counts those that have no date, whether they are shown or not.
export interface Selection {
  readonly state: State;
  readonly edges: readonly SelectedEdge[];
  readonly nodes: readonly SelectedNode[];
  readonly total: number;
  readonly passing: readonly SelectedEdge[];
  readonly changes: ReadonlyMap<Change | undefined, number>;
  readonly undated: number;
}

const FEW_LINES = 150;

// Return the nodes and edges that a state shows, each edge with the reasons that pass the filters.
export function select(state: State): Selection {
  const drawing = record.drawings.get(state.mode, state.lens);
  const timed = passingEdges(drawing.edges, state);
  const around = state.focus.length ? circleEdges(timed, state) : timed;
  const passing = shownEdges(timed, state);
  const edges = state.focus.length ? circleEdges(passing, state) : strongest(passing, state);
  const kept = state.path.length ? pathEdges(passing, state) : edges;
  return {
    state,
    edges: kept,
    nodes: selectedNodes(kept, passing, drawing, state),
    total: passing.length,
    passing,
    changes: isComparing(state) ? countBy(around, ({ change }) => change) : new Map(),
    undated: around.filter(isUndated).length,
  };
}

// The same without the lines that had ended by the day that is asked about: the picture shows these beside what is in
// effect, and nothing counts them with it.
export function inEffect(selection: Selection): Selection {
  const { state, passing } = selection;
  if (!passing.some((edge) => hadEnded(edge, state))) return selection;
  const left = kept.get(selection) ?? withoutEnded(selection);
  kept.set(selection, left);
  return left;
}

const kept = new WeakMap<Selection, Selection>();

function withoutEnded(selection: Selection): Selection {
  const { state } = selection;
  const [edges, passing] = [selection.edges, selection.passing].map((each) => heldEdges(each, state));
  const nodes = selectedNodes(edges, passing, record.drawings.get(state.mode, state.lens), state);
  return { ...selection, edges, passing, nodes, total: passing.length };
}

// Whether an edge had ended by the day that is asked about; of two days none is shown that had ended by both.
function hadEnded({ time }: SelectedEdge, { when }: State): boolean {
  return time === "ended" && when !== "";
}

function heldEdges(edges: readonly SelectedEdge[], state: State): readonly SelectedEdge[] {
  return state.when ? edges.filter((edge) => !hadEnded(edge, state)) : edges;
}

// The edges that pass the filters, those without a date among them, whether they are shown or not. Where they are to cross
// the border, what had ended by a date or is not shown makes nothing one of a country.
function passingEdges(edges: readonly Edge[], state: State): SelectedEdge[] {
  const found = edges.map((edge) => passingEdge(edge, state)).filter((edge) => edge !== null);
  if (state.ends !== "across") return found;
  const counting = found.filter((edge) =>
    isUndated(edge) ? showsUndated(state) : !state.when || edge.time === "current"
  );
  const counted = new Set(counting);
  const across = new Set([...crossing(counting), ...crossing(found).filter((edge) => !counted.has(edge))]);
  return found.filter((edge) => across.has(edge));
}

function shownEdges(edges: readonly SelectedEdge[], state: State): SelectedEdge[] {
  const dated = showsUndated(state) ? edges : edges.filter((edge) => !isUndated(edge));
  return dated.filter((edge) => showsChange(edge, state));
}

function isUndated({ time }: SelectedEdge): boolean {
  return time === "undated";
}

// How many of some edges of this view would be shown in a state, of a day as in effect.
export function countShown(edges: readonly Edge[], state: State): number {
  return heldEdges(shownEdges(passingEdges(edges, state), state), state).length;
}

// What a line weighs where lines are put in order: sums of the same parts may differ by a hair.
export function weightOf({ weight }: Pick<SelectedEdge, "weight">): number {
  return Math.round(weight * 1e4);
}

// A line as it is on record, whatever is filtered, and the view that has it.
export interface WholeLine {
  readonly edge: Edge;
  readonly view: Pick<State, "mode" | "lens">;
}

// The line of a card in this view, else in the first that has it.
export function wholeLine({ mode, lens }: WholeLine["view"], card: string): WholeLine | undefined {
  const views: WholeLine["view"][] = [{ mode, lens }, { mode: "shared", lens: "all" }, {
    mode: "between",
    lens: "all",
  }];
  const lines = card.includes("~") ? views.map((view) => ({ view, edge: lineIn(view, card) })) : [];
  return lines.find((line): line is WholeLine => line.edge !== undefined);
}

function lineIn({ mode, lens }: WholeLine["view"], card: string): Edge | undefined {
  return recordOf("").drawings.get(mode, lens).edges.find(({ key }) => key === card);
}

// The reasons of the same line that pass the filters, each with all of its ties.
export function reasonsThatPass({ edge: { key }, view }: WholeLine, { state, passing }: Selection): readonly Reason[] {
  const isShown = view.mode === state.mode && view.lens === state.lens;
  const edges = isShown ? passing : select({ ...state, ...view, focus: [], path: [] }).passing;
  const shown = edges.find((edge) => edge.key === key)?.reasons ?? [];
  const own = record.drawings.get(view.mode, view.lens).edges.find((edge) => edge.key === key)?.reasons ?? [];
  const ties = new Set(shown.flatMap((reason) => reason.ties));
  return own.filter((reason) => reason.ties.some((tie) => ties.has(tie)));
}

function passingEdge(edge: Edge, state: State): SelectedEdge | null {
  if (state.hide.size && [edge.first, edge.second].some((end) => isHidden(end, state))) return null;
  const reasons = passingReasons(edge, state);
  if (!reasons.length || (state.rests && !restsOn(edge, state.rests))) return null;
  const timed: ComparedTime | null = isComparing(state) ? comparedTime(reasons, state) : timeAt(reasons, state);
  if (!timed) return null;
  if (state.publishers > 1 && voicesOf(passagesOf(timed.reasons)).size < state.publishers) return null;
  const weight = timed.reasons.reduce((sum, reason) => sum + reason.share, 0);
  const { key, first, second, chance, spanning } = edge; // by name: there are many, and each is made for every state
  const { reasons: left, time, fade, change } = timed;
  return { key, first, second, chance, spanning, reasons: left, time, fade, change, weight };
}

function isHidden(end: Entity, state: State): boolean {
  return state.hide.has(end.group) || state.hide.has(areaOf(end, state));
}

// The strongest edges, unless so few pass that all can be drawn.
function strongest(edges: readonly SelectedEdge[], { detail }: State): readonly SelectedEdge[] {
  if (detail === null && edges.length <= FEW_LINES) return edges;
  const chance = details()[detail ?? USUAL_DETAIL];
  return edges.filter((edge) => edge.spanning || edge.chance <= chance);
}

// The edges around one or more entities, as many steps out as asked. What had ended leads nowhere: it is shown beside.
function circleEdges(edges: readonly SelectedEdge[], state: State): SelectedEdge[] {
  const neighbours = neighboursOf<Entity, SelectedEdge>(heldEdges(edges, state));
  const steps = stepsFrom(entitiesOf(state.focus), neighbours, state.depth);
  const touching = (edge: SelectedEdge) => {
    const ends = [steps.get(edge.first), steps.get(edge.second)];
    return ends.includes(0) || (!ends.includes(undefined) && isStrong(edge));
  };
  return edges.filter(touching);
}

function isStrong(edge: Edge): boolean {
  return edge.spanning || edge.chance <= details()[USUAL_DETAIL];
}

function pathEdges(edges: readonly SelectedEdge[], state: State): SelectedEdge[] {
  return pathSteps(edges, state)?.map(({ edge }) => edge) ?? [];
}

// The steps of the chosen path over what passes, of a day over what is in effect; null where nothing joins its ends.
export function pathSteps(passing: readonly SelectedEdge[], state: State): Step<Entity, SelectedEdge>[] | null {
  const [held, nameOf] = [heldEdges(passing, state), ({ id }: Entity) => id];
  return findPath<Entity, SelectedEdge>(held, entitiesOf(state.path), { by: state.by, nameOf });
}

// A node while its lines are counted.
interface Counted extends SelectedNode {
  ties: number;
  strength: number;
}

function selectedNodes(
  edges: readonly SelectedEdge[],
  passing: readonly SelectedEdge[],
  { places }: Drawing,
  { focus }: State,
): SelectedNode[] {
  const nodes = new Map<Entity, Counted>();
  const draw = (entity: Entity) => {
    if (!nodes.has(entity)) nodes.set(entity, { entity, ties: 0, strength: 0, ...places.get(entity) });
  };
  for (const { first, second } of edges) draw(first), draw(second);
  entitiesOf(focus).forEach(draw);
  const count = (end: Entity, weight: number) => {
    const node = nodes.get(end);
    if (!node) return;
    node.ties += 1;
    node.strength += weight;
  };
  for (const { first, second, weight } of passing) count(first, weight), count(second, weight);
  return [...nodes.values()];
}

// What decides which edges are shown; a card or a language does not.
const DECISIVE: readonly (keyof State)[] = [
  "mode",
  "lens",
  "focus",
  "depth",
  "path",
  "by",
  "detail",
  "hide",
  "topic",
  "country",
  "kind",
  "standing",
  "rests",
  "publishers",
  "governments",
  "ends",
  "since",
  "text",
  "read",
  "when",
  "against",
  "beside",
  "undated",
];

export function sameSelection(one: State, other: State): boolean {
  return DECISIVE.every((key) => one[key] === other[key]);
}
