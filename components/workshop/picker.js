// A map on which a place's point is set by a click: degrees east and north, drawn as they are.
import { el, svg, whole } from "../dom.js";

const CLOSE = 12; // degrees that are in sight around a point that is set
const [LEAST, MOST] = [0.5, 360];
/** The outlines of all countries as one path; null until they are here. @type {string | null} */
let outlines = null;
let asked = false;

/** Give the outlines; they are asked for once. @param {Desk} desk */
export function world(desk) {
  if (!asked) {
    asked = true;
    desk.question("world").then((answer) => {
      outlines = answer?.path ?? null;
      asked = Boolean(answer);
      desk.draw();
    });
  }
  return outlines;
}

/** Draw the map around a place; `chosen` hears the point of a click. @param {Cells} place @param {Cells[]} places @param {(lat: number, lon: number) => void} chosen */
export function drawPicker(place, places, chosen) {
  const at = (/** @type {Cells} */ { lat, lon }) => (lat && lon ? { x: Number(lon), y: -Number(lat) } : null);
  const own = at(place);
  const width = own ? CLOSE : MOST;
  const box = { x: own ? own.x - width / 2 : -180, y: own ? own.y - width / 4 : -90, width, height: width / 2 };
  const points = places.flatMap((one) => {
    const found = at(one);
    return found
      ? [svg("path", { d: `M${found.x} ${found.y}h0`, class: one === place ? "own" : "other" }, svg("title", {}, one.name))]
      : [];
  });
  const map = svg(
    "svg",
    { viewBox: view(box), role: "img", "aria-label": `The map: a click sets where ${place.name} lies` },
    svg("path", { d: outlines, class: "land" }),
    points,
  );
  /** @param {number} factor @param {{ x: number, y: number }} around */
  const zoom = (factor, around) => {
    const next = Math.min(MOST, Math.max(LEAST, box.width * factor));
    const by = next / box.width;
    Object.assign(box, { x: around.x - (around.x - box.x) * by, y: around.y - (around.y - box.y) * by, width: next, height: next / 2 });
    map.setAttribute("viewBox", view(box));
  };
  const middle = () => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });
  map.addEventListener("click", (/** @type {MouseEvent} */ event) => {
    const { x, y } = pointOf(map, event);
    if (Math.abs(x) <= 180 && Math.abs(y) <= 90) chosen(rounded(-y, box.width), rounded(x, box.width));
  });
  map.addEventListener(
    "wheel",
    (/** @type {WheelEvent} */ event) => {
      event.preventDefault();
      zoom(event.deltaY > 0 ? 1.4 : 1 / 1.4, pointOf(map, event));
    },
    { passive: false },
  );
  const button = (/** @type {string} */ words, /** @type {string} */ label, /** @type {number} */ factor) =>
    el("button", { class: "button", type: "button", "aria-label": label, onclick: () => zoom(factor, middle()) }, words);
  return whole(el("div", { class: "picker" }, map, el("div", { class: "row" }, button("+", "Closer", 0.5), button("−", "Farther", 2))));
}

/** @param {{ x: number, y: number, width: number, height: number }} box */
function view({ x, y, width, height }) {
  return `${x} ${y} ${width} ${height}`;
}

/** @param {any} map @param {MouseEvent} event */
function pointOf(map, event) {
  return new DOMPoint(event.clientX, event.clientY).matrixTransform(map.getScreenCTM().inverse());
}

// As many digits as the map's scale bears: a click on the whole world is no metre.
/** @param {number} degrees @param {number} width */
function rounded(degrees, width) {
  return Number(degrees.toFixed(width > 60 ? 1 : width > 6 ? 2 : 3));
}
