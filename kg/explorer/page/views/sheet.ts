// The sheet that holds the card on a small screen: how high it is, by finger or key.

import { byId } from "../base/dom.ts";
import { t } from "../base/i18n.ts";

const HEIGHTS = [0.22, 0.48, 0.92]; // parts of the screen
const STILL = 6;

let [height, dragged] = [HEIGHTS[1], false];

// Name the grip, and listen to it from the first time on.
export function drawGrip(): void {
  const grip = byId("grip");
  const isNew = !grip.role;
  grip.role = "slider";
  grip.ariaOrientation = "vertical";
  grip.ariaLabel = t("page.toolbar.sheet");
  [grip.ariaValueMin, grip.ariaValueMax] = [HEIGHTS[0], HEIGHTS[HEIGHTS.length - 1]].map(percent);
  grip.ariaValueNow = percent(height);
  if (!isNew) return;
  grip.addEventListener("pointerdown", ({ pointerId }) => {
    dragged = false;
    grip.setPointerCapture(pointerId);
  });
  grip.addEventListener("pointermove", ({ pointerId, clientY }) => {
    if (!grip.hasPointerCapture(pointerId)) return;
    const wanted = 1 - clientY / innerHeight;
    dragged ||= Math.abs(wanted - height) * innerHeight > STILL;
    if (dragged) setHeight(wanted);
  });
  grip.addEventListener("pointerup", () => dragged && setHeight(nearestHeight()));
  grip.addEventListener("click", () => dragged || setHeight(HEIGHTS[(HEIGHTS.indexOf(nearestHeight()) + 1) % 3]));
  grip.addEventListener("keydown", (event) => {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    setHeight(HEIGHTS[Math.min(2, Math.max(0, HEIGHTS.indexOf(nearestHeight()) + by))]);
  });
}

function nearestHeight(): number {
  return [...HEIGHTS].sort((one, other) => Math.abs(one - height) - Math.abs(other - height))[0];
}

function setHeight(part: number): void {
  height = Math.min(Math.max(part, 0.1), HEIGHTS[2]);
  document.body.style.setProperty("--sheet", `${(100 * height).toFixed(1)}vh`);
  byId("grip").ariaValueNow = percent(height);
}

function percent(part: number): string {
  return String(Math.round(100 * part));
}
