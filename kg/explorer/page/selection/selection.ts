// What part of the record the picture, the table and the timeline show.

const DETAILS = [0, 0.05, 0.15, 0.3, 0.6, 1];
const FADING_YEARS = 12;
const FEW_LINES = 150;

// Return the nodes and edges that a state shows, each edge with the reasons that pass the filters.
function choose(state) {
  const drawing = record.drawings.get(`${state.mode} ${state.lens}`);
  const sifts = ["standing", "topic", "kind", "country"].some((key) => state[key]) || state.hide.size > 0;
  const all = drawing.edges.map((edge) => passingEdge(edge, state, sifts)).filter(Boolean);
  const changes = countBy(state.focus.length ? circleEdges(all, state) : all, ({ change }) => change);
  const passing = all.filter((edge) => showsChange(edge, state));
  const edges = state.focus.length ? circleEdges(passing, state) : strongest(passing, state);
  const kept = state.path.length ? pathEdges(passing, state) : edges;
  return { state, edges: kept, nodes: chosenNodes(kept, passing, drawing, state), total: passing.length, passing, changes };
}

function passingEdge(edge, state, sifts) {
  if ([edge.first, edge.second].some((end) => state.hide.has(end.group) || state.hide.has(areaOf(end, state)))) return null;
  const reasons = sifts ? edge.reasons.filter((reason) => reasonPasses(reason, edge, state)) : edge.reasons;
  if (!reasons.length) return null;
  const timed = isComparing(state) ? comparedTime(edge, reasons, state) : timeAt(edge, reasons, state);
  if (!timed) return null;
  if (state.publishers > 1 && publishersOf(passagesOf(timed.reasons)).size < state.publishers) return null;
  const weight = timed.reasons.reduce((sum, reason) => sum + reason.share, 0);
  return { ...edge, ...timed, weight };
}

// How an edge stands at a time, null when it or one of its ends had not begun.
function timeAt(edge, reasons, state) {
  if (state.when && [edge.first, edge.second].some(({ since }) => since > lastDay(state.when))) return null;
  return timeOf(reasons, state);
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
  return eitherEnd(tie, state.topic, (end) => end.topics.includes(state.topic))
    && eitherEnd(tie, state.kind, (end) => end.kinds.includes(state.kind))
    && eitherEnd(tie, state.country, (end) => end.id === state.country || end.countries.some(({ id }) => id === state.country));
}

function eitherEnd(tie, wanted, has) {
  return !wanted || has(tie.subject) || has(tie.object);
}

// Tell the reasons in effect from those undated or ended; null when nothing is left at that time.
function timeOf(reasons, { when, undated }) {
  if (!record.dated) return { reasons, time: "current", fade: 1 };
  const [from, to] = when ? [firstDay(when), lastDay(when)] : [TODAY, TODAY];
  const current = reasons.filter((reason) => reason.since && (!when || reason.since <= to) && !(reason.until && reason.until < from));
  if (current.length) return { reasons: when ? current : reasons, time: "current", fade: 1 };
  const open = reasons.filter((reason) => !reason.since && !(reason.until && reason.until < from));
  if (open.length) return undated ? { reasons: when ? open : reasons, time: "undated", fade: 1 } : null;
  const ended = reasons.filter((reason) => reason.until && reason.until < from);
  if (!ended.length) return null;
  if (!when) return { reasons, time: "ended", fade: 0.5 };
  const last = ended.map((reason) => reason.until).sort().at(-1);
  const fade = 0.5 * (1 - (Number(from.slice(0, 4)) - Number(last.slice(0, 4))) / FADING_YEARS);
  return fade > 0 ? { reasons: ended, time: "ended", fade } : null;
}

function firstDay(when) {
  return `${when}-01-01`.slice(0, 10);
}

function lastDay(when) {
  return { 4: `${when}-12-31`, 7: `${when}-31` }[when.length] || when;
}

const TODAY = new Date().toISOString().slice(0, 10);

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

function neighboursOf(edges) {
  const neighbours = new Map();
  const add = (one, other, edge) => {
    if (!neighbours.has(one)) neighbours.set(one, []);
    neighbours.get(one).push({ end: other, edge });
  };
  for (const edge of edges) {
    add(edge.first, edge.second, edge);
    add(edge.second, edge.first, edge);
  }
  return neighbours;
}

// How many steps each entity is from the nearest of those given.
function stepsFrom(starts, neighbours, limit) {
  const steps = new Map(starts.filter(Boolean).map((entity) => [entity, 0]));
  let rim = [...steps.keys()];
  for (let step = 1; step <= limit && rim.length; step += 1) {
    rim = rim.flatMap((entity) => (neighbours.get(entity) || []).map(({ end }) => end)).filter((end) => {
      if (steps.has(end)) return false;
      steps.set(end, step);
      return true;
    });
  }
  return steps;
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
