// What keeps the map from being published, and what a careful editor would ask; each leads to where it is put right.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { row, rows } from "./draft.js";
import { stateOf } from "./states.js";
import { STEPS } from "./steps.js";
import { view } from "./view.js";

STEPS.set("check", { parts, act, opened, isReady: (desk) => rows(desk.now(), "sources").length > 0 });

/** @type {Record<string, string>} */
const WHERE = {
  statements: "review",
  statement_places: "review",
  statement_relations: "review",
  actors: "names",
  places: "names",
  areas: "names",
};

/** @type {{ problems: Found[] | null, questions: Found[] }} */
const checked = { problems: null, questions: [] };

/** @param {Desk} desk */
function opened(desk) {
  checked.problems = null;
  desk.question("check").then((answer) => {
    if (answer) Object.assign(checked, { problems: answer.problems, questions: answer.questions ?? [] });
    desk.draw();
  });
}

/** @param {Desk} desk @returns {Parts} */
function parts(desk) {
  const { problems, questions } = checked;
  const draft = desk.now();
  const left = rows(draft, "statements").filter((one) => stateOf(one) === "undecided").length;
  return [
    [
      "sheet",
      null,
      () => el("div", { class: "sheet-of" }),
      problems
        ? [
            [
              "problems",
              problems,
              () =>
                drawList(
                  draft,
                  problems,
                  problems.length
                    ? `${figures(problems.length)} ${plural(problems.length, "thing keeps", "things keep")} it from being published`
                    : "Nothing keeps it from being published",
                ),
            ],
            left > 0 && ["left", left, drawLeft],
            questions.length > 0 && ["questions", questions, () => drawList(draft, questions, "A careful editor would ask")],
            [
              "on",
              problems.length,
              (some) =>
                el(
                  "div",
                  { class: "row" },
                  el("button", { class: some ? "button" : "button main", "data-do": "on", "data-focus": "on" }, "Go on to publish"),
                ),
            ],
          ]
        : [["checking", null, () => el("p", { class: "muted", role: "status" }, "Checking …")]],
    ],
  ];
}

/** @param {number} left */
function drawLeft(left) {
  const records = plural(left, "record is", "records are");
  return el("p", { class: "muted" }, `${figures(left)} ${records} undecided and will not be published.`);
}

/** @param {Draft} draft @param {Found[]} found @param {string} title */
function drawList(draft, found, title) {
  return el("section", {}, el("h2", {}, title), drawProblems(draft, found));
}

/** Draw problems, each with a button that leads to its record. @param {Draft} draft @param {Found[]} found */
export function drawProblems(draft, found) {
  return el(
    "ul",
    { class: "listed" },
    found.map(({ table, key, column, value, expected, question }, index) =>
      el(
        "li",
        {},
        el(
          "span",
          {},
          el("bdi", {}, called(draft, table, key)),
          question ? `: ${question}` : column ? `, ${column.replaceAll("_", " ")}: ` : ": ",
          !question && value ? ["found ", el("q", { dir: "auto" }, value), ", "] : [],
          question ? "" : `expected ${expected}`,
        ),
        el(
          "button",
          { class: "button end", "data-do": "right", "data-table": table, "data-id": key, "data-focus": `right ${table} ${key} ${index}` },
          "Put it right",
        ),
      ),
    ),
  );
}

/** @param {Draft} draft @param {string} table @param {string} key */
function called(draft, table, key) {
  const found = row(draft, table, key);
  return found?.name ?? found?.title ?? (found?.exact ? `“${found.exact.slice(0, 80)}”` : key || table.replaceAll("_", " "));
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
function act(desk, name, target) {
  if (name === "on") desk.go("publish");
  if (name === "right") putRight(desk, target.dataset.table, target.dataset.id);
}

/** Go to where a record is put right. @param {Desk} desk @param {string} table @param {string} key */
export function putRight(desk, table, key) {
  if (WHERE[table] === "review") Object.assign(view, { id: key.split(" ")[0], marked: null });
  desk.go(WHERE[table] ?? "source");
  /** @type {HTMLElement | null} */
  const field = desk.root.querySelector(`[data-table="${CSS.escape(table)}"][data-id="${CSS.escape(key)}"]`);
  (field?.closest(".box") ?? field)?.scrollIntoView({ block: "start" });
  field?.focus({ preventScroll: true });
}
