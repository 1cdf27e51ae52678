// A record of three actors and what they share, as the page is given one, for tests of units that need a record.

import type { EntityPayload, Payload, WordsPayload } from "../../../kg/explorer/page/data/payload.ts";
import { readRecord, readWords, Records, type Unworded } from "../../../kg/explorer/page/data/reader.ts";
import type { RecordIndex } from "../../../kg/explorer/page/data/record.ts";
import { openRecords, recordOf } from "../../../kg/explorer/page/data/words.ts";

const both = (text: string) => [text, `${text} (fr)`];
const entity = (id: string, own: string, more: Partial<EntityPayload> = {}): EntityPayload => ({
  ...{ id, label: both(id), class: own, kinds: [], topics: [], definition: -1, countries: [0], group: "first" },
  ...more,
});

const FACTS: EntityPayload["facts"] = [["startDate", "1958-05-12", [0]], ["hasStatus", "ended", [0, 1]]];

const CONTENT: Payload = {
  version: "0",
  dataset: { name: ["", ""], address: "", date: "", licence: "", licenceName: "" },
  messages: {},
  families: [{ id: "takesPartIn", label: both("takes part in"), colour: "#336699", order: 1 }],
  relations: { participatesIn: { label: both("takes part in"), family: "takesPartIn" } },
  classes: { Organization: both("Organization"), Agreement: both("Agreement") },
  properties: {},
  concepts: {
    topic: { cyber: { label: both("Cyber") } },
    status: { ended: { label: both("Ended"), over: 1 } },
    standing: { treaty: { label: both("Treaty"), rank: 1 }, press: { label: both("Press"), rank: 5 } },
  },
  documents: [
    ["one", 0, "2001", "en", "treaty", 0, [0]],
    ["two", 1, "2002-03", "en", "press", 2],
  ],
  publishers: ["office", "paper", "wire"],
  passages: [[0, 0], [1, 0], [0, 0]],
  entities: [
    entity("canada", "Country", { countries: [] }),
    entity("army", "Organization", { actor: 1 }),
    entity("navy", "Organization", { actor: 1 }),
    entity("police", "Organization", { actor: 1, since: "1990-01-01" }),
    entity("pact", "Agreement", { collaboration: 1, topics: ["cyber"], since: "1958-05-12", facts: FACTS }),
    entity("force", "TaskForce", { collaboration: 1 }),
  ],
  ties: [
    [1, "participatesIn", 4, [0], "1958-05-12", ""],
    [2, "participatesIn", 4, [0, 1, 2], "1958-05-12", "2005-06-30"],
    [2, "participatesIn", 5, [1], "", ""],
    [3, "participatesIn", 5, [1], "", ""],
  ],
  pair: [0],
  stories: [],
  views: {
    shared: {
      edges: [
        [1, 2, 1, [[4, [0, 1], "1958-05-12", "2005-06-30", 1, 1]]],
        [2, 3, 1, [[5, [2, 3], "", "", 0, 0]]],
      ],
      organizations: {
        nodes: [[1, 0, 0, 0], [2, 1, 0, 0], [3, 2, 0]],
        edges: [[1, 2, 0.01, 1], [2, 3, 0.5, 0]],
        areas: [[0, ["cyber"]]],
        shares: [[4, 0.5], [5, 1]],
      },
      countries: { nodes: [], edges: [], areas: [] },
      all: { nodes: [], edges: [], areas: [] },
    },
    between: {
      edges: [],
      organizations: { nodes: [], edges: [], areas: [] },
      countries: { nodes: [], edges: [], areas: [] },
      all: { nodes: [], edges: [], areas: [] },
    },
  },
  questions: [{
    name: "partners",
    title: both("Partners"),
    question: both("Who works with {of}?"),
    parameters: [["of", "entity", null, ""], ["language", "text", "en", ""]],
    columns: {},
    example: {},
    undated: "",
    then: "",
    text: "SELECT ?who\nWHERE {\n  @given@\n  ?who ?relation ?of .\n}\n",
    timed: 'SELECT ?who\nWHERE {\n  @given@\n  ?who ?relation ?of .\n  FILTER(?day <= "@day@")\n}\n',
    partitions: {},
  }],
  sifts: 1,
  alpha: 0.15,
  languages: ["en", "fr"],
  presets: ["1940", "2001-09-11", "2011"],
  prefixes: { ent: "e:", src: "s:", topic: "t:", kind: "k:", status: "st:", sec: "x:" },
  opening: { mode: "shared", lens: "organizations" },
};

export const WORDS: WordsPayload = {
  documents: [["One", "https://example.org/1"], ["Two", "https://example.org/2"]],
  publishers: [["Office", "Bureau"], ["Paper", "Journal"], ["Wire", "Agence"]],
  readings: [["excerpt", "2026-11-29", [[1, "six words"], [2, ""]]]],
  figures: [],
  events: [{ id: "founding", isAbout: [4], date: "1958-05-12", summary: 1, passages: [0] }],
  readAgain: {
    ties: [[2, "participatesIn", 4, [1], "", ""], [2, "participatesIn", 5, [1], "", ""], [
      3,
      "participatesIn",
      5,
      [1],
      "",
      "",
    ]],
    edges: { shared: [[2, 3, 1, [[5, [1, 2], "", "", 0, 0]]]], between: [] },
    entities: [[4, [0], "", "", ["ended", "2002-03", "ended"]]],
  },
  texts: [both("It says so."), both("It was founded.")],
};

export function smallRecord(): RecordIndex {
  const record = unwordedRecord();
  readWords(WORDS, record);
  return record;
}

export function unwordedRecord(): Unworded {
  return readRecord(CONTENT, { nodes: [], edges: [] });
}

// The same, as that of an open page.
export function openSmallRecord(): RecordIndex {
  openRecords(CONTENT, { nodes: [], edges: [] });
  return recordOf("");
}

// The same, whole or of what was read again alone.
export function smallRecords(words: WordsPayload = WORDS): Records {
  const records = new Records(CONTENT, { nodes: [], edges: [] });
  records.fill(words);
  return records;
}
