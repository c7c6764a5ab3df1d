// What speakers and places have in common where they are decided: a title, a head, what is done with each.
import { el } from "../dom.js";
import { figures } from "../engine/wording.js";
import { choice } from "./record.js";
import { stateOf, STATE_WORDS } from "./states.js";

/** @param {Cells[]} records */
export const undecided = (records) => records.filter((one) => stateOf(one) === "undecided").length;

/** @param {Cells[]} records */
export const namesOf = (records) => records.map(({ id, name }) => [id, name]);

/** Count records by a column. @param {Cells[]} records @param {string} column @returns {Map<string, number>} */
export function counted(records, column) {
  const found = new Map();
  for (const one of records) found.set(one[column], (found.get(one[column]) ?? 0) + 1);
  return found;
}

/**
 * All of a list is in sight below its title: whoever has read it decides it at once.
 * @param {string} title @param {string} table @param {number} left
 */
export function drawTitle(title, table, left) {
  const words = left > 1 ? `Confirm all ${figures(left)} that are undecided` : "Confirm the one that is undecided";
  return el(
    "header",
    { class: "row title" },
    el("h2", {}, title),
    left
      ? el("button", { class: "button", "data-do": "confirm-all", "data-table": table, "data-focus": `all ${table}` }, words)
      : el("p", { class: "muted small" }, "every one is decided"),
  );
}

/** @param {Cells} record @param {string} words @param {HTMLElement} [before] */
export function drawHead(record, words, before) {
  const state = stateOf(record);
  return el(
    "header",
    { class: "row" },
    el("h3", { dir: "auto" }, before, record.name),
    el("p", { class: "muted small" }, words, " · ", el("span", { class: `state ${state}` }, STATE_WORDS[state])),
  );
}

/** @param {string} table @param {Cells} record @param {Cells[]} others */
export function drawActs(table, record, others) {
  const same = others.filter(({ id }) => id !== record.id).map(({ id, name }) => [id, name]);
  return el(
    "div",
    { class: "row acts" },
    record.review === "undecided"
      ? el(
          "button",
          { class: "button main", "data-do": "confirm", "data-table": table, "data-id": record.id, "data-focus": `confirm ${record.id}` },
          "Confirm",
        )
      : null,
    same.length
      ? choice("same", "", [["", "The same as …"], ...same], {
          "data-table": table,
          "data-id": record.id,
          "data-focus": `same ${table} ${record.id}`,
          "aria-label": `${record.name} is the same as`,
        })
      : null,
  );
}
