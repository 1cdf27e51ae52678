// What stands behind a claim: its passages, who published them, whose governments they speak for.

function passagesOf(reasons) {
  return [...new Set(reasons.flatMap((reason) => reason.ties).flatMap((tie) => tie.passages))];
}

// Pages of one publisher are not independent, so publishers are counted and not pages.
function publishersOf(passages) {
  return new Set(passages.map(({ document }) => document.publisher.toLowerCase() || document.id));
}

function governmentsOf(passages) {
  const spoken = new Set(passages.flatMap(({ document }) => document.speaksFor));
  return record.pair.filter((country) => spoken.has(country));
}

// "Three independent publishers say so; both governments say so."
function supportSentence(passages) {
  if (!passages.length) return say("noPassage");
  const publishers = publishersOf(passages).size;
  const governments = governmentsOf(passages);
  const count = publishers === 1 ? say("publisherOne") : say("publisherMany", { count: sayNumber(publishers) });
  const official = [
    () => say("noneSays"),
    () => say("oneSays", { country: nameOf(governments[0]) }),
    () => say("bothSay"),
  ][governments.length]();
  return `${count}; ${official}.`;
}

function rankOf(passage) {
  return Number(record.standings.get(passage.document.standing)?.rank ?? 99);
}

// The most official first, then the latest.
function byStanding(passages) {
  return [...passages].sort(
    (one, other) => rankOf(one) - rankOf(other) || inOrder(other.document.issued, one.document.issued),
  );
}

// Two dates contradict each other unless one only says it more precisely.
function contradict(values) {
  const texts = values.map(String);
  return texts.some((one) => texts.some((other) => !one.startsWith(other) && !other.startsWith(one)));
}

function evidenceList(passages) {
  if (!passages.length) return element("p", { class: "quiet" }, say("noPassage"));
  return element("ul", { class: "evidence" }, byStanding(passages).map(passageItem));
}

function passageItem({ document, says, section, locator, reservation }) {
  const where = [section, spoken(locator)].filter(Boolean).join(", ");
  const language = document.language !== currentLanguage() && { en: say("inEnglish"), fr: say("inFrench") }[document.language];
  const about = [document.publisher, document.issued && sayDate(document.issued), language].filter(Boolean).join(" · ");
  return element(
    "li",
    {},
    says && element("p", { class: "says" }, spoken(says)),
    reservation && element("p", { class: "quiet" }, labelled("reservation", spoken(reservation))),
    element("p", { class: "document" }, outwardLink(document.address, document.title || document.address)),
    where && element("p", { class: "locator" }, where),
    element("p", { class: "quiet" }, about),
    element("p", { class: "quiet standing" }, termWord(record.standings, document.standing)),
    element("p", { class: "quiet address" }, outwardLink(document.address)),
  );
}
