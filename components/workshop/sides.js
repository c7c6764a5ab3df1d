// The two sides of the review as they are drawn: the source, and the record in hand with what is decided.
import { el, svg } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { placesOf, row, rows } from "./draft.js";
import { KEYS } from "./keys.js";
import { recordParts } from "./record.js";
import { decided, stateOf } from "./states.js";
import { textPart } from "./text.js";
import { gapsOf, hasWords, look, spansOf, view } from "./view.js";

/** Give the parts of the page in the review. @param {Desk} desk @returns {Parts} */
export function parts(desk) {
  const at = look(desk);
  const [done, of] = decided(at.all);
  return [
    [
      "review",
      null,
      () => el("section", { class: "review", "aria-label": "Review" }),
      [
        ["source-side", null, () => el("div", { class: "source-side" }), sourceParts(desk, at)],
        [
          "record-side",
          null,
          () => el("div", { class: "record-side", tabindex: -1, "data-focus": "record" }),
          [
            ["progress", [done, of], () => drawProgress(done, of)],
            ["record", null, () => el("div", { class: "record" }), recordParts(recordContent(desk, at))],
            ["decide", [Boolean(at.record), at.record && stateOf(at.record), of - done, desk.reach], () => drawDecisions(at, of - done)],
            view.help && ["help", null, drawKeys],
          ],
        ],
      ],
    ],
  ];
}

/** Bring what is chosen into sight in the text. @param {Desk} desk */
export function bringIntoSight(desk) {
  const chosen = desk.root.querySelector(".source-text .chosen, .source-text .marked");
  if (chosen) view.shown = view.id;
  chosen?.scrollIntoView({ block: "nearest" });
}

/** @param {Desk} desk @param {Look} at @returns {Parts} */
function sourceParts(desk, at) {
  const { text, source } = at;
  if (!text || !source) return [["loading", source?.id, () => el("p", { class: "muted" }, "Opening the text …")]];
  const seen = { ...at, text, source };
  const gaps = gapsOf(seen);
  if (view.shown !== view.id) requestAnimationFrame(() => bringIntoSight(desk));
  return [
    ["head", [at.sources, view.source], () => drawSources(seen)],
    textPart({
      source: view.source,
      text: text.text,
      language: source.language,
      direction: "auto",
      spans: spansOf(seen),
      chosen: view.id,
      marked: view.marked,
    }),
    ["tools", [gaps.length, hasWords(), Boolean(at.record)], () => drawTools(at, gaps.length)],
  ];
}

/** @param {LookAtText} at */
function drawSources({ sources, source }) {
  if (sources.length < 2) return el("h2", { dir: "auto" }, source.title);
  return el(
    "select",
    { "data-do": "stay", "data-source": "true", "aria-label": "Source", value: source.id },
    sources.map(({ id, title }) => el("option", { value: id, selected: id === source.id }, title)),
  );
}

/** @param {Look} at @param {number} gaps */
function drawTools({ record }, gaps) {
  const some = hasWords();
  return el(
    "div",
    { class: "row tools" },
    tool("new", "New record", !some && !view.marked),
    tool("bounds", "These words", !some || !record),
    tool("split", "Split here", !record || !view.selection),
    tool("merge", "Merge with next", !record),
    el(
      "button",
      { class: "link", "data-do": "gap", "data-focus": "gap", disabled: !gaps },
      gaps ? `${figures(gaps)} ${plural(gaps, "sentence has", "sentences have")} no record` : "Every sentence has a record",
    ),
  );
}

/** @param {string} name @param {string} words @param {boolean} disabled */
function tool(name, words, disabled) {
  const { words: said = "", shown = "" } = KEYS.find((one) => one.act === name) ?? {};
  return el(
    "button",
    { class: "button", "data-do": name, "data-focus": name, disabled, title: `${said} (${shown})`, "aria-keyshortcuts": shown },
    words,
  );
}

/** @param {number} done @param {number} of */
function drawProgress(done, of) {
  const bar = svg(
    "svg",
    { viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { width: of ? (100 * done) / of : 0, height: 1 }),
  );
  return el("div", { class: "progress", role: "status" }, el("p", {}, el("strong", {}, `${figures(done)} of ${figures(of)} decided`)), bar);
}

/** @param {Look} at @param {number} left */
function drawDecisions({ record }, left) {
  const done = left === 0 && record;
  return el(
    "div",
    { class: "decide" },
    done ? el("p", {}, "Every record is decided. ", el("button", { class: "link", "data-do": "on", "data-focus": "on" }, "Go on")) : null,
    el(
      "div",
      { class: "row" },
      el(
        "button",
        { class: "button main", "data-do": "confirm", "data-focus": "confirm", disabled: !record, title: "Enter" },
        "Confirm ",
        el("kbd", {}, "Enter"),
      ),
      el(
        "button",
        { class: "button", "data-do": "aside", "data-focus": "aside", disabled: !record, title: "X" },
        "Set aside ",
        el("kbd", {}, "X"),
      ),
      el(
        "button",
        {
          class: "button",
          "data-do": "previous",
          "data-focus": "previous",
          disabled: !record,
          title: "↑ or K",
          "aria-label": "Previous record",
        },
        "↑",
      ),
      el(
        "button",
        { class: "button", "data-do": "next", "data-focus": "next", disabled: !record, title: "↓ or J", "aria-label": "Next record" },
        "↓",
      ),
      el("button", { class: "link keys", "data-do": "help", "data-focus": "help", "aria-expanded": String(view.help) }, "Keys"),
    ),
  );
}

function drawKeys() {
  return el(
    "dl",
    { class: "help box small" },
    KEYS.flatMap(({ shown, words }) => [el("dt", {}, el("kbd", {}, shown)), el("dd", {}, words)]),
  );
}

/** @param {Desk} desk @param {Look} at @returns {InHand} */
function recordContent(desk, { draft, records, record }) {
  if (!record)
    return {
      record: null,
      why: view.marked
        ? "This sentence has no record. N makes one of it."
        : "There is no record yet. Select words in the text, then press N.",
    };
  /** @param {string} table */
  const names = (table) =>
    rows(draft, table)
      .filter((one) => !one.aside)
      .map(({ name }) => name)
      .sort();
  const noted = Object.fromEntries(
    [...(record.note ?? "").matchAll(/\b(speaker|cue|directness|act|content|proposed): ([^:]*?\.)(?= \w+: |$)/g)].map(([, name, why]) => [
      name,
      why,
    ]),
  );
  return {
    record,
    state: stateOf(record),
    number: records.indexOf(record) + 1,
    of: records.length,
    speaker: row(draft, "actors", record.speaker)?.name ?? "",
    placed: placesOf(draft, record.id).map((one) => ({ ...one, name: row(draft, "places", one.place)?.name ?? one.place })),
    names: { speakers: names("actors"), places: names("places") },
    reasons: noted,
    codes: desk.told.codes,
    fields: desk.told.fields,
    tables: { actors: rows(draft, "actors").map(({ id, name }) => [id, name]) },
  };
}
