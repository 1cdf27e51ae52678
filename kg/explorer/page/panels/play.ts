// Letting the years run.

import { byId } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { currentState } from "../state/store.ts";
import { lastYear, showYear } from "./years.ts";

const TICK = 350;

let playing: ReturnType<typeof setInterval> | undefined;

export function togglePlay(): void {
  if (playing) return stopPlay();
  const start = sliderYear();
  if (start >= lastYear()) showYear(1938);
  playing = setInterval(() => {
    if (currentState().view === "ask") return stopPlay(); // the date of a question is the reader's
    const next = sliderYear() + 1;
    showYear(next);
    if (next > lastYear()) stopPlay();
  }, TICK);
  byId("play").textContent = t("page.time.pause");
}

export function stopPlay(): void {
  if (!playing) return;
  clearInterval(playing);
  playing = undefined;
  byId("play").textContent = t("page.time.play");
}

function sliderYear(): number {
  return Number(byId<HTMLInputElement>("year").value);
}
