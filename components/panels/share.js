// Share and export. Addresses are made from the page's own, so they mean what is on the screen,
// with the map where it is now.
import style from "./share.css" with { type: "css" };
import { asks, el, isDark, wear, whole } from "../dom.js";
import { APP_ROOT, citation, copyText, exportAddress, pageLink } from "../link.js";
import { guideSection } from "./guide.js";
import { PARTS } from "./parts.js";
import { figures, plural } from "../engine/wording.js";

PARTS.set("share", shareParts);

wear(style);

const EMBED_HEIGHT = 720; // px: map and panel below each other in a phone's column
const NOT_IN_TABLES = ["tab", "page", "sort", "statement", "view", "base", "layers", "reading"];
// The text of a field that is read anew each time.
const texts = new WeakMap();

/** @param {ShareContent} content @returns {Parts} */
function shareParts(content) {
  return [["share", content, drawShare]];
}

/** @param {ShareContent} content */
function drawShare(content) {
  const root = el(
    "article",
    { class: "guide share" },
    el(
      "header",
      {},
      el("h2", { tabindex: -1 }, "Share and export"),
      el("button", { class: "link small", "data-focus": "share back", ...asks({ tab: [] }) }, "Back to the statements"),
    ),
    el("p", { class: "muted" }, shareWords(content)),
    drawTaken("Link", el("p", {}, "Opens on exactly what is on the screen now."), "link", () => pageLink(content.dataset)),
    ...(content.draft
      ? [
          el(
            "p",
            { class: "notice" },
            "This is a draft’s map: whoever has its link sees it, for some hours. Citation, files and embedding come with its publication.",
          ),
        ]
      : [drawEmbed(content), ...drawFiles(content)]),
  );
  refreshAddresses(root, content);
  for (const moment of ["pointerover", "focusin", "click"]) root.addEventListener(moment, () => refreshAddresses(root, content), true);
  return whole(root);
}

/** @param {ShareContent} content */
function drawEmbed(content) {
  return content.embeds
    ? drawTaken(
        "Embed",
        el("p", {}, "Map and statements for an article or a page of one’s own. It fits a phone’s column."),
        "embed code",
        () => embedCode(content),
      )
    : guideSection(
        "Embed",
        el(
          "p",
          {},
          "This server lets no other site show the map within its pages. The web page in one file, below, can be put on any site.",
        ),
      );
}

/** @param {ShareContent} content */
function drawFiles(content) {
  return content.served
    ? [drawCitation(content), drawFormats(content), drawPrograms(content)]
    : [el("p", { class: "notice" }, "This host serves the page alone, so citations and files are not offered here.")];
}

/** @param {ShareContent} content */
function shareWords({ count, total }) {
  const [some, all] = [count, total].map((number) => figures(number));
  const statements = plural(total, "statement", "statements");
  return count === total
    ? `All ${all} ${statements} of the dataset.`
    : `${some} of ${all} ${statements}: those that the Statements tab lists.`;
}

/**
 * A text that is copied with one click, and can be read and copied by hand.
 * @param {string} title @param {Node} words @param {string} what @param {() => string} text
 */
function drawTaken(title, words, what, text) {
  const field = el("textarea", { class: "taken", readonly: true, rows: 3, "aria-label": `${title}: text to copy`, dir: "auto" });
  texts.set(field, text);
  const button = el("button", { class: "button", "data-focus": `copy ${what}` }, `Copy ${what}`);
  button.addEventListener("click", () => copyText(button, field.value, `Copy ${what}`));
  return guideSection(title, words, field, button);
}

/** @param {ShareContent} content */
function embedCode(content) {
  const frame = el("iframe", {
    src: pageLink(content.dataset, { embed: "true" }),
    title: content.title,
    width: "100%",
    height: EMBED_HEIGHT,
    loading: "lazy",
    style: "border:0",
    allow: "clipboard-write",
  });
  return new XMLSerializer().serializeToString(frame).replace(' xmlns="http://www.w3.org/1999/xhtml"', "");
}

// Where the citation stands on the screen, and one that was asked for before it stood there.
/** @type {{ field: HTMLTextAreaElement | null, said: Element | null, asked: { text: string, copied: boolean } | null }} */
const cited = { field: null, said: null, asked: null };

window.addEventListener("standpoint:cited", ({ detail }) => {
  cited.asked = detail;
  if (cited.field?.isConnected) showCited();
});

function showCited() {
  const { field, said, asked } = cited;
  if (!field || !said || !asked) return;
  if (asked.text) field.value = asked.text; // of the screen that it was asked for on
  said.textContent = asked.copied ? "Copied to the clipboard." : "Not copied: select the text to copy it.";
  field.focus();
  field.select();
  cited.asked = null;
}

/** @param {ShareContent} content */
function drawCitation(content) {
  const field = el("textarea", { class: "taken", readonly: true, rows: 7, "aria-label": "Citation of what is shown", dir: "auto" });
  const [first] = content.citations;
  const fill = async () => {
    try {
      field.value = await citation(content, first.ending);
    } catch (reason) {
      console.warn("standpoint: the citation could not be loaded:", reason);
      field.value = "The citation could not be loaded. Open this part again to try once more.";
    }
  };
  Object.assign(cited, { field, said: el("p", { class: "muted small", role: "status" }) });
  fill().then(showCited);
  const copy = el("button", { class: "button", "data-focus": "copy citation" }, "Copy citation");
  copy.addEventListener("click", async () => {
    await fill(); // the map may have been moved since
    copyText(copy, field.value, "Copy citation");
  });
  return guideSection(
    "Cite",
    field,
    cited.said,
    el(
      "div",
      { class: "row" },
      copy,
      content.citations.slice(1).map((entry) => fileLink(entry, "button")),
    ),
  );
}

/** @param {ShareContent} content */
function drawFormats(content) {
  const size = el(
    "select",
    { "aria-label": "Size of the picture in pixels", "data-focus": "size" },
    content.sizes.map(([width, height]) => el("option", { value: `${width} ${height}` }, `${width} × ${height}`)),
  );
  return guideSection(
    "Export",
    el(
      "ul",
      { class: "formats" },
      content.formats.map((entry) =>
        el(
          "li",
          {},
          entry.most !== null && content.count > entry.most
            ? el("span", {}, `${entry.label}: up to ${figures(entry.most)} statements`)
            : fileLink(entry, "link"),
          entry.sized ? size : null,
          el("span", { class: "small muted" }, entry.use),
        ),
      ),
    ),
  );
}

/** @param {FormatEntry} entry @param {string} kind */
function fileLink({ label, ending, download, sized }, kind) {
  return el(
    "a",
    {
      class: kind,
      "data-ending": ending,
      "data-sized": sized,
      "data-focus": `export ${ending}`,
      download,
      target: download ? null : "_blank",
      rel: "noopener",
    },
    label,
  );
}

/** @param {ShareContent} content */
function drawPrograms(content) {
  return guideSection(
    "For programs",
    el(
      "p",
      {},
      "These addresses give the same statements each time they are asked, so a spreadsheet or a GIS can read them as a live table or layer. ",
      el("a", { href: new URL("export/openapi.json", APP_ROOT).href, target: "_blank", rel: "noopener" }, "Description (OpenAPI)"),
    ),
    ["geojson", "csv"].map((ending) => {
      const field = el("input", { class: "taken", readonly: true, "aria-label": `Address of the ${ending}` });
      texts.set(field, () => exportAddress(content, ending, {}, NOT_IN_TABLES));
      return field;
    }),
  );
}

/** @param {HTMLElement} root @param {ShareContent} content */
function refreshAddresses(root, content) {
  const [width, height] = root.querySelector("select")?.value.split(" ") ?? [];
  for (const anchor of /** @type {NodeListOf<HTMLAnchorElement>} */ (root.querySelectorAll("[data-ending]"))) {
    const { ending = "", sized } = anchor.dataset;
    anchor.href = exportAddress(content, ending, sized === undefined ? undefined : { width, height, dark: String(isDark()) });
  }
  for (const field of /** @type {NodeListOf<HTMLInputElement>} */ (root.querySelectorAll(".taken"))) {
    const text = texts.get(field)?.();
    if (text !== undefined && field.value !== text) field.value = text;
  }
}
