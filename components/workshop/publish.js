// Publishing: the map at its link, what can be taken away of it, and its versions.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { APP_ROOT, copyText } from "../link.js";
import { drawProblems, putRight } from "./check.js";
import { rows } from "./draft.js";
import { keep, keepingPart, openKeeping } from "./keeping.js";
import { field, text } from "./record.js";
import { stateOf } from "./states.js";
import { STEPS } from "./steps.js";

STEPS.set("publish", { parts, act, change, opened, isReady: (desk) => rows(desk.now(), "statements").length > 0 });

const TAKEN = [
  ["zip", "The dataset as a ZIP file"],
  ["html", "The page in one file"],
  ["bib", "The citation, for BibTeX"],
];

/** @type {{ versions: PublishedVersion[] | null, name: string, said: Record<string, string>, problems: Found[], busy: boolean }} */
const out = { versions: null, name: "", said: {}, problems: [], busy: false };

/** @param {Desk} desk */
function opened(desk) {
  Object.assign(out, { versions: null, problems: [] });
  load(desk);
  openKeeping(desk);
}

/** @param {Desk} desk */
async function load(desk) {
  const answer = await desk.question("versions");
  if (answer) Object.assign(out, { versions: answer.versions, name: answer.name });
  desk.draw();
}

/** @param {Desk} desk @returns {Parts} */
function parts(desk) {
  const draft = desk.now();
  const left = rows(draft, "statements").filter((one) => stateOf(one) === "undecided").length;
  const newest = out.versions?.[0];
  return [
    [
      "sheet",
      null,
      () => el("div", { class: "sheet-of" }),
      out.versions
        ? [
            newest && !newest.withdrawn && ["newest", newest, drawNewest],
            left > 0 && [
              "left",
              left,
              () =>
                el(
                  "p",
                  { class: "notice" },
                  `${figures(left)} ${plural(left, "record is", "records are")} undecided and will not be published. `,
                  el("button", { class: "link", "data-do": "review" }, "Go on with the review"),
                ),
            ],
            out.problems.length > 0 && [
              "problems",
              out.problems,
              (problems) => el("section", { role: "alert" }, el("h2", {}, "It was not published"), drawProblems(draft, problems)),
            ],
            ["form", [Boolean(newest), out.name, out.busy], () => drawForm(newest)],
            out.versions.length > 0 && ["versions", out.versions, drawVersions],
            keepingPart(desk, Boolean(newest && !newest.withdrawn)),
          ]
        : [["looking", null, () => el("p", { class: "muted", role: "status" }, "Looking what is published …")]],
    ],
  ];
}

/** @param {string} name */
const addressOf = (name) => new URL(`?dataset=${encodeURIComponent(name)}`, APP_ROOT).href;

/** @param {PublishedVersion} version */
function drawNewest({ name, number }) {
  const address = addressOf(name);
  return el(
    "section",
    { class: "box", "aria-label": "Published" },
    el("h2", {}, `Published, version ${number}`),
    el("p", {}, el("a", { href: address, target: "standpoint-map" }, address)),
    el(
      "div",
      { class: "row" },
      el("button", { class: "button main", "data-do": "copy", "data-link": address, "data-focus": "copy" }, "Copy link"),
    ),
    el(
      "ul",
      {},
      TAKEN.map(([ending, words]) =>
        el("li", {}, el("a", { href: new URL(`export/${encodeURIComponent(name)}.${ending}`, APP_ROOT).href }, words)),
      ),
    ),
  );
}

/** @param {PublishedVersion | undefined} newest */
function drawForm(newest) {
  return el(
    "form",
    { class: "begin", onsubmit: (event) => event.preventDefault() },
    el("h2", {}, newest ? "Publish what has changed" : "Publish"),
    newest ? null : el("p", { class: "muted" }, "Everybody who has the link can read it. What is undecided or set aside is not in it."),
    el(
      "div",
      { class: "two" },
      newest ? null : field("Name in the link", text("name", out.said.name ?? out.name)),
      field("Published by", text("by", out.said.by ?? "")),
      newest ? field("What changed, for readers", text("note", "")) : null,
    ),
    el(
      "div",
      { class: "row" },
      el(
        "button",
        { type: "button", class: "button main", "data-do": "publish", "data-focus": "publish", disabled: out.busy },
        out.busy ? "Publishing …" : "Publish",
      ),
    ),
  );
}

/** @param {PublishedVersion[]} versions */
function drawVersions(versions) {
  return el(
    "section",
    {},
    el("h2", {}, "Versions"),
    el(
      "ul",
      { class: "listed" },
      versions.map(({ name, number, at, by, note, withdrawn, counts }) => {
        const [added, changed, gone] = counts;
        const what = [added && `${figures(added)} added`, changed && `${figures(changed)} changed`, gone && `${figures(gone)} withdrawn`]
          .filter(Boolean)
          .join(", ");
        return el(
          "li",
          {},
          withdrawn
            ? el("span", {}, `Version ${number}, taken back`)
            : el("a", { href: addressOf(`${name}.v${number}`), target: "standpoint-map" }, `Version ${number}`),
          el(
            "span",
            { class: "muted small" },
            [new Date(at).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" }), by && `by ${by}`, what]
              .filter(Boolean)
              .join(" · "),
          ),
          note ? el("span", { dir: "auto" }, note) : null,
        );
      }),
    ),
  );
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
async function act(desk, name, target) {
  if (await keep(desk, name, target)) {
    if (name === "take-back") await load(desk);
    return;
  }
  if (name === "review") desk.go("review");
  if (name === "right") putRight(desk, target.dataset.table, target.dataset.id);
  if (name === "copy") await copyText(target, target.dataset.link, "Copy link");
  if (name === "publish" && !out.busy) {
    out.busy = true;
    desk.draw();
    const answer = await desk.question("publish", { name: out.said.name ?? out.name, by: out.said.by ?? "", note: out.said.note ?? "" });
    Object.assign(out, { busy: false, problems: answer?.problems ?? [] });
    if (answer?.version) out.said.note = "";
    await load(desk);
    /** @type {HTMLElement | null} */ (desk.root.querySelector("[data-focus=copy]"))?.focus();
  }
}

/** @param {Desk} _desk @param {Field} target */
function change(_desk, target) {
  if (target.dataset.field) out.said[target.dataset.field] = target.value.trim();
}
