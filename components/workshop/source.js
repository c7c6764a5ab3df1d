// Where a map begins: texts are pasted, dropped or chosen; each is shown as it will be kept, before anything
// is made of it. In a draft: what is said of its sources.
import { el } from "../dom.js";
import { figures, plural } from "../engine/wording.js";
import { edit, only } from "./acts.js";
import { ask, stream } from "./asking.js";
import { row, rows, setting } from "./draft.js";
import { field, text } from "./record.js";
import { STEPS } from "./steps.js";

STEPS.set("source", { parts, act, change, input });

const ACCEPTED = ".txt,.md,.markdown,.html,.htm,.pdf,.docx";
const LONGEST_SHOWN = 20_000;
/** @type {[string, string, Attributes][]} */
const SAID = [
  ["title", "Title", {}],
  ["publisher", "Publisher", {}],
  ["published", "Date", { placeholder: "2026-01-28" }],
  ["language", "Language", { placeholder: "en" }],
  ["url", "Link", { placeholder: "https://", inputmode: "url" }],
  ["licence", "Licence", { placeholder: "CC BY 4.0" }],
];

/** What is about to become a draft. */
const begun = {
  pasted: "",
  /** @type {{ name: string, content: string }[]} */
  files: [],
  /** @type {{ name: string, text: string }[] | null} */
  kept: null,
  /** @type {Record<string, string>} */
  said: {},
  /** @type {string | null} */
  progress: null,
  /** @type {AbortController | null} */
  ending: null,
  /** @type {DraftEntry[] | null} */
  drafts: null,
};

/** @param {Desk} desk @returns {Parts} */
function parts(desk) {
  return [["sheet", null, () => el("div", { class: "sheet-of" }), desk.draft ? sourcesParts(desk) : beginParts(desk)]];
}

/** @param {Desk} desk @returns {Parts} */
function beginParts(desk) {
  if (!begun.drafts) loadDrafts(desk);
  if (begun.progress !== null) return [["progress", begun.progress, drawProgress]];
  if (begun.kept) return [["kept", begun.kept, drawKept]];
  return [
    ["paste", begun.files.map(({ name }) => name), (names) => drawPaste(desk, names)],
    begun.drafts?.length && ["drafts", begun.drafts, drawDrafts],
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
  /** @param {DragEvent} event */
  const take = async (event) => {
    event.preventDefault();
    await addFiles(desk, event.dataTransfer?.files ?? []);
  };
  return el(
    "form",
    { class: "begin", onsubmit: (event) => event.preventDefault(), ondrop: take, ondragover: (event) => event.preventDefault() },
    el("h2", {}, "A map of your own text"),
    el(
      "p",
      { class: "muted" },
      "Paste a report, or drop files here: plain text, Markdown, HTML, PDF, DOCX. Nobody else sees it until you publish.",
    ),
    el("textarea", {
      "data-focus": "pasted",
      name: "pasted",
      "aria-label": "The text",
      placeholder: "Paste the text here",
      dir: "auto",
      value: begun.pasted,
    }),
    el("input", { type: "file", multiple: true, accept: ACCEPTED, name: "files", "aria-label": "Choose files", "data-focus": "files" }),
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

/** @param {{ name: string, text: string }[]} kept */
function drawKept(kept) {
  return el(
    "form",
    { class: "begin", onsubmit: (event) => event.preventDefault() },
    el("h2", {}, `The ${plural(kept.length, "text", "texts")} as kept`),
    kept.flatMap(({ name, text: words }) => [
      kept.length > 1 ? el("h3", { dir: "auto" }, name) : null,
      el(
        "div",
        { class: "kept-text text", tabindex: 0, role: "region", "aria-label": "The text as it will be kept", dir: "auto" },
        document.createTextNode(words.slice(0, LONGEST_SHOWN)),
        words.length > LONGEST_SHOWN ? el("p", { class: "muted" }, `… and ${figures(words.length - LONGEST_SHOWN)} more characters`) : null,
      ),
    ]),
    el(
      "div",
      { class: "two" },
      SAID.map(([name, label, more]) => field(label, text(name, begun.said[name] ?? "", more))),
    ),
    el(
      "label",
      { class: "check-box" },
      el("input", { type: "checkbox", name: "withheld", "data-field": "withheld", checked: Boolean(begun.said.withheld) }),
      "The whole text may not be passed on: what is published has its quotations alone",
    ),
    el(
      "div",
      { class: "row" },
      el("button", { class: "button main", type: "button", "data-do": "begin", "data-focus": "begin" }, "Make a draft"),
      el("button", { class: "button", type: "button", "data-do": "by-hand", "data-focus": "by-hand" }, "Begin without a draft"),
      el("button", { class: "button", type: "button", "data-do": "again", "data-focus": "again" }, "Back"),
    ),
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
  /** @param {File} file @returns {Promise<{ name: string, content: string }>} */
  const read = (file) =>
    new Promise((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve({ name: file.name, content: String(reader.result).split(",")[1] ?? "" });
      reader.onerror = reject;
      reader.readAsDataURL(file);
    });
  begun.files = [...begun.files, ...(await Promise.all([...files].map(read)))];
  desk.draw();
}

/** @param {string} words */
function encoded(words) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(words)) bytes += String.fromCharCode(byte);
  return window.btoa(bytes);
}

function handedOver() {
  const pasted = begun.pasted.trim() ? [{ name: "text.txt", content: encoded(begun.pasted) }] : [];
  return [...pasted, ...begun.files];
}

/** @param {Desk} desk @param {string} name @param {Pressed} target */
async function act(desk, name, target) {
  if (name === "drop-file") begun.files = begun.files.filter((_, index) => index !== Number(target.dataset.id));
  if (name === "again") begun.kept = null;
  if (name === "read") {
    const answer = await desk.question("read", { files: handedOver() });
    if (answer) begun.kept = answer.texts;
  }
  if (name === "cancel") begun.ending?.abort();
  if (name === "begin" || name === "by-hand") {
    await begin(desk, name === "begin");
    return;
  }
  desk.draw();
  if (name === "read" && begun.kept) /** @type {HTMLElement | null} */ (desk.root.querySelector('[data-field="title"]'))?.focus();
}

/** @param {Desk} desk @param {boolean} drafting */
async function begin(desk, drafting) {
  begun.ending = new AbortController();
  begun.progress = "Reading the text …";
  desk.draw();
  const content = { files: handedOver(), drafting, ...begun.said, withheld: begun.said.withheld ? "true" : "" };
  try {
    const found = await stream("begin", content, begun.ending.signal, ([number, count, done, of]) => {
      const which = count > 1 ? `text ${number} of ${count}, ` : "";
      begun.progress = `Reading ${which}paragraph ${figures(done + 1)} of ${figures(Math.max(of, 1))}`;
      desk.draw();
    });
    Object.assign(begun, { pasted: "", files: [], kept: null, said: {}, progress: null });
    await desk.enter(found.draft, "review");
  } catch (error) {
    begun.progress = null;
    if (begun.ending.signal.aborted) desk.draw();
    else desk.refuse(error);
  }
}

/** @param {Desk} _desk @param {Field} target */
function input(_desk, target) {
  if (target.name === "pasted") begun.pasted = target.value;
}

/** @param {Desk} desk @param {Field} target */
function change(desk, target) {
  if (target.name === "files") {
    addFiles(desk, target.files ?? []);
    target.value = "";
    return;
  }
  const { field: name, id } = target.dataset;
  if (!name) return;
  const value = target.type === "checkbox" ? (target.checked ? "true" : "") : target.value.trim();
  if (!desk.draft) begun.said[name] = value;
  else if (id === "about") desk.change("edit", only(setting(desk.now(), "about", "about", { title: value })));
  else if (id && row(desk.now(), "sources", id)) desk.change("edit", edit(desk.now(), "sources", id, { [name]: value }));
}

/** What is said of the sources of a draft. @param {Desk} desk @returns {Parts} */
function sourcesParts(desk) {
  const draft = desk.now();
  const about = row(draft, "about", "about") ?? {};
  return [
    [
      "about",
      about,
      () =>
        el(
          "form",
          { class: "fields", onsubmit: (event) => event.preventDefault() },
          el(
            "div",
            { class: "placed" },
            field("Title of the map", text("title", about.title ?? "", { "data-id": "about", "data-focus": "about" })),
          ),
        ),
    ],
    ...rows(draft, "sources").map((source) => /** @type {Part} */ ([`source ${source.id}`, source, drawSource])),
  ];
}

/** @param {Cells} source */
function drawSource(source) {
  /** @param {string} name @param {Attributes} more */
  const named = (name, more) => text(name, source[name] ?? "", { ...more, "data-id": source.id, "data-focus": `${source.id} ${name}` });
  return el(
    "section",
    { class: "box" },
    el("h2", { dir: "auto" }, source.title),
    el(
      "form",
      { class: "fields", onsubmit: (event) => event.preventDefault() },
      SAID.map(([name, label, more]) => field(label, named(name, more))),
    ),
    el(
      "label",
      { class: "check-box" },
      el("input", { type: "checkbox", "data-field": "withheld", "data-id": source.id, checked: source.withheld === "true" }),
      "The whole text may not be passed on",
    ),
    source.note ? el("p", { class: "muted small" }, source.note) : null,
  );
}
