// Reads datasets as the page in one file has them, with cases (a link, and what the app shows for it),
// a line of JSON each, from its input; writes each case whose answer in the browser's half differs.
import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { answer } from "../../components/engine/answer.js";
import { basisOf } from "../../components/engine/choosing.js";
import { readFragment } from "../../components/engine/fragment.js";
import { changedLink, liveAnswer } from "../../components/engine/live.js";

const LEFT_OUT = ["segments", "sides", "language", "direction"];

// Leaves out what the page does not promise: marks between wordings, withheld texts.
function plain(content) {
  const entries = (content.entries ?? []).map((entry) => ({ ...entry, cards: entry.cards.map((card) => ({ ...card, differs: null })) }));
  const kept = Object.fromEntries(Object.entries(content).filter(([key]) => !LEFT_OUT.includes(key)));
  const segments = content.segments ?? [];
  if (segments.some(({ text }) => text.includes("left out, as its licence asks"))) return { ...kept, entries };
  return { ...kept, entries, words: segments.map(({ text }) => text).join(""), passages: segments.map(({ statements }) => statements) };
}

function shownFor(basis, { fragment, finding }) {
  const { selection, notices } = readFragment(basis, fragment);
  const { map, panel, head, controls } = answer(basis, selection, notices, finding);
  const found = {
    notices: head.notices,
    sentence: head.sentence,
    map,
    tabs: panel.tabs,
    place: panel.place,
    content: panel.tab === "guide" ? null : plain(panel.content),
    filters: controls.filters,
    periods: controls.periods,
    layers: controls.layers,
  };
  return JSON.parse(JSON.stringify(found)); // as a message has it
}

let basis = null;
let columns = null;
let latest = null;
const differing = [];
let live = 0;

function compare(fragment, found, wanted) {
  for (const part of Object.keys(wanted)) {
    if (!isDeepStrictEqual(found[part], wanted[part])) differing.push({ fragment, part, found: found[part], wanted: wanted[part] });
  }
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const given = JSON.parse(line);
  if (given.basis) {
    basis = basisOf(given.basis);
    columns = given.columns && basisOf(given.columns);
    latest = given.latest;
    // A choice beside what only the server shows is the server's; one that lets go of it is not.
    for (const query of given.alone ?? []) {
      const [kept, left] = [{}, { tab: [], compare: [] }].map((set) => changedLink(columns, latest.head.keys, query, { act: [], ...set }));
      if (kept !== null || left === null) differing.push({ fragment: query, part: "link", found: [kept, left] });
    }
    continue;
  }
  const { fragment, query, finding, shown, told } = given;
  compare(fragment, shownFor(basis, given), { ...shown, content: shown.content && plain(shown.content) });
  const found = told && liveAnswer(columns, latest, query, finding);
  if (found) {
    live += 1;
    compare(fragment, JSON.parse(JSON.stringify(found)), told); // whole: the page shows nothing else
  }
}
process.stdout.write(JSON.stringify({ differing: differing.slice(0, 3), live }));
