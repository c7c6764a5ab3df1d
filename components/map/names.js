/* The names of countries, seas and divisions: only where there is room beside the data. */
import drawing from "./drawing.json" with { type: "json" };
import { widthOf } from "./width.js";

const STYLES = {
  country: { font: 11, spacing: 0.14, upper: true },
  sea: { font: 11, spacing: 0.14, upper: true },
  ocean: { font: 12, spacing: 0.18, upper: true },
  territory: { font: 11, spacing: 0.06, upper: false },
  division: { font: 11, spacing: 0.02, upper: false },
};
// AIR is kept free around a name; within TWICE the same name is not written again. In px.
const { RANK, AIR, TWICE } = drawing.names;
const SHIFTS = [0, -16, 16]; // px up or down, where the data leaves no room

const wordsOf = (label) => (label.kind === "territory" ? `${label.name} (disputed)` : label.name);

export function names(app) {
  const { map } = app;
  const pane = map.createPane("standpoint-names");
  pane.style.zIndex = 360;
  pane.style.pointerEvents = "none";
  pane.setAttribute("aria-hidden", "true");
  pane.classList.add("leaflet-zoom-hide");
  const shown = new Map();

  function spacedWidth(label, style) {
    const text = style.upper ? wordsOf(label).toLocaleUpperCase() : wordsOf(label);
    return widthOf(text, `${style.font}px system-ui, "Noto Sans", sans-serif`) + text.length * style.font * style.spacing + 2;
  }

  /** Choose the names that fit, in order of rank: [{ key, label, style, box }]. */
  function choose() {
    const zoom = map.getZoom();
    const size = map.getSize();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const view = { left: corner.x + 4, top: corner.y + 4, right: corner.x + size.x - 4, bottom: corner.y + size.y - 4 };
    const taken = new app.Taken();
    for (const box of app.taken) taken.add(box);
    const world = 256 * 2 ** zoom;
    const found = [];
    // A name that the data already shows need not stand there twice.
    const told = new Set([...app.told].map((name) => name.toLocaleLowerCase()));
    const labels = app.basemap.labels
      .filter((label) => !told.has(label.name.toLocaleLowerCase()))
      .filter((label) => zoom >= (label.min || 0) - 0.01 && zoom < (label.max === undefined ? 99 : label.max + 1))
      .sort((a, b) => RANK[a.kind] - RANK[b.kind] || (a.min || 0) - (b.min || 0));
    for (const label of labels) {
      const style = STYLES[label.kind] || STYLES.division;
      const point = map.latLngToLayerPoint([label.lat, label.lon]);
      const width = spacedWidth(label, style),
        height = style.font + 4;
      const first = Math.ceil((view.left - point.x) / world),
        last = Math.floor((view.right - point.x) / world);
      for (let turn = first; turn <= last; turn++) {
        const x = point.x + turn * world;
        if (found.some((other) => other.label.name === label.name && Math.hypot(other.x - x, other.y - point.y) < TWICE)) continue;
        for (const shift of SHIFTS) {
          const y = point.y + shift;
          const box = {
            left: x - width / 2 - AIR,
            top: y - height / 2 - AIR / 2,
            right: x + width / 2 + AIR,
            bottom: y + height / 2 + AIR / 2,
          };
          if (box.left < view.left || box.right > view.right || box.top < view.top || box.bottom > view.bottom) continue;
          if (taken.hit(box)) continue;
          taken.add(box);
          found.push({ key: [label.kind, label.name, label.lat, turn].join("|"), label, x, y, box });
          break;
        }
      }
    }
    return found;
  }

  function paint() {
    // Online tiles carry names of their own; two sets of names would contradict each other.
    const names = app.tiles.online() || !map._loaded || !app.taken ? [] : choose();
    const keep = new Set(names.map((name) => name.key));
    for (const [key, element] of shown) {
      if (keep.has(key)) continue;
      element.remove();
      shown.delete(key);
    }
    for (const { key, label, x, y } of names) {
      let element = shown.get(key);
      if (!element) {
        element = document.createElement("span");
        element.className = `map-name is-${label.kind}`;
        element.dir = "auto";
        element.textContent = wordsOf(label);
        pane.append(element);
        shown.set(key, element);
      }
      element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px) translate(-50%, -50%)`;
    }
    return names;
  }
  return { paint };
}
