// What each version of the dataset added, corrected and withdrew of the statements that are shown.
import style from "./changes.css" with { type: "css" };
import { el, wear } from "../dom.js";
import { exportAddress } from "../link.js";
import { PARTS } from "./parts.js";
import { figures, plural } from "../engine/wording.js";

PARTS.set("changes", changesParts);

wear(style);

const WITHOUT = ["tab", "page", "sort", "statement", "view", "base", "layers", "reading"];

/** @param {ChangesContent} content @returns {Parts} */
function changesParts(content) {
  return [["changes", content, drawChanges]];
}

/** @param {ChangesContent} content */
function drawChanges(content) {
  const keys = [...new URL(window.location.href).searchParams.keys()].filter((key) => key !== "dataset");
  const address = () => exportAddress({ dataset: content.dataset, keys }, content.ending, {}, WITHOUT);
  return el(
    "article",
    { class: "changes" },
    el("h2", { class: "unseen" }, "Changes"),
    el(
      "p",
      { class: "muted small" },
      "What became of these statements from version to version, the newest first. ",
      el("a", { href: address(), download: true, "data-focus": "changes table" }, "Table (CSV)"),
    ),
    content.versions.map((version) => drawVersion(version, content.chosen)),
  );
}

/** @param {VersionChanges} version @param {string | null} chosen */
function drawVersion({ number, published, note, count, statements }, chosen) {
  const words = count ? `${figures(count)} ${plural(count, "statement", "statements")}` : "none of these statements";
  const more = count - statements.length;
  return el(
    "section",
    { class: "group" },
    el("h3", {}, `Version ${figures(number)}`, published ? el("span", { class: "muted small" }, ` · ${published}`) : null),
    note ? el("p", { class: "why", dir: "auto" }, note) : null,
    el("p", { class: "muted small" }, `Changed ${words}.`),
    statements.map((statement) => drawChanged(statement, chosen, number)),
    more > 0 ? el("p", { class: "muted small" }, `${figures(more)} more are in the table.`) : null,
  );
}

/** @param {ChangedStatement} statement @param {string | null} chosen @param {number} version */
function drawChanged({ id, what, speaker, exact, quoted, language, direction, status, fields }, chosen, version) {
  return el(
    "div",
    { class: "changed" },
    el("p", { class: "small" }, el("strong", {}, what)),
    el(
      "button",
      {
        class: id === chosen ? "brief chosen" : "brief",
        "data-do": "statement",
        "data-id": id,
        "data-focus": `changed ${version} ${what} ${id}`,
        "aria-pressed": String(id === chosen),
      },
      el("span", {}, el("bdi", { class: "speaker" }, speaker)),
      status ? el("span", { class: "status" }, status) : null,
      el("span", { class: quoted ? "words quoted" : "words", lang: language, dir: direction }, el("bdi", { dir: direction }, exact)),
    ),
    fields.length
      ? el(
          "dl",
          {},
          fields.flatMap(({ label, was, now }) => [
            el("dt", {}, label),
            el("dd", {}, el("span", { class: "muted" }, "was "), el("del", { dir: "auto" }, was || "nothing")),
            el("dd", {}, el("span", { class: "muted" }, "is "), el("ins", { dir: "auto" }, now || "nothing")),
          ]),
        )
      : null,
  );
}
