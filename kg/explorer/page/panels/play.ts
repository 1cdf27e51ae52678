// Letting the years run.

import { place } from "../base/dom.ts";
import { say } from "../base/i18n.ts";
import { lastYear, showYear } from "./years.ts";

const TICK = 350;

let playing = null;

export function togglePlay() {
  if (playing) return stopPlay();
  const start = Number(place("year").value);
  if (start >= lastYear()) showYear(1938);
  playing = setInterval(() => {
    const next = Number(place("year").value) + 1;
    showYear(next);
    if (next > lastYear()) stopPlay();
  }, TICK);
  place("play").textContent = say("pause");
}

export function stopPlay() {
  if (!playing) return;
  clearInterval(playing);
  playing = null;
  place("play").textContent = say("play");
}
