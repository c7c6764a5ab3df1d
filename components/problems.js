import { delegate, el, rootOf, show } from "./dom.js";
import { figures, plural } from "./engine/wording.js";

/** @type {(data: ProblemsContent, parentElement: HTMLElement | ShadowRoot, send: Send) => void} */
export function drawProblems(data, parentElement, send) {
  const root = rootOf(parentElement, "section", { class: "panel" });
  const noun = plural(data.total, "problem", "problems");
  show(root, [
    data.name === null && [
      "none",
      null,
      () =>
        el(
          "p",
          {},
          "There is no dataset here yet. Put a folder with a datapackage.json, or a ZIP file of one, into data/packages and reload the page.",
        ),
    ],
    data.name !== null && [
      "sentence",
      data.total,
      () =>
        el("p", { role: "alert" }, `This dataset was not opened: it has ${figures(data.total)} ${noun}. Nothing was changed in its files.`),
    ],
    [
      "list",
      data.problems,
      () =>
        el(
          "ol",
          { class: "cards" },
          data.problems.map((problem) =>
            el(
              "li",
              { class: "box" },
              el("strong", {}, problem.where),
              el("p", {}, problem.value ? ["found ", el("q", { dir: "auto" }, problem.value), ", "] : null, "expected ", problem.expected),
            ),
          ),
        ),
    ],
    data.problems.length < data.total && [
      "rest",
      data.total,
      () => el("p", { class: "muted" }, `These are the first ${data.problems.length}.`),
    ],
    data.datasets.length > 0 && [
      "others",
      data.datasets,
      () =>
        el(
          "nav",
          { class: "row", "aria-label": "Other datasets" },
          data.datasets.map(({ id, label }) =>
            el("button", { class: "button", "data-do": "open", "data-id": id }, "Open “", el("bdi", {}, label), "”"),
          ),
        ),
    ],
  ]);
  delegate(root, (action, target) => {
    if (action === "open") send({ set: { dataset: [target.dataset.id] } });
  });
}
