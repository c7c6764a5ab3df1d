// The map of a draft's places: moved by mouse and keys, it tells where it was pressed. It is one element as
// long as the page stands, in Mercator's projection: a unit is a degree of longitude, y grows southward.
import { el, svg, whole } from "../dom.js";

const [LEAST, MOST] = [0.3, 360]; // degrees in sight
const TURN = 180 / Math.PI;
const NORTHMOST = 85.05;
const LETTER = 6.6; // px of a letter of a name, on average
const MOST_NAMES = 60;
const STEP = 1 / 8; // of the map, that a key moves it

/** @type {{ x: number, y: number, width: number }} What is in sight: its middle, and how wide it is. */
const view = { x: 0, y: -20, width: MOST };
/** @type {AtlasContent} */
let content = {
  land: "",
  names: [],
  marks: [],
  areas: [],
  corners: [],
  mode: "",
  pressed: () => {},
  opened: () => {},
  undo: () => {},
  cancel: () => {},
};
let stands = false;
const land = svg("path", { class: "land" });
const [areas, names, marks] = ["areas", "names", "marks"].map((name) => svg("g", { class: name }));
const cross = svg("path", { class: "cross", d: "M-14 0H-4M4 0H14M0 -14V-4M0 4V14" });
const map = svg("svg", { tabindex: 0, role: "application", "data-focus": "atlas" }, land, areas, names, marks, cross);
const button = (/** @type {string} */ words, /** @type {string} */ label, /** @type {number} */ factor) =>
  el("button", { class: "button", type: "button", "aria-label": label, onclick: () => zoom(factor) }, words);
const root = whole(el("div", { class: "atlas" }, map, el("div", { class: "zoom" }, button("+", "Closer", 0.5), button("−", "Farther", 2))));

/** Mercator's projection of a latitude. @param {number} lat */
export function project(lat) {
  return -Math.asinh(Math.tan(Math.max(-NORTHMOST, Math.min(NORTHMOST, lat)) / TURN)) * TURN;
}

/** The latitude at a y. @param {number} y */
export function latitude(y) {
  return Math.atan(Math.sinh(-y / TURN)) * TURN;
}

/** Show the map. @param {AtlasContent} next */
export function drawAtlas(next) {
  if (next.land !== content.land) land.setAttribute("d", next.land);
  content = next;
  map.setAttribute("aria-label", `${next.label ?? "The map"}. Arrow keys move it, plus and minus bring it closer or farther.`);
  root.classList.toggle("setting", Boolean(next.mode));
  paint();
  if (!stands) listen();
  stands = true;
  return root;
}

/** Bring a point into the middle, with so many degrees around it. @param {number} lat @param {number} lon @param {number} width */
export function panTo(lat, lon, width) {
  Object.assign(view, { x: lon, y: project(lat), width });
  paint();
}

/** Bring points into sight, all of them. @param {{ x: number, y: number }[]} points */
export function fit(points) {
  if (!points.length) return;
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [west, east, north, south] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.min(MOST, Math.max(4, (east - west) * 1.5, (south - north) * 1.5 * aspect()));
  Object.assign(view, { x: (west + east) / 2, y: (north + south) / 2, width });
  paint();
}

function aspect() {
  return map.clientWidth && map.clientHeight ? map.clientWidth / map.clientHeight : 1.5;
}

function paint() {
  const height = view.width / aspect();
  view.x = Math.max(-180, Math.min(180, view.x));
  view.y = Math.max(-180, Math.min(180, view.y));
  map.setAttribute("viewBox", `${view.x - view.width / 2} ${view.y - height / 2} ${view.width} ${height}`);
  const unit = view.width / (map.clientWidth || 600);
  const at = (/** @type {number} */ x, /** @type {number} */ y) => `translate(${x} ${y}) scale(${unit})`;
  cross.setAttribute("transform", at(view.x, view.y));
  areas.replaceChildren(...content.areas.map(({ path, own }) => svg("path", { d: path, class: own ? "own" : null })), ...drawn());
  const taken = new Set();
  const free = room(taken, unit);
  const sorted = [...content.marks].sort((one, other) => Number(other.own) - Number(one.own));
  const words = new Map(sorted.slice(0, MOST_NAMES).map((mark) => [mark, free(mark.x, mark.y, mark.name, 9)]));
  marks.replaceChildren(
    ...sorted
      .reverse()
      .map((mark) =>
        svg(
          "g",
          { transform: at(mark.x, mark.y), class: mark.own ? "own" : mark.offer ? "offer" : null, "data-mark": mark.id },
          svg("title", {}, mark.name),
          svg("circle", { r: mark.own ? 7 : 5 }),
          words.get(mark) ? svg("text", { x: 10, y: 4 }, mark.name) : null,
        ),
      ),
  );
  const closeness = Math.log2(((map.clientWidth || 600) * 360) / (256 * view.width));
  names.replaceChildren(
    ...content.names.flatMap(([name, x, y, from]) =>
      from <= closeness + 0.5 && Math.abs(x - view.x) < view.width / 2 && Math.abs(y - view.y) < height / 2 && free(x, y, name, 0)
        ? [svg("text", { transform: at(x, y) }, name)]
        : [],
    ),
  );
}

/**
 * Tells whether a name has room beside a point, and takes it. One begins beside its mark or stands around its point.
 * @param {Set<{ x: number, y: number, width: number }>} taken @param {number} unit
 */
function room(taken, unit) {
  return (/** @type {number} */ x, /** @type {number} */ y, /** @type {string} */ name, /** @type {number} */ beside) => {
    const width = name.length * LETTER + 8;
    const box = { x: x / unit + (beside || -width / 2), y: y / unit, width };
    for (const other of taken) {
      if (Math.abs(box.y - other.y) < 15 && box.x < other.x + other.width && other.x < box.x + box.width) return false;
    }
    taken.add(box);
    return true;
  };
}

// The corners that are set so far, with the sides between them.
function drawn() {
  const points = content.corners.map(([x, y]) => `${x} ${y}`);
  if (!points.length) return [];
  return [
    svg("path", { class: "own", d: `M${points.join("L")}${points.length > 2 ? "Z" : ""}` }),
    svg("path", { class: "corners", d: points.map((point) => `M${point}h0`).join("") }),
  ];
}

/** @param {number} factor @param {{ x: number, y: number }} [around] */
function zoom(factor, around = view) {
  const next = Math.min(MOST, Math.max(LEAST, view.width * factor));
  const by = next / view.width;
  Object.assign(view, { x: around.x - (around.x - view.x) * by, y: around.y - (around.y - view.y) * by, width: next });
  paint();
}

/** @param {MouseEvent} event */
function pointOf(event) {
  const box = map.getBoundingClientRect();
  const unit = view.width / box.width;
  return { x: view.x + (event.clientX - box.x - box.width / 2) * unit, y: view.y + (event.clientY - box.y - box.height / 2) * unit };
}

/** Tell of a point that was pressed. @param {{ x: number, y: number }} point */
function press({ x, y }) {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 180) content.pressed(rounded(latitude(y)), rounded(x));
}

// As many digits as the map's scale bears: a press on the whole world is no metre.
/** @param {number} degrees */
function rounded(degrees) {
  return Number(degrees.toFixed(view.width > 60 ? 1 : view.width > 6 ? 2 : 3));
}

/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

/** @param {KeyboardEvent} event @returns {boolean} whether the key was meant for the map */
function key(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const [x, y] = MOVES[event.key] ?? [0, 0];
  if (x || y) {
    Object.assign(view, { x: view.x + x * view.width, y: view.y + (y * view.width) / aspect() });
    paint();
  } else if (event.key === "+" || event.key === "=") zoom(0.5);
  else if (event.key === "-") zoom(2);
  else if (!content.mode) return false;
  else if (event.key === "Enter" || event.key === " ") press(view);
  else if (event.key === "Backspace") content.undo();
  else if (event.key === "Escape") content.cancel();
  else return false;
  return true;
}

function listen() {
  /** @type {{ x: number, y: number, moved: boolean } | null} */
  let held = null;
  map.addEventListener("pointerdown", (/** @type {PointerEvent} */ event) => {
    held = { x: event.clientX, y: event.clientY, moved: false };
    map.setPointerCapture(event.pointerId);
  });
  map.addEventListener("pointermove", (/** @type {PointerEvent} */ event) => {
    if (!held || (!held.moved && Math.hypot(event.clientX - held.x, event.clientY - held.y) < 5)) return;
    const unit = view.width / map.clientWidth;
    Object.assign(view, { x: view.x - (event.clientX - held.x) * unit, y: view.y - (event.clientY - held.y) * unit });
    held = { x: event.clientX, y: event.clientY, moved: true };
    paint();
  });
  map.addEventListener("pointerup", (/** @type {PointerEvent} */ event) => {
    const pressed = held && !held.moved;
    held = null;
    if (!pressed) return;
    const mark = /** @type {Element[]} */ (nodesAt(event)).find((node) => node.closest("[data-mark]"));
    if (content.mode) press(pointOf(event));
    else if (mark) content.opened(/** @type {SVGElement} */ (mark.closest("[data-mark]")).dataset.mark ?? "");
  });
  map.addEventListener("pointercancel", () => {
    held = null;
  });
  map.addEventListener(
    "wheel",
    (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.4 : 1 / 1.4, pointOf(event));
    },
    { passive: false },
  );
  map.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (key(event)) event.preventDefault();
  });
  new ResizeObserver(paint).observe(map);
}

/** @param {PointerEvent} event */
function nodesAt(event) {
  return /** @type {Document | ShadowRoot} */ (map.getRootNode()).elementsFromPoint(event.clientX, event.clientY);
}
