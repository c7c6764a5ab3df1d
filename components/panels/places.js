import style from "./places.css" with { type: "css" };
import { asks, el, wear } from "../dom.js";
import * as symbol from "../map/symbol.js";
import { drawPages } from "./statements.js";
import { drawReadings } from "./place.js";
import { PARTS } from "./parts.js";
import { figures } from "../engine/wording.js";

PARTS.set("places", placeParts);

wear(style);

/**
 * The map as a table: every place with its numbers, its areas' readings, and what has no place.
 * @param {PlacesContent} content @returns {Parts}
 */
function placeParts(content) {
  const { columns, rows, place, areas, unplaced } = content;
  return [
    [
      "places-hint",
      null,
      () =>
        el("p", { class: "muted small" }, "The map as a table. A name chooses its place; a number opens the statements that it counts."),
    ],
    rows.length > 0
      ? ["places", [columns, rows, place], () => drawPlaceTable(columns, rows, place)]
      : ["no-places", null, () => el("p", {}, "No place has a statement that matches.")],
    content.pages > 1 && ["pages", [content.page, content.pages, content.of], () => drawPages(content)],
    areas.items.length > 0 && ["areas", areas, drawAreas],
    unplaced.count > 0 && ["unplaced", [unplaced, content.chosen], () => drawUnplaced(unplaced, content.chosen)],
  ];
}

/** @param {Column[]} columns @param {PlaceRow[]} rows @param {string | null} chosen */
function drawPlaceTable(columns, rows, chosen) {
  // Where the panel is narrow the rows are no rows to the eye; the roles keep them rows to a screen reader.
  return el(
    "div",
    { class: "place-table" },
    el(
      "table",
      { role: "table" },
      el("caption", {}, "Places, with the numbers of their statements"),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, columns.map(drawSort))),
      el(
        "tbody",
        { role: "rowgroup" },
        rows.map((row) => drawPlaceRow(row, columns, row.id === chosen)),
      ),
    ),
  );
}

/** @param {Column} column */
function drawSort({ key, label, sorted, next }) {
  const mark = { ascending: "▲", descending: "▼" }[sorted];
  return el(
    "th",
    { role: "columnheader", scope: "col", "aria-sort": sorted },
    el(
      "button",
      { "data-focus": `sort ${key}`, ...asks({ sort: [next] }) },
      label,
      el("span", { class: "mark", "aria-hidden": "true" }, mark ?? ""),
    ),
  );
}

/** @param {PlaceRow} row @param {Column[]} columns @param {boolean} chosen */
function drawPlaceRow(row, columns, chosen) {
  const [, , ...numbers] = columns;
  const shape = symbol.shapeOf(row.code);
  return el(
    "tr",
    { role: "row", class: chosen ? "is-chosen" : null },
    el(
      "th",
      { role: "rowheader", scope: "row" },
      el(
        "button",
        { class: "link", "data-do": "place", "data-id": row.id, "data-focus": `place ${row.id}`, "aria-pressed": String(chosen) },
        el("bdi", {}, row.name),
      ),
      el("span", { class: "more", dir: "auto" }, row.kind),
      el("span", { class: "more" }, row.where),
      row.identifiers ? el("span", { class: "more" }, row.identifiers) : null,
    ),
    el(
      "td",
      { role: "cell", class: "exactness" },
      symbol.draw({ shape, diameter: 12, parts: [{ colour: "neutral", count: 1 }] }),
      el("span", {}, row.precision),
    ),
    row.numbers.map(({ at, count }, index) =>
      el(
        "td",
        { role: "cell", class: "number", "data-label": numbers[index].label },
        count === 0
          ? el("span", { class: "muted" }, "0")
          : el(
              "button",
              {
                class: "link",
                "data-focus": `number ${at}`,
                "aria-label": `${numbers[index].label}, ${row.name}: ${count}`,
                ...asks({ at: [at], tab: [], statement: [] }),
              },
              figures(count),
            ),
      ),
    ),
  );
}

/** @param {Areas} areas */
function drawAreas({ items, more }) {
  return el(
    "section",
    { class: "group", "aria-label": "Areas and their readings" },
    el("h2", {}, "Areas and their readings"),
    items.map(({ id, name, readings }) =>
      el(
        "div",
        { class: "area" },
        el("button", { class: "link", "data-do": "place", "data-id": id, "data-focus": `area ${id}` }, el("bdi", {}, name)),
        drawReadings(readings, `area ${id}`),
      ),
    ),
    more ? el("p", { class: "muted small" }, `${figures(more)} more: choose the place to see its readings.`) : null,
  );
}

/** @param {Unplaced} unplaced @param {string | null} chosen */
function drawUnplaced({ count, items }, chosen) {
  return el(
    "section",
    { class: "group unplaced", "aria-label": "Statements without a place on the map" },
    el("h2", {}, "Statements without a place on the map"),
    el(
      "ul",
      {},
      items.map((item) =>
        el(
          "li",
          {},
          el("p", { class: "small" }, el("bdi", { class: "speaker" }, item.speaker)),
          el(
            "button",
            {
              class: "exact",
              lang: item.language,
              dir: item.direction,
              "data-focus": `unplaced ${item.id}`,
              "aria-pressed": String(item.id === chosen),
              ...asks({ at: ["none"], statement: [item.id], tab: [] }),
            },
            item.words,
          ),
          item.why.map((words) => el("p", { class: "muted small", dir: "auto" }, words)),
        ),
      ),
    ),
    el(
      "button",
      { class: "button", "data-focus": "unplaced", ...asks({ at: ["none"], statement: [], tab: [] }) },
      count === 1 ? "Open this statement" : `Open all ${figures(count)} of them`,
    ),
  );
}
