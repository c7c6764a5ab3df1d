// Fills the rooms of the page. Each interaction brings one message with what all of them show;
// the map and the panel come first, the controls when those are on the screen.
import { answerAtOnce, answerBack, prepare } from "./atonce.js";
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
    if (content && rooms.has(name)) draw(content, rooms.get(name), choose, unanswered);
  }
}

/** @param {() => void} run */
function afterPainting(run) {
  requestAnimationFrame(() => setTimeout(run));
}

/** What the page can answer itself stands at once; the server is asked for all else. @type {Send} */
function choose(asked) {
  const content = answerAtOnce(latest, asked);
  if (content) draw(content);
  else send(asked);
}

/** @param {Partial<Message>} content */
function draw(content) {
  latest = { ...latest, ...content };
  fill(DRAW);
  afterPainting(() => fill(DRAW_LATER));
}

function goBack() {
  const content = answerBack(latest);
  if (content) draw(content);
}

let isFollowing = false;

/** The map's messenger is the first to hear of "back": then the map does not fly. */
function follow() {
  if (!isFollowing) window.addEventListener("popstate", goBack);
  isFollowing = true;
}

/** @type {Run} */
export function run({ data, parentElement, setTriggerValue }) {
  if (data.room) {
    rooms.set(data.room, parentElement);
    if (data.room in DRAW) fill({ [data.room]: DRAW[data.room] });
    afterPainting(() => fill(DRAW_LATER));
    return;
  }
  if (answered(data, setTriggerValue)) {
    latest = {};
    draw(data);
    follow();
  }
  prepare(data.columns);
  findAgain();
}
