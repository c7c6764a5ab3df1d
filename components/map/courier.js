// Carries messages between the page and the map's frame, which may load earlier or later.
// The frame says "ready" once it wants the state; from then on every state is handed over.
import { covered } from "../covered.js";
import { isDark } from "../dom.js";
import { viewNow } from "../link.js";
import { beginStep } from "../steps.js";

const FRAME = ".st-key-map iframe";
const NAME = "Map of the statements"; // else it would be that of a Python module
const BACK_MS = 1500;
const SCHEME_MS = 300; // until Streamlit has changed its theme
/** @type {{ restoreUntil: number, listening: boolean, view: string | null, told: MapContent | null, at: string | null, ask: Send }} */
const couriers = { restoreUntil: 0, listening: false, view: null, told: null, at: null, ask: () => {} };

function frameWindow() {
  return /** @type {HTMLIFrameElement | null} */ (document.querySelector(FRAME))?.contentWindow ?? null;
}

/** @param {ToMap} message */
function post(message) {
  frameWindow()?.postMessage({ ...message }, window.location.origin);
}

function deliver() {
  document.querySelector(FRAME)?.setAttribute("title", NAME);
  post({
    standpoint: "state",
    state: couriers.told?.state,
    restore: performance.now() < couriers.restoreUntil,
    dark: isDark(),
    covered: covered(),
  });
}

/** The view belongs in the link, but moving the map must not add an entry to the history. @param {string} view */
function keepView(view) {
  couriers.view = view;
  const url = new URL(window.location.href);
  url.searchParams.set("view", view);
  const query = url.search.replaceAll("%2C", ",");
  window.history.replaceState(window.history.state, "", url.pathname + query + url.hash);
  window.dispatchEvent(new CustomEvent("standpoint:view"));
}

/** @param {MessageEvent} event */
function hear(event) {
  if (event.origin !== window.location.origin || event.source !== frameWindow()) return;
  const message = event.data;
  if (!message || typeof message.standpoint !== "string") return;
  if (message.standpoint === "ready") {
    deliver();
    window.dispatchEvent(new CustomEvent("standpoint:map-ready"));
  }
  if (message.standpoint === "view" && typeof message.value === "string") {
    // A frame that is about to be replaced may still move; its view is no part of this link.
    if (message.of === couriers.told?.address) keepView(message.value);
  }
  if (message.standpoint === "place" && (message.id === null || typeof message.id === "string")) {
    choose({ at: message.id === null ? [] : [message.id], statement: [], tab: [] });
  }
  if (message.standpoint === "ground") release();
  if (message.standpoint === "tiles") {
    window.dispatchEvent(new CustomEvent("standpoint:tiles", { detail: message.missing === true }));
  }
}

/** The frame has shown the choice already; the link follows. @param {Changes} set */
function choose(set) {
  couriers.at = set.at[0] ?? null;
  beginStep(); // it was pressed in the map's frame
  couriers.ask({ set });
}

function release() {
  if (!couriers.at && couriers.told?.state.statement === null) return;
  choose({ at: [], statement: [] });
}

/** @param {KeyboardEvent} event */
function releaseOnEscape(event) {
  if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) release();
}

// After "back" the link's view counts, and no flight: the states of the next moment say so. A link
// without a view gets that of the map, which stays where it is.
function goBack() {
  couriers.restoreUntil = performance.now() + BACK_MS;
  const view = viewNow();
  if (view) {
    couriers.view = view;
    post({ standpoint: "go", view });
  } else if (couriers.view) keepView(couriers.view);
}

// Whoever does something is back: the map may fly to what is chosen next.
function goOn() {
  couriers.restoreUntil = 0;
}

/** @param {CustomEvent<ToMap>} event */
function relay(event) {
  post(event.detail);
}

function follow() {
  post({ standpoint: "theme", dark: isDark(), covered: covered() });
}

/** @type {(data: MapContent, room: unknown, send: Send) => void} */
export function drawMap(data, _room, send) {
  if (data.address !== couriers.told?.address) couriers.view = null;
  // The map has moved since this was asked for, and the answer's link knows nothing of it.
  if (couriers.view && couriers.view !== viewNow()) keepView(couriers.view);
  couriers.told = data;
  couriers.at = data.at;
  couriers.ask = send;
  deliver();
  if (couriers.listening) return;
  couriers.listening = true;
  window.addEventListener("message", hear);
  window.addEventListener("popstate", goBack);
  window.addEventListener("keydown", releaseOnEscape);
  for (const kind of ["keydown", "pointerdown"]) window.addEventListener(kind, goOn, true);
  window.addEventListener("standpoint:map", relay);
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    window.setTimeout(follow, SCHEME_MS);
  });
}
