// Where two people changed the same: both versions, for the author to choose.
import { el } from "../dom.js";

/**
 * Draw what clashes; `find` gives a record by table and key.
 * @param {WorkshopClash[]} clashes @param {(table: string, key: string) => Cells | null} find
 */
export function drawClashes(clashes, find) {
  return el(
    "section",
    { class: "clashes notices", role: "alert" },
    el("p", {}, "Somebody else changed the same while you did. Nothing was lost: choose what stands."),
    clashes.map(({ table, key, column, mine, theirs }, index) => {
      const record = find(table, key);
      return el(
        "div",
        { class: "box" },
        el(
          "p",
          { class: "small muted" },
          el("bdi", {}, record?.name ?? record?.exact ?? key),
          column ? `, ${column.replaceAll("_", " ")}` : "",
        ),
        el("p", {}, "Yours: ", el("bdi", {}, said(mine)), " · Theirs: ", el("bdi", {}, said(theirs))),
        el(
          "div",
          { class: "row" },
          column ? el("button", { class: "button", "data-do": "mine", "data-id": index }, "Use mine") : null,
          el("button", { class: "button", "data-do": "theirs", "data-id": index }, column ? "Keep theirs" : "Understood"),
        ),
      );
    }),
  );
}

/** @param {string | null} words */
function said(words) {
  return words === null ? "taken away" : words || "nothing";
}

/** Carry out the choice. @param {Desk} desk @param {string} name @param {number} index */
export function putRight(desk, name, index) {
  const { table, key, column, mine, theirs } = desk.clashes[index];
  desk.clashes = desk.clashes.filter((_, other) => other !== index);
  if (name === "mine" && column) desk.change("edit", [[table, key, { [column]: theirs ?? "" }, { [column]: mine ?? "" }]]);
  else desk.draw();
}
