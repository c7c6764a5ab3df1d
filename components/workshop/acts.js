// What is done to a draft, as the changes that the server is asked for and that the screen shows at once.
// What needs the source's text or gives new records is asked of the server alone.
import { adding, newId, placeKey, removing, row, rows, setting } from "./draft.js";

/** @type {Record<string, string>} */
const INFERRED = { said_on: "said_on_inferred", about_when: "about_when_inferred" };

/** @param {(DraftChange | null)[]} changes @returns {DraftChange[]} */
export const only = (...changes) => changes.flatMap((one) => (one ? [one] : []));

/**
 * Confirm a record of any reviewed table; one that was changed stays marked as changed.
 * @param {Draft} draft @param {string} table @param {string} id
 */
export function confirm(draft, table, id) {
  /** @type {Cells} */
  const decided = row(draft, table, id)?.review === "undecided" ? { review: "confirmed", aside: "" } : { aside: "" };
  return only(setting(draft, table, id, decided));
}

/**
 * Set a record aside: it stays in the draft, and in nothing that is published.
 * @param {Draft} draft @param {string} table @param {string} id
 */
export function setAside(draft, table, id) {
  return only(setting(draft, table, id, { aside: "set aside" }));
}

/**
 * Set cells of a record: what a person has set is decided.
 * @param {Draft} draft @param {string} table @param {string} id @param {Cells} values
 */
export function edit(draft, table, id, values) {
  const found = setting(draft, table, id, values);
  if (!found || !row(draft, table, id)?.review || "review" in values) return only(found);
  return only(setting(draft, table, id, { ...values, review: "changed" }));
}

/**
 * Set a field of a statement; what a person says is not inferred any more.
 * @param {Draft} draft @param {string} id @param {string} name @param {string} value
 */
export function setField(draft, id, name, value) {
  const reason = INFERRED[name] ? { [INFERRED[name]]: "" } : {};
  return edit(draft, "statements", id, { [name]: value.trim(), ...reason });
}

/**
 * Give a statement another speaker, by name: one of those there are, or a new one.
 * @param {Draft} draft @param {string} id @param {string} name
 */
export function setSpeaker(draft, id, name) {
  const wanted = plain(name);
  const known = rows(draft, "actors").find((one) => one.name === wanted && !one.aside);
  const actor = known?.id ?? newId(draft, "actors", wanted, "speaker");
  const added = known ? null : adding("actors", actor, { id: actor, name: wanted, kind: "person", review: byHand(draft, "actors") });
  return only(added, ...edit(draft, "statements", id, { speaker: actor }));
}

/**
 * Say whom a speaker belongs to, by name: one of those there are, or a new one; "" for nobody.
 * @param {Draft} draft @param {string} id @param {string} name
 */
export function setAffiliation(draft, id, name) {
  const wanted = plain(name);
  const known = rows(draft, "actors").find((one) => one.name === wanted && !one.aside);
  if (!wanted || known?.id === id) return edit(draft, "actors", id, { affiliation: "" });
  const above = known?.id ?? newId(draft, "actors", wanted, "speaker");
  const added = known ? null : adding("actors", above, { id: above, name: wanted, kind: "organisation", review: byHand(draft, "actors") });
  return only(added, ...edit(draft, "actors", id, { affiliation: above }));
}

/**
 * Tie a statement to a place, by name. A new place has no point yet.
 * @param {Draft} draft @param {string} id @param {string} role @param {string} name
 */
export function addPlace(draft, id, role, name) {
  const wanted = plain(name);
  const known = rows(draft, "places").find((one) => one.name === wanted && !one.aside);
  const place = known?.id ?? newId(draft, "places", wanted, "place");
  const key = placeKey(id, place, role);
  if (row(draft, "statement_places", key)) return [];
  const undecided = rows(draft, "places").some((one) => one.review) ? "undecided" : "";
  const added = known ? null : adding("places", place, { id: place, name: wanted, kind: "place", where_prec: "5", review: undecided });
  return only(added, adding("statement_places", key, { statement: id, place, role }));
}

/** Untie a statement from a place. @param {Draft} draft @param {string} id @param {string} place @param {string} role */
export function removePlace(draft, id, place, role) {
  const key = placeKey(id, place, role);
  return row(draft, "statement_places", key) ? [removing(draft, "statement_places", key)] : [];
}

/** @param {Draft} draft @param {string} table */
function byHand(draft, table) {
  return rows(draft, table).some((one) => one.review) ? "confirmed" : "";
}

/** @param {string} name */
function plain(name) {
  return name.trim().replace(/\s+/g, " ");
}
