// What a selection shows, by the rules of data/choosing/selection.py: a statement matches when it passes
// every filter; an option's count leaves its own filter out.
import { daysOf, periodPhrase } from "./days.js";
import { either, folding, inWords, soughtIn } from "./fold.js";
import { figures, isolated, statements } from "./wording.js";

// Gathers what choosing needs, once for the page.
export function basisOf(data) {
  const size = data.cards.length;
  const places = data.places;
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
    place: new Map(places.ids.map((id, index) => [id, index])),
    statement: new Map(data.cards.map((card, index) => [card.id, index])),
    filter: new Map(data.filters.map((filter) => [filter.key, filter])),
  };
}

export function maskOf(size, passes) {
  const mask = new Uint8Array(size);
  for (let n = 0; n < size; n++) mask[n] = passes(n) ? 1 : 0;
  return mask;
}

const TESTS = {
  search(basis, _filter, [text]) {
    basis.folded ??= basis.data.cards.map((card) => basis.fold(`${card.exact} ${card.translation}`));
    const wanted = soughtIn(basis.fold(text));
    return maskOf(basis.size, (n) => wanted.every((word) => basis.folded[n].includes(word)));
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
    const period = basis.data.periods.find(({ keys }) => keys.includes(key));
    if (value === "none") return maskOf(basis.size, (n) => !period.dated[n]);
    const [first, last] = daysOf(value) ?? [NaN, NaN];
    const later = key === period.keys[0];
    return maskOf(basis.size, (n) => period.dated[n] && (later ? period.last[n] >= first : period.first[n] <= last));
  },
};

function allOf(basis, masks) {
  return maskOf(basis.size, (n) => masks.every((mask) => mask[n]));
}

export function countOf(mask) {
  return mask.reduce((sum, one) => sum + one, 0);
}

// Gives the mask over all statements, how many match, and a function for the filters' counts.
export function chosenBy(basis, filters) {
  const masks = Object.entries(filters).map(([key, values]) => {
    const filter = basis.filter.get(key);
    return [key, TESTS[filter.kind](basis, filter, values)];
  });
  const without = (...keys) =>
    allOf(
      basis,
      masks.filter(([key]) => !keys.includes(key)).map(([, mask]) => mask),
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

// Takes what is chosen on the map apart: { role, start, end }, or null where nothing is.
/** @typedef {{ nowhere?: boolean, role?: string, start?: string, end?: string, places: string[] }} Spot */
/** @type {(at: string | null) => Spot | null} */
export function spotOf(at) {
  if (!at) return null;
  if (at === "none") return { nowhere: true, places: [] };
  const colon = at.lastIndexOf(":");
  const [start, ...ends] = at.slice(colon + 1).split(">");
  const end = ends.length ? ends.join(">") : undefined;
  return { role: colon < 0 ? "" : at.slice(0, colon), start, end, places: end === undefined ? [start] : [start, end] };
}

// Keeps of the matching statements those at what is chosen on the map.
export function listedAt(basis, mask, at) {
  const spot = spotOf(at);
  if (!spot) return mask;
  if (spot.nowhere) return maskOf(basis.size, (n) => mask[n] && !basis.located[n]);
  const { said, about } = basis.at[basis.place.get(spot.start)];
  if (spot.end !== undefined) {
    const there = new Set(basis.at[basis.place.get(spot.end)].about);
    const here = new Set(said);
    return maskOf(basis.size, (n) => mask[n] && here.has(n) && there.has(n));
  }
  const here = new Set([...(spot.role === "about" ? [] : said), ...(spot.role === "said_at" ? [] : about)]);
  return maskOf(basis.size, (n) => mask[n] && here.has(n));
}

export function spotWords(basis, at) {
  const spot = /** @type {Spot} */ (spotOf(at));
  if (spot.nowhere) return "without a place on the map";
  const [start, end] = spot.places.map((id) => isolated(basis.data.places.names[basis.place.get(id)]));
  if (spot.end !== undefined) return `said in ${start} about ${end}`;
  return `${{ said_at: "said in", about: "about" }[spot.role] ?? "made in or about"} ${start}`;
}

function claimCount(basis, mask) {
  return new Set(basis.data.claims.filter((_claim, n) => mask[n])).size;
}

// Says in a sentence what a selection shows.
export function sentenceOf(basis, selection, shown) {
  const { data, size } = basis;
  const chosen = { ...selection.filters };
  const closed = data.periods.flatMap((period) => {
    const ends = period.keys.map((key) => chosen[key]?.[0]);
    if (!ends.every(Boolean)) return [];
    for (const key of period.keys) delete chosen[key];
    return [periodPhrase(period, ...ends)];
  });
  const phrases = data.filters
    .filter(({ key }) => chosen[key])
    .map((filter) => {
      const values = chosen[filter.key];
      if (filter.kind === "search") return inWords(filter.words, isolated(values[0]));
      if (filter.kind === "choice") return inWords(filter.words, either(values.map((id) => filter.labels[filter.ids.indexOf(id)])));
      const period = data.periods.find(({ keys }) => keys.includes(filter.key));
      return periodPhrase(period, ...period.keys.map((key) => chosen[key]?.[0]));
    });
  phrases.push(...closed);
  let said = statements(size);
  if (data.claims) {
    const some = phrases.length ? `${figures(claimCount(basis, shown.mask))} of ` : "";
    said += ` (${some}${figures(new Set(data.claims).size)} claims)`;
  }
  if (phrases.length) said = `${figures(shown.matching)} of ${said} ${phrases.join(", ")}`;
  if (!selection.at) return said;
  return `${said}; ${figures(countOf(listedAt(basis, shown.mask, selection.at)))} of them ${spotWords(basis, selection.at)}`;
}

// Finds the one filter whose dropping brings back most, or all of them.
export function reliefOf(basis, { filters }, shown) {
  const keys = Object.keys(filters);
  if (!keys.length || !basis.size) return null;
  const gains = keys.map((key) => countOf(shown.without(key)));
  const most = Math.max(...gains);
  return most ? { keys: [keys[gains.indexOf(most)]], matching: most } : { keys, matching: basis.size };
}
