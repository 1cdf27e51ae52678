// The panel beside the picture: a card, a story, or how to begin.

import { largest } from "../base/collections.ts";
import { button, byId, type Children, element, redraw, StandingParts } from "../base/dom.ts";
import { currentLanguage, t } from "../base/i18n.ts";
import { shortName } from "../data/names.ts";
import { record } from "../data/record.ts";
import { openCard } from "../state/navigation.ts";
import { type Selection, wholeLine } from "../selection/selection.ts";
import { shapeMark } from "../canvas/shapes.ts";
import { edgeCard, noLineCard } from "../cards/edge_card.ts";
import { entityCard } from "../cards/entity_card.ts";
import { cardLink, entityLink } from "../cards/links.ts";
import { noteList } from "../cards/own_note.ts";
import { pathCard } from "../cards/path_card.ts";
import { storyList, storyParts } from "./story.ts";

export function drawPanel(selection: Selection): void {
  const { state } = selection;
  const panel = byId("panel");
  const card = state.card ? cardOf(selection) : state.path.length ? pathCard(selection) : null;
  const story = storyParts(state);
  panel.classList.toggle("open", Boolean(card || story));
  panel.setAttribute("aria-label", t("page.panel.name"));
  const closing = state.card &&
    button("×", () => openCard(""), { class: "close", "aria-label": t("page.toolbar.close"), "data-key": "close" });
  const shownCard = [closing, card || introduction(selection)];
  redraw(panel, story ? [story, card && element("div", { class: "carried" }, shownCard)] : shownCard);
  const told = [state.card, state.path, state.by, state.story, state.step].join(" ");
  const { told: before = told } = panel.dataset;
  if (told !== before) panel.scrollTop = 0; // else the reader is where they were, and no layout is forced
  panel.dataset.told = told;
}

// The card of an entity, or of a line by its ends.
function cardOf(selection: Selection): Children {
  const { state } = selection;
  const entity = record.byId.get(state.card);
  if (entity) return entityCard(entity, selection);
  const line = wholeLine(state, state.card);
  return line ? edgeCard(line, selection) : noLineCard(state.card);
}

// What stands in the introduction whatever is filtered.
const parts = new StandingParts();

function introduction({ nodes, edges, state: { mode } }: Selection): Children {
  const actors = largest(nodes.filter(({ entity }) => entity.actor), 8, ({ strength }) => strength);
  const pairs = largest(edges, 6, ({ weight }) => weight);
  return [
    parts.get("begin", [currentLanguage(), mode], () => [
      element("h2", {}, t("page.intro.title")),
      element("p", {}, t(mode === "shared" ? "page.intro.shared" : "page.intro.between")),
      element("p", {}, t("page.intro.click")),
    ]),
    noteList(),
    parts.get(
      "stories",
      [currentLanguage(), record],
      () =>
        record.stories.length > 0 && element("section", {}, element("h3", {}, t("page.story.stories")), storyList()),
    ),
    element(
      "section",
      {},
      element("h3", {}, t("page.intro.strongest")),
      element(
        "ol",
        { class: "ranking" },
        actors.map(({ entity }) => element("li", {}, shapeMark(entity.group), entityLink(entity))),
      ),
    ),
    mode === "shared" &&
    element(
      "section",
      {},
      element("h3", {}, t("page.intro.strongestPairs")),
      element(
        "ul",
        { class: "ranking" },
        pairs.map((edge) =>
          element("li", {}, cardLink(edge.key, `${shortName(edge.first)} — ${shortName(edge.second)}`))
        ),
      ),
    ),
  ];
}
