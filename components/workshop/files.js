// Files as they are chosen or dropped, and files and texts as they are sent: their bytes as base64.
import { el } from "../dom.js";

/**
 * Draw what files are chosen with: the browser's own field, which shows as a button of the house.
 * @param {string} words @param {Attributes} more
 */
export function drawChooser(words, more) {
  return el("label", { class: "button chooser" }, el("input", { type: "file", "aria-label": words, ...more }), words);
}

/**
 * What an element needs for files to be dropped on it; it says so while some are held over it.
 * @param {(files: FileList) => void} taken
 */
export function dropTarget(taken) {
  /** @param {boolean} over */
  const mark = (over) => (/** @type {At<DragEvent, HTMLElement>} */ event) => {
    const stays = event.type === "dragleave" && event.currentTarget.contains(/** @type {Node | null} */ (event.relatedTarget));
    event.currentTarget.classList.toggle("over", over || stays);
    event.preventDefault();
  };
  return {
    ondragover: mark(true),
    ondragleave: mark(false),
    ondrop: (/** @type {At<DragEvent, HTMLElement>} */ event) => {
      mark(false)(event);
      if (event.dataTransfer?.files.length) taken(event.dataTransfer.files);
    },
  };
}

/** Read a file: its name and its content. @param {File} file @returns {Promise<{ name: string, content: string }>} */
export function contentOf(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve({ name: file.name, content: String(reader.result).split(",")[1] ?? "" });
    reader.onerror = reject;
    reader.readAsDataURL(file);
  });
}

/** Give a text as the bytes of a file. @param {string} words */
export function encoded(words) {
  let bytes = "";
  for (const byte of new TextEncoder().encode(words)) bytes += String.fromCharCode(byte);
  return window.btoa(bytes);
}
