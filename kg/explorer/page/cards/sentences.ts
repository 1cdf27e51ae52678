// Claims told as sentences: parts that are texts or entities, which become links in a card and names in a citation.

function partsText(parts) {
  return parts.map((part) => (typeof part === "string" ? part : nameOf(part))).join("");
}

function partsElements(parts) {
  return parts.map((part) => (typeof part === "string" ? part : entityLink(part)));
}

function entityLink(entity, text = nameOf(entity)) {
  return cardLink(entity.id, text);
}

// A link to a card, which is a link to this page in another state: it can be copied and opened elsewhere.
function cardLink(card, text) {
  const follow = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openCard(card);
  };
  return element("a", { href: cardAddress(card), class: "inward", onclick: follow }, text);
}

// "leads Operation NOBLE EAGLE, since September 2001", seen from one of its ends.
function tieParts(tie, from) {
  const word = termWord(record.relations, tie.relation);
  const hedges = tie.hedges.length ? ` (${tie.hedges.map((hedge) => termWord(record.hedges, hedge).toLowerCase()).join(", ")})` : "";
  const tail = hedges + roleWords(tie) + timeWords(tie.stated);
  if (tie.subject === from) return [`${word} `, tie.object, tail];
  return [tie.subject, ` ${word} ${from ? shortName(from) : nameOf(tie.object)}`, tail];
}

function tieText(tie) {
  return partsText([tie.subject, " ", ...tieParts(tie, tie.subject)]);
}

function roleWords(tie) {
  return tie.roles ? ` — ${spoken(tie.roles)}` : "";
}

// ", from 1957 or 1958 to 2006": every value that a passage states, none preferred.
function timeWords(stated) {
  const values = (property) => [...new Set(stated.filter((one) => one.property === property).map((one) => String(one.value)))];
  const words = (dates) => dates.map(sayDate).join(` ${say("or")} `);
  const [starts, ends] = [values("startDate"), values("endDate")];
  if (starts.length && ends.length && words(starts) === words(ends)) return `, ${words(starts)}`;
  if (starts.length && ends.length) return `, ${say("fromTo", { start: words(starts), end: words(ends) })}`;
  if (starts.length) return `, ${say("since", { date: words(starts) })}`;
  return ends.length ? `, ${say("until", { date: words(ends) })}` : "";
}

// "about 175 (2022)" with what is counted.
function figureParts(figure) {
  const values = [figure.value, figure.upperValue].filter((value) => value !== undefined).map((value) => [value].flat().map(sayValue).join(` ${say("or")} `));
  const hedges = [figure.hasHedge ?? []].flat().map((hedge) => `${termWord(record.hedges, hedge).toLowerCase()} `).join("");
  const date = figure.date ? ` (${[figure.date].flat().map(sayDate).join(", ")})` : "";
  const counted = `${hedges}${values.join("–")} ${spoken(figure.unit)}${date}`;
  return [say("labelled", { word: spoken(figure.quantity), text: counted })];
}

function sayValue(value) {
  return /^-?\d+(\.\d+)?$/.test(value) ? sayNumber(Number(value), 2) : String(value);
}

function eventParts(event) {
  const dates = [event.date ?? []].flat().map(sayDate).join(` ${say("or")} `);
  return [dates ? say("labelled", { word: dates, text: spoken(event.summary) }) : spoken(event.summary)];
}

// What joins two actors, in one sentence: "Both take part in A, B and 3 more."
function edgeSentence({ first, second, reasons }, most = 3) {
  const through = [...new Set(reasons.map((reason) => reason.through).filter(Boolean))];
  const direct = reasons.filter((reason) => !reason.through).flatMap((reason) => reason.ties);
  const sentences = direct.slice(0, most).map((tie) => `${tieText(tie)}.`);
  if (through.length) {
    const things = through.slice(0, most).map(nameOf);
    if (through.length > most) things.push(say("more", { count: through.length - most }));
    sentences.push(say("bothIn", { first: nameOf(first), second: nameOf(second), things: sayList(things) }));
  }
  return sentences.join(" ");
}

// A list of claims, each of which opens its passages; what is long is cut until asked for.
function claimList(claims, most = 7) {
  const list = element("ul", { class: "claims" }, claims.slice(0, most).map(claimItem));
  if (claims.length <= most + 1) {
    list.append(...claims.slice(most).map(claimItem));
    return list;
  }
  const rest = button(say("showMore", { count: sayNumber(claims.length) }), () => {
    const items = claims.slice(most).map(claimItem);
    list.append(...items);
    rest.remove();
    items[0].querySelector("button")?.focus();
  }, { class: "more" });
  return element("div", {}, list, rest);
}

function claimItem({ parts, passages, note, sides }) {
  const mark = note && element("span", { class: "note" }, note);
  const sentence = element("p", { class: "sentence" }, partsElements(parts), mark);
  if (sides) return element("li", {}, sentence, element("ul", { class: "sides" }, sides.map(sideItem)));
  return element("li", {}, sentence, passages && evidenceToggle(passages, sentence));
}

// What documents contradict each other on, as one claim whose sides stand beside each other.
function disagreement(parts, sides) {
  const values = sides.flatMap((side, at) => (at ? [` ${say("or")} `, ...side.parts] : side.parts));
  return { parts: [...parts, ...values], passages: sides.flatMap(({ passages }) => passages), note: say("differ"), sides };
}

// One side of a disagreement: what is said, by whom and when, and its passages.
function sideItem({ parts, passages }) {
  const sentence = element("p", { class: "sentence" }, element("strong", {}, partsElements(parts)));
  const voices = new Set(byStanding(passages).map(({ document }) => [document.publisher, document.issued && sayDate(document.issued)].filter(Boolean).join(", ")));
  const holder = evidenceToggle(passages, sentence);
  return element("li", {}, sentence, element("p", { class: "quiet" }, sayList([...voices])), holder);
}

// A button at the end of a sentence that opens its passages below it.
function evidenceToggle(passages, sentence) {
  const words = passages.length === 1 ? say("passageCount") : say("passageCounts", { count: sayNumber(passages.length) });
  const holder = element("div", { hidden: true });
  const toggle = button(words, () => {
    holder.hidden = !holder.hidden;
    toggle.setAttribute("aria-expanded", String(!holder.hidden));
    if (!holder.hidden && !holder.firstChild) holder.append(evidenceList(passages));
  }, { class: "evidence-toggle", "aria-expanded": "false" });
  sentence.append(" ", toggle);
  return holder;
}
