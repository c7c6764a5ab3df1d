// Answers a link in the page where its columns are there: the same message that the server would send.
import { controlsAnswer, mapAnswer, panelAnswer } from "./answer.js";
import { chosenBy, listedAt, sentenceOf } from "./choosing.js";
import { daysOf } from "./days.js";
import { changedFragment, readFragment } from "./fragment.js";
import { headingOf } from "./heading.js";

const BUILT_IN = "built-in";
const KEPT = ["sort", "base"]; // what is chosen beside that, and is not read here
const ELSEWHERE = ["dataset", ...KEPT];

/** @typedef {Required<Pick<Message, "map" | "panel" | "head" | "controls">>} Shows */

/** The parameters of a link but for the map's view, in pairs. @param {string} query */
export function pairsOf(query) {
  const asked = new URLSearchParams(query);
  const keys = [...new Set(asked.keys())].filter((key) => key !== "view" && !/^embed(_options)?$/i.test(key));
  return keys.flatMap((key) => asked.getAll(key).map((value) => [key, value]));
}

/**
 * Changes some parameters of a link, as the server does; null where only the server can.
 * @param {Basis} basis @param {string[]} keys @param {string} query @param {Changes} set
 */
export function changedLink(basis, keys, query, set) {
  const asked = new URLSearchParams(query);
  for (const [key, values] of Object.entries(set)) {
    asked.delete(key);
    for (const value of values) asked.append(key, value);
  }
  // What cannot be read here, such as a tab that the server alone has, would be lost.
  const isBeyond = asked.has("compare") || ELSEWHERE.some((key) => set[key]?.length);
  if (isBeyond || readFragment(basis, asked.toString()).notices.length) return null;
  const own = new URLSearchParams(changedFragment(basis, query, set));
  const known = new Set(own.keys());
  const link = new URLSearchParams({ dataset: basis.data.dataset });
  for (const key of keys) {
    const values = known.has(key) ? own.getAll(key) : KEPT.includes(key) ? asked.getAll(key) : [];
    for (const value of values) link.append(key, value);
  }
  return link.toString().replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%3E", ">");
}

/**
 * Gives what the page shows of a link; null where only the server knows, as of what it would say of the link.
 * @param {Basis} basis @param {Partial<Message>} latest @param {string} query @param {Record<string, string>} finding
 * @returns {Shows | null}
 */
export function liveAnswer(basis, latest, query, finding) {
  const { map, panel, head, controls } = latest;
  if (!map || !panel || !head || !controls || head.notices.length > 0) return null;
  const asked = new URLSearchParams(query);
  const base = asked.get("base") ?? BUILT_IN;
  const written = changedLink(basis, head.keys ?? [], query, {});
  const isPlain = written !== null && String(pairsOf(written)) === String(pairsOf(query));
  const { selection, notices } = readFragment(basis, query);
  if (!isPlain || notices.length || !controls.bases.some(({ id }) => id === base)) return null;
  if (!isKnown(basis, selection)) return null;
  const shown = chosenBy(basis, selection.filters);
  const here = listedAt(basis, shown.mask, selection.at);
  const own = panelAnswer(basis, selection, shown, here);
  if (!isWhole(basis, own.content)) return null;
  const [listed] = own.tabs;
  const sentence = sentenceOf(basis, selection, shown);
  return {
    map: { state: { ...mapAnswer(basis, selection, shown), base }, at: selection.at, address: map.address },
    panel: { ...own, tabs: panel.tabs.map((tab) => (tab.key === listed.key ? listed : tab)) },
    head: { ...head, heading: headingOf(basis, selection, sentence, head.title), sentence, base, passedOn: [] },
    controls: {
      ...controls,
      ...controlsAnswer(basis, selection, shown, finding),
      keys: controls.keys,
      bases: controls.bases.map((one) => ({ ...one, chosen: one.id === base })),
    },
  };
}

/**
 * Whether the server has nothing to say of a link: that a statement was withdrawn, that a period has no day.
 * @param {Basis} basis @param {Selected} selection
 */
function isKnown({ data, statement }, selection) {
  const chosen = statement.get(selection.statement);
  if (chosen !== undefined && data.withdrawn.includes(chosen)) return false;
  return data.periods.every(({ keys }) => {
    const [from, to] = keys.map((key) => selection.filters[key]?.[0]);
    if (!from || !to || from === to) return true;
    const [first, last] = [daysOf(from)?.[0], daysOf(to)?.[1]]; // none is no day
    return first !== undefined && last !== undefined && first <= last;
  });
}

/**
 * Whether content is all that the server would give: no text that is withheld or cut, no wording that is
 * marked against another one than the claim's nearest to own words.
 * @param {Basis} basis @param {PanelContent["content"]} content
 */
function isWhole(basis, content) {
  if ("entries" in content) return content.entries.every(({ cards: [first, ...others] }) => !others.length || isNearest(basis, first));
  const { title, cutBefore, cutAfter } = /** @type {SourceContent} */ (content);
  return !cutBefore && !cutAfter && !basis.data.sources.some((source) => source.withheld && source.title === title);
}

/** @param {Basis} basis @param {Card} card */
function isNearest({ data, statement }, { id }) {
  const { claims, nearness } = data;
  const at = statement.get(id);
  if (!claims || at === undefined) return false;
  /** @param {number} n */
  const far = (n) => nearness.forms[data.cards[n].form] ?? nearness.words.length - 1;
  return claims.every((claim, n) => claim !== claims[at] || far(n) > far(at) || (far(n) === far(at) && n >= at));
}
