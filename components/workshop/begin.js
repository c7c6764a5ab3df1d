// Where a map begins: texts are pasted, dropped or chosen, and shown as they will be kept; or a spreadsheet,
// or a dataset to go on with.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { ask, stream } from "./asking.js";
import { bring, drawBring } from "./bringing.js";
import { contentOf, drawChooser, dropTarget, encoded } from "./files.js";
import { field, text } from "./record.js";
import { changedTable, drawLeft, tableParts } from "./table.js";

/** @type {[string, string, Attributes][]} */
export const SAID = [
  ["title", "Title", {}],
  ["publisher", "Publisher", {}],
  ["published", "Date", { placeholder: "2026-01-28" }],
  ["language", "Language", { placeholder: "en" }],
  ["url", "Link", { placeholder: "https://", inputmode: "url" }],
  ["licence", "Licence", { placeholder: "CC BY 4.0" }],
];

const ACCEPTED = ".txt,.md,.markdown,.html,.htm,.pdf,.docx,.csv,.tsv,.xlsx,.ods,.zip";
const TABLE = /\.(csv|tsv|xlsx|xlsm|ods)$/i;
const DATASET = /\.zip$/i;
const LONGEST_SHOWN = 20_000;
/** What is about to become a draft. */
const begun = {
  pasted: "",
  /** @type {{ name: string, content: string }[]} */
  files: [],
  /** @type {{ name: string, text: string }[] | null} */
  kept: null,
  /** @type {Said} */
  said: {},
  /** @type {string | null} */
  progress: null,
  /** @type {AbortController | null} */
  ending: null,
  /** @type {DraftEntry[] | null} */
  drafts: null,
  /** @type {TableContent | null} */
  table: null,
  /** @type {Unread[] | null} */
  left: null,
  draft: "",
};

/** @param {Desk} desk @returns {Parts} */
export function parts(desk) {
  if (!begun.drafts && !desk.draft) loadDrafts(desk);
  if (begun.progress !== null) return [["progress", begun.progress, drawProgress]];
  if (begun.left) return [["left", begun.left, drawLeft]];
  if (begun.table) return tableParts(begun.table, begun.said);
  if (begun.kept)
    return [["kept", [begun.kept, Boolean(desk.told.model && begun.said.withheld)], ([kept]) => drawKept(kept, desk.told.model)]];
  return [
    ["paste", [begun.files.map(({ name }) => name), desk.draft], ([names]) => drawPaste(desk, names)],
    !desk.draft && begun.drafts?.length && ["drafts", begun.drafts, drawDrafts],
    !desk.draft && ["bring", null, drawBring],
  ];
}

/** @param {Desk} desk */
function loadDrafts(desk) {
  begun.drafts = [];
  ask("drafts").then(
    ({ drafts }) => {
      begun.drafts = drafts;
      desk.draw();
    },
    (error) => desk.refuse(error),
  );
}

/** @param {Desk} desk @param {string[]} names */
function drawPaste(desk, names) {
  return el(
    "form",
    { class: "begin", onsubmit: (event) => event.preventDefault(), ...dropTarget((files) => addFiles(desk, files)) },
    el("h2", {}, desk.draft ? "Add a text" : "A map of your own text"),
    el(
      "p",
      { class: "muted" },
      "Paste a report, or choose files; a spreadsheet of statements will do as well. Nobody else sees it until you publish.",
    ),
    el("textarea", {
      "data-focus": "pasted",
      name: "pasted",
      "aria-label": "The text",
      placeholder: "Paste the text here",
      dir: "auto",
      value: begun.pasted,
    }),
    el(
      "div",
      { class: "drop" },
      drawChooser("Choose files", { multiple: true, accept: ACCEPTED, name: "files", "data-focus": "files" }),
      el(
        "p",
        { class: "muted small" },
        "or drop them here: plain text, Markdown, HTML, PDF, DOCX, CSV, XLSX, ODS, or the ZIP file of a dataset",
      ),
    ),
    names.length
      ? el(
          "ul",
          { class: "listed" },
          names.map((name, index) =>
            el(
              "li",
              {},
              el("bdi", {}, name),
              el("button", { class: "link end", type: "button", "data-do": "drop-file", "data-id": index }, "Take away"),
            ),
          ),
        )
      : null,
    el("div", { class: "row" }, el("button", { class: "button main", type: "button", "data-do": "read", "data-focus": "read" }, "Go on")),
  );
}

/** @param {DraftEntry[]} drafts */
function drawDrafts(drafts) {
  return el(
    "section",
    {},
    el("h2", {}, "Go on with"),
    el(
      "ul",
      { class: "listed" },
      drafts.map(({ id, title, changed }) =>
        el(
          "li",
          {},
          el("a", { href: `?workshop=${encodeURIComponent(id)}`, dir: "auto" }, title || "A map without a title"),
          el(
            "span",
            { class: "muted small end" },
            `changed ${new Date(changed).toLocaleString("en", { dateStyle: "medium", timeStyle: "short" })}`,
          ),
        ),
      ),
    ),
  );
}

/** @param {{ name: string, text: string }[]} kept @param {string} model */
function drawKept(kept, model) {
  return el(
    "form",
    { class: "begin", onsubmit: (event) => event.preventDefault() },
    el("h2", {}, plural(kept.length, "The text as it will be kept", "The texts as they will be kept")),
    kept.flatMap(({ name, text: words }) => [
      kept.length > 1 ? el("h3", { dir: "auto" }, name) : null,
      el(
        "div",
        { class: "kept-text text", tabindex: 0, role: "region", "aria-label": "The text as it will be kept", dir: "auto" },
        document.createTextNode(words.slice(0, LONGEST_SHOWN)),
        words.length > LONGEST_SHOWN ? el("p", { class: "muted" }, `… and ${figures(words.length - LONGEST_SHOWN)} more characters`) : null,
      ),
    ]),
    el("p", { class: "muted" }, "What you know of it. A title, a date and a language that you leave out are taken from the text itself."),
    el(
      "div",
      { class: "two" },
      SAID.map(([name, label, more]) => field(label, text(name, String(begun.said[name] ?? ""), more))),
    ),
    el(
      "label",
      { class: "check-box" },
      el("input", {
        type: "checkbox",
        name: "withheld",
        "data-field": "withheld",
        "data-focus": "withheld",
        checked: Boolean(begun.said.withheld),
      }),
      "The whole text may not be passed on: what is published has its quotations alone",
    ),
    model && !begun.said.withheld ? drawAsking(kept, model) : null,
    el(
      "div",
      { class: "row" },
      el("button", { class: "button main", type: "button", "data-do": "begin", "data-focus": "begin" }, "Make a draft"),
      el("button", { class: "button", type: "button", "data-do": "by-hand", "data-focus": "by-hand" }, "Begin without a draft"),
      el("button", { class: "button", type: "button", "data-do": "again", "data-focus": "again" }, "Back"),
    ),
  );
}

/** Says where the text would go, before it goes there. @param {{ text: string }[]} kept @param {string} model */
function drawAsking(kept, model) {
  const size = kept.reduce((sum, { text: words }) => sum + words.length, 0);
  return el(
    "label",
    { class: "check-box" },
    el("input", { type: "checkbox", name: "ask", "data-field": "ask", "data-focus": "ask", checked: Boolean(begun.said.ask) }),
    el("span", {}, `Also ask a language model: ${figures(size)} characters of this text are sent to `, el("bdi", {}, model)),
  );
}

/** @param {string} words */
function drawProgress(words) {
  return el(
    "div",
    { role: "status" },
    el("p", {}, words),
    el("button", { class: "button", "data-do": "cancel", "data-focus": "cancel" }, "Cancel"),
  );
}

/** @param {Desk} desk @param {Iterable<File>} files */
async function addFiles(desk, files) {
  begun.files = [...begun.files, ...(await Promise.all([...files].map(contentOf)))];
  desk.draw();
}

function handedOver() {
  const pasted = begun.pasted.trim() ? [{ name: "text.txt", content: encoded(begun.pasted) }] : [];
  return [...pasted, ...begun.files];
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
export async function act(desk, name, target) {
  if (name === "drop-file") begun.files = begun.files.filter((_, index) => index !== Number(target.dataset.id));
  if (name === "again") Object.assign(begun, { kept: null, table: null });
  if (name === "read") await read(desk);
  if (name === "cancel") begun.ending?.abort();
  if (name === "begin" || name === "by-hand") {
    const { ask: asks, withheld, ...more } = begun.said;
    const host = name === "begin" && asks && !withheld ? desk.told.model : "";
    const said = { ...more, withheld: withheld ? "true" : "", ask: host };
    await begin(desk, { files: handedOver(), drafting: name === "begin", ...said });
  } else if (name === "take" && begun.table) {
    const { mapping, sheet, name: file } = begun.table;
    await begin(desk, { table: begun.files[0].content, name: file, mapping, sheet, ...begun.said });
  } else if (name === "enter") await enter(desk);
  else desk.draw();
  if (name === "read" && begun.kept) /** @type {HTMLElement | null} */ (desk.root.querySelector('[data-field="title"]'))?.focus();
}

/** Shows what was handed over before anything is made of it; a dataset is opened at once. @param {Desk} desk */
async function read(desk) {
  const [file] = begun.files;
  if (file && DATASET.test(file.name)) await begin(desk, { package: file.content });
  else if (file && TABLE.test(file.name)) await look(desk, {});
  else {
    const answer = await desk.question("read", { files: handedOver() });
    if (answer) begun.kept = answer.texts;
  }
}

/** @param {Desk} desk @param {object} more */
async function look(desk, more) {
  const [file] = begun.files;
  const answer = await desk.question("table", { content: file.content, ...more });
  if (answer) begun.table = { ...answer, name: file.name };
  desk.draw();
}

/** @param {Desk} desk @param {object} content */
async function begin(desk, content) {
  begun.ending = new AbortController();
  begun.progress = "ask" in content && content.ask ? `Asking the language model at ${content.ask} …` : "Reading …";
  desk.draw();
  try {
    const found = await stream("begin", { draft: desk.draft, ...content }, begun.ending.signal, ([number, count, done, of]) => {
      const which = count > 1 ? `text ${number} of ${count}, ` : "";
      begun.progress = `Reading ${which}paragraph ${figures(done + 1)} of ${figures(Math.max(of, 1))}`;
      desk.draw();
    });
    Object.assign(begun, { pasted: "", files: [], kept: null, table: null, said: {}, progress: null, draft: found.draft });
    begun.left = found.left.length ? found.left : null;
    if (begun.left) desk.draw();
    else await enter(desk);
    if (found.said.length) {
      desk.refused = found.said;
      desk.draw();
    }
  } catch (error) {
    begun.progress = null;
    if (begun.ending.signal.aborted) desk.draw();
    else desk.refuse(error);
  }
}

/** @param {Desk} desk */
async function enter(desk) {
  begun.left = null;
  await desk.enter(begun.draft, "review");
}

/** Tell whether a text or a table is being looked at or read. */
export function isBusy() {
  return Boolean(begun.kept || begun.table || begun.left || begun.progress !== null);
}

/** Take what is typed into the text's field. @param {Desk} _desk @param {Field} target */
export function input(_desk, target) {
  if (target.name === "pasted") begun.pasted = target.value;
}

/** Take what is chosen or said of a text or a table. @param {Desk} desk @param {Field} target */
export function change(desk, target) {
  const { field: name, column } = target.dataset;
  if (target.name === "files") {
    addFiles(desk, target.files ?? []);
    target.value = "";
  } else if (target.name === "brought") {
    if (target.files?.[0]) bring(desk, target.files[0]);
    target.value = "";
  } else if (column !== undefined || ["sheet", "header", "order"].includes(target.name)) {
    const asked = begun.table && changedTable(begun.table, target);
    if (asked) look(desk, asked);
    else desk.draw();
  } else if (name) {
    begun.said[name] = target.type === "checkbox" ? target.checked : target.value.trim();
    if (name === "withheld") desk.draw();
  }
}
