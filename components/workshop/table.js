// A spreadsheet that is about to become a map: what each of its columns is taken for, and ten of its rows.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { choice, field, text } from "./record.js";

/** Give the parts of the page that show a table as it was understood. @param {TableContent} table @param {Said} said @returns {Parts} */
export function tableParts(table, said) {
  return [
    ["title", [table.name, table.count, table.notes], () => drawTitle(table)],
    ["options", [table.sheets, table.sheet, table.mapping.header, table.mapping.day_first, table.order], () => drawOptions(table, said)],
    ["columns", [table.columns, table.mapping.columns, table.rows], () => drawColumns(table)],
    [
      "acts",
      null,
      () =>
        el(
          "div",
          { class: "row" },
          el("button", { class: "button main", "data-do": "take", "data-focus": "take" }, "Make the map"),
          el("button", { class: "button", "data-do": "again", "data-focus": "again" }, "Back"),
        ),
    ],
  ];
}

/** @param {TableContent} table */
function drawTitle({ name, count, notes }) {
  return el(
    "header",
    {},
    el("h2", { dir: "auto" }, name),
    el(
      "p",
      { class: "muted" },
      `${figures(count)} ${plural(count, "row", "rows")}. Say what each column holds; what it was taken for is set already.`,
    ),
    notes.map((note) => el("p", { class: "notice" }, note)),
  );
}

/** @param {TableContent} table @param {Said} said */
function drawOptions({ name, sheets, sheet, mapping, order }, said) {
  return el(
    "div",
    { class: "two" },
    sheets.length > 1
      ? field(
          "Sheet",
          choice(
            "sheet",
            sheet,
            sheets.map((one) => [one, one]),
          ),
        )
      : null,
    field("The row with the columns’ names (0 for none)", text("header", String(mapping.header), { inputmode: "numeric" })),
    order
      ? field(
          "Dates such as 03/04/2026 begin with",
          choice("order", String(mapping.day_first), [
            ["true", "the day"],
            ["false", "the month"],
          ]),
          order,
        )
      : null,
    field("Title", text("title", String(said.title ?? name.replace(/\.[^.]*$/, "")))),
    field("Publisher", text("publisher", String(said.publisher ?? ""))),
    field("Language", text("language", String(said.language ?? ""), { placeholder: "en" })),
    field("Licence", text("licence", String(said.licence ?? ""), { placeholder: "CC BY 4.0" })),
  );
}

/** @param {TableContent} table */
function drawColumns({ columns, mapping, rows, fields }) {
  const offered = [["", "nothing"], ...fields];
  return el(
    "div",
    { class: "table-of", tabindex: 0, role: "region", "aria-label": "The columns, and the first rows" },
    el(
      "table",
      {},
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Row"),
          columns.map((guess, index) => {
            const held = mapping.columns[index].field;
            return el(
              "th",
              { scope: "col" },
              el("span", { dir: "auto" }, guess.column),
              choice(`column ${index}`, held, offered, { "data-column": index, "aria-label": `${guess.column} holds` }),
              el("span", { class: "muted small why" }, why(guess, held)),
            );
          }),
        ),
      ),
      el(
        "tbody",
        {},
        rows.map((cells) =>
          el(
            "tr",
            {},
            cells.map((cell) => el("td", { dir: "auto" }, cell)),
          ),
        ),
      ),
    ),
  );
}

/**
 * Says how surely a column is what it is taken for, and why; what a person set needs no reason.
 * @param {TableContent["columns"][number]} column @param {string} held
 */
function why({ field: guessed, certainty, reason }, held) {
  if (held !== guessed) return "set by hand";
  return certainty ? `${certainty}: ${reason}` : reason;
}

/** Change what a table is taken for; give what has to be asked anew, or null. @param {TableContent} table @param {Field} target */
export function changedTable(table, target) {
  const { mapping } = table;
  if (target.name === "sheet") return { sheet: target.value };
  if (target.name === "header") return { sheet: table.sheet, header: Math.max(0, Number.parseInt(target.value, 10) || 0) };
  if (target.name === "order") mapping.day_first = target.value === "true";
  else {
    const several = table.several.includes(target.value);
    mapping.columns = mapping.columns.map((one, index) => {
      if (index === Number(target.dataset.column)) return { ...one, field: target.value };
      return one.field === target.value && !several ? { ...one, field: "" } : one;
    });
  }
  return null;
}

/** Draw what of a table could not be read. @param {Unread[]} left */
export function drawLeft(left) {
  return el(
    "section",
    {},
    el("h2", {}, `${figures(left.length)} ${plural(left.length, "thing", "things")} in the table could not be read`),
    el("p", {}, "All else went in. A row that is named here is not in the map, a cell is left empty."),
    el("div", { class: "row" }, el("button", { class: "button main", "data-do": "enter", "data-focus": "enter" }, "Go on to the review")),
    el(
      "ul",
      { class: "listed" },
      left.map(({ where, value, expected }) =>
        el(
          "li",
          {},
          el(
            "span",
            {},
            el("bdi", {}, where),
            ": ",
            value ? "found " : "",
            value ? el("q", { dir: "auto" }, value) : null,
            value ? ", " : "",
            `expected ${expected}`,
          ),
        ),
      ),
    ),
  );
}
