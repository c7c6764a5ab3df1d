// What a reader may mean by what is typed into the search, by the rules of data/choosing/suggesting.py.
import { chosenBy } from "./choosing.js";
import { dateWords, daysOf } from "./days.js";
import { soughtIn } from "./fold.js";
import { MONTHS } from "./wording.js";

const MOST = 8; // suggestions at once
const MOST_OF_FILTER = 3;
const MOST_WORDS = 12; // typed words that are looked at
const MOST_ALIKE = 40; // words of names that one typed word may mean
const MOST_YEARS = 3; // of a month without a year
const [LITTLE, SHORT, LONG] = [2, 4, 8]; // letters that say little, and from which on one and two may be wrong
const NAMED = ["speaker", "place", "topic", "source"];
const WORD = /[\p{L}\p{N}]+/gu;
const SPACED = /^[\u0000-\u0dff\u1100-\u167f\u1e00-\u2fff]*$/;

/** @typedef {[[number, number, number], Offer]} Fit */

/** Gives what a text may mean, the best first. @param {Basis} basis @param {Selected} selection @param {string} typed @returns {Offer[]} */
export function suggestionsFor(basis, selection, typed) {
  const { q: _words, ...filters } = selection.filters;
  const parts = typed.split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
  const words = parts.map((part) => (basis.fold(part).match(WORD) ?? []).join(" "));
  const found = [...times(basis, filters, parts, words), ...values(basis, filters, parts, words)].sort(([a], [b]) => better(b, a));
  /** @type {Record<string, number>} */
  const ofFilter = {};
  const kept = found.filter(([, { label }]) => {
    ofFilter[label] = (ofFilter[label] ?? 0) + 1;
    return ofFilter[label] <= MOST_OF_FILTER;
  });
  return kept.slice(0, MOST).map(([, offer]) => (offer.rest && !leads(basis, filters, offer) ? { ...offer, rest: "" } : offer));
}

/** Whether statements have the rest of what was typed, too. @param {Basis} basis @param {Filters} filters @param {Offer} offer */
function leads(basis, filters, { chosen, rest }) {
  if (!soughtIn(basis.fold(rest)).length) return false;
  const alone = Object.fromEntries(chosen.map(([key, value]) => [key, [value]]));
  return chosenBy(basis, { ...filters, ...alone, q: [rest] }).matching > 0;
}

/** Gives the speakers with most statements, for whoever typed a name that none has. @param {Basis} basis @param {Selected} selection @returns {Offer[]} */
export function whoSpeaks(basis, selection) {
  const { q: _words, ...filters } = selection.filters;
  const filter = basis.filter.get("speaker");
  const counts = chosenBy(basis, filters).counts(filter);
  const order = [...counts.keys()].sort((a, b) => counts[b] - counts[a]).slice(0, MOST);
  return order
    .filter((n) => counts[n] && !filters.speaker?.includes(filter.ids[n]))
    .map((n) => offerOf(basis, filter.label, filter.labels[n], [["speaker", filter.ids[n]]], counts[n], ""));
}

/** @param {Basis} basis @param {string} label @param {string} words @param {[string, string][]} chosen @param {number} count @param {string} rest @returns {Offer} */
function offerOf(basis, label, words, chosen, count, rest) {
  const speakers = basis.filter.get("speaker");
  const [[key, id]] = chosen;
  const side = key === "speaker" ? (speakers.sides?.[speakers.ids.indexOf(id)] ?? "") : "";
  return { label, words, chosen, count, rest, side };
}

/** @param {number[]} a @param {number[]} b */
function better(a, b) {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] - b[at];
}

/** @param {Basis} basis @param {Filters} filters @param {string[]} parts @param {string[]} words @returns {Fit[]} */
function values(basis, filters, parts, words) {
  const names = namesOf(basis);
  const shown = chosenBy(basis, filters);
  const counts = Object.fromEntries(NAMED.map((key) => [key, shown.counts(basis.filter.get(key))]));
  /** @type {Map<number, Map<number, number>>} */
  const met = new Map();
  words.forEach((word, number) => {
    if (word.length <= LITTLE && number < words.length - 1 && SPACED.test(word)) return;
    for (const [alike, weight] of alikeOf(names, word)) {
      for (const at of names.having.get(alike) ?? []) {
        const weights = met.get(at) ?? new Map();
        weights.set(number, Math.max(weights.get(number) ?? 0, weight * names.names[at].weight));
        met.set(at, weights);
      }
    }
  });
  /** @type {Map<string, { key: string, option: number, rank: [number, number, number], used: Map<number, number> }>} */
  const best = new Map();
  for (const [at, weights] of met) {
    const { key, option, words: of } = names.names[at];
    const sum = [...weights.values()].reduce((total, weight) => total + weight, 0);
    /** @type {[number, number, number]} */
    const rank = [Math.round(sum * 1e6) / 1e6, -Math.abs(of.size - weights.size), counts[key][option]];
    const before = best.get(`${key} ${option}`);
    if (!before || better(before.rank, rank) < 0) best.set(`${key} ${option}`, { key, option, rank, used: weights });
  }
  return [...best.values()].flatMap(({ key, option, rank, used }) => {
    const filter = basis.filter.get(key);
    if (filters[key]?.includes(filter.ids[option])) return [];
    const rest = parts.filter((_part, number) => !used.has(number)).join(" ");
    return [[rank, offerOf(basis, filter.label, filter.labels[option], [[key, filter.ids[option]]], rank[2], rest)]];
  });
}

/** The names of all values, and which of them have a word. @param {Basis} basis @returns {Names} */
function namesOf(basis) {
  basis.names ??= gathered(basis);
  return basis.names;
}

/** @param {Basis} basis @returns {Names} */
function gathered(basis) {
  const names = NAMED.flatMap((key) => {
    const filter = basis.filter.get(key);
    return filter.labels.flatMap((label, option) =>
      /** @type {[string, number][]} */ ([[label, 1], ...(filter.also?.[option] ?? [])]).map(([name, weight]) => ({
        key,
        option,
        words: new Set(basis.fold(name).match(WORD) ?? []),
        weight,
      })),
    );
  });
  /** @type {Map<string, number[]>} */
  const having = new Map();
  names.forEach(({ words }, at) => {
    for (const word of words) {
      if (!having.has(word)) having.set(word, []);
      having.get(word)?.push(at);
    }
  });
  return { names, having, words: [...having.keys()].sort() };
}

/** Gives the words of names that a typed word may mean, each with how much that says. @param {Names} names @param {string} word @returns {[string, number][]} */
function alikeOf({ words, having }, word) {
  if (!word) return [];
  const { length } = word;
  /** @type {[string, number][]} */
  const found = having.has(word) ? [[word, length]] : [];
  const spaced = SPACED.test(word);
  if (length === 1 && spaced) return found;
  const beginning = words.filter((other) => other.startsWith(word)).slice(0, MOST_ALIKE);
  for (const other of beginning) found.push([other, length * 0.9]);
  if (!spaced) {
    for (const other of words) {
      if (other.includes(word) || word.includes(other)) found.push([other, Math.min(length, other.length) * 0.9]);
    }
  } else if (length >= SHORT) {
    const wrong = length < LONG ? 1 : 2;
    const near = words.map((other) => /** @type {[string, number]} */ ([other, slips(word, other, wrong)]));
    const kept = near.filter(([, distance]) => distance <= wrong).sort(([, a], [, b]) => a - b);
    for (const [other, distance] of kept.slice(0, MOST_ALIKE)) found.push([other, length * 0.8 - distance]);
  }
  return found;
}

/** Counts the letters that are wrong, left out, added or exchanged with the next; gives up beyond a number. @param {string} a @param {string} b @param {number} most */
function slips(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  /** @type {number[]} */
  let above = [];
  let row = Array.from({ length: b.length + 1 }, (_none, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const now = [i];
    for (let j = 1; j <= b.length; j++) {
      now[j] = Math.min(row[j] + 1, now[j - 1] + 1, row[j - 1] + Number(a[i - 1] !== b[j - 1]));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) now[j] = Math.min(now[j], above[j - 2] + 1);
    }
    if (Math.min(...now) > most) return most + 1;
    [above, row] = [row, now];
  }
  return row[b.length];
}

/** @param {Basis} basis @param {Filters} filters @param {string[]} parts @param {string[]} words @returns {Fit[]} */
function times(basis, filters, parts, words) {
  return periodsIn(basis, words).flatMap(([value, used]) => {
    const rest = parts.filter((_part, number) => !used.includes(number)).join(" ");
    const letters = used.reduce((sum, number) => sum + words[number].length, 0);
    return basis.data.periods.flatMap(({ label, keys }) => {
      if (keys.every((key) => filters[key]?.[0] === value)) return [];
      const count = chosenBy(basis, { ...filters, ...Object.fromEntries(keys.map((key) => [key, [value]])) }).matching;
      const chosen = keys.map((key) => /** @type {[string, string]} */ ([key, value]));
      return count ? [/** @type {Fit} */ ([[letters, 0, count], offerOf(basis, label, dateWords(value), chosen, count, rest)])] : [];
    });
  });
}

/** Gives the days, months and years that words name, with the positions of the words. @param {Basis} basis @param {string[]} words @returns {[string, number[]][]} */
function periodsIn(basis, words) {
  const months = MONTHS.map(basis.fold);
  const numbers = [...words.keys()];
  const named = numbers.filter((at) => months.includes(words[at]));
  const years = numbers.filter((at) => /^[12]\d{3}$/.test(words[at]));
  const isDay = (/** @type {number} */ at) => /^\d{1,2}$/.test(words[at] ?? "");
  /** @type {[string, number[]][]} */
  const found = numbers.map((at) => [words[at].replaceAll(" ", "-"), [at]]);
  const whole = found.filter(([value]) => value.includes("-") && daysOf(value));
  for (const at of named) {
    const month = String(months.indexOf(words[at]) + 1).padStart(2, "0");
    const near = years.filter((other) => other > at && other - at <= 2);
    for (const other of near) {
      const value = `${words[other]}-${month}`;
      const day = [at - 1, at + 1].find(isDay);
      const exact = day === undefined ? "" : `${value}-${words[day].padStart(2, "0")}`;
      whole.push(day !== undefined && daysOf(exact) ? [exact, [at, other, day]] : [value, [at, other]]);
    }
    if (!near.length) {
      const known = basis.data.months.filter((value) => value.endsWith(`-${month}`)).slice(0, MOST_YEARS);
      whole.push(...known.map((value) => /** @type {[string, number[]]} */ ([value, [at]])));
    }
  }
  return named.length ? whole : [...whole, ...years.map((at) => /** @type {[string, number[]]} */ ([words[at], [at]]))];
}
