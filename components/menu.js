// Menus: a button that unfolds what belongs to it. One is open at a time; Escape, a press elsewhere
// and the focus going elsewhere fold it again.
import { el } from "./dom.js";

/**
 * A menu as a part for `show`: its name, how much is chosen in it, the parts within.
 * @param {string} name @param {number} used @param {(name: string) => void} toggle @param {Parts} within @returns {Part}
 */
export function menuPart(name, used, toggle, within) {
  const id = `menu-${name.toLowerCase()}`;
  return [
    id,
    null,
    () => el("div", { class: "menu" }),
    [
      [
        "button",
        used,
        () =>
          el(
            "button",
            {
              class: used ? "button menu-button used" : "button menu-button",
              "aria-expanded": "false",
              "aria-controls": id,
              "data-menu": name,
              "data-focus": id,
              onclick: () => toggle(name),
            },
            el("span", {}, name),
            el("span", { class: "count" }, used ? String(used) : ""),
          ),
      ],
      ["inside", null, () => el("div", { class: "unfolded", id, role: "group", "aria-label": name, hidden: true }), within],
    ],
  ];
}

/** Unfolds the menu of this name, and folds all others. @param {HTMLElement} root @param {string | null} name */
export function unfold(root, name) {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(".menu-button"))) {
    const open = button.dataset.menu === name;
    const inside = /** @type {HTMLElement} */ (button.nextElementSibling);
    button.setAttribute("aria-expanded", String(open));
    if (inside.hidden === !open) continue;
    inside.hidden = !open;
    // A menu near the end of the map unfolds towards the beginning.
    inside.classList.remove("back");
    if (open) inside.classList.toggle("back", inside.getBoundingClientRect().right > root.getBoundingClientRect().right - 8);
  }
}

/** Calls `fold` when a reader turns to something else than the open menu. @param {HTMLElement} root @param {() => void} fold */
export function followElsewhere(root, fold) {
  /** @param {Event} event */
  const elsewhere = (event) => {
    const open = root.querySelector('.menu-button[aria-expanded="true"]');
    if (open?.parentElement && !event.composedPath().includes(open.parentElement)) fold();
  };
  window.addEventListener("pointerdown", elsewhere);
  window.addEventListener("focusin", elsewhere);
  window.addEventListener("blur", () => document.activeElement?.tagName === "IFRAME" && fold());
}
