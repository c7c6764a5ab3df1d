// Fills the rooms of the page. Each interaction brings one message with what all of them show;
// the map and the panel come first, the controls when those are on the screen.
import { answered, findAgain, send, unanswered } from "./connection.js";
import { drawControls } from "./controls.js";
import { drawHead } from "./head.js";
import { drawMap } from "./map/courier.js";
import { drawPanel } from "./panels/panel.js";
import { drawProblems } from "./problems.js";

/** @type {Record<string, Draw>} */
const DRAW = { map: drawMap, panel: drawPanel, head: drawHead, problems: drawProblems };
/** @type {Record<string, Draw>} */
const DRAW_LATER = { controls: drawControls };
/** @type {Map<string, HTMLElement | ShadowRoot | null>} */
const rooms = new Map([["map", null]]); // the map stands in a frame of its own
/** @type {Partial<Message>} */
let latest = {};

/** @param {Record<string, Draw>} draws */
function fill(draws) {
  for (const [name, draw] of Object.entries(draws)) {
    const content = latest[/** @type {keyof Message} */ (name)];
    if (content && rooms.has(name)) draw(content, rooms.get(name), send, unanswered);
  }
}

/** @param {() => void} run */
function afterPainting(run) {
  requestAnimationFrame(() => setTimeout(run));
}

/** @type {Run} */
export function run({ data, parentElement, setTriggerValue }) {
  if (data.room) {
    rooms.set(data.room, parentElement);
    if (data.room in DRAW) fill({ [data.room]: DRAW[data.room] });
  } else {
    latest = data;
    answered(data.answered, setTriggerValue);
    fill(DRAW);
    findAgain();
  }
  afterPainting(() => fill(DRAW_LATER));
}
