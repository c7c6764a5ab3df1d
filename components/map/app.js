/* The map: takes the data once, then a small state after every interaction.
 *
 * The page and this frame talk by window.postMessage, same origin only. Everything that a message
 * says is checked before it is used: a malformed one changes nothing.
 */
import drawing from "./drawing.json" with { type: "json" };
import { basemap } from "./basemap.js";
import { camera } from "./camera.js";
import * as counting from "./counting.js";
import { discs } from "./discs.js";
import { MAKERS } from "./layers/makers.js";
import { legend } from "./legend.js";
import { names } from "./names.js";
import { policy } from "./policy.js";
import { applyTheme, followPrinting, palette, setTheme } from "./theme.js";
import { tiles } from "./tiles.js";
import { tip } from "./tip.js";

const PANEL_MS = 120; // until the panel usually stands
const { COMPARED } = drawing.sides; // colours of the one side, the other, and both
const PENDING_MS = 1500; // how long an own click outweighs an older answer of the page

/** Start on a Leaflet map, with the address of the map data or the data itself.
 *
 * `groups` has the feature group that each layer draws into, where there is one; `hear` takes what
 * the map says where it stands in the page itself.
 * @param {L.Map} map @param {Given<World>} source
 * @param {{ groups?: Record<string, L.FeatureGroup>, hear?: ((message: ToPage) => void) | null }} options
 * @returns {Promise<App | void>}
 */
export function start(map, source, { groups = {}, hear = null }) {
  const send = hear ?? tellPage;
  map.options.zoomSnap = 0.25; // the built-in map is vectors: a view may fit its places closely
  if (map.attributionControl) map.attributionControl.remove();
  if (typeof source !== "string") return Promise.resolve(begin(map, source, null, groups, send));
  return fetch(source, { credentials: "same-origin" })
    .then((answer) => {
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return answer.json();
    })
    .then((data) => begin(map, data, source, groups, send))
    .catch((reason) => {
      console.warn("standpoint: the map's data could not be loaded:", reason);
      const notice = document.createElement("p");
      notice.className = "map-trouble";
      notice.setAttribute("role", "alert");
      notice.textContent = "The map’s data could not be loaded. Reload the page to try again.";
      map.getContainer().append(notice);
      send({ standpoint: "trouble", text: notice.textContent });
    });
}

/** @param {ToPage} message */
function tellPage(message) {
  // A page opened from a file has the origin "null", which is no valid address for a message.
  if (location.origin === "null" && window.parent !== window) return;
  window.parent.postMessage(message, location.origin === "null" ? "*" : location.origin);
}

/**
 * @param {L.Map} map @param {World} data @param {string | null} source @param {Record<string, L.FeatureGroup>} groups
 * @param {(message: ToPage) => void} send
 */
function begin(map, data, source, groups, send) {
  const index = counting.index(data);
  const mask = counting.everything(index);
  const app = /** @type {App} */ (
    /** @type {Partial<App>} */ ({
      map,
      data,
      source,
      index,
      layers: {},
      groups: {},
      state: { arc: null, at: null, statement: null, layers: new Set(MAKERS.keys()), base: "built-in", readings: {} },
      mask,
      counts: counting.count(index, mask),
      sides: data.sides,
      compared: null,
      taken: [],
      told: new Set(),
      spot: () => null,
      lit: new Set(),
      dark: null,
      stale: true,
      send,
      reducedMotion: () => window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    })
  );
  app.colour = (name) => palette(app)[name] || "#808080";

  applyTheme(app);
  app.camera = camera(app);
  app.tip = tip(app);
  app.basemap = basemap(app);
  app.names = names(app);
  app.policy = policy(app);
  app.tiles = tiles(app);
  app.legend = legend(app);
  app.discs = discs(app);
  for (const [key, make] of MAKERS) {
    app.groups[key] = groups[key] || L.featureGroup().addTo(map);
    app.layers[key] = make(app, app.groups[key]);
  }
  app.paint = () => paint(app);
  // The page hears of a click first, and asks the server while the map is painted.
  app.paintSoon = () => requestAnimationFrame(() => app.stale && paint(app));
  app.choose = (place) => choose(app, place);
  app.chooseArc = (from, to) => chooseArc(app, from, to);
  app.ground = () => ground(app);
  if (app.camera.hasSize()) app.camera.home();
  listen(app);
  send({ standpoint: "ready" });
  window.standpoint = { ...window.standpoint, app }; // for tests
  return app;
}

/** Draw everything from what is chosen, once what lays out has done so: all else stands where that leaves room. @param {App} app */
function paint(app) {
  if (!app.map._loaded || !app.camera.hasSize()) return;
  app.stale = false;
  for (const layer of Object.values(app.layers)) layer.layOut?.();
  for (const layer of Object.values(app.layers)) layer.paint();
  app.legend.paint(); // it explains what is on the map now
  app.names.paint();
}

/**
 * Take what a reader chose on the map itself, before the page answers; it lets go of the statement.
 * @param {App} app @param {number | null} at @param {number[] | null} arc
 */
function decide(app, at, arc) {
  Object.assign(app.state, { at, arc, statement: null });
  app.lit = new Set();
  app.camera.use();
  app.pending = { at, arc, until: performance.now() + PENDING_MS };
  app.stale = true;
  // An answer that knows nothing of the choice ends it; while none comes, the choice is in the link.
  const known = app.last;
  window.setTimeout(() => app.pending && app.last && app.last !== known && takeState(app, app.last), PENDING_MS + 50);
}

/** @param {App} app @param {number} place */
function choose(app, place) {
  decide(app, app.state.at === place ? null : place, null);
  app.send({ standpoint: "place", id: app.state.at === null ? null : app.data.places[place].id });
  // The symbol is marked at once; labels and lines make room for it when the panel stands.
  for (const layer of Object.values(app.layers)) layer.mark?.();
  app.stale = false;
  window.setTimeout(() => paint(app), PANEL_MS);
}

/**
 * Choose an arc: what was said in one place about another; choosing it again releases it.
 * @param {App} app @param {number} from @param {number} to
 */
function chooseArc(app, from, to) {
  const before = app.state.arc;
  const same = before && before[0] === from && before[1] === to;
  decide(app, null, same ? null : [from, to]);
  const ids = [from, to].map((place) => app.data.places[place].id);
  app.send({ standpoint: "place", id: same ? null : ids.join(">") });
  app.paintSoon();
}

/** @param {App} app */
function ground(app) {
  for (const layer of Object.values(app.layers)) layer.fold?.();
  decide(app, null, null);
  app.send({ standpoint: "ground" });
  app.paintSoon();
}

/** @param {App} app */
function listen(app) {
  const { map } = app;
  window.addEventListener("message", (event) => {
    const message = event.data;
    if (event.source !== window.parent || event.origin !== location.origin) return;
    if (!message || typeof message !== "object") return;
    if (message.standpoint === "state") takeState(app, message);
    if (message.standpoint === "covered") cover(app, message.boxes);
    if (message.standpoint === "go") app.camera.go(message.view);
    if (message.standpoint === "bounds") app.camera.frame(message.bounds);
    if (message.standpoint === "theme") setTheme(app, message.dark);
  });
  map.on("click", () => app.ground());
  map.getContainer().addEventListener("keydown", (event) => {
    if (event.key === "Escape") app.ground();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    if (app.dark === null) setTheme(app, null);
  });
  followPrinting(app);
  /**
   * While a flight or a pinch goes on, only symbols, areas and the ground follow; lines and words
   * would stand wrong until they are laid out anew at its end.
   * @param {boolean} yes
   */
  const flying = (yes) => map.getContainer().classList.toggle("is-flying", yes);
  map.on("zoom", () => flying(!map._animatingZoom));
  map.on("moveend zoomend", () => {
    flying(false);
    app.paint();
  });
  new ResizeObserver(() => {
    app.camera.resize();
    if (app.waiting) takeState(app, app.waiting);
    app.paint();
  }).observe(map.getContainer());
}

/**
 * Take what the page lays over the map; while nothing was done, the view is fitted to that anew.
 * Chips come with a choice: its answer is painted with their new room, not after it once more.
 * @param {App} app @param {number[][] | undefined} boxes
 */
function cover(app, boxes) {
  if (!app.legend.cover(boxes) || !app.camera.hasSize()) return;
  app.stale = true;
  app.camera.resize();
  if (app.started) window.setTimeout(() => app.stale && paint(app), PANEL_MS);
}

/** @param {unknown} value @param {number} size @returns {value is number} */
function isPosition(value, size) {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < size;
}

/** @param {App} app @param {unknown} value */
function place(app, value) {
  return isPosition(value, app.data.places.length) ? value : null;
}

/** Take a state message; the first one also sets the view. @param {App} app @param {ToMap} message */
function takeState(app, message) {
  const given = message.state;
  if (!given || typeof given !== "object") return;
  // In a hidden tab the frame has no size yet, and a view cannot be fitted to nothing.
  app.waiting = app.camera.hasSize() ? null : message;
  if (app.waiting) return;

  const packed = JSON.stringify([given.masks, given.compared]);
  let changed = app.packed !== packed;
  if (changed) {
    const masks = Array.isArray(given.masks) ? given.masks.map((mask) => counting.unpack(app.index, mask)) : [];
    const [one, other] = masks;
    if (!one || other === null) return;
    app.packed = packed;
    app.mask = counting.divide(app.index, one, other);
    app.compared = masks.length > 1 ? (given.compared || []).map(String) : null;
    const colours = app.index.side.includes(2) ? COMPARED : COMPARED.slice(0, 2);
    const { compared } = app;
    app.sides = compared ? colours.map((colour, i) => ({ name: compared[i] ?? "both", colour })) : app.data.sides;
    app.counts = counting.count(app.index, app.mask);
    app.stale = true;
  }
  const before = { at: app.state.at, statement: app.state.statement };
  let statement = isPosition(given.statement, app.index.size) ? given.statement : null;
  let at = place(app, given.at);
  let arc = Array.isArray(given.arc) && given.arc.length === 2 && given.arc.every((end) => place(app, end) !== null) ? given.arc : null;
  const { pending } = app;
  if (pending && performance.now() < pending.until && (at !== pending.at || String(arc) !== String(pending.arc))) {
    ({ at, arc } = pending);
    statement = null;
  } else app.pending = null;
  app.last = message;
  const shown = JSON.stringify(app.state, listed);
  app.state = {
    at,
    arc,
    statement,
    layers: new Set(Array.isArray(given.layers) ? given.layers : MAKERS.keys()),
    base: typeof given.base === "string" ? given.base : "built-in",
    readings: given.readings && typeof given.readings === "object" ? given.readings : {},
  };
  app.lit = new Set(statement === null ? [] : counting.placesOf(app.index, statement));
  if (JSON.stringify(app.state, listed) !== shown) changed = app.stale = true;
  if (message.covered) cover(app, message.covered);
  if ("dark" in message) setTheme(app, message.dark, true);
  switchLayers(app);
  app.tiles.choose(app.state.base);

  const first = !app.started;
  if (first) {
    app.started = true;
    app.camera.begin(typeof given.view === "string" ? given.view : null);
  } else if (!message.restore && statement !== null && statement !== before.statement) {
    app.camera.toPlaces([...app.lit]);
  } else if (!message.restore && at !== null && at !== before.at) {
    app.camera.reveal(at);
  }
  if (changed && !first) app.camera.use();
  // What a reader does on the map stands there before the page answers.
  if (app.stale) paint(app);
  announce();
}

/** @param {string} _key @param {unknown} value */
function listed(_key, value) {
  return value instanceof Set ? [...value].sort() : value;
}

/** @param {App} app */
function switchLayers(app) {
  for (const [key, group] of Object.entries(app.groups)) {
    const wanted = app.state.layers.has(key);
    if (wanted !== app.map.hasLayer(group)) app.map[wanted ? "addLayer" : "removeLayer"](group);
  }
}

function announce() {
  // Two frames: the first lays out and paints, the second comes when that is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.clearMarks("standpoint:painted"); // else they would pile up
      performance.mark("standpoint:painted");
    }),
  );
}
