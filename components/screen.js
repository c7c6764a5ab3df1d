// Fills the rooms of the page. Each interaction brings one message with what all of them show;
// the map and the panel come first, the controls when those are on the screen.
const DRAW = { map: drawMap, panel: drawPanel, head: drawHead, problems: drawProblems };
const DRAW_LATER = { controls: drawControls };
const rooms = new Map([["map", null]]); // the map stands in a frame of its own
const asked = { n: 0, set: {}, find: {} };
let latest = { data: {}, setTriggerValue: null };

// What may change without turning the list's pages back.
const KEEPS_PAGE = ["page", "layers", "base", "reading"];

// Asks the server for changes. Asking again before the answer has come sends all that was asked
// so far: the server may see the last message only.
function send({ set = {}, find = {} }) {
  asked.n += 1;
  if (!Object.keys(set).every((key) => KEEPS_PAGE.includes(key))) delete asked.set.page;
  Object.assign(asked.set, set);
  Object.assign(asked.find, find);
  Object.assign(connection.found, find);
  if (connection.away) keepInLink();
  else ask();
}

function fill(draws) {
  for (const [name, draw] of Object.entries(draws)) {
    const content = latest.data[name];
    if (content && rooms.has(name)) draw(content, rooms.get(name), send, () => asked.set);
  }
}

function afterPainting(run) {
  requestAnimationFrame(() => setTimeout(run));
}

export default function ({ data, parentElement, setTriggerValue }) {
  if (data.room) {
    rooms.set(data.room, parentElement);
    if (data.room in DRAW) fill({ [data.room]: DRAW[data.room] });
  } else {
    latest = { data, setTriggerValue };
    answered(data.answered);
    fill(DRAW);
    findAgain();
  }
  afterPainting(() => fill(DRAW_LATER));
}
