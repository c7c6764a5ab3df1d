// The Statements and the Source tab of the page, by the rules of components/panels.
import { countOf, maskOf, reliefOf } from "./choosing.js";
import { suggestionsFor, whoSpeaks } from "./suggesting.js";
import { isolated, plural, statements } from "./wording.js";

const MOST_UNKNOWN = 3; // typed words that look like names, which are looked up each by itself
const MARKS = /^[.,;:!?()[\]“”"’']+|[.,;:!?()[\]“”"’']+$/g;

/** @param {Basis} basis @param {Selected} selection @param {Shown} shown @param {Mask} here @returns {StatementsContent} */
export function statementsAnswer(basis, selection, shown, here) {
  const { data } = basis;
  const { most, page: perPage } = data.limits;
  const chosen = basis.statement.get(selection.statement) ?? null;
  const positions = [...here.keys()].filter((n) => here[n]);
  const groups = wordingsOf(basis, positions);
  const heads = [...groups.keys()];
  const pages = Math.max(1, Math.ceil(heads.length / perPage));
  let page = 1;
  if (selection.page) page = Math.min(selection.page, pages);
  else if (chosen !== null && here[chosen]) page = Math.floor(heads.findIndex((head) => groups.get(head).includes(chosen)) / perPage) + 1;
  const first = (page - 1) * perPage;
  const listed = heads.slice(first, first + perPage).map((head) => groups.get(head));
  let outside = "";
  if (chosen !== null && !here[chosen]) {
    const why = shown.mask[chosen] ? "one of those listed here" : "among those that the filters show";
    outside = `The chosen statement is not ${why}.`;
    listed.unshift([chosen]);
  }
  return {
    count: positions.length,
    entries: listed.map((wordings) => entryOf(basis, wordings, chosen)),
    chosen: selection.statement,
    outside,
    page,
    pages,
    first: first + 1,
    last: Math.min(first + perPage, heads.length),
    of: heads.length,
    unit: data.claims ? "claims" : "statements",
    unplaced: countOf(maskOf(basis.size, (n) => shown.mask[n] && !basis.located[n])),
    pinless: pinlessOf(basis, shown).slice(0, most.pinless),
    empty: emptyOf(basis, selection, shown),
    ...nearOf(basis, selection, shown),
  };
}

/**
 * Gathers statements by claim, each group under its first statement, in the order of the table.
 * @param {Basis} basis @param {number[]} positions @returns {Known<number, number[]>}
 */
function wordingsOf({ data }, positions) {
  /** @type {Map<number, number>} */
  const heads = new Map();
  const groups = /** @type {Known<number, number[]>} */ (new Map());
  for (const n of positions) {
    const head = data.claims ? heads.get(data.claims[n]) : undefined;
    if (head !== undefined) groups.get(head).push(n);
    else {
      if (data.claims) heads.set(data.claims[n], n);
      groups.set(n, [n]);
    }
  }
  return groups;
}

/** @param {Basis} basis @param {number[]} wordings @param {number | null} chosen @returns {Entry} */
function entryOf({ data }, wordings, chosen) {
  if (wordings.length === 1) return { cards: [data.cards[wordings[0]]] };
  const kept = wordings.slice(0, data.limits.most.wordings);
  if (chosen !== null && wordings.includes(chosen) && !kept.includes(chosen)) kept.splice(-1, 1, chosen);
  /** @param {number} n */
  const nearness = (n) => data.nearness.forms[data.cards[n].form] ?? data.nearness.words.length - 1;
  kept.sort((a, b) => nearness(a) - nearness(b));
  // The words that differ were marked against one wording; without it nothing is marked.
  const cards = kept.map((n, index) => {
    const { against, ...differs } = data.differs[n] ?? {};
    return { ...data.cards[n], differs: index && against === kept[0] ? differs : null };
  });
  /** @type {[string, string[]][]} */
  const told = data.nearness.words.map((words, level) => [
    words,
    [...new Set(kept.filter((n) => nearness(n) === level).map((n) => data.cards[n].source))].sort(),
  ]);
  return { cards, told: told.filter(([, sources]) => sources.length), of: wordings.length };
}

/** @param {Basis} basis @param {Shown} shown */
function pinlessOf(basis, shown) {
  const { places } = basis.data;
  return places.ids.flatMap((id, number) => {
    if (places.pointed[number]) return [];
    const { said, about } = basis.at[number];
    const count = new Set([...said, ...about].filter((n) => shown.mask[n])).size;
    return count ? [{ id, name: places.names[number], count }] : [];
  });
}

/** @param {Basis} basis @param {Selected} selection @param {Shown} shown @returns {Empty | null} */
function emptyOf(basis, selection, shown) {
  if (basis.size === 0) return { words: "This dataset has no statements.", keys: [], offer: "" };
  const found = shown.matching ? null : reliefOf(basis, selection, shown);
  if (!found) return null;
  let what = found.keys.length === 1 ? `the filter “${basis.filter.get(found.keys[0]).label}”` : "all filters";
  if (String(found.keys) === "q") what = `the words ${said(selection.filters.q[0])}`;
  return { words: "No statement matches these filters.", keys: found.keys, offer: `Drop ${what} (${statements(found.matching)})` };
}

const said = (/** @type {string} */ words) => `“${isolated(words)}”`;

/** Words that look like names, and that nothing has for one. @param {Basis} basis @param {Selected} selection @param {string} words */
function unknownIn(basis, selection, words) {
  const parts = words.split(/\s+/u).filter(Boolean);
  const named = parts.slice(Number(parts.length > 1)).filter(([first]) => first !== first.toLowerCase() && first === first.toUpperCase());
  const few = [...new Set(named.map((part) => part.replace(MARKS, "")))].slice(0, MOST_UNKNOWN);
  return few.filter((word) => !suggestionsFor(basis, selection, word).length);
}

/** What words that nothing has may mean; else who speaks. @param {Basis} basis @param {Selected} selection @param {Shown} shown */
function nearOf(basis, selection, shown) {
  const [words] = selection.filters.q ?? [];
  if (!words || shown.matching) return { looked: "", near: [] };
  const found = suggestionsFor(basis, selection, words);
  const looked = ["Words are looked for in what was said and in its translation."];
  const unknown = unknownIn(basis, selection, words);
  if (!unknown.length && !found.length) unknown.push(words);
  if (unknown.length) looked.push(`${unknown.map(said).join(" and ")} ${plural(unknown.length, "is no name", "are no names")} here.`);
  looked.push(found.length ? "Perhaps this is meant:" : "These speak:");
  return { looked: looked.join(" "), near: found.length ? found : whoSpeaks(basis, selection) };
}

/**
 * The text of the chosen statement's source, or of the first, with the passages of what is listed.
 * @param {Basis} basis @param {Selected} selection @param {Mask} here @returns {SourceContent}
 */
export function sourceAnswer(basis, selection, here) {
  const { data } = basis;
  if (!data.sources.length) return { segments: [] };
  const chosen = basis.statement.get(selection.statement) ?? null;
  const shown = chosen ?? here.indexOf(1);
  const number = shown < 0 ? 0 : data.source[shown];
  const source = data.sources[number];
  /** @param {number} n */
  const wanted = (n) => here[n] || n === chosen;
  const text = windowOf(source.segments, chosen, data.limits.characters);
  const segments = joined(text.segments, wanted);
  const ids = new Set(segments.flatMap(({ statements }) => statements));
  return {
    card: chosen === null ? null : data.cards[chosen],
    narrowed: Boolean(Object.keys(selection.filters).length || selection.at),
    title: source.title,
    details: source.details,
    language: source.language,
    direction: source.direction,
    cutBefore: text.before,
    cutAfter: text.after,
    segments: segments.map(({ text: words, statements }) => ({ text: words, statements: statements.map((n) => data.cards[n].id) })),
    sides: Object.fromEntries([...ids].map((n) => [data.cards[n].id, data.cards[n].side])),
    chosen: selection.statement,
    others: data.sources
      .flatMap(({ title, first }, other) => (other === number || first === null ? [] : [{ title, statement: data.cards[first].id }]))
      .slice(0, data.limits.most.others),
  };
}

/**
 * Keeps what stands around the chosen statement of a long text, in whole segments.
 * @param {Segment[]} segments @param {number | null} chosen @param {number} most
 */
function windowOf(segments, chosen, most) {
  const whole = segments.reduce((sum, [text]) => sum + text.length, 0);
  if (whole <= most) return { segments, before: false, after: false };
  const begins = Math.max(
    0,
    segments.findIndex(([, statements]) => chosen !== null && statements.includes(chosen)),
  );
  let from = begins,
    until = begins,
    length = 0;
  while (from > 0 && length + segments[from - 1][0].length < most / 2) length += segments[--from][0].length;
  while (until < segments.length && length + segments[until][0].length <= most) length += segments[until++][0].length;
  return { segments: segments.slice(from, Math.max(until, begins + 1)), before: from > 0, after: until < segments.length };
}

/**
 * Leaves out the passages that are not wanted, and joins what then is one piece.
 * @param {Segment[]} segments @param {(n: number) => unknown} wanted
 */
function joined(segments, wanted) {
  /** @type {{ text: string, statements: number[] }[]} */
  const found = [];
  for (const [text, all] of segments) {
    const statements = all.filter(wanted);
    const last = found.at(-1);
    if (last && String(last.statements) === String(statements)) last.text += text;
    else found.push({ text, statements });
  }
  return found;
}
