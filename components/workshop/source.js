// The step in which a map begins; in a draft, what is said of its sources.
import { el } from "../dom.js";
import { edit, only } from "./acts.js";
import * as begin from "./begin.js";
import { row, rows, setting } from "./draft.js";
import { field, text } from "./record.js";
import { STEPS } from "./steps.js";

STEPS.set("source", { parts, act, change, input: begin.input });

/** @param {Desk} desk @returns {Parts} */
function parts(desk) {
  return [
    [
      "sheet",
      null,
      () => el("div", { class: "sheet-of" }),
      desk.draft && desk.base && !begin.isBusy() ? sourcesParts(desk) : begin.parts(desk),
    ],
  ];
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
function act(desk, name, target) {
  return begin.act(desk, name, target);
}

/** @param {Desk} desk @param {Field} target */
function change(desk, target) {
  const { field: name, id } = target.dataset;
  if (!id) {
    begin.change(desk, target);
    return;
  }
  const value = target.type === "checkbox" ? (target.checked ? "true" : "") : target.value.trim();
  if (id === "about") desk.change("edit", only(setting(desk.now(), "about", "about", { title: value })));
  else if (name && row(desk.now(), "sources", id)) desk.change("edit", edit(desk.now(), "sources", id, { [name]: value }));
}

// What is said of the sources of a draft.
/** @param {Desk} desk @returns {Parts} */
function sourcesParts(desk) {
  const draft = desk.now();
  const about = row(draft, "about", "about");
  return [
    about && [
      "about",
      about,
      () =>
        el(
          "form",
          { class: "fields", onsubmit: (event) => event.preventDefault() },
          el(
            "div",
            { class: "placed" },
            field("Title of the map", text("title", about?.title ?? "", { "data-id": "about", "data-focus": "about" })),
          ),
        ),
    ],
    ...rows(draft, "sources").map((source) => /** @type {Part} */ ([`source ${source.id}`, source, drawSource])),
    ...begin.parts(desk),
  ];
}

/** @param {Cells} source */
function drawSource(source) {
  /** @param {string} name @param {Attributes} more */
  const named = (name, more) => text(name, source[name] ?? "", { ...more, "data-id": source.id, "data-focus": `${source.id} ${name}` });
  return el(
    "section",
    { class: "box" },
    el("h2", { dir: "auto" }, source.title),
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      begin.SAID.map(([name, label, more]) => field(label, named(name, more))),
    ),
    el(
      "label",
      { class: "check-box" },
      el("input", { type: "checkbox", "data-field": "withheld", "data-id": source.id, checked: source.withheld === "true" }),
      "The whole text may not be passed on",
    ),
    source.note ? el("p", { class: "muted small" }, source.note) : null,
  );
}
