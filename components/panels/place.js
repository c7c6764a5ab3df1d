import { asks, el } from "../dom.js";
import { figures } from "../engine/wording.js";

/** The card of the chosen place, and the readings of an area. @param {PlaceCard} place */
export function drawPlace(place) {
  return el(
    "section",
    { class: "box place", "aria-label": "Chosen place" },
    el(
      "header",
      {},
      el("h2", { dir: "auto" }, place.name),
      el("span", { class: "muted", dir: "auto" }, place.kind),
      el("button", { class: "link small", "data-do": "release", "data-focus": "release" }, "Close"),
    ),
    el(
      "dl",
      {},
      place.rows.flatMap(({ label, words }) => [el("dt", {}, label), el("dd", { dir: "auto" }, words)]),
      place.counts.length
        ? [
            el("dt", {}, "Statements"),
            el(
              "dd",
              { class: "row" },
              place.counts.map((count) => drawRole(count, place.id)),
            ),
          ]
        : null,
    ),
    place.readings.length ? drawReadings(place.readings, "card") : null,
  );
}

/**
 * A role's number opens the statements that it counts; once more, it opens all of the place again.
 * @param {RoleCount} role @param {string} place
 */
function drawRole({ words, at, now, all, chosen }, place) {
  const some = figures(now);
  return el(
    "button",
    {
      class: "pill",
      "aria-pressed": String(chosen),
      disabled: now === 0 && !chosen,
      "data-focus": `role ${at}`,
      ...asks({ at: [chosen ? place : at], tab: [], statement: [] }),
    },
    words,
    el("span", { class: "count" }, now === all ? some : `${some} of ${figures(all)}`),
  );
}

/** @param {Reading[]} readings @param {string} where */
export function drawReadings(readings, where) {
  const one = readings.length === 1;
  return el(
    "fieldset",
    { class: "readings" },
    el("legend", {}, one ? "The area as it is drawn" : "The area as it is drawn: choose a reading"),
    readings.map((reading) =>
      el(
        "label",
        {},
        one
          ? el("span")
          : el("input", {
              type: "radio",
              name: `reading ${where}`,
              checked: reading.chosen,
              "data-do": "reading",
              "data-value": reading.value,
              "data-focus": `reading ${where} ${reading.value}`,
            }),
        el(
          "span",
          { dir: "auto" },
          reading.label,
          reading.chosen ? el("span", { class: "note" }, el("bdi", {}, reading.note), " ", el("bdi", {}, reading.source)) : null,
        ),
      ),
    ),
  );
}
