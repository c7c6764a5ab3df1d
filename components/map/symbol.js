/* The symbol of a place: a ring split by side with the number of statements in the middle.
 *
 * Shape tells precision: a circle is an exact place, a rounded square a whole division or country,
 * a dashed outer line a vague area or a sea. A tail, as of a speech bubble, says that it was said here.
 */
import drawing from "./drawing.json" with { type: "json" };

const SVG = "http://www.w3.org/2000/svg";
const { SMALLEST, LARGEST, GAP } = drawing.symbol; // px
/** @type {Record<string, string>} */
const SHAPES = drawing.precision.SHAPES;
export const MARGIN = drawing.symbol.MARGIN; // room for the dark ring of a chosen place and for the dashed line

/** What a shape says. @type {Record<string, string>} */
export const MEANING = { exact: "exact place", whole: "whole division or country", vague: "vague area or sea" };

/** @param {string} name @param {Record<string, string | number>} [attributes] */
export function svg(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, String(value));
  return element;
}

/** The number as it fits into a ring: whole up to 9,999, thousands beyond. @param {number} count */
export function number(count) {
  return count < 10000 ? String(count) : `${Math.round(count / 1000)}k`;
}

/** @param {number} diameter */
function fontSize(diameter) {
  return diameter < 26 ? 10 : diameter < 36 ? 12 : 13;
}

/** Diameter in px: the area grows with the count, but the number always fits. @param {number} count @param {number} most */
export function diameter(count, most) {
  const full = LARGEST - SMALLEST;
  const size = SMALLEST + full * Math.sqrt(Math.min(1, count / Math.max(10, most)));
  const digits = number(count).length;
  return Math.round(Math.min(LARGEST, Math.max(size, digits > 1 ? digits * 7 + 12 : 0)));
}

/** @param {string} shape @param {number} radius @param {Record<string, string | number>} attributes */
function outline(shape, radius, attributes) {
  if (shape !== "whole") return svg("circle", { r: radius, ...attributes });
  return svg("rect", { x: -radius, y: -radius, width: 2 * radius, height: 2 * radius, rx: radius * 0.38, ...attributes });
}

/** Draw a symbol as an SVG element: { shape, diameter, parts: [{colour, count}], text, tail, several, hollow }. @param {Picture} what */
export function draw(what) {
  const { shape, parts } = what;
  const radius = what.diameter / 2;
  const thick = Math.max(4, Math.round(what.diameter * 0.15));
  const half = radius + MARGIN + 3;
  const picture = svg("svg", {
    width: 2 * half,
    height: 2 * half,
    viewBox: [-half, -half, 2 * half, 2 * half].join(" "),
    "aria-hidden": "true",
    focusable: "false",
    class: `map-symbol is-${shape}`,
  });
  picture.append(outline(shape, radius + 4, { class: "halo" }));
  if (what.tail) {
    const out = radius + 7,
      in_ = radius - 4;
    /** @param {number} angle @param {number} r */
    const point = (angle, r) => [r * Math.cos(angle), r * Math.sin(angle)].map((v) => v.toFixed(1)).join(" ");
    const reach = shape === "whole" ? 1.2 : 1;
    picture.append(svg("path", { class: "tail", d: `M${point(1.8, in_)} L${point(2.25, out * reach)} L${point(2.75, in_)} Z` }));
  }
  if (what.several) picture.append(outline("exact", radius + 2.5, { class: "several" }));
  picture.append(outline(shape, radius, { class: "disc" }));
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  const gap = (100 * GAP) / (2 * Math.PI * (radius - thick / 2)); // sides are told apart by more than colour
  let before = 0;
  for (const part of total ? parts : []) {
    if (!part.count) continue;
    const share = (100 * part.count) / total;
    const drawn = share - Math.min(gap, share / 2);
    picture.append(
      outline(shape, radius - thick / 2, {
        class: "part",
        pathLength: 100,
        "stroke-width": thick,
        // A whole turn without a dash: a dash of exactly 100 leaves a hairline open in some browsers.
        ...(share < 100
          ? { "stroke-dasharray": `${drawn.toFixed(3)} ${(100 - drawn).toFixed(3)}`, "stroke-dashoffset": (-before).toFixed(3) }
          : {}),
        style: `stroke: var(--map-${part.colour})`,
        ...(shape !== "whole" ? { transform: "rotate(-90)" } : {}),
      }),
    );
    before += share;
  }
  if (!total) picture.append(outline(shape, radius - 1, { class: "hollow" }));
  if (shape === "vague") picture.append(svg("circle", { r: radius + 2.5, class: "dashes" }));
  picture.append(outline(shape, radius + 3.2, { class: "chosen-ring" }));
  if (what.text !== undefined) {
    const text = svg("text", { "text-anchor": "middle", dy: "0.35em", "font-size": fontSize(what.diameter) });
    text.textContent = what.text;
    picture.append(text);
  }
  return picture;
}

const LINES = {
  arc: "M2 12 Q15 -3 28 12",
  area: "M2 2 H28 V12 H2 Z",
  disputed: "M2 7 H28",
  uncertain: "M7 7 a8 7 0 1 0 16 0 a8 7 0 1 0 -16 0",
};

/**
 * A sample of what is no symbol: "arc", "area", "disputed" or "uncertain", 30 by 14 px.
 * @param {"arc" | "area" | "disputed" | "uncertain"} kind
 */
export function line(kind) {
  const picture = svg("svg", { width: 30, height: 14, viewBox: "0 -1 30 16", "aria-hidden": "true" });
  picture.append(svg("path", { class: `map-line is-${kind}`, d: LINES[kind] }));
  return picture;
}

/** @param {number} precision */
export const shapeOf = (precision) => SHAPES[precision] || "vague";
