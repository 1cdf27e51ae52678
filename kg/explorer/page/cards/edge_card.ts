// The card of a line: why two are joined, through what, since when, and who says so; and the card of a path.

function tieCard(edge) {
  const passages = passagesOf(edge.reasons);
  const direct = edge.reasons.filter((reason) => !reason.through).flatMap((reason) => reason.ties);
  const sections = [
    direct.length && { title: say("directly"), claims: direct.map((tie) => tieClaim(tie, tie.subject)).map(withSubject(direct)) },
    ...sharedSections(edge),
  ].filter(Boolean);
  return [
    element("p", { class: "eyebrow" }, say("why")),
    element("h2", { class: "pair" }, entityLink(edge.first), element("span", { class: "dash" }, " — "), entityLink(edge.second)),
    element("p", { class: "support" }, supportSentence(passages)),
    ...sections.map((section) => (section.through ? sharedSection(section) : cardSection(section))),
    citeButtons({ title: `${nameOf(edge.first)} — ${nameOf(edge.second)}`, claims: sections.flatMap((section) => section.claims) }),
  ];
}

// A direct tie names its subject too, since the card belongs to neither end.
function withSubject(ties) {
  return (claim, at) => ({ ...claim, parts: [ties[at].subject, " ", ...claim.parts] });
}

// What both take part in, the most exclusive first, each with the ties of either end.
function sharedSections(edge) {
  const reasons = edge.reasons.filter((reason) => reason.through);
  const ordered = [...reasons].sort((one, other) => other.share - one.share || inOrder(one.since, other.since));
  return ordered.map((reason) => ({
    through: reason.through,
    reason,
    claims: [...new Set(reason.ties)].map((tie) => ({ ...tieClaim(tie, tie.subject), parts: [tie.subject, " ", ...tieParts(tie, tie.subject)] })),
  }));
}

function sharedSection({ through, reason, claims }) {
  return element("section", { class: "shared" },
    element("h3", {}, entityLink(through)),
    element("p", { class: "quiet" }, [kindWords(through), spanWords(reason)].filter(Boolean).join(" · ")),
    claimList(claims),
  );
}

// The time that both ends have in common.
function spanWords({ since, until, through }) {
  const [start, end] = [statedAs(through, "startDate", since), statedAs(through, "endDate", until)];
  if (start && end) return start === end ? start : say("fromTo", { start, end });
  if (start) return say("since", { date: start });
  return end ? say("until", { date: end }) : say("undatedWord");
}

// A day that was derived from a stated date is said as precisely as that date, and no more.
function statedAs(entity, property, day) {
  const stated = entity?.facts.find((fact) => fact.property === property && day.startsWith(String(fact.value)));
  return day && sayDate(stated ? stated.value : shortened(day));
}

function shortened(day) {
  return day.replace(/-(01-01|12-31)$/, "");
}

function pathCard(choice) {
  const { state, passing } = choice;
  const [first, second] = state.path.map((id) => record.byId.get(id));
  const steps = findPath(passing, [first, second], state.by);
  const count = steps && (steps.length === 1 ? say("pathStep") : say("pathSteps", { count: sayNumber(steps.length) }));
  return [
    element("p", { class: "eyebrow" }, say("pathTitle")),
    element("h2", { class: "pair" }, entityLink(first), element("span", { class: "dash" }, " → "), entityLink(second)),
    choiceRow(say("path"), [["shortest", say("shortest")], ["strongest", say("strongestPath")]], state.by, (by) => go({ by })),
    element("p", { class: "support" }, steps ? count : say("noPath")),
    steps && element("ol", { class: "steps" }, steps.map(pathStepItem)),
    element("p", { class: "actions" }, button(say("wholeNetwork"), () => go({ path: [] }))),
  ];
}

function pathStepItem({ from, to, edge }) {
  const passages = passagesOf(edge.reasons);
  const sentence = element("p", { class: "sentence" }, edgeSentence({ ...edge, first: from, second: to }));
  const holder = evidenceToggle(passages, sentence);
  return element("li", {}, sentence, element("p", { class: "quiet" }, supportSentence(passages)), holder, cardLink(edge.key, say("whyLink")));
}
