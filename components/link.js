// The page's own link: what it says, and how it is copied.
import { el, say } from "./dom.js";

export const APP_ROOT = import.meta.url.replace(/standpoint\/[^/]+\/.*$/, "");

// The map's view as the link has it now; the server has not seen the last movements yet.
export function viewNow() {
  return new URLSearchParams(window.location.search).get("view");
}

/**
 * A host may serve the app inside a frame of its own at ".../~/+/"; the link is the page's.
 * It names the dataset, so that it means the same when there are more of them one day.
 * What is only about sharing itself is no part of it.
 * @param {string} dataset @param {Record<string, string>} [more]
 */
export function pageLink(dataset, more = {}) {
  const url = new URL(window.location.href);
  if (!url.searchParams.has("dataset")) url.searchParams.set("dataset", dataset);
  if (url.searchParams.get("tab") === "share") url.searchParams.delete("tab");
  for (const key of [...url.searchParams.keys()]) if (key.startsWith("embed")) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  url.pathname = url.pathname.replace(/~\/\+\/$/, "");
  return readable(url);
}

/** Rids the page's address of what others added to it, so that no copy of it spreads that. @param {string[]} keys */
export function forgetInLink(keys) {
  const url = new URL(window.location.href);
  const there = keys.filter((key) => url.searchParams.has(key));
  for (const key of there) url.searchParams.delete(key);
  if (there.length) window.history.replaceState(window.history.state, "", readable(url));
}

/** @param {URL} url */
export function readable(url) {
  return url.href.replaceAll("%2C", ",").replaceAll("%3A", ":");
}

/**
 * A link that came from elsewhere may carry what others put there; an export's address does not.
 * @param {{ dataset: string, keys?: string[] }} page @param {string} ending @param {Record<string, string>} [more]
 * @param {string[]} [without]
 */
export function exportAddress({ dataset, keys = [] }, ending, more = {}, without = []) {
  const url = new URL(`export/${encodeURIComponent(dataset)}.${ending}`, APP_ROOT);
  for (const [key, value] of new URL(pageLink(dataset)).searchParams) {
    if (keys.includes(key) && !without.includes(key)) url.searchParams.append(key, value);
  }
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  return readable(url);
}

/**
 * What is on the screen as a citation, in the format of an ending.
 * @param {{ dataset: string, keys?: string[] }} of @param {string} ending
 */
export async function citation(of, ending) {
  const answer = await fetch(exportAddress(of, ending));
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.text();
}

/**
 * The button says what came of it, and after a moment its own name again. Gives whether it was copied.
 * @param {HTMLElement} button @param {string} text @param {string} name
 */
export async function copyText(button, text, name) {
  let copied = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copied = copyTheOldWay(text);
  }
  button.textContent = copied ? "Copied" : "Copying is not allowed here";
  say(button.textContent);
  window.setTimeout(() => {
    button.textContent = name;
  }, 2000);
  return copied;
}

/** The clipboard is closed to pages without HTTPS and to frames; selecting text still works. @param {string} text */
function copyTheOldWay(text) {
  const field = document.body.appendChild(el("textarea", { readonly: true, style: "position:fixed;opacity:0" }));
  field.value = text;
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
