// A draft that was taken as a file, brought back.
import { el } from "../dom.js";
import { contentOf, drawChooser } from "./files.js";

export function drawBring() {
  return el(
    "section",
    {},
    el("h2", {}, "From elsewhere"),
    el(
      "div",
      { class: "row" },
      drawChooser("Open a draft that was taken as a file", { accept: ".zip", name: "brought", "data-focus": "brought" }),
    ),
  );
}

/** @param {Desk} desk @param {File} file */
export async function bring(desk, file) {
  const { content } = await contentOf(file);
  const found = await desk.question("bring", { content });
  if (found) await desk.enter(found.draft, null);
}
