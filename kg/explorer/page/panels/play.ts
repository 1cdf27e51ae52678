// Letting the years run.

import { byId } from "../base/dom.ts";
import { t } from "../base/i18n.ts";
import { lastYear, showYear } from "./years.ts";

const TICK = 350;

let playing = null;

export function togglePlay() {
  if (playing) return stopPlay();
  const start = Number(byId("year").value);
  if (start >= lastYear()) showYear(1938);
  playing = setInterval(() => {
    const next = Number(byId("year").value) + 1;
    showYear(next);
    if (next > lastYear()) stopPlay();
  }, TICK);
  byId("play").textContent = t("pause");
}

export function stopPlay() {
  if (!playing) return;
  clearInterval(playing);
  playing = null;
  byId("play").textContent = t("play");
}
