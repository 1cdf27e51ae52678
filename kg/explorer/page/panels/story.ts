// Stories: told step by step in the panel, while each step sets what the rest of the page shows.

import { announce, button, byId, element } from "../base/dom.ts";
import { localized, t } from "../base/i18n.ts";
import { type Passage, record, type Story, type StoryStep } from "../data/record.ts";
import { stepOf, storyOf } from "../data/stories.ts";
import { stepView } from "../state/address.ts";
import { navigate } from "../state/navigation.ts";
import { defaults, type State } from "../state/state.ts";
import { currentState } from "../state/store.ts";
import { sourceText } from "../cards/citation.ts";
import { evidenceToggle } from "../cards/evidence_list.ts";
import { stopPlay } from "./play.ts";

// Go to a step. The reader's language, colours, and table or picture stay.
function tell(story: string, step: number): void {
  stopPlay();
  const { lang, theme } = currentState();
  const view = currentState().view === "ask" ? "network" : currentState().view;
  navigate({ ...defaults(), lang, theme, view, ...stepView({ story, step }), story, step });
  byId("panel").scrollTop = 0;
}

function leaveStory(): void {
  navigate({ story: "", step: 1 });
  byId("panel").focus({ preventScroll: true });
}

// The story as the panel tells it; short while another card than that of the step is open.
export function storyParts(state: State): HTMLElement | null {
  const [story, step] = [storyOf(state), stepOf(state)];
  if (!story || !step) return null;
  const aside = state.card && state.card !== (stepView(state).card || "");
  return element(
    "section",
    { class: "story", "aria-label": localized(story.title) },
    storyBar(story, state),
    aside
      ? element(
        "p",
        { class: "actions" },
        button(t("page.story.backToStep"), () => tell(state.story, state.step), { "data-key": "back-to-step" }),
      )
      : stepText(step),
  );
}

function storyBar(story: Story, { story: name, step }: State): HTMLElement {
  const most = story.steps.length;
  const turn = (key: string, to: number, sign: string) =>
    button(sign, () => tell(name, to), {
      "aria-label": t(`page.story.${key}`),
      title: t(`page.story.${key}`),
      "data-key": key,
      disabled: to < 1 || to > most,
    });
  const mark = (_: StoryStep, at: number) =>
    element(
      "li",
      {},
      button(String(at + 1), () => tell(name, at + 1), {
        "aria-label": `${t("page.story.stepOf", { step: at + 1, most })} ${localized(story.steps[at].title)}`,
        "aria-current": at + 1 === step ? "step" : null,
        "data-key": `step-${at + 1}`,
      }),
    );
  return element(
    "div",
    { class: "story-bar" },
    element("p", { class: "eyebrow" }, localized(story.title)),
    button("×", leaveStory, {
      class: "close",
      "aria-label": t("page.story.leaveStory"),
      title: t("page.story.leaveStory"),
      "data-key": "leave-story",
    }),
    element(
      "div",
      { class: "story-way", role: "group", "aria-label": t("page.story.stepOf", { step, most }) },
      turn("previousStep", step - 1, "←"),
      element("ol", {}, story.steps.map(mark)),
      turn("nextStep", step + 1, "→"),
    ),
  );
}

function stepText({ title, sentences }: StoryStep): HTMLElement {
  return element(
    "div",
    { class: "step" },
    element("h2", {}, localized(title)),
    sentences.flatMap(({ text, passages }) => {
      const sentence = element("p", { class: "telling" }, localized(text));
      return [sentence, evidenceToggle(passages, sentence)];
    }),
  );
}

// Say the step aloud, and on a narrow screen bring the picture above the text.
export function announceStep(state: State): void {
  const [story, step] = [storyOf(state), stepOf(state)];
  if (!story || !step) return;
  if (matchMedia("(max-width: 760px)").matches) byId("stage").scrollIntoView();
  const said = t("page.story.stepOf", { step: state.step, most: story.steps.length });
  announce([said, localized(step.title), ...step.sentences.map(({ text }) => localized(text))].join(" "));
}

// All stories, each with its title and a line, as buttons that begin them.
export function storyList(begin: () => void = () => {}): HTMLElement {
  return element(
    "ul",
    { class: "stories" },
    record.stories.map(({ name, title, summary }) => {
      const open = button(element("strong", {}, localized(title)), () => (begin(), tell(name, 1)), {
        "data-key": `story-${name}`,
      });
      open.append(element("span", { class: "quiet" }, localized(summary)));
      return element("li", {}, open);
    }),
  );
}

export function storyMenu(): HTMLElement | null {
  if (!record.stories.length) return null;
  const menu = element(
    "details",
    { class: "menu story-menu", "data-key": "stories" },
    element("summary", {}, t("page.story.stories")),
  );
  menu.append(element("div", {}, storyList(() => (menu.open = false))));
  return menu;
}

// On paper a story is whole: all its steps, with numbers for the passages, and the sources at the end.
export function printedStory(story: Story): HTMLElement {
  const sources = [...new Set(story.steps.flatMap(({ sentences }) => sentences).flatMap(({ passages }) => passages))];
  const marks = (passages: readonly Passage[]) =>
    passages.map((passage) => `[${sources.indexOf(passage) + 1}]`).join("");
  return element(
    "div",
    { class: "printed" },
    element("h2", {}, localized(story.title)),
    story.steps.flatMap(({ title, sentences }, at) => [
      element("h3", {}, `${at + 1}. ${localized(title)}`),
      element(
        "p",
        { class: "telling" },
        sentences.map(({ text, passages }) => `${localized(text)} ${marks(passages)} `),
      ),
    ]),
    element("h3", {}, t("common.sources")),
    element("ol", {}, sources.map((passage) => element("li", {}, sourceText(passage)))),
  );
}

export function stepByKey(event: KeyboardEvent): void {
  const ways: { readonly [key: string]: number } = { ArrowLeft: -1, ArrowRight: 1 };
  const busy = event.target instanceof Element &&
    event.target.closest("input, select, textarea, #picture, .sheet, [contenteditable]");
  if (!(event.key in ways) || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = currentState().step + ways[event.key];
  if (!storyOf(currentState())?.steps[step - 1]) return;
  event.preventDefault();
  tell(currentState().story, step);
}
