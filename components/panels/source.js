import { el } from "../dom.js";
import { drawCard } from "./cards.js";
import { PARTS } from "./parts.js";

PARTS.set("source", sourceParts);

/** @param {SourceContent} content @returns {Parts} */
function sourceParts(content) {
  return [
    [
      "source",
      [content.title, content.details, content.others],
      () =>
        el(
          "section",
          { class: "source" },
          el("h2", { dir: "auto" }, content.title ?? "No source"),
          content.details
            ? el("details", { class: "muted small" }, el("summary", {}, "About this source"), el("p", { dir: "auto" }, content.details))
            : null,
          content.others?.length
            ? el(
                "p",
                { class: "small" },
                "Other sources: ",
                ...content.others.flatMap((other, index) => [
                  index ? " · " : "",
                  el("button", { class: "link", "data-do": "statement", "data-id": other.statement }, other.title),
                ]),
              )
            : null,
        ),
    ],
    content.card && ["card", content.card, (card) => drawCard({ ...card, chosen: true })],
    ["text", [content.segments, content.chosen, content.narrowed], () => drawText(content)],
  ];
}

/**
 * The text as a page to read: room between paragraphs, a light line under what is a statement's, and in
 * the margin a mark where one begins.
 * @param {SourceContent} content
 */
function drawText(content) {
  const met = new Set();
  return el(
    "div",
    { class: content.narrowed ? "text narrowed" : "text", lang: content.language, dir: content.direction },
    content.cutBefore ? "… " : null,
    content.segments.flatMap((segment) => {
      const begins = segment.statements.some((id) => !met.has(id));
      for (const id of segment.statements) met.add(id);
      if (!segment.statements.length) return paragraphs(segment.text);
      const chosen = segment.statements.some((id) => id === content.chosen);
      const last = segment.statements[segment.statements.length - 1];
      /** @param {At<KeyboardEvent, HTMLElement>} event */
      const press = (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          event.currentTarget.click();
        }
      };
      return el(
        "mark",
        {
          class: [chosen ? "chosen" : "", begins ? "begins" : ""].join(" ").trim() || null,
          role: "button",
          tabindex: 0,
          "data-do": "passage",
          "data-id": segment.statements.join(" "),
          "data-focus": `passage ${segment.statements.join(" ")}`,
          "aria-pressed": String(chosen),
          style: `--tone: var(--${content.sides?.[last].colour})`,
          onkeydown: press,
        },
        paragraphs(segment.text),
      );
    }),
    content.cutAfter ? " …" : null,
  );
}

/** A line's end in the text keeps its character, and gets room below it. @param {string} text */
function paragraphs(text) {
  return text.split(/(?<=\n)/).flatMap((line) => (line.endsWith("\n") ? [line, el("span", { class: "gap" })] : [line]));
}
