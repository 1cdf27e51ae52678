// The picture: a canvas, what is drawn on it, where the camera stands, and what is pointed at.

import { announce, element } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import type { Neighbours } from "../graph/graph.ts";
import { nameOf } from "../data/names.ts";
import type { Entity } from "../data/record.ts";
import { shownAreas } from "../selection/communities.ts";
import type { Change } from "../selection/comparison.ts";
import type { Selection } from "../selection/selection.ts";
import type { Shift } from "../state/moved.ts";
import { type Camera, fitted, HOME, isAt, panned, seeing, toDrawing, toStage, within, zoomed } from "./camera.ts";
import { type AreaShape, areaShapes } from "./communities.ts";
import { type CanvasEdge, type DrawnSelection, drawnSelection, linesAt, type Near } from "./drawn_selection.ts";
import { type Box, distanceToLine, extentOf, nearest, type Point, type Size } from "./geometry.ts";
import { GestureReader } from "./gestures.ts";
import { type Direction, directionOf, nextNode } from "./keys.ts";
import { labelsNear, type PlacedLabel, placeLabels } from "./labels.ts";
import { carriedLabels, type HeldLabels, movedLabels, paintMoving, type Plate } from "./motion.ts";
import { paintScene, type Scene } from "./painting.ts";
import { edgePreview, entityPreview, placePreview } from "./preview.ts";
import type { CanvasNode } from "./shapes.ts";

const GLIDE = 320; // milliseconds
const REST = 120; // milliseconds without another size
const CROWD = 1000; // marks among which it takes long to place names
const MOST_KEPT = 20; // scales whose names are kept
const STEP = 1.3;
const NUDGE = 10;
const EDGE = 24; // pixels within which nothing that is looked for stands

interface Acts {
  readonly onNode: (entity: Entity) => void;
  readonly onEdge: (edge: CanvasEdge) => void;
  readonly onNothing: () => void;
  readonly onMove: (camera: Camera, isMoving: boolean) => void;
  readonly onShift: (id: string, shift: Shift) => void;
}

// What is selected, the name of the layout, and which change is left out.
interface ShowOptions {
  readonly selected: string;
  readonly layout: string;
  readonly without?: Change;
}

export class NetworkCanvas {
  readonly canvas = element("canvas", { tabindex: 0, role: "application" });
  selection: DrawnSelection | null = null;
  camera = HOME;
  private readonly preview = element("div", { class: "preview", hidden: true });
  private readonly keys = element("p", { class: "keys", "aria-hidden": "true" });
  private shown: { readonly selection: Selection; readonly options: ShowOptions } | null = null;
  private edgeByKey: ReadonlyMap<string, CanvasEdge> | null = null;
  private lines: Neighbours<Entity, CanvasEdge> | null = null;
  private areas: readonly AreaShape[] = [];
  private labels: Map<number, PlacedLabel[]> | null = new Map();
  private nearLabels: { readonly key: string; readonly held: Scene["labels"] } | null = null;
  private standing: HeldLabels | null = null; // the names of the last painting at rest
  private around: { readonly id: string; readonly near: Near | null } | null = null;
  private plate: Plate | null = null;
  private moving: ReturnType<typeof setTimeout> | undefined; // until the camera rests
  private awaited: (() => void) | null = null; // what the mouse came upon meanwhile
  private pointed: string | null = null;
  private selected = "";
  private turning = ""; // the actor whose lines are gone through
  private grabbed: { readonly node: CanvasNode; readonly from: Point } | null = null;
  private size: Size = { width: 0, height: 0 };
  private laidOutFor: Size = { width: 0, height: 0 };
  private gliding = 0;
  private frame = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;

  constructor(readonly stage: HTMLElement, private readonly acts: Acts) {
    stage.append(this.canvas, this.preview, this.keys);
    new ResizeObserver(() => this.resize()).observe(stage);
    new GestureReader(this.canvas, {
      pan: (by) => {
        this.awaited = null;
        this.look(panned(this.camera, by), true);
      },
      zoom: (by, at) => this.look(zoomed(this.camera, by, at), true),
      tap: (at, reach) => this.tap(at, reach),
      point: (at, reach) => this.pointAt(at, reach),
      leave: () => this.point(null),
      grab: (at, reach) => this.grab(at, reach),
      drag: (by) => this.drag(by),
      drop: () => this.drop(),
    });
    this.canvas.addEventListener("keydown", (event) => this.key(event));
    this.canvas.addEventListener("blur", () => this.point(null));
  }

  // Draw a selection, or all of it but the lines of one change. The camera stays unless the layout is another one; on a
  // stage of another size it stays at what stands in its middle.
  show(selection: Selection, options: ShowOptions): void {
    const before = this.selection;
    const sameLayout = options.layout === this.shown?.options.layout;
    this.measure();
    const sameSize = isSame(this.size, this.laidOutFor);
    const [middle, standing] = [this.middleNode(), this.standing];
    this.shown = { selection, options };
    this.laidOutFor = this.size;
    this.selection = drawnSelection(selection, this.size, options.without);
    this.edgeByKey = null;
    this.lines = null;
    this.areas = areaShapes(this.selection);
    this.selected = options.selected;
    this.name();
    this.forgetLabels();
    this.point(null);
    cancelAnimationFrame(this.gliding);
    if (!sameLayout) this.fit();
    else if (!sameSize) this.stayAt(middle);
    else this.look(this.camera);
    if (standing && sameLayout && this.selection.nodes.length > CROWD) this.carry(standing);
    if (before && !sameLayout && sameSize) this.glide(before);
  }

  // Lay out a selection for the stage as it is now, which shows another: where its marks stand is kept.
  prepare(selection: Selection): void {
    areaShapes(drawnSelection(selection, stageSize(this.stage)));
  }

  // What the picture is called, and by which keys it is walked, for those who hear it and for those who see it.
  private name(): void {
    this.canvas.setAttribute("aria-label", `${t("page.toolbar.pictureLabel")} ${t("page.toolbar.keys")}`);
    this.keys.textContent = t("page.toolbar.keys");
  }

  select(selected: string): void {
    this.selected = selected;
    const node = this.selection?.byId.get(selected);
    if (!selected && this.camera.scale <= 1) this.fit();
    else if (node) this.look(seeing(this.camera, node, this.freeBox(EDGE)));
    else this.redraw();
  }

  // All of it, in the part of the stage that nothing covers.
  fit(): void {
    const free = this.freeBox();
    const isWhole = free.right - free.left === this.size.width && free.bottom - free.top === this.size.height;
    this.look(isWhole ? HOME : fitted(free, this.size));
  }

  zoom(by: number, isMoving = false): void {
    this.look(zoomed(this.camera, by), isMoving);
  }

  // See the drawing through a camera: placed at once, or one that moves on until it rests for a while.
  look(camera: Camera, isMoving = false): void {
    const next = this.selection?.nodes.length ? within(camera, extentOf(this.selection.nodes)) : camera;
    const isStill = isAt(next, this.camera);
    if (isMoving && isStill && !this.moving) return;
    clearTimeout(this.moving);
    this.moving = isMoving ? this.untilRest() : undefined;
    if (isMoving && isStill) return;
    this.camera = next;
    this.stage.classList.toggle("near", this.camera.scale > 1.02); // else a finger may scroll the page
    this.redraw();
    this.acts.onMove(this.camera, isMoving);
  }

  // Among very many marks names go along when others are shown, as when the camera moves, and are placed anew at rest.
  private carry(standing: HeldLabels): void {
    if (this.selection) this.standing = carriedLabels(standing, this.selection);
    this.moving = setTimeout(() => this.rest(), REST);
  }

  // What takes long to paint waits longer, so that a slow machine does not paint it between two turns of a wheel.
  private untilRest(): ReturnType<typeof setTimeout> {
    const isCrowd = (this.selection?.nodes.length ?? 0) > CROWD;
    return setTimeout(() => this.rest(), isCrowd ? 3 * REST : REST);
  }

  private rest(): void {
    clearTimeout(this.moving);
    this.moving = undefined;
    this.redraw();
    this.awaited?.();
    this.awaited = null;
  }

  private measure(): void {
    const size = stageSize(this.stage);
    if (!isSame(size, this.size)) this.size = size;
    const [width, height] = [size.width * devicePixelRatio, size.height * devicePixelRatio].map(Math.round);
    if (this.canvas.width !== width || this.canvas.height !== height) Object.assign(this.canvas, { width, height });
  }

  // A new size is drawn at once as it was laid out, and laid out for it when it rests.
  private resize(): void {
    const before = this.size;
    if (this.stage.clientWidth) this.measure();
    if (before === this.size || !this.shown) return;
    this.paint();
    clearTimeout(this.resting);
    this.resting = setTimeout(() => {
      if (!this.shown || isSame(this.size, this.laidOutFor)) return;
      this.show(this.shown.selection, { ...this.shown.options, selected: this.selected });
    }, REST);
  }

  // What stands nearest to the middle of what is seen, unless all is seen.
  private middleNode(): CanvasNode | null {
    if (!this.selection || this.camera.scale <= 1) return null;
    const { x, y } = this.camera;
    return nearest(this.selection.nodes, (node) => Math.hypot(node.x - x, node.y - y), Infinity);
  }

  private stayAt(before: CanvasNode | null): void {
    const now = before && this.selection?.byId.get(before.entity.id);
    if (!before || !now) return this.fit();
    const { x, y, scale } = this.camera;
    this.look({ x: x + now.x - before.x, y: y + now.y - before.y, scale });
  }

  // The part of the stage that no card covers, told from its middle.
  private freeBox(margin = 0): Box {
    const { width, height } = this.size;
    const { left, top, right, bottom } = this.stage.getBoundingClientRect();
    const free = { left, top: Math.max(top, 0), right, bottom: Math.min(bottom, innerHeight) };
    const over = document.querySelector("#panel.open");
    if (over && getComputedStyle(over).position === "fixed") {
      const sheet = over.getBoundingClientRect();
      if (sheet.left > left + width / 3) free.right = Math.min(right, sheet.left);
      else free.bottom = Math.min(free.bottom, sheet.top);
    }
    const isSeen = free.right - free.left > 6 * EDGE && free.bottom - free.top > 6 * EDGE;
    const seen = over && isSeen ? free : { left, top, right, bottom };
    return {
      left: seen.left - left - width / 2 + margin,
      right: seen.right - left - width / 2 - margin,
      top: seen.top - top - height / 2 + margin,
      bottom: seen.bottom - top - height / 2 - margin,
    };
  }

  // Move what was on the picture before to where it stands now, so that the eye can follow it.
  private glide({ byId }: DrawnSelection): void {
    const moves = (this.selection?.nodes ?? []).flatMap((node) => {
      const from = byId.get(node.entity.id);
      return from ? [{ node, from: { x: from.x, y: from.y }, to: { x: node.x, y: node.y } }] : [];
    }).filter(({ from, to }) => from.x !== to.x || from.y !== to.y);
    if (!moves.length || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
    const start = performance.now();
    const step = (now: number) => {
      const part = Math.min(Math.max((now - start) / GLIDE, 0), 1);
      const along = 1 - (1 - part) ** 3;
      for (const { node, from, to } of moves) {
        [node.x, node.y] = [from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * along];
      }
      this.forgetLabels();
      if (part < 1) this.labels = null;
      this.paint();
      if (part < 1) this.gliding = requestAnimationFrame(step);
    };
    step(start);
  }

  // Paint once before the next frame, however much has changed.
  private redraw(): void {
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  private paint(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    const context = this.canvas.getContext("2d");
    if (!this.selection || !context) return;
    const near = this.nearNow();
    const { selection, areas, camera, size } = this;
    if (this.moving && this.standing) {
      const labels = movedLabels(this.standing, camera.scale);
      const scene = { selection, areas, camera, near, labels };
      this.plate = paintMoving(context, size, devicePixelRatio, scene, this.plate);
      return;
    }
    const labels = this.labelsAt(camera.scale, near);
    this.standing = this.labels && { scale: camera.scale, labels };
    paintScene(context, size, devicePixelRatio, { selection, areas, camera, near, labels });
  }

  // Names are placed anew, of marks that may have moved.
  private forgetLabels(): void {
    this.labels = new Map();
    this.nearLabels = null;
    this.standing = null;
    this.plate = null;
    this.around = null;
  }

  // What is pointed at or chosen, the same as long as it is.
  private nearNow(): Near | null {
    const id = this.pointed ?? this.selected;
    if (this.around?.id !== id) this.around = { id, near: this.near(id) };
    return this.around.near;
  }

  // An entity with all its lines and neighbours, or a line with its ends; null when it is not on the picture.
  private near(id: string): Near | null {
    if (!this.selection) return null;
    const edge = this.edgeOf(id);
    if (edge) {
      const nodes = edge.ends;
      return { nodes, edges: [edge], centres: new Set(nodes) };
    }
    const centre = this.selection.byId.get(id);
    if (!centre) return null;
    const around = this.linesOf(centre.entity);
    const nodes = [centre, ...around.flatMap(({ end }) => this.selection?.byId.get(end.id) ?? [])];
    return { nodes: [...new Set(nodes)], edges: around.map((one) => one.edge), centres: new Set([centre]) };
  }

  // The line of a key, which has the ids of both ends.
  private edgeOf(id: string | null): CanvasEdge | undefined {
    if (!this.selection || !id?.includes("~")) return undefined;
    this.edgeByKey ||= new Map(this.selection.all().map((edge) => [edge.key, edge]));
    return this.edgeByKey.get(id);
  }

  private linesOf(entity: Entity) {
    this.lines ||= this.selection && linesAt(this.selection);
    return this.lines?.get(entity) ?? [];
  }

  private labelsAt(scale: number, near: Near | null): Scene["labels"] {
    if (!this.labels || !this.selection) return { strong: [], pale: [] }; // names wait until all is in place
    const atRest = this.labels.get(scale) ?? placeLabels(
      this.selection.nodes.filter((node) => !this.selection?.absent.has(node)),
      { scale, stage: this.size, areas: shownAreas(this.selection) },
    );
    if (this.labels.size >= MOST_KEPT) this.labels.clear();
    this.labels.set(scale, atRest);
    if (!near) return { strong: atRest, pale: [] };
    const nearKey = `${scale} ${this.pointed ?? this.selected}`;
    if (this.nearLabels?.key !== nearKey) {
      this.nearLabels = { key: nearKey, held: labelsNear(atRest, near.nodes, { scale, stage: this.size }) };
    }
    return this.nearLabels.held;
  }

  // What is at a point of the stage, within some pixels: the nearest node, else the nearest line that is drawn.
  private at(point: Point, reach: number): CanvasNode | CanvasEdge | null {
    const { selection, camera } = this;
    if (!selection) return null;
    const { x, y } = toDrawing(camera, point);
    const node = nearest(
      selection.nodes,
      (one) => Math.max(0, Math.hypot(one.x - x, one.y - y) * camera.scale - one.size),
      reach,
    );
    return node || nearest(
      selection.edges,
      (edge) => distanceToLine({ x, y }, ...edge.ends) * camera.scale,
      reach,
    );
  }

  private tap(at: Point, reach: number): void {
    const found = this.at(at, reach);
    this.point(null);
    if (!found) this.acts.onNothing();
    else if ("entity" in found) this.acts.onNode(found.entity);
    else this.acts.onEdge(found);
  }

  private pointAt(at: Point, reach: number): void {
    if (this.moving) return void (this.awaited = () => this.pointAt(at, reach));
    const found = this.at(at, reach);
    this.point(found && ("entity" in found ? found.entity.id : found.key), at);
  }

  // Take a mark along, from where it stands.
  private grab(at: Point, reach: number): boolean {
    const found = this.at(at, reach);
    if (!found || !("entity" in found)) return false;
    this.grabbed = { node: found, from: { x: found.x, y: found.y } };
    this.point(null);
    return true;
  }

  // Names wait until it is dropped.
  private drag({ x, y }: Point): void {
    if (!this.grabbed) return;
    this.grabbed.node.x += x / this.camera.scale;
    this.grabbed.node.y += y / this.camera.scale;
    this.forgetLabels();
    this.labels = null;
    this.redraw();
  }

  private drop(): void {
    if (!this.grabbed) return;
    const { node, from } = this.grabbed;
    this.grabbed = null;
    this.forgetLabels();
    this.redraw();
    this.shift(node.entity.id, { x: node.x - from.x, y: node.y - from.y });
  }

  private shift(id: string, { x, y }: Point): void {
    const [across, down] = [1000 * x / this.laidOutFor.width, 1000 * y / this.laidOutFor.height];
    this.acts.onShift(id, { across, down });
  }

  // Point at an entity or a line, and say in a few words what it is; at a point of the stage, else where it stands.
  private point(id: string | null, at?: Point): void {
    this.awaited = null;
    if (id === this.pointed) return;
    this.pointed = id;
    this.nearLabels = null;
    if (this.moving) this.rest();
    this.stage.classList.toggle("pointing", id !== null);
    this.preview.hidden = id === null;
    this.redraw();
    const near = id === null ? null : this.near(id);
    if (!near) return;
    const [node, other] = near.nodes;
    const edge = this.edgeOf(id);
    this.preview.replaceChildren(...edge ? edgePreview(edge) : entityPreview(node.entity, this.linesOf(node.entity)));
    const middle = edge ? { x: (node.x + other.x) / 2, y: (node.y + other.y) / 2 } : node;
    placePreview(this.preview, edge && at ? at : toStage(this.camera, middle), edge ? 0 : node.size, this.size);
  }

  // Arrow keys walk from actor to actor, and with Shift move the picture, with Ctrl the mark; Page Up and Page Down go
  // from line to line.
  private key(event: KeyboardEvent): void {
    const direction = directionOf(event.key);
    const node = this.selection?.byId.get(this.pointed ?? this.selected);
    if (direction && node && event.ctrlKey && !event.altKey && !event.metaKey) this.nudge(node, direction);
    else if (event.altKey || event.ctrlKey || event.metaKey) return;
    else if (direction && event.shiftKey) {
      this.look(panned(this.camera, { x: -60 * direction[0], y: -60 * direction[1] }), event.repeat);
    } else if (direction) this.walk(direction);
    else if (event.key === "PageDown" || event.key === "PageUp") this.turn(event.key === "PageDown" ? 1 : -1);
    else if (event.key === "+" || event.key === "=") this.zoom(STEP, event.repeat);
    else if (event.key === "-") this.zoom(1 / STEP, event.repeat);
    else if (event.key === "0") this.fit();
    else if (event.key === "Enter" && this.pointed) this.open(this.pointed);
    else if (event.key === "Escape" && this.pointed) this.point(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private nudge({ entity: { id } }: CanvasNode, [right, down]: Direction): void {
    const pointed = this.pointed;
    this.shift(id, { x: NUDGE * right, y: NUDGE * down });
    this.point(pointed);
  }

  private open(id: string): void {
    const [edge, node] = [this.edgeOf(id), this.selection?.byId.get(id)];
    if (edge) this.acts.onEdge(edge);
    else if (node) this.acts.onNode(node.entity);
  }

  private walk(direction: Direction): void {
    const edge = this.edgeOf(this.pointed);
    const here = this.selection?.byId.get(edge?.first.id ?? this.pointed ?? this.selected);
    const next = nextNode(this.selection?.nodes ?? [], here, direction);
    if (next) this.goTo(next.entity.id, next);
  }

  // The lines of an actor one after another, the strongest first.
  private turn(by: number): void {
    const edge = this.edgeOf(this.pointed);
    const centre = this.turning && edge && [edge.first.id, edge.second.id].includes(this.turning)
      ? this.turning
      : edge?.first.id ?? this.pointed ?? this.selected;
    const node = this.selection?.byId.get(centre);
    if (!node) return;
    this.turning = centre;
    const lines = this.linesOf(node.entity).map((one) => one.edge).sort((one, other) => other.weight - one.weight);
    const at = edge ? lines.indexOf(edge) : by > 0 ? -1 : 0;
    const next = lines[(at + by + lines.length) % lines.length];
    if (next) this.goTo(next.key, node);
  }

  private goTo(id: string, { x, y }: Point): void {
    this.look(seeing(this.camera, { x, y }, this.freeBox(EDGE)));
    this.point(id);
    const node = this.selection?.byId.get(id);
    const count = node ? t("page.preview.partners", { count: this.linesOf(node.entity).length }) : "";
    announce(node ? `${nameOf(node.entity)}, ${count}` : this.preview.innerText);
  }
}

function stageSize({ clientWidth, clientHeight }: HTMLElement): Size {
  return { width: clientWidth || 800, height: clientHeight || 600 };
}

function isSame(one: Size, other: Size): boolean {
  return one.width === other.width && one.height === other.height;
}
