// Starts the page: takes the data out of the file, draws, and follows the address.
import { drawControls } from "../controls.js";
import { covered } from "../covered.js";
import { answer } from "../engine/answer.js";
import { basisOf } from "../engine/choosing.js";
import { changedFragment, readFragment } from "../engine/fragment.js";
import { drawHead } from "../head.js";
import { start as startMap } from "../map/app.js";
import { drawPanel } from "../panels/panel.js";
import { goesOn } from "../steps.js";
import { drawAbout } from "./about.js";

const RESTORE_MS = 1500; // after "back" the map does not fly
const TROUBLE = "This browser is too old to unpack this page. A current browser opens it.";
const BROKEN = "This page could not be drawn. The file may be incomplete; fetch it once more.";
const page = /** @type {OwnPage} */ ({ finding: {}, restoreUntil: 0, hash: "" });

/** @param {string} text @returns {Promise<BasisData>} */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).json();
}

function fragment() {
  return page.kept ?? window.location.hash.slice(1);
}

/**
 * A page that another one holds as a text has no address to change: it keeps its link itself.
 * @param {string} next @param {"pushState" | "replaceState"} how
 */
function keepLink(next, how) {
  try {
    window.history[how](how === "pushState" ? null : window.history.state, "", `#${next}`);
  } catch {
    page.kept = next;
  }
}

/** @param {Parameters<Send>[0]} asked */
function ask({ set = {}, find = {} }) {
  Object.assign(page.finding, find);
  const next = changedFragment(page.basis, fragment(), set);
  const how = goesOn(set) ? "replaceState" : "pushState";
  if (next !== fragment()) keepLink(next, how);
  draw();
}

/** The map's script takes its messages as it does in the app's frame. @param {ToMap} data */
function tell(data) {
  window.dispatchEvent(new MessageEvent("message", { data, source: window.parent, origin: window.location.origin }));
}

/** @param {ToPage} message */
function hearMap(message) {
  if (message.standpoint === "ready") tellState();
  if (message.standpoint === "view") {
    moved(); // the address may be another one already, and nobody has said so yet
    const next = changedFragment(page.basis, fragment(), { page: new URLSearchParams(fragment()).getAll("page") }, message.value);
    page.hash = next;
    keepLink(next, "replaceState");
    window.dispatchEvent(new CustomEvent("standpoint:view"));
  }
  if (message.standpoint === "place") {
    // After the map has painted its own mark.
    window.setTimeout(() => ask({ set: { at: message.id ? [message.id] : [], statement: [], tab: [] } }));
  }
  if (message.standpoint === "ground") window.setTimeout(release);
}

function release() {
  const { at, statement } = page.selection;
  if (at !== null || statement !== null) ask({ set: { at: [], statement: [] } });
}

function tellState() {
  if (page.content)
    tell({ standpoint: "state", state: page.content.map, covered: covered(), restore: performance.now() < page.restoreUntil });
}

/** @param {string} name */
function part(name) {
  return /** @type {HTMLElement} */ (document.getElementById(name));
}

/** @param {string} name */
function room(name) {
  const host = part(name);
  return host.shadowRoot ?? host.attachShadow({ mode: "open" });
}

function draw() {
  page.hash = fragment();
  const { selection, notices } = readFragment(page.basis, page.hash);
  page.selection = selection;
  page.content = answer(page.basis, selection, notices, page.finding);
  tellState();
  const none = () => ({});
  drawPanel(page.content.panel, room("panel"), ask, none);
  drawHead(page.content.head, room("head"), ask);
  drawAbout(page.basis.data.about, room("about"), ask);
  requestAnimationFrame(() => setTimeout(() => drawControls(page.content.controls, room("controls"), ask, none)));
}

function moved() {
  if (fragment() === page.hash) return;
  page.restoreUntil = performance.now() + RESTORE_MS;
  draw();
  if (page.selection.view) tell({ standpoint: "go", view: page.selection.view });
}

async function open() {
  const waiting = part("waiting");
  if (typeof DecompressionStream === "undefined" || typeof CSSStyleSheet.prototype.replaceSync !== "function") {
    waiting.textContent = TROUBLE;
    return;
  }
  const data = await unpacked(part("data").textContent);
  page.basis = basisOf(data);
  waiting.remove();
  part("desk").hidden = false;
  // It opens on what was chosen when it was made, unless its address says otherwise.
  if (!fragment() && data.start) keepLink(changedFragment(page.basis, data.start, {}), "replaceState");
  draw();
  window.addEventListener("popstate", moved);
  window.addEventListener("standpoint:map", (event) => tell(event.detail));
  window.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) release();
  });
  window.standpoint = { page }; // for tests
  const map = L.map("map", {
    center: [20, 20],
    zoom: 2,
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.25,
    minZoom: 1,
    maxZoom: 18,
  });
  window.map = map;
  await startMap(map, data.world, { groups: {}, hear: hearMap });
  // The head marks the first quick view unless the link says more.
  if (page.selection.view || page.selection.at || page.selection.statement) window.dispatchEvent(new CustomEvent("standpoint:view"));
}

open().catch((reason) => {
  console.error("standpoint: the page could not be drawn:", reason);
  const sentence = document.body.appendChild(document.createElement("p"));
  sentence.setAttribute("role", "alert");
  sentence.textContent = BROKEN;
});
