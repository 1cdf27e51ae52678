// The record: what the page was given, as objects that point to each other.

export let record;

export function familyOf(tie) {
  return record.relations.get(tie.relation)?.family || tie.relation;
}

// Hold the record that was read; called once by the page, and by each test of a unit.
export function setRecord(read) {
  record = read;
}
