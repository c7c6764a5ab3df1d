/* The legend, the scale and the zoom buttons; and the boxes that they take from the map. */
import * as symbol from "./symbol.js";

const NARROW = 500; // px: below it the legend starts closed
const SHAPES = { exact: "exact place", whole: "whole division or country", vague: "vague area or sea" };

export function legend(app) {
  const { map, data } = app;
  if (map.zoomControl) map.zoomControl.setPosition("topright");
  else map.zoomControl = L.control.zoom({ position: "topright" }).addTo(map);
  const scale = L.control.scale({ imperial: false, position: "bottomleft", maxWidth: 90 }).addTo(map);

  const box = document.createElement("section");
  box.className = "map-legend";
  box.setAttribute("aria-label", "Legend");
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  const button = document.createElement("button");
  button.type = "button";
  const list = document.createElement("ul");
  list.id = "map-legend-rows";
  button.setAttribute("aria-controls", list.id);
  box.append(button, list);
  map.getContainer().append(box);

  let open = map.getContainer().clientWidth >= NARROW;
  let drawn = "";
  button.addEventListener("click", () => {
    open = !open;
    drawn = "";
    paint();
    app.paint();
  });

  function row(picture, text) {
    const item = document.createElement("li");
    const words = document.createElement("span");
    words.dir = "auto";
    words.textContent = text;
    picture.classList.add("map-legend-picture");
    item.append(picture, words);
    return item;
  }

  function glyph(shape, extra) {
    return symbol.draw({ shape, diameter: 14, parts: [{ colour: "neutral", count: 1 }], ...extra });
  }

  function rows() {
    const spoken = new Set(app.compared ? app.sides.keys() : data.statements.side);
    const found = app.sides
      .map((side, i) => ({ side, i }))
      .filter(({ i }) => spoken.has(i))
      .map(({ side }) => {
        const dot = symbol.svg("svg", { width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" });
        dot.append(symbol.svg("circle", { r: 5, style: `fill: var(--map-${side.colour})` }));
        return row(dot, side.name);
      });
    if (app.state.layers.has("places")) {
      const shapes = new Set(data.places.map((place) => symbol.shapeOf(place.precision)));
      for (const shape of Object.keys(SHAPES)) if (shapes.has(shape)) found.push(row(glyph(shape), SHAPES[shape]));
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

  /** Draw the legend anew when something in it has changed; true if so. */
  function paint() {
    const now = [
      open,
      app.compared,
      [...app.state.layers].sort(),
      Boolean(app.gathers),
      Boolean(app.arcsCut),
      Boolean(app.discs?.shown()),
    ].join();
    if (now === drawn) return false;
    drawn = now;
    box.classList.toggle("is-open", open);
    button.textContent = !open ? "Legend" : app.compared ? "Statements compared" : "Statements, by who speaks";
    button.setAttribute("aria-expanded", String(open));
    list.hidden = !open;
    list.replaceChildren(...(open ? rows() : []));
    return true;
  }
  paint();

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
  return {
    paint,
    box: () => relative(box, 4),
    /** The boxes of all controls, in px of the map's container. */
    boxes: () => [relative(box, 4), relative(map.zoomControl.getContainer(), 4), relative(scale.getContainer(), 2), app.tiles.box()],
  };
}
