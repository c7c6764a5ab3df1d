/* The legend, the scale and the zoom buttons; and the boxes that they take from the map. */
import * as symbol from "./symbol.js";

const WIDE = 0.25; // of the map: what floats and is narrower leaves room beside it
const MOST = 20; // boxes that a page may lay over the map
const FAR = 0.35; // of the map's height, from the edge at which something floats

/** @param {App} app */
export function legend(app) {
  const { map, data } = app;
  const zoom = map.zoomControl?.setPosition("topright") ?? L.control.zoom({ position: "topright" }).addTo(map);
  map.zoomControl = zoom;
  const scale = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 90 }).addTo(map);

  // One line that says who speaks, what a number counts and what a line means; all else unfolds.
  const box = document.createElement("section");
  box.className = "map-legend";
  box.setAttribute("aria-label", "Legend");
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const line = document.createElement("ul");
  line.className = "map-legend-line";
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "All symbols";
  const list = document.createElement("ul");
  list.id = "map-legend-rows";
  list.className = "map-legend-rows";
  button.setAttribute("aria-controls", list.id);
  box.append(line, button, list);
  map.getContainer().append(box);
  map.getContainer().classList.add("has-legend");

  /** @type {Box[]} */
  let covered = []; // boxes of what the page lays over the map
  let packed = "[]";
  let open = false;
  let drawn = "";
  /** @param {boolean} wanted */
  function unfold(wanted) {
    open = wanted;
    drawn = "";
    paint();
    if (open) stand();
  }
  button.addEventListener("click", () => unfold(!open));
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    event.stopPropagation();
    unfold(false);
    button.focus();
  });

  /** @param {Element} picture @param {string} text */
  function row(picture, text) {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = text;
    picture.classList.add("map-legend-picture");
    item.append(picture, words);
    return item;
  }

  /** @param {string} shape @param {Partial<Picture>} [extra] */
  function glyph(shape, extra) {
    return symbol.draw({ shape, diameter: 14, parts: [{ colour: "neutral", count: 1 }], ...extra });
  }

  function speakers() {
    const spoken = new Set(app.compared ? app.sides.keys() : data.statements.side);
    return app.sides
      .map((side, i) => ({ side, i }))
      .filter(({ i }) => spoken.has(i))
      .map(({ side }) => {
        const dot = symbol.svg("svg", { width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" });
        dot.append(symbol.svg("circle", { r: 5, style: `fill: var(--map-${side.colour})` }));
        return row(dot, side.name);
      });
  }

  /** Whether numbers on the map can add up to more statements than there are. */
  function several() {
    const { said, about } = data.statements;
    return said.some((places, n) => new Set([...places, ...about[n]]).size > 1);
  }

  /** What a number and a line on the map mean. */
  function meanings() {
    const found = [];
    const ring = symbol.draw({ shape: "exact", diameter: 14, parts: [{ colour: "neutral", count: 1 }] });
    if (app.state.layers.has("places")) found.push(row(ring, "statements made there or about it"));
    if (app.state.layers.has("arcs") && (data.arcs || []).length) found.push(row(symbol.line("arc"), "made here, about there"));
    if (app.state.layers.has("places") && several()) found.push(heading("one may count more than once"));
    for (const item of found) item.classList.add("is-meaning");
    return found;
  }

  function rows() {
    const found = [];
    if (app.state.layers.has("places")) {
      const shapes = new Set(data.places.map((place) => symbol.shapeOf(place.precision)));
      for (const [shape, words] of Object.entries(symbol.MEANING)) if (shapes.has(shape)) found.push(row(glyph(shape), words));
      if (data.statements.said.some((places) => places.length)) found.push(row(glyph("exact", { tail: true }), "with a tail: said here"));
      if (app.gathers) found.push(row(glyph("exact", { several: true }), "several places close together"));
      if (app.discs?.shown()) found.push(row(symbol.line("uncertain"), "the place lies in this disc"));
    }
    if (app.state.layers.has("arcs") && (data.arcs || []).length) {
      const arcs = app.arcsCut ? "said here → about there (the widest only)" : "said here → about there";
      found.push(row(symbol.line("arc"), arcs));
    }
    if (app.state.layers.has("areas") && (data.areas || []).length) {
      found.push(row(symbol.line("area"), "vague area, soft edge"));
    }
    found.push(row(symbol.line("disputed"), "disputed boundary, no position"));
    return found;
  }

  /** @param {string} text */
  function heading(text) {
    const item = document.createElement("li");
    item.className = "map-legend-heading";
    item.textContent = text;
    return item;
  }

  /** Draw the legend anew when something in it has changed; true if so. */
  function paint() {
    const layers = [...app.state.layers].sort();
    const now = [open, app.compared, layers, Boolean(app.gathers), Boolean(app.arcsCut), Boolean(app.discs?.shown())].join();
    if (now === drawn) return false;
    drawn = now;
    box.classList.toggle("is-open", open);
    button.setAttribute("aria-expanded", String(open));
    list.hidden = !open;
    line.replaceChildren(...speakers(), ...meanings());
    const who = heading(app.compared ? "Statements compared" : "Who speaks");
    const notes = several() ? [heading("A statement may concern several places, so the numbers can add up to more than there are.")] : [];
    list.replaceChildren(
      ...(open ? [who, ...speakers(), heading("How exact the place is, and what else is drawn"), ...rows(), ...notes] : []),
    );
    return true;
  }
  paint();

  /** What is unfolded stands clear of what the page lays along the edges. */
  function stand() {
    const { top, bottom } = insets();
    list.style.bottom = `${bottom + 2}px`;
    list.style.maxHeight = `${map.getSize().y - top - bottom - 6}px`;
  }

  /** @param {Element} element @param {number} air @returns {Box} */
  function relative(element, air) {
    const frame = map.getContainer().getBoundingClientRect(),
      own = element.getBoundingClientRect();
    return {
      left: own.left - frame.left - air,
      top: own.top - frame.top - air,
      right: own.right - frame.left + air,
      bottom: own.bottom - frame.top + air,
    };
  }
  /** The boxes of all that floats on the map, in px of its container: its own and the page's. */
  function boxes() {
    const floating = /** @type {[HTMLElement, number][]} */ ([
      [box, 4],
      [zoom.getContainer(), 4],
      [scale.getContainer(), 2],
    ]);
    const own = floating.map(([element, air]) => relative(element, air));
    if (open) own.push(relative(list, 4));
    return [...own, app.tiles.box(), ...covered];
  }

  /** How far what floats along the upper and the lower edge reaches into the map, in px. */
  function insets() {
    const size = map.getSize();
    const bars = [relative(box, 4), ...covered].filter((one) => !one.passing && one.right - one.left > WIDE * size.x);
    const top = bars.filter((one) => one.bottom < FAR * size.y).map((one) => one.bottom);
    const bottom = bars.filter((one) => one.top > (1 - FAR) * size.y).map((one) => size.y - one.top);
    return { top: Math.max(0, ...top), bottom: Math.max(0, ...bottom) };
  }

  return {
    paint,
    boxes,
    insets,
    /** Take the boxes of what the page lays over the map; true if they have changed. @param {number[][] | undefined} given */
    cover(given) {
      if (!Array.isArray(given) || given.length > MOST) return false;
      const found = given.filter((box) => Array.isArray(box) && box.length === 5 && box.every(Number.isFinite));
      if (JSON.stringify(found) === packed) return false;
      packed = JSON.stringify(found);
      covered = found.map(([left, top, right, bottom, passing]) => ({ left, top, right, bottom, passing: passing === 1 }));
      return true;
    },
  };
}
