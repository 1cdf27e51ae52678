// What part of the record the picture, the table and the timeline show.

import { countBy } from "../base/collections.ts";
import { neighboursOf, stepsFrom } from "../graph/graph.ts";
import { findPath } from "../graph/paths.ts";
import { passagesOf, publishersOf } from "../data/evidence.ts";
import { familyOf, record } from "../data/record.ts";
import { DETAILS } from "../state/state.ts";
import { areaOf } from "./communities.ts";
import { comparedTime, isComparing, showsChange } from "./comparison.ts";
import { timeAt } from "./in_effect.ts";

const FEW_LINES = 150;

// Return the nodes and edges that a state shows, each edge with the reasons that pass the filters.
export function select(state) {
  const drawing = record.drawings.get(`${state.mode} ${state.lens}`);
  const sifts = ["standing", "topic", "kind", "country"].some((key) => state[key]) || state.hide.size > 0;
  const all = drawing.edges.map((edge) => passingEdge(edge, state, sifts)).filter(Boolean);
  const changes = countBy(state.focus.length ? circleEdges(all, state) : all, ({ change }) => change);
  const passing = all.filter((edge) => showsChange(edge, state));
  const edges = state.focus.length ? circleEdges(passing, state) : strongest(passing, state);
  const kept = state.path.length ? pathEdges(passing, state) : edges;
  return {
    state,
    edges: kept,
    nodes: chosenNodes(kept, passing, drawing, state),
    total: passing.length,
    passing,
    changes,
  };
}

function passingEdge(edge, state, sifts) {
  if ([edge.first, edge.second].some((end) => state.hide.has(end.group) || state.hide.has(areaOf(end, state)))) {
    return null;
  }
  const reasons = sifts ? edge.reasons.filter((reason) => reasonPasses(reason, edge, state)) : edge.reasons;
  if (!reasons.length) return null;
  const timed = isComparing(state) ? comparedTime(edge, reasons, state) : timeAt(edge, reasons, state);
  if (!timed) return null;
  if (state.publishers > 1 && publishersOf(passagesOf(timed.reasons)).size < state.publishers) return null;
  const weight = timed.reasons.reduce((sum, reason) => sum + reason.share, 0);
  return { ...edge, ...timed, weight };
}

// A reason holds when each end still has a tie that passes.
function reasonPasses(reason, edge, state) {
  const passing = reason.ties.filter((tie) => tiePasses(tie, state));
  if (!reason.through) return passing.length > 0;
  return [edge.first, edge.second].every((end) => passing.some((tie) => tie.subject === end));
}

function tiePasses(tie, state) {
  if (state.hide.has(familyOf(tie))) return false;
  if (state.standing && !tie.passages.some(({ document }) => document.standing === state.standing)) return false;
  return eitherEnd(tie, state.topic, (end) => end.topics.includes(state.topic)) &&
    eitherEnd(tie, state.kind, (end) => end.kinds.includes(state.kind)) &&
    eitherEnd(
      tie,
      state.country,
      (end) => end.id === state.country || end.countries.some(({ id }) => id === state.country),
    );
}

function eitherEnd(tie, wanted, has) {
  return !wanted || has(tie.subject) || has(tie.object);
}

// The strongest edges, unless so few pass that all can be drawn.
function strongest(edges, { detail }) {
  if (detail === null && edges.length <= FEW_LINES) return edges;
  const chance = DETAILS[detail ?? 2];
  return edges.filter((edge) => edge.spanning || edge.chance <= chance);
}

// The edges around one or more entities, as many steps out as asked.
function circleEdges(edges, { focus, depth }) {
  const neighbours = neighboursOf(edges);
  const steps = stepsFrom(focus.map((id) => record.byId.get(id)), neighbours, depth);
  const touching = (edge) => {
    const ends = [steps.get(edge.first), steps.get(edge.second)];
    return !ends.includes(undefined) && (ends.includes(0) || (isStrong(edge)));
  };
  return edges.filter(touching);
}

function isStrong(edge) {
  return edge.spanning || edge.chance <= DETAILS[2];
}

function pathEdges(edges, state) {
  const found = findPath(edges, state.path.map((id) => record.byId.get(id)), state.by);
  return found ? found.map(({ edge }) => edge) : [];
}

function chosenNodes(edges, passing, drawing, state) {
  const nodes = new Map();
  const add = (entity) => {
    if (!nodes.has(entity)) nodes.set(entity, { entity, ties: 0, strength: 0, ...drawing.places.get(entity) });
  };
  edges.forEach((edge) => [edge.first, edge.second].forEach(add));
  for (const id of state.focus) if (record.byId.has(id)) add(record.byId.get(id));
  for (const edge of passing) {
    for (const end of [edge.first, edge.second]) {
      const node = nodes.get(end);
      if (node) [node.ties, node.strength] = [node.ties + 1, node.strength + edge.weight];
    }
  }
  return [...nodes.values()];
}

// What decides which edges are shown; a card or a language does not.
const CHOOSING = [
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
  "publishers",
  "when",
  "against",
  "beside",
  "undated",
];

export function sameSelection(one, other) {
  return CHOOSING.every((key) => one[key] === other[key]);
}
