// Fills the rooms of the page. Each interaction brings one message with what all of them show;
// the map and the panel come first, the controls when those are on the screen.
import { answered, findAgain, send, unanswered } from "./connection.js";
import { drawControls } from "./controls.js";
import { drawHead } from "./head.js";
import { drawMap } from "./map/courier.js";
import { drawPanel } from "./panels/panel.js";
import { drawProblems } from "./problems.js";

const DRAW = { map: drawMap, panel: drawPanel, head: drawHead, problems: drawProblems };
const DRAW_LATER = { controls: drawControls };
/** @type {Map<string, any>} */
const rooms = new Map([["map", null]]); // the map stands in a frame of its own
let latest = {};

function fill(draws) {
  for (const [name, draw] of Object.entries(draws)) {
    const content = latest[name];
    if (content && rooms.has(name)) draw(content, rooms.get(name), send, unanswered);
  }
}

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
