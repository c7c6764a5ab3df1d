// The line over the map for a first visit: what a number and a line on it mean, said of the data. It
// goes for ever with the first choice.
import { el } from "./dom.js";
import { plural, statements } from "./engine/wording.js";

const KEY = "standpoint-first";
const CHOSEN = ["at", "statement"];

/** @param {ControlsContent} content @returns {Part | false | null} */
export function firstPart({ first, filtered }) {
  const link = new URLSearchParams(`${window.location.search}&${window.location.hash.slice(1)}`);
  if (filtered || CHOSEN.some((key) => link.has(key))) remember();
  return first && !remembered() && ["first", first, drawFirst];
}

/** @param {First} first */
function drawFirst({ count, name, lines }) {
  return el(
    "p",
    { class: "first" },
    `${statements(count)} ${plural(count, "is", "are")} about `,
    el("bdi", {}, name),
    lines ? "; the lines run from where something was said to what it is about." : ".",
  );
}

// A browser may keep nothing for a page; then the line stands once more.
function remembered() {
  try {
    return window.localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember() {
  try {
    window.localStorage.setItem(KEY, "seen");
  } catch {
    // it is only shown once more
  }
}
