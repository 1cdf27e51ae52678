// How the record is drawn: where things stand, and what joins them.

// For each mode and lens, read when it is first asked for: where each entity stands, and the edges with their reasons.
export class Drawings {
  constructor(views, carried, entities, ties) {
    Object.assign(this, { views, carried, entities, ties, held: new Map() });
  }

  // By mode and lens with a space between.
  get(key) {
    if (!this.held.has(key)) this.held.set(key, this.read(...key.split(" ")));
    return this.held.get(key);
  }

  read(mode, lens) {
    const { views, entities } = this;
    const rows = new Map(views[mode].edges.map((row) => [`${row[0]} ${row[1]}`, row]));
    const drawn = views[mode][lens].nodes
      ? views[mode][lens]
      : { ...views[mode][lens], ...carriedDrawing(this.carried) };
    const places = new Map(drawn.nodes.map(([at, x, y, area]) => [entities[at], { x, y, area }]));
    const edges = drawn.edges
      .filter(([first, second]) => rows.has(`${first} ${second}`))
      .map(([first, second, chance, spanning]) => {
        const reasons = rows.get(`${first} ${second}`)[3];
        return readEdge(entities[first], entities[second], { chance, spanning, reasons }, entities, this.ties);
      });
    shareOut(edges);
    return { places, edges, areas: drawn.areas };
  }
}

// The drawing that opens is the network that pyvis carries.
function carriedDrawing({ nodes, edges }) {
  return {
    nodes: nodes.map((node) => [node.id, node.x, node.y, node.group]),
    edges: edges.map((edge) => [edge.from, edge.to, edge.chance, edge.spanning]),
  };
}

function readEdge(first, second, { chance, spanning, reasons }, entities, ties) {
  return {
    key: `${first.id}~${second.id}`,
    first,
    second,
    chance,
    spanning: Boolean(spanning),
    reasons: reasons.map(([through, of, since, until, given]) => ({
      through: through < 0 ? null : entities[through],
      ties: of.map((at) => ties[at]),
      since,
      until,
      given,
      share: given ?? 1,
    })),
  };
}

// What is shared by many joins each two of them less: 1 / (parties − 1), unless the network came with its weights.
function shareOut(edges) {
  const parties = new Map();
  for (const edge of edges) {
    for (const { through } of edge.reasons.filter((reason) => reason.through)) {
      if (!parties.has(through)) parties.set(through, new Set());
      parties.get(through).add(edge.first).add(edge.second);
    }
  }
  for (const edge of edges) {
    for (const reason of edge.reasons) {
      if (reason.through && reason.given === undefined) reason.share = 1 / (parties.get(reason.through).size - 1);
    }
  }
}
