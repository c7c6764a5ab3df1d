// Ways to the parts of the page for who reads it by keyboard: past all that stands before a part, and by
// single keys, which can be turned off where they hinder, as for those who dictate.
const OFF = "standpoint-no-keys";

/** Each part: where it is, and what takes the focus in it, the first that there is. @type {Record<string, [string, string[]]>} */
export const PARTS_OF_PAGE = {
  statements: [".st-key-panel-room", [".card .exact", '[role="tab"][aria-selected="true"]', '[role="tab"]']],
  search: [".st-key-controls-room, #controls", [".search input"]],
  map: [".st-key-map", ["iframe", "#map"]],
};

/** Puts the focus into a part of the page. @param {string} name */
export function goTo(name) {
  const [room, targets] = PARTS_OF_PAGE[name];
  const place = document.querySelector(room);
  if (!place) return;
  /** @type {(Element | ShadowRoot)[]} */
  const roots = [place, ...[place, ...place.querySelectorAll("*")].flatMap((node) => node.shadowRoot ?? [])];
  const found = targets.flatMap((target) => roots.flatMap((root) => root.querySelector(target) ?? []));
  if (found[0] instanceof HTMLElement) found[0].focus();
}

/** "/" goes to the search, "?" to how to read the map; not where somebody writes. @param {HTMLElement} root */
export function followKeys(root) {
  window.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !areKeysOn()) return;
    const [target] = event.composedPath();
    if (target instanceof Element && target.matches("input:not([type=range]), textarea, select, [contenteditable]")) return;
    const guide = /** @type {HTMLElement | null} */ (root.querySelector('[data-focus="guide"]'));
    if (event.key === "/") goTo("search");
    else if (event.key === "?" && guide) guide.click();
    else return;
    event.preventDefault();
  });
}

export function areKeysOn() {
  try {
    return window.localStorage.getItem(OFF) === null;
  } catch {
    return true; // a browser may keep nothing for a page
  }
}

/** @param {boolean} on */
export function turnKeys(on) {
  try {
    if (on) window.localStorage.removeItem(OFF);
    else window.localStorage.setItem(OFF, "off");
  } catch {
    // they stay as they are
  }
}
