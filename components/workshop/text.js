// The source's text with its passages: to read, and to select words in, by mouse, finger or keys.
import { el } from "../dom.js";
import { blocks, pieces } from "./passages.js";

const AROUND = 40_000; // characters before and after the record in hand; a longer text is shown in part

/**
 * Give the part of the page that shows a text: content has text, language, direction, spans, chosen, marked.
 * @param {TextContent} content @returns {Part}
 */
export function textPart(content) {
  const { text, spans, chosen, marked } = content;
  const middle = spans.find(({ id }) => id === chosen)?.start ?? marked?.start ?? 0;
  const near = blocks(text).filter(({ start, text: line }) => start + line.length > middle - AROUND && start < middle + AROUND);
  const from = near[0]?.start ?? 0;
  const to = near.length ? near[near.length - 1].start + near[near.length - 1].text.length : 0;
  const seen = spans.filter((span) => span.start < to && span.end > from);
  if (marked) seen.push({ id: "", state: "marked", start: marked.start, end: marked.end });
  const states = new Map(seen.map(({ id, state }) => [id, state]));
  const starts = new Map(seen.map(({ id, start }) => [id, start]));
  /** @param {Piece[]} found */
  const draw = (found) => drawLine(found, states, starts, chosen);
  return [
    "text",
    [content.source, content.language, content.direction],
    () => drawFrame(content),
    near.map((line) => {
      const found = pieces(line, seen);
      const look = found.map(({ start, ids }) => [start, ids.map((id) => [id, states.get(id), id === chosen])]);
      return [`line ${line.start}`, [line.text, look], () => draw(found)];
    }),
  ];
}

/** Nothing can be written into it: it is editable so that a caret moves in it and keys select words. @param {TextContent} content */
function drawFrame({ language, direction }) {
  /** @param {Event} event */
  const refuse = (event) => event.preventDefault();
  return el("div", {
    class: "text source-text",
    "data-focus": "text",
    lang: language,
    dir: direction,
    contenteditable: "true",
    inputmode: "none",
    spellcheck: "false",
    role: "textbox",
    "aria-multiline": "true",
    "aria-readonly": "true",
    "aria-label": "The text of the source",
    onbeforeinput: refuse,
    onpaste: refuse,
    oncut: refuse,
    ondrop: refuse,
    ondragstart: refuse,
  });
}

/** @param {Piece[]} found @param {Map<string, string>} states @param {Map<string, number>} starts @param {string} chosen */
function drawLine(found, states, starts, chosen) {
  return el(
    "p",
    { dir: "auto" },
    found.map(({ start, text, ids }) => {
      const words = document.createTextNode(text); // every character counts: nothing is set apart in it
      if (!ids.length) return el("span", { "data-at": start }, words);
      const top = ids.includes(chosen) ? chosen : ids[ids.length - 1];
      const begins = ids.some((id) => starts.get(id) === start);
      const look = [states.get(top), top === chosen && top ? "chosen" : "", begins ? "begins" : ""].filter(Boolean).join(" ");
      return el(
        "mark",
        { class: look, "data-at": start, "data-do": top ? "passage" : null, "data-id": ids.filter(Boolean).join(" ") },
        words,
      );
    }),
  );
}
