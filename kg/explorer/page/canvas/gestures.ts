// What fingers, mouse and wheel do to the picture or the map: drag, pinch, wheel, tap, double tap, long press. A tap is the click
// that ends it, which nothing follows: so it never presses what opens under it.

import type { Point } from "./geometry.ts";

// Points are told from the middle of the stage.
export interface Gestures {
  // Whether something stands at a point that a drag takes along; then it is moved until it is dropped.
  readonly grab?: (at: Point, reach: number) => boolean;
  readonly drag?: (by: Point) => void;
  readonly drop?: () => void;
  readonly pan: (by: Point) => void;
  readonly zoom: (by: number, at: Point) => void;
  readonly tap: (at: Point, reach: number) => void;
  readonly point: (at: Point, reach: number) => void;
  readonly leave: () => void;
}

const [MOUSE, FINGER] = [6, 14];
const STILL = { mouse: 4, touch: 10 }; // pixels that a press may move before it drags
const LONG_PRESS = 450; // milliseconds
const DOUBLE_TAP = { within: 350, near: 30 };
const LINE = 16;

export class GestureReader {
  private readonly fingers = new Map<number, Point>();
  private start: Point = { x: 0, y: 0 };
  private moved = false;
  private held = false;
  private grabbed = false;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  private last = { at: { x: 0, y: 0 }, when: -Infinity };

  constructor(private readonly canvas: HTMLElement, private readonly acts: Gestures) {
    canvas.addEventListener("pointerdown", (event) => this.down(event));
    canvas.addEventListener("pointermove", (event) => this.move(event));
    canvas.addEventListener("pointerup", (event) => this.up(event));
    canvas.addEventListener("pointercancel", (event) => this.up(event));
    canvas.addEventListener("pointerleave", ({ pointerType }) => pointerType === "mouse" && acts.leave());
    canvas.addEventListener("click", (event) => this.click(event), { capture: true });
    canvas.addEventListener("touchmove", (event) => this.held && event.preventDefault(), { passive: false });
    canvas.addEventListener("contextmenu", (event) => this.held && event.preventDefault());
    canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
  }

  private at({ clientX, clientY }: MouseEvent): Point {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    return { x: clientX - left - width / 2, y: clientY - top - height / 2 };
  }

  private down(event: PointerEvent): void {
    if (event.button) return;
    const at = this.at(event);
    if (!this.fingers.size) [this.start, this.moved, this.held] = [at, false, false];
    this.fingers.set(event.pointerId, at);
    clearTimeout(this.waiting);
    if (event.pointerType !== "mouse" && this.fingers.size === 1) {
      this.waiting = setTimeout(() => {
        this.held = true;
        this.acts.point(at, FINGER);
      }, LONG_PRESS);
    }
  }

  private move(event: PointerEvent): void {
    const [before, now] = [this.fingers.get(event.pointerId), this.at(event)];
    if (!before) return void (event.pointerType === "mouse" && !event.buttons && this.acts.point(now, MOUSE));
    const still = event.pointerType === "mouse" ? STILL.mouse : STILL.touch;
    if (!this.moved && this.fingers.size === 1 && distance(this.start, now) < still) return;
    if (!this.moved) {
      this.canvas.setPointerCapture(event.pointerId);
      this.grabbed = this.mayGrab(event) && (this.acts.grab?.(this.start, this.held ? FINGER : MOUSE) ?? false);
    }
    this.moved = true;
    clearTimeout(this.waiting);
    const [, other] = [...this.fingers].find(([id]) => id !== event.pointerId) ?? [];
    this.fingers.set(event.pointerId, now);
    if (this.grabbed) return this.acts.drag?.(between(before, now));
    if (!other) return this.acts.pan(between(before, now));
    const [from, to] = [middle(before, other), middle(now, other)];
    this.acts.pan(between(from, to));
    this.acts.zoom(distance(now, other) / Math.max(distance(before, other), 1), to);
  }

  // A mouse takes along what it drags; a finger what it was held on for a while.
  private mayGrab({ pointerType }: PointerEvent): boolean {
    return this.fingers.size === 1 && (pointerType !== "touch" || this.held);
  }

  private up({ pointerId }: PointerEvent): void {
    this.fingers.delete(pointerId);
    clearTimeout(this.waiting);
    if (this.grabbed) this.acts.drop?.();
    this.grabbed = false;
  }

  private click(event: MouseEvent): void {
    if (this.moved || this.held) {
      this.moved = this.held = false;
      return event.stopPropagation(); // what ends a drag presses nothing of what stands there
    }
    const [at, when] = [this.at(event), event.timeStamp];
    const again = when - this.last.when < DOUBLE_TAP.within && distance(at, this.last.at) < DOUBLE_TAP.near;
    this.last = { at, when: again ? -Infinity : when };
    if (again) this.acts.zoom(2, at);
    else this.acts.tap(at, (event as PointerEvent).pointerType === "touch" ? FINGER : MOUSE);
  }

  // Within another page the wheel scrolls that page, unless a key says otherwise; so it does amid an answer.
  private wheel(event: WheelEvent): void {
    const isAmid = "embed" in document.body.dataset || this.canvas.closest("#ask");
    if (isAmid && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const pixels = event.deltaY * (event.deltaMode ? LINE : 1);
    this.acts.zoom(Math.exp(-pixels * (event.ctrlKey ? 0.01 : 0.0015)), this.at(event));
  }
}

function distance(one: Point, other: Point): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}

function between(from: Point, to: Point): Point {
  return { x: to.x - from.x, y: to.y - from.y };
}

function middle(one: Point, other: Point): Point {
  return { x: (one.x + other.x) / 2, y: (one.y + other.y) / 2 };
}
