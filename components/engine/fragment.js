// The page's own link: the part of its address after "#", with the parameters of the app's link.
import { spotOf } from "./choosing.js";
import { daysOf } from "./days.js";
import { soughtIn } from "./fold.js";
import link from "./link.json" with { type: "json" };

// What may change without turning the list's pages back.
const KEEPS_PAGE = link.KEEPS_PAGE;
const VIEW = /^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,7}(?:\.\d{1,6})?),(\d{1,2}(?:\.\d{1,2})?)$/;
const FARTHEST = 600; // degrees of longitude that a map can be dragged east or west
const UNPRINTED = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const ELSEWHERE = ["dataset", "base", "compare", "sort"]; // what only the app's own page knows
const MOST_NOTICES = 5;

/** What cannot be seen could turn the words around it. @param {string} value */
function short(value) {
  return value.slice(0, 60).replace(UNPRINTED, "\ufffd") + (value.length > 60 ? "…" : "");
}

/** @type {Record<string, (basis: Basis, filter: ChoiceFilter, value: string) => string | null>} */
const CHECKS = {
  search(basis, _filter, value) {
    const words = value
      .replace(/[\s\u001c-\u001f\u0085]/gu, " ")
      .replace(UNPRINTED, "")
      .trim();
    return value.length <= 200 && soughtIn(basis.fold(words)).length ? words : null;
  },
  choice: (_basis, filter, value) => (filter.ids.includes(value) ? value : null),
  date: (_basis, _filter, value) => (value === "none" || daysOf(value) ? value : null),
};

/** @param {Basis} basis @param {string} value */
function isSpot(basis, value) {
  const spot = /** @type {Spot} */ (spotOf(value));
  if (spot.nowhere) return true;
  const known = spot.places.length <= 2 && spot.places.every((id) => basis.place.has(id));
  return known && (["said_at", "about"].includes(spot.role) ? spot.places.length === 1 : !value.includes(":"));
}

/** @param {string} value */
function isView(value) {
  const match = VIEW.exec(value);
  if (!match) return false;
  const [lat, , zoom] = match.slice(1).map(Number);
  return Math.abs(lat) <= 90 && zoom <= 20;
}

/** A view that lies worlds away has the same land on this one. @param {string | null} view */
function onThisWorld(view) {
  if (!view) return view;
  const [lat, lon, zoom] = view.split(",");
  if (Math.abs(Number(lon)) <= FARTHEST) return view;
  const around = (((Number(lon) + 180) % 360) + 360) % 360;
  return [lat, Number((around - 180).toFixed(6)), zoom].join(",");
}

/**
 * Reads a selection; what is unknown or malformed is left out, with a sentence each.
 * @param {Basis} basis @param {string} text @returns {{ selection: Selected, notices: string[] }}
 */
export function readFragment(basis, text) {
  const asked = new URLSearchParams(text);
  const { data } = basis;
  /** @type {string[]} */
  const notices = [];
  /** @param {string} key @param {string} value */
  const ignore = (key, value) => {
    notices.push(`The link’s “${key}” is “${short(value)}”, which this page does not have; it was ignored.`);
  };
  /** @param {string} key @param {(value: string) => string | null} check */
  const several = (key, check) =>
    [...new Set(asked.getAll(key))]
      .filter(Boolean)
      .slice(0, 200)
      .flatMap((value) => {
        const kept = check(value);
        if (kept === null) ignore(key, value);
        return kept === null ? [] : [kept];
      });
  /** @param {string} key @param {(value: string) => unknown} check */
  const single = (key, check) => several(key, (value) => (check(value) ? value : null))[0] ?? null;

  /** @type {Filters} */
  const filters = {};
  for (const filter of data.filters) {
    let values = several(filter.key, (value) => CHECKS[filter.kind](basis, filter, value));
    if (filter.kind === "choice") values = filter.ids.filter((id) => values.includes(id));
    else values = values.slice(0, 1);
    if (values.length) filters[filter.key] = values;
  }
  const layers = several("layers", (value) => (value === "none" || data.layers.some(({ id }) => id === value) ? value : null));
  const readings = several("reading", (value) => (Object.hasOwn(data.readings, value) ? value : null));
  const known = [...data.filters.map(({ key }) => key), "at", "statement", "tab", "page", "layers", "view", "reading", ...ELSEWHERE];
  const strange = new RegExp(`^(?:${data.trackers})$`, "i");
  for (const key of new Set(asked.keys())) {
    if (!known.includes(key) && !strange.test(key))
      notices.push(`The link’s parameter “${short(key)}” is not one that this page knows; it was ignored.`);
  }
  const selection = {
    filters,
    at: single("at", (value) => isSpot(basis, value)),
    statement: single("statement", (value) => basis.statement.has(value)),
    tab: single("tab", (value) => data.tabs.some(({ key }) => key === value)) ?? data.tabs[0].key,
    page: Number(single("page", (value) => /^[1-9]\d{0,6}$/.test(value))) || null,
    layers: layers.length ? data.layers.map(({ id }) => id).filter((id) => layers.includes(id)) : data.layers.map(({ id }) => id),
    readings: readings.filter((value) => !data.readings[value]),
    view: onThisWorld(single("view", isView)),
  };
  return { selection, notices: notices.slice(0, MOST_NOTICES) };
}

/** @param {Basis} basis @param {Selected} selection */
function writeFragment(basis, selection) {
  const { data } = basis;
  const link = new URLSearchParams();
  /** @param {string} key @param {(string | null)[]} values */
  const add = (key, values) => values.forEach((value) => value && link.append(key, value));
  for (const { key } of data.filters) add(key, selection.filters[key] ?? []);
  add("at", [selection.at]);
  add("statement", [selection.statement]);
  add("tab", [selection.tab === data.tabs[0].key ? null : selection.tab]);
  add("page", [selection.page ? String(selection.page) : null]);
  if (selection.layers.length !== data.layers.length) add("layers", selection.layers.length ? selection.layers : ["none"]);
  add("view", [selection.view]);
  add("reading", selection.readings);
  return link.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3E", ">");
}

/**
 * Changes some parameters of a fragment, as the server does for the app.
 * @param {Basis} basis @param {string} text @param {Changes} set @param {string | null} [view]
 */
export function changedFragment(basis, text, set, view) {
  const asked = new URLSearchParams(text);
  for (const [key, values] of Object.entries(set)) {
    asked.delete(key);
    for (const value of values) asked.append(key, value);
  }
  if (!("page" in set) && !Object.keys(set).every((key) => KEEPS_PAGE.includes(key))) asked.delete("page");
  if (view) asked.set("view", view);
  return writeFragment(basis, readFragment(basis, asked.toString()).selection);
}
