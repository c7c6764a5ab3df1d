/* The names of countries, waters, towns and divisions: only where there is room beside the data. */
import { choose, STYLES } from "./naming.js";
import { widthOf } from "./width.js";

const EDGE = 4; // px kept free along the map's edge

/** The width of a text as a name of a kind. @param {string} text @param {string} kind */
function measure(text, kind) {
  const { font, spacing, upper } = STYLES[kind];
  const words = upper ? text.toLocaleUpperCase("en") : text;
  return widthOf(words, `${font}px system-ui, "Noto Sans", sans-serif`) + words.length * font * spacing + 2;
}

/** @param {App} app */
export function names(app) {
  const { map } = app;
  const pane = map.createPane("standpoint-names");
  pane.style.zIndex = "360";
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  pane.classList.add("leaflet-zoom-hide");
  const shown = new Map();

  function chosen() {
    const origin = map.getPixelOrigin();
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const frame = {
      scale: 256 * 2 ** map.getZoom(),
      x: origin.x,
      y: origin.y,
      left: corner.x + EDGE,
      top: corner.y + EDGE,
      right: corner.x + size.x - EDGE,
      bottom: corner.y + size.y - EDGE,
    };
    const { countries, together, ground } = app.basemap;
    // A name that the data already shows need not stand there twice.
    return choose({ ...ground(frame), frame, zoom: map.getZoom(), countries, together, taken: app.taken, told: app.told, measure });
  }

  /** The element of a name, made anew where it is written in other lines than before. @param {MapName} name */
  function elementOf({ key, kind, lines, dot }) {
    const before = shown.get(key);
    if (before?.lines === lines.join("\n")) return before.element;
    before?.element.remove();
    const element = document.createElement("span");
    element.className = `map-name is-${kind}`;
    element.dir = "auto";
    element.textContent = lines.join("\n");
    if (dot) element.append(document.createElement("i"));
    pane.append(element);
    shown.set(key, { element, lines: lines.join("\n") });
    return element;
  }

  function paint() {
    // Online tiles carry names of their own; two sets of names would contradict each other.
    const found = app.tiles.online() || !map._loaded || !app.taken ? [] : chosen();
    const keep = new Set(found.map((name) => name.key));
    for (const [key, { element }] of shown) {
      if (keep.has(key)) continue;
      element.remove();
      shown.delete(key);
    }
    for (const name of found) {
      const element = elementOf(name);
      element.style.transform = `translate(${name.x.toFixed(1)}px, ${name.y.toFixed(1)}px) translate(-50%, -50%)`;
      if (name.dot) {
        element.lastChild.style.left = `calc(50% + ${(name.dot.x - name.x).toFixed(1)}px)`;
        element.lastChild.style.top = `calc(50% + ${(name.dot.y - name.y).toFixed(1)}px)`;
      }
    }
    return found;
  }
  return { paint };
}
