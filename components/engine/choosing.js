// What a selection shows, by the rules of data/choosing/selection.py: a statement matches when it passes
// every filter; an option's count leaves its own filter out.
import { daysOf, periodPhrase } from "./days.js";
import { either, folding, inWords, soughtIn } from "./fold.js";
import { figures, isolated, statements } from "./wording.js";

/** Gathers what choosing needs, once for the page. @template {Columns} Data @param {Data} data @returns {Basis<Data>} */
export function basisOf(data) {
  const size = data.cards.length;
  const places = data.places;
  /** @type {Basis["at"]} */
  const at = places.ids.map(() => ({ said: [], about: [] }));
  const located = new Uint8Array(size);
  places.statement.forEach((statement, index) => {
    const place = places.place[index];
    at[place][places.said[index] ? "said" : "about"].push(statement);
    if (places.pointed[place]) located[statement] = 1;
  });
  return {
    data,
    size,
    at,
    located,
    fold: folding(data.folding),
    folded: null,
    place: /** @type {Basis["place"]} */ (new Map(places.ids.map((id, index) => [id, index]))),
    statement: new Map(data.cards.map((card, index) => [card.id, index])),
    filter: /** @type {Basis["filter"]} */ (new Map(data.filters.map((filter) => [filter.key, filter]))),
  };
}

/** @param {number} size @param {(n: number) => unknown} passes */
export function maskOf(size, passes) {
  const mask = new Uint8Array(size);
  for (let n = 0; n < size; n++) mask[n] = passes(n) ? 1 : 0;
  return mask;
}

/** @type {Record<string, (basis: Basis, filter: ChoiceFilter, values: string[]) => Mask>} */
const TESTS = {
  search(basis, _filter, [text]) {
    basis.folded ??= basis.data.cards.map((card) => basis.fold(`${card.exact} ${card.translation}`));
    const { folded } = basis;
    const wanted = soughtIn(basis.fold(text));
    return maskOf(basis.size, (n) => wanted.every((word) => folded[n].includes(word)));
  },
  choice(basis, filter, values) {
    const wanted = filter.ids.map((id) => values.includes(id));
    const mask = new Uint8Array(basis.size);
    filter.statement.forEach((statement, index) => {
      if (wanted[filter.option[index]]) mask[statement] = 1;
    });
    return mask;
  },
  date(basis, { key }, [value]) {
    const period = periodOf(basis, key);
    if (value === "none") return maskOf(basis.size, (n) => !period.dated[n]);
    const [first, last] = daysOf(value) ?? [NaN, NaN];
    const later = key === period.keys[0];
    return maskOf(basis.size, (n) => period.dated[n] && (later ? period.last[n] >= first : period.first[n] <= last));
  },
};

/** @param {Basis} basis @param {string} key */
function periodOf({ data }, key) {
  return /** @type {Period} */ (data.periods.find(({ keys }) => keys.includes(key)));
}

/** @param {Basis} basis @param {Mask[]} masks */
function allOf(basis, masks) {
  return maskOf(basis.size, (n) => masks.every((mask) => mask[n]));
}

/** @param {Mask} mask */
export function countOf(mask) {
  return mask.reduce((sum, one) => sum + one, 0);
}

/**
 * Gives the mask over all statements, how many match, and a function for the filters' counts.
 * @param {Basis} basis @param {Filters} filters @returns {Shown}
 */
export function chosenBy(basis, filters) {
  const masks = Object.entries(filters).map(([key, values]) => {
    const filter = basis.filter.get(key);
    return { key, mask: TESTS[filter.kind](basis, filter, values) };
  });
  /** @param {string[]} keys */
  const without = (...keys) =>
    allOf(
      basis,
      masks.filter(({ key }) => !keys.includes(key)).map(({ mask }) => mask),
    );
  const mask = without();
  return {
    mask,
    without,
    matching: countOf(mask),
    counts(filter) {
      const rest = without(filter.key);
      const counts = new Array(filter.ids.length).fill(0);
      filter.statement.forEach((statement, index) => {
        counts[filter.option[index]] += rest[statement];
      });
      return counts;
    },
  };
}

/** Takes what is chosen on the map apart; null where nothing is. @param {string | null} at @returns {Spot | null} */
export function spotOf(at) {
  if (!at) return null;
  if (at === "none") return { nowhere: true, role: "", places: [] };
  const colon = at.lastIndexOf(":");
  const [start, ...ends] = at.slice(colon + 1).split(">");
  return { nowhere: false, role: colon < 0 ? "" : at.slice(0, colon), places: ends.length ? [start, ends.join(">")] : [start] };
}

/**
 * Keeps of the matching statements those at what is chosen on the map.
 * @param {Basis} basis @param {Mask} mask @param {string | null} at
 */
export function listedAt(basis, mask, at) {
  const spot = spotOf(at);
  if (!spot) return mask;
  if (spot.nowhere) return maskOf(basis.size, (n) => mask[n] && !basis.located[n]);
  const [{ said, about }, end] = spot.places.map((id) => basis.at[basis.place.get(id)]);
  if (end) {
    const there = new Set(end.about);
    const here = new Set(said);
    return maskOf(basis.size, (n) => mask[n] && here.has(n) && there.has(n));
  }
  const here = new Set([...(spot.role === "about" ? [] : said), ...(spot.role === "said_at" ? [] : about)]);
  return maskOf(basis.size, (n) => mask[n] && here.has(n));
}

/** @type {Record<string, string>} */
const ROLE_WORDS = { said_at: "said in", about: "about" };

/** @param {Basis} basis @param {string | null} at */
export function spotWords(basis, at) {
  const spot = /** @type {Spot} */ (spotOf(at));
  if (spot.nowhere) return "without a place on the map";
  const [start, end] = spot.places.map((id) => isolated(basis.data.places.names[basis.place.get(id)]));
  if (end !== undefined) return `said in ${start} about ${end}`;
  return `${ROLE_WORDS[spot.role] ?? "made in or about"} ${start}`;
}

/** @param {number[]} claims @param {Mask} mask */
function claimCount(claims, mask) {
  return new Set(claims.filter((_claim, n) => mask[n])).size;
}

/** Says in a sentence what a selection shows. @param {Basis} basis @param {Selected} selection @param {Shown} shown */
export function sentenceOf(basis, selection, shown) {
  const { data, size } = basis;
  const chosen = { ...selection.filters };
  const closed = data.periods.flatMap((period) => {
    const [from, to] = period.keys.map((key) => chosen[key]?.[0]);
    if (!from || !to) return [];
    for (const key of period.keys) delete chosen[key];
    return [periodPhrase(period, from, to)];
  });
  const phrases = data.filters
    .filter(({ key }) => chosen[key])
    .map((filter) => {
      const values = chosen[filter.key];
      if (filter.kind === "search") return inWords(filter.words, isolated(values[0]));
      if (filter.kind === "choice") return inWords(filter.words, either(values.map((id) => filter.labels[filter.ids.indexOf(id)])));
      const period = periodOf(basis, filter.key);
      const [from, to] = period.keys.map((key) => chosen[key]?.[0]);
      return periodPhrase(period, from, to);
    });
  phrases.push(...closed);
  let said = statements(size);
  if (data.claims) {
    const some = phrases.length ? `${figures(claimCount(data.claims, shown.mask))} of ` : "";
    said += ` (${some}${figures(new Set(data.claims).size)} claims)`;
  }
  if (phrases.length) said = `${figures(shown.matching)} of ${said} ${phrases.join(", ")}`;
  if (!selection.at) return said;
  return `${said}; ${figures(countOf(listedAt(basis, shown.mask, selection.at)))} of them ${spotWords(basis, selection.at)}`;
}

/**
 * Finds the one filter whose dropping brings back most, or all of them.
 * @param {Basis} basis @param {Selected} selection @param {Shown} shown
 */
export function reliefOf(basis, { filters }, shown) {
  const keys = Object.keys(filters);
  if (!keys.length || !basis.size) return null;
  const gains = keys.map((key) => countOf(shown.without(key)));
  const most = Math.max(...gains);
  return most ? { keys: [keys[gains.indexOf(most)]], matching: most } : { keys, matching: basis.size };
}
