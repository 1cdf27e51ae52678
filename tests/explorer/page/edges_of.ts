// Print the edges that the page shows in some states: given as JSON on standard input, the content of a page and the
// fragments of its address, it prints for each fragment the ends, the weight and the number of reasons of every edge.

import { withAgain } from "../../../kg/explorer/page/data/payload.ts";
import { Records } from "../../../kg/explorer/page/data/reader.ts";
import { setRecord } from "../../../kg/explorer/page/data/record.ts";
import { select } from "../../../kg/explorer/page/selection/selection.ts";
import { readState } from "../../../kg/explorer/page/state/address.ts";
import { setTexts } from "../../../kg/explorer/page/base/i18n.ts";

const { content, fragments } = await new Response(Deno.stdin.readable).json();
setTexts(content.messages, content.languages);
const records = new Records(content, { nodes: [], edges: [] });
records.fill(withAgain(content.words, content.again));
const shown = fragments.map((fragment: string) => {
  setRecord(records.get(""));
  const state = readState(fragment);
  setRecord(records.get(state.read));
  return select(state).passing.map((
    { first, second, weight, reasons },
  ) => [first.id, second.id, weight, reasons.length]);
});
console.log(JSON.stringify(shown));
