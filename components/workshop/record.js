// The record in hand: its words, the fields that matter with what the draft inferred, and all the others.
import { el } from "../dom.js";
import { STATE_WORDS } from "./states.js";

const LISTED = 400; // names that are offered while one is typed

/**
 * Give the parts of the page that show a record: content has record, number, of, names, placed, codes, fields.
 * @param {InHand} content @returns {Parts}
 */
export function recordParts(content) {
  const { record } = content;
  if (!record) return [["none", content.why, (why) => el("p", { class: "empty muted" }, why)]];
  return [
    ["words", [record.exact, content.reasons.proposed, content.state, content.number, content.of, content.drawn], () => drawWords(content)],
    ["names", [content.names.speakers, content.names.places], () => drawNames(content.names)],
    ["near", [record, content.placed, content.speaker, content.reasons], () => drawNear(content)],
    ["all", [record, content.tables], () => drawAll(content)],
  ];
}

/** @param {RecordInHand} content */
function drawWords({ record, state, number, of, reasons }) {
  return el(
    "header",
    { class: "in-hand" },
    el("p", { class: "muted small" }, `Record ${number} of ${of} · `, el("span", { class: `state ${state}` }, STATE_WORDS[state])),
    el("blockquote", { class: "exact", dir: "auto" }, el("bdi", {}, record.exact)),
    reasons.proposed ? el("p", { class: "reason small muted" }, `Proposed: ${reasons.proposed}`) : null,
  );
}

/** The names that a field offers while one is typed. @param {RecordInHand["names"]} names */
function drawNames({ speakers, places }) {
  /** @param {string} id @param {string[]} names */
  const list = (id, names) =>
    el(
      "datalist",
      { id },
      names.slice(0, LISTED).map((name) => el("option", { value: name })),
    );
  return el("div", { hidden: true }, list("speakers", speakers), list("places", places));
}

/** @param {RecordInHand} content */
function drawNear({ record, placed, speaker, codes, reasons }) {
  return el(
    "form",
    { class: "fields", "data-focus": "fields", onsubmit: (event) => event.preventDefault() },
    field("Speaker", text("speaker-name", speaker, { list: "speakers", autocomplete: "off" }), reasons.speaker),
    field("Said with", text("cue", record.cue, { placeholder: "said, according to …" }), reasons.cue),
    field("In whose words", choice("directness", record.directness, codes.directness), reasons.directness),
    field("What is done with it", choice("act", record.act, codes.act), reasons.act),
    places("About", "about", placed),
    places("Said in", "said_at", placed),
    field("Said on", text("said_on", record.said_on, { placeholder: "2026-01-28" }), record.said_on_inferred),
    field("Speaks of", text("about_when", record.about_when, { placeholder: "2026, or 2026-02/2026-05" }), record.about_when_inferred),
  );
}

/**
 * Draw a field with its name and, beside it, why the draft has it so.
 * @param {string} label @param {HTMLElement} input @param {string} [reason]
 */
export function field(label, input, reason = "") {
  return el("label", {}, el("span", { class: "muted" }, label), input, reason ? el("span", { class: "reason small muted" }, reason) : null);
}

/**
 * Draw a field for words; it tells what it is for by its name.
 * @param {string} name @param {string | undefined} value @param {Properties<HTMLInputElement>} [more]
 */
export function text(name, value, more = {}) {
  return el("input", { type: "text", name, value: value ?? "", "data-field": name, "data-focus": `field ${name}`, dir: "auto", ...more });
}

/**
 * Draw a choice of codes, each with its words.
 * @param {string} name @param {string} value @param {string[][]} options @param {Properties<HTMLSelectElement>} [more]
 */
export function choice(name, value, options, more = {}) {
  return el(
    "select",
    { name, value, "data-field": name, "data-focus": `field ${name}`, ...more },
    options.map(([code, words]) => el("option", { value: code, selected: code === value }, words)),
  );
}

/** @param {string} label @param {string} role @param {Placed[]} placed */
function places(label, role, placed) {
  const of = placed.filter((one) => one.role === role);
  return el(
    "div",
    { class: "placed" },
    el("span", { class: "muted" }, label),
    el(
      "div",
      { class: "row" },
      of.map(({ place, name }) =>
        el(
          "span",
          { class: "chip" },
          el("bdi", {}, name),
          el(
            "button",
            {
              type: "button",
              class: "link",
              "data-do": "unplace",
              "data-id": place,
              "data-role": role,
              "data-focus": `unplace ${role} ${place}`,
              "aria-label": `Take away ${name}`,
            },
            "×",
          ),
        ),
      ),
      el("input", {
        type: "text",
        list: "places",
        autocomplete: "off",
        "data-place": role,
        "data-focus": `place ${role}`,
        "aria-label": `${label}: add a place`,
        placeholder: "Add a place",
        dir: "auto",
        value: "",
      }),
    ),
    of
      .filter(({ inferred }) => inferred)
      .map(({ name, inferred }) => el("span", { class: "reason small muted" }, el("bdi", {}, name), `: ${inferred}`)),
  );
}

/**
 * A code is chosen from its words, another record from all names.
 * @param {Cells} record @param {string} name @param {string[][] | null} options @param {string[][] | undefined} named
 */
function drawField(record, name, options, named) {
  const offered = options ?? (named && [["", "none"], ...named]);
  return offered ? choice(name, record[name] ?? "", offered) : text(name, record[name]);
}

/** @param {RecordInHand} content */
function drawAll({ record, fields, tables: names }) {
  return el(
    "details",
    { class: "all" },
    el("summary", {}, "Every field"),
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      fields.map(({ name, label, options, table }) => field(label, drawField(record, name, options, names[table]))),
      record.note ? el("p", { class: "reason small muted" }, `Note: ${record.note}`) : null,
    ),
  );
}
