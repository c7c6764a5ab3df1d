// What the browser knows of a draft: its tables as the server has them, and what is done to them at once.
// A record is its cells by column, without the empty ones. A change is [table, key, before, after]: the
// cells that it touches; without `before` the record is new, without `after` it is taken away.
import { slug } from "../engine/fold.js";

/**
 * Make a draft of the server's answer. A key whose record has gone keeps its place: it is not given again.
 * @param {DraftRows} answer @returns {Draft}
 */
export function opened(answer) {
  /** @type {Draft["tables"]} */
  const tables = {};
  for (const [name, rows] of Object.entries(answer.tables)) tables[name] = new Map(Object.entries(rows));
  return { number: answer.number, tables };
}

/** Give the draft after an answer that has only the records that changed. @param {Draft} draft @param {DraftRows} news @returns {Draft} */
export function renewed(draft, { number, tables }) {
  const changes = Object.entries(tables).flatMap(([table, rows]) => Object.entries(rows).map(([key, row]) => ({ table, key, row })));
  return { number, tables: written(draft.tables, changes) };
}

/**
 * Give the draft as it will be when the server has done what was asked for.
 * @param {Draft} draft @param {Action[]} actions @returns {Draft}
 */
export function foreseen(draft, actions) {
  return actions.reduce((one, { changes }) => changed(one, changes ?? []), draft);
}

/** Give the draft after changes. @param {Draft} draft @param {DraftChange[]} changes @returns {Draft} */
export function changed(draft, changes) {
  const rows = changes.map(([table, key, before, after]) => {
    const row = draft.tables[table]?.get(key) ?? null;
    if (!after) return { table, key, row: null };
    if (!before) return { table, key, row: after };
    return { table, key, row: row && cells({ ...row, ...after }) };
  });
  return { ...draft, tables: written(draft.tables, rows) };
}

/** @param {Draft["tables"]} tables @param {{ table: string, key: string, row: Cells | null }[]} rows */
function written(tables, rows) {
  const found = { ...tables };
  const copied = new Set();
  for (const { table, key, row } of rows) {
    if (!copied.has(table)) found[table] = new Map(found[table]);
    copied.add(table);
    found[table].set(key, row);
  }
  return found;
}

/** Leave out the empty cells. @param {Cells} row @returns {Cells} */
export function cells(row) {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));
}

/** Give the records of a table that are there. @param {Draft} draft @param {string} table */
export function rows(draft, table) {
  return [...(draft.tables[table]?.values() ?? [])].flatMap((one) => (one ? [one] : []));
}

/**
 * Find a record by its key; null where it is not there.
 * @param {Draft} draft @param {string} table @param {string} key @returns {Cells | null}
 */
export function row(draft, table, key) {
  return draft.tables[table]?.get(key) ?? null;
}

/**
 * Give the change that sets cells of a record, "" for none; null where they are so already.
 * @param {Draft} draft @param {string} table @param {string} key @param {Cells} values @returns {DraftChange | null}
 */
export function setting(draft, table, key, values) {
  const now = row(draft, table, key);
  if (!now) return null;
  const columns = Object.keys(values).filter((column) => (now[column] ?? "") !== values[column]);
  if (!columns.length) return null;
  const before = Object.fromEntries(columns.map((column) => [column, now[column] ?? ""]));
  const after = Object.fromEntries(columns.map((column) => [column, values[column]]));
  return [table, key, before, after];
}

/** Give the change that adds a record. @param {string} table @param {string} key @param {Cells} values @returns {DraftChange} */
export function adding(table, key, values) {
  return [table, key, null, cells(values)];
}

/** Give the change that takes a record away. @param {Draft} draft @param {string} table @param {string} key @returns {DraftChange} */
export function removing(draft, table, key) {
  return [table, key, row(draft, table, key), null];
}

/**
 * Make an id of words that the table has never had: a readable slug.
 * @param {Draft} draft @param {string} table @param {string} words @param {string} usual
 */
export function newId(draft, table, words, usual) {
  const plain = slug(words) || usual;
  let id = plain;
  for (let number = 2; draft.tables[table].has(id) || id === "none"; number += 1) id = `${plain}-${number}`;
  return id;
}

/** Give the key of a place of a statement. @param {string} statement @param {string} place @param {string} role */
export function placeKey(statement, place, role) {
  return `${statement} ${place} ${role}`;
}

/** Give the places of a statement: the rows that name them. @param {Draft} draft @param {string} statement */
export function placesOf(draft, statement) {
  return rows(draft, "statement_places").filter((one) => one.statement === statement);
}
