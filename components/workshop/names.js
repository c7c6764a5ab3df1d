// Speakers and places, each decided once for all records: who is the same, whose side is which, where a place lies.
import { el } from "../dom.js";
import { confirm, edit, setAffiliation } from "./acts.js";
import { row, rows } from "./draft.js";
import { actOnPlace, changeRegion } from "./doing.js";
import { placeParts } from "./places.js";
import { speakerParts } from "./speakers.js";
import { stateOf } from "./states.js";
import { STEPS } from "./steps.js";

STEPS.set("names", { parts, act, change, isReady: (desk) => rows(desk.now(), "actors").length + rows(desk.now(), "places").length > 0 });

/** Columns that no reader can do without. */
const NEEDED = ["name", "label", "note"];

/** @param {Desk} desk @returns {Parts} */
function parts(desk) {
  const places = rows(desk.now(), "places").length > 0;
  return [
    [
      "sheet",
      null,
      () => el("div", { class: "sheet-of names" }),
      [
        ["of-speakers", null, () => el("section", { class: "named-of" }), speakerParts(desk)],
        places && ["of-places", null, () => el("section", { class: "named-of" }), placeParts(desk)],
        [
          "on",
          null,
          () =>
            el("div", { class: "row" }, el("button", { class: "button main", "data-do": "on", "data-focus": "on" }, "Go on to the check")),
        ],
      ],
    ],
  ];
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
async function act(desk, name, target) {
  const draft = desk.now();
  const { id, table } = target.dataset;
  if (name === "on") desk.go("check");
  else if (name === "confirm-all") {
    const left = rows(draft, table).filter((one) => stateOf(one) === "undecided");
    desk.change(
      "confirm",
      left.flatMap((one) => confirm(draft, table, one.id)),
    );
  } else if (name === "confirm") desk.change("confirm", confirm(draft, table, id));
  else await actOnPlace(desk, name, target);
}

/** @param {Desk} desk @param {Field} target */
function change(desk, target) {
  const { table, id, field: name } = target.dataset;
  if (!table || !name) return;
  const value = target.value.trim();
  if (table === "regions") changeRegion(desk, target);
  else if (name === "same") {
    if (value) desk.ask("same", { table, key: value, other: id });
    target.value = "";
  } else if (name === "affiliation-name") desk.change("edit", setAffiliation(desk.now(), id, value));
  else if (NEEDED.includes(name) && !value) target.value = row(desk.now(), table, id)?.[name] ?? "";
  else {
    /** @type {Cells} */
    const values = { [name]: value };
    if (name === "lat" || name === "lon") values.coordinate_source = "set by the author";
    desk.change("edit", edit(desk.now(), table, id, values));
  }
}
