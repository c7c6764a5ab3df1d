// A draft that was taken as a file, brought back; and what is read of any file that is handed over.
import { el } from "../dom.js";

export function drawBring() {
  return el(
    "label",
    { class: "small" },
    "Go on with a draft that was taken as a file ",
    el("input", { type: "file", accept: ".zip", name: "brought", "data-focus": "brought" }),
  );
}

/** @param {Desk} desk @param {File} file */
export async function bring(desk, file) {
  const { content } = await contentOf(file);
  const found = await desk.question("bring", { content });
  if (found) await desk.enter(found.draft, null);
}

/** Read a file's bytes, as base64. @param {File} file @returns {Promise<{ name: string, content: string }>} */
export function contentOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: String(reader.result).split(",")[1] ?? "" });
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}
