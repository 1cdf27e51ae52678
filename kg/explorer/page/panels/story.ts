// Stories: told step by step in the panel, while each step sets what the rest of the page shows.

function readStories(stories, texts, passages) {
  return stories.map(({ name, title, summary, steps }) => ({
    name,
    title: texts(title),
    summary: texts(summary),
    steps: steps.map(([heading, view, sentences]) => ({
      title: texts(heading),
      view,
      sentences: sentences.map(([text, at]) => ({ text: texts(text), passages: at.map((one) => passages[one]) })),
    })),
  }));
}

function storyOf({ story }) {
  return record.stories.find(({ name }) => name === story);
}

function stepOf(state) {
  return storyOf(state)?.steps[state.step - 1];
}

// What a step shows, as the state holds it; nothing when there is no such step.
function stepView(state) {
  const shown = Object.entries(stepOf(state)?.view || {}).map(([key, text]) => [key, readValue(key, text)]);
  return Object.fromEntries(shown.filter(([, value]) => value !== undefined));
}

// Go to a step. The reader's language, colours, and table or picture stay.
function tell(story, step) {
  if (playing) stopPlay();
  const { lang, theme } = state;
  const view = state.view === "ask" ? "network" : state.view;
  go({ ...defaults(), lang, theme, view, ...stepView({ story, step }), story, step });
  place("panel").scrollTop = 0;
}

function leaveStory() {
  go({ story: "", step: 1 });
  place("panel").focus({ preventScroll: true });
}

// The story as the panel tells it; short while another card than that of the step is open.
function storyParts(state) {
  const [story, step] = [storyOf(state), stepOf(state)];
  if (!step) return null;
  const aside = state.card && state.card !== (stepView(state).card || "");
  return element("section", { class: "story", "aria-label": spoken(story.title) },
    storyBar(story, state),
    aside ? element("p", { class: "actions" }, button(say("backToStep"), () => tell(state.story, state.step), { "data-key": "back-to-step" })) : stepText(step),
  );
}

function storyBar(story, { story: name, step }) {
  const most = story.steps.length;
  const turn = (key, to, sign) => button(sign, () => tell(name, to), { "aria-label": say(key), title: say(key), "data-key": key, disabled: to < 1 || to > most });
  const mark = (_, at) => element("li", {}, button(String(at + 1), () => tell(name, at + 1), {
    "aria-label": `${say("stepOf", { step: at + 1, most })} ${spoken(story.steps[at].title)}`, "aria-current": at + 1 === step ? "step" : null, "data-key": `step-${at + 1}`,
  }));
  return element("div", { class: "story-bar" },
    element("p", { class: "eyebrow" }, spoken(story.title)),
    button("×", leaveStory, { class: "close", "aria-label": say("leaveStory"), title: say("leaveStory"), "data-key": "leave-story" }),
    element("div", { class: "story-way", role: "group", "aria-label": say("stepOf", { step, most }) },
      turn("previousStep", step - 1, "←"), element("ol", {}, story.steps.map(mark)), turn("nextStep", step + 1, "→")),
  );
}

function stepText({ title, sentences }) {
  return element("div", { class: "step" },
    element("h2", {}, spoken(title)),
    sentences.flatMap(({ text, passages }) => {
      const sentence = element("p", { class: "telling" }, spoken(text));
      return [sentence, evidenceToggle(passages, sentence)];
    }),
  );
}

// Say the step aloud, and on a narrow screen bring the picture above the text.
function announceStep(state) {
  const step = stepOf(state);
  if (!step) return;
  if (matchMedia("(max-width: 760px)").matches) place("stage").scrollIntoView();
  const said = say("stepOf", { step: state.step, most: storyOf(state).steps.length });
  announce([said, spoken(step.title), ...step.sentences.map(({ text }) => spoken(text))].join(" "));
}

// All stories, each with its title and a line, as buttons that begin them.
function storyList(begin = () => {}) {
  return element("ul", { class: "stories" }, record.stories.map(({ name, title, summary }) => {
    const open = button(element("strong", {}, spoken(title)), () => (begin(), tell(name, 1)), { "data-key": `story-${name}` });
    open.append(element("span", { class: "quiet" }, spoken(summary)));
    return element("li", {}, open);
  }));
}

function storyMenu() {
  if (!record.stories.length) return null;
  const menu = element("details", { class: "menu story-menu", "data-key": "stories" }, element("summary", {}, say("stories")));
  menu.append(element("div", {}, storyList(() => (menu.open = false))));
  return menu;
}

// On paper a story is whole: all its steps, with numbers for the passages, and the sources at the end.
function printedStory(story) {
  const sources = [...new Set(story.steps.flatMap(({ sentences }) => sentences).flatMap(({ passages }) => passages))];
  const marks = (passages) => passages.map((passage) => `[${sources.indexOf(passage) + 1}]`).join("");
  return element("div", { class: "printed" },
    element("h2", {}, spoken(story.title)),
    story.steps.flatMap(({ title, sentences }, at) => [
      element("h3", {}, `${at + 1}. ${spoken(title)}`),
      element("p", { class: "telling" }, sentences.map(({ text, passages }) => `${spoken(text)} ${marks(passages)} `)),
    ]),
    element("h3", {}, say("sources")),
    element("ol", {}, sources.map((passage) => element("li", {}, sourceText(passage)))),
  );
}

function stepByKey(event) {
  const ways = { ArrowLeft: -1, ArrowRight: 1 };
  const busy = event.target.closest?.("input, select, textarea, #picture, .sheet, [contenteditable]");
  if (!(event.key in ways) || busy || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const step = state.step + ways[event.key];
  if (!storyOf(state)?.steps[step - 1]) return;
  event.preventDefault();
  tell(state.story, step);
}

window.addEventListener("keydown", stepByKey);
window.addEventListener("beforeprint", () => storyOf(state) && place("panel").append(printedStory(storyOf(state))));
window.addEventListener("afterprint", () => place("panel").querySelector(".printed")?.remove());
