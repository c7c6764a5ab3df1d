// What floats over the map, told to the map, so that nothing on it lies under a control.
import { tellMap } from "./dom.js";

const FLOATING = ".bar, .chips, .first, .corner";
const PASSING = ".chips, .first"; // comes and goes with what is chosen: the view makes no room for it
const BAR = 68; // px: the row of search and menus, until it has been drawn
const CORNER = [440, 96]; // px: quick views and the map's menu, likewise, above the legend
const NARROW = "(max-width: 640px), (max-width: 900px) and (min-height: 501px)"; // as in style.css: there the row stands above the map

const map = () => document.querySelector(".st-key-map");
/** @type {HTMLElement[]} */
let floating = [];

// Boxes [left, top, right, bottom, passing] in px of the map.
export function covered() {
  const frame = map()?.getBoundingClientRect();
  if (!frame || document.documentElement.classList.contains("standpoint-embedded")) return [];
  if (!floating.length) {
    if (window.matchMedia(NARROW).matches) return [];
    return [
      [0, 0, frame.width, BAR, 0],
      [frame.width - CORNER[0], frame.height - CORNER[1], frame.width, frame.height, 0],
    ];
  }
  return floating.flatMap((node) => {
    const box = node.getBoundingClientRect();
    if (!box.width || !box.height || box.bottom < frame.top + 1 || box.top > frame.bottom - 1) return [];
    const sides = [box.left - frame.left - 4, box.top - frame.top, box.right - frame.left + 4, box.bottom - frame.top].map(Math.round);
    return [[...sides, Number(node.matches(PASSING))]];
  });
}

/**
 * Tells the map again whenever what floats over it, or the map itself, has another size; while an
 * answer is waited for, that brings it along.
 * @param {HTMLElement} root @param {() => Changes} asked
 */
export function followCovered(root, asked) {
  if (floating.length) return;
  floating = [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(FLOATING))];
  const tell = () => {
    if (!Object.keys(asked()).length) tellMap({ standpoint: "covered", boxes: covered() });
  };
  const sizes = new ResizeObserver(tell);
  for (const node of [...floating, map()]) if (node) sizes.observe(node);
}
