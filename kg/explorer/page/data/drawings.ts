// How the record is drawn: where things stand, and what joins them.

import type { DrawingRow, NetworkPayload, ReasonRow, ViewPayload, ViewsPayload } from "./payload.ts";
import type { Entity, Lens, Mode, Tie } from "./record.ts";

// Where an entity stands; what stands between actors is mostly without a place of its own.
export interface Place {
  readonly x?: number;
  readonly y?: number;
  readonly area?: number;
}

// Why two are joined: what they share, or ties of theirs. The share is its part of the weight of the edge; which
// governments confirm the whole of it, and some of it, is told in bits.
export interface Reason {
  readonly through: Entity | null;
  readonly ties: readonly Tie[];
  readonly since: string;
  readonly until: string;
  readonly whole: number;
  readonly some: number;
  readonly share: number;
}

export interface Edge {
  readonly key: string;
  readonly first: Entity;
  readonly second: Entity;
  readonly chance: number;
  readonly spanning: boolean;
  readonly reasons: readonly Reason[];
}

export interface Drawing {
  readonly places: ReadonlyMap<Entity, Place>;
  readonly edges: readonly Edge[];
  readonly areas: readonly { readonly anchor: Entity; readonly topics: readonly string[] }[];
}

interface DrawnRows {
  readonly nodes: ViewPayload["nodes"];
  readonly edges: readonly DrawingRow[];
}

// For each mode and lens, read when it is first asked for: where each entity stands, and the edges with their reasons.
export class Drawings {
  private readonly held = new Map<string, Drawing>();

  constructor(
    private readonly views: ViewsPayload,
    private readonly carried: NetworkPayload,
    private readonly entities: readonly Entity[],
    private readonly ties: readonly Tie[],
  ) {}

  get(mode: Mode, lens: Lens): Drawing {
    const key = `${mode} ${lens}`;
    const drawing = this.held.get(key) ?? this.read(mode, lens);
    this.held.set(key, drawing);
    return drawing;
  }

  private read(mode: Mode, lens: Lens): Drawing {
    const { views, entities } = this;
    const reasons = new Map(views[mode].edges.map(([first, second, , rows]) => [`${first} ${second}`, rows]));
    const view = views[mode][lens];
    const drawn = view.nodes ? view as DrawnRows : carriedDrawing(this.carried);
    const places = new Map((drawn.nodes ?? []).map(([at, x, y, area]) => [entities[at], { x, y, area }]));
    const shares = new Map(view.shares);
    const edges = drawn.edges.flatMap((row) => {
      const rows = reasons.get(`${row[0]} ${row[1]}`);
      return rows ? [this.readEdge(row, rows, shares)] : [];
    });
    const areas = view.areas.map(([anchor, topics]) => ({ anchor: entities[anchor], topics }));
    return { places, edges, areas };
  }

  private readEdge(
    [at, to, chance, spanning]: DrawingRow,
    rows: readonly ReasonRow[],
    shares: ReadonlyMap<number, number>,
  ): Edge {
    const { entities, ties } = this;
    const [first, second] = [entities[at], entities[to]];
    const reasons = rows.map(([through, of, since, until, whole, some, given]) => ({
      through: through < 0 ? null : entities[through],
      ties: of.map((one) => ties[one]),
      since,
      until,
      whole,
      some,
      share: given ?? shares.get(through) ?? 1,
    }));
    return { key: `${first.id}~${second.id}`, first, second, chance, spanning: Boolean(spanning), reasons };
  }
}

// The drawing that opens is the network that pyvis carries.
function carriedDrawing({ nodes, edges }: NetworkPayload): DrawnRows {
  return {
    nodes: nodes.map((node) => [node.id, node.x, node.y, node.group]),
    edges: edges.map((edge) => [edge.from, edge.to, edge.chance, edge.spanning]),
  };
}
