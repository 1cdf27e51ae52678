// Stories: told step by step in the panel, while each step sets what the rest of the page shows.

import { announce, button, element, place } from "../base/dom.ts";
import { say, spoken } from "../base/i18n.ts";
import { record } from "../data/record.ts";
import { stepOf, storyOf } from "../data/stories.ts";
import { stepView } from "../state/address.ts";
import { go } from "../state/navigation.ts";
import { defaults } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import { sourceText } from "../cards/citation.ts";
import { evidenceToggle } from "../cards/evidence_list.ts";
import { stopPlay } from "./play.ts";

// Go to a step. The reader's language, colours, and table or picture stay.
function tell(story, step) {
  stopPlay();
  const { lang, theme } = currentState();
  const view = currentState().view === "ask" ? "network" : currentState().view;
  go({ ...defaults(), lang, theme, view, ...stepView({ story, step }), story, step });
  place("panel").scrollTop = 0;
}

function leaveStory() {
  go({ story: "", step: 1 });
  place("panel").focus({ preventScroll: true });
}

// The story as the panel tells it; short while another card than that of the step is open.
export function storyParts(state) {
  const [story, step] = [storyOf(state), stepOf(state)];
  if (!step) return null;
  const aside = state.card && state.card !== (stepView(state).card || "");
  return element(
    "section",
    { class: "story", "aria-label": spoken(story.title) },
    storyBar(story, state),
    aside
      ? element(
        "p",
        { class: "actions" },
        button(say("backToStep"), () => tell(state.story, state.step), { "data-key": "back-to-step" }),
      )
      : stepText(step),
  );
}

function storyBar(story, { story: name, step }) {
  const most = story.steps.length;
  const turn = (key, to, sign) =>
    button(sign, () => tell(name, to), {
      "aria-label": say(key),
      title: say(key),
      "data-key": key,
      disabled: to < 1 || to > most,
    });
  const mark = (_, at) =>
    element(
      "li",
      {},
      button(String(at + 1), () => tell(name, at + 1), {
        "aria-label": `${say("stepOf", { step: at + 1, most })} ${spoken(story.steps[at].title)}`,
        "aria-current": at + 1 === step ? "step" : null,
        "data-key": `step-${at + 1}`,
      }),
    );
  return element(
    "div",
    { class: "story-bar" },
    element("p", { class: "eyebrow" }, spoken(story.title)),
    button("×", leaveStory, {
      class: "close",
      "aria-label": say("leaveStory"),
      title: say("leaveStory"),
      "data-key": "leave-story",
    }),
    element(
      "div",
      { class: "story-way", role: "group", "aria-label": say("stepOf", { step, most }) },
      turn("previousStep", step - 1, "←"),
      element("ol", {}, story.steps.map(mark)),
      turn("nextStep", step + 1, "→"),
    ),
  );
}

function stepText({ title, sentences }) {
  return element(
    "div",
    { class: "step" },
    element("h2", {}, spoken(title)),
    sentences.flatMap(({ text, passages }) => {
      const sentence = element("p", { class: "telling" }, spoken(text));
      return [sentence, evidenceToggle(passages, sentence)];
    }),
  );
}

// Say the step aloud, and on a narrow screen bring the picture above the text.
export function announceStep(state) {
  const step = stepOf(state);
  if (!step) return;
  if (matchMedia("(max-width: 760px)").matches) place("stage").scrollIntoView();
  const said = say("stepOf", { step: state.step, most: storyOf(state).steps.length });
  announce([said, spoken(step.title), ...step.sentences.map(({ text }) => spoken(text))].join(" "));
}

// All stories, each with its title and a line, as buttons that begin them.
export function storyList(begin = () => {}) {
  return element(
    "ul",
    { class: "stories" },
    record.stories.map(({ name, title, summary }) => {
      const open = button(element("strong", {}, spoken(title)), () => (begin(), tell(name, 1)), {
        "data-key": `story-${name}`,
      });
      open.append(element("span", { class: "quiet" }, spoken(summary)));
      return element("li", {}, open);
    }),
  );
}

export function storyMenu() {
  if (!record.stories.length) return null;
  const menu = element(
    "details",
    { class: "menu story-menu", "data-key": "stories" },
    element("summary", {}, say("stories")),
  );
  menu.append(element("div", {}, storyList(() => (menu.open = false))));
  return menu;
}

// On paper a story is whole: all its steps, with numbers for the passages, and the sources at the end.
export function printedStory(story) {
  const sources = [...new Set(story.steps.flatMap(({ sentences }) => sentences).flatMap(({ passages }) => passages))];
  const marks = (passages) => passages.map((passage) => `[${sources.indexOf(passage) + 1}]`).join("");
  return element(
    "div",
    { class: "printed" },
    element("h2", {}, spoken(story.title)),
    story.steps.flatMap(({ title, sentences }, at) => [
      element("h3", {}, `${at + 1}. ${spoken(title)}`),
      element("p", { class: "telling" }, sentences.map(({ text, passages }) => `${spoken(text)} ${marks(passages)} `)),
    ]),
    element("h3", {}, say("sources")),
    element("ol", {}, sources.map((passage) => element("li", {}, sourceText(passage)))),
  );
}

export function stepByKey(event) {
  const ways = { ArrowLeft: -1, ArrowRight: 1 };
  const busy = event.target.closest?.("input, select, textarea, #picture, .sheet, [contenteditable]");
  if (!(event.key in ways) || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = currentState().step + ways[event.key];
  if (!storyOf(currentState())?.steps[step - 1]) return;
  event.preventDefault();
  tell(currentState().story, step);
}
