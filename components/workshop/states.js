// What has been made of a record, and in which order records stand.

/** @type {Record<string, string>} */
export const STATE_WORDS = { undecided: "undecided", confirmed: "confirmed", changed: "confirmed with changes", aside: "set aside" };

/** Give the records of a source in the order of its text. @param {Cells[]} records */
export function inOrder(records) {
  return [...records].sort((one, other) => Number(one.start) - Number(other.start) || Number(one.end) - Number(other.end));
}

/** Give the next undecided record after one, going round; null where all are decided. @param {Cells[]} records @param {string} id */
export function nextUndecided(records, id) {
  const at = records.findIndex((one) => one.id === id);
  const round = [...records.slice(at + 1), ...records.slice(0, at + 1)];
  return round.find((one) => stateOf(one) === "undecided") ?? null;
}

/** Say what has been made of a record. @param {Cells} record */
export function stateOf(record) {
  if (record.aside) return "aside";
  return record.review || "confirmed";
}

/** Count the records that are decided, and all. @param {Cells[]} records */
export function decided(records) {
  return [records.filter((one) => stateOf(one) !== "undecided").length, records.length];
}
