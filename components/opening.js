// Says, where no connection comes about, what needs none. Once the page is drawn, its own script says
// what becomes of the connection.
import style from "./opening.css" with { type: "css" };
import { el } from "./dom.js";
import { exportAddress } from "./link.js";

const PATIENCE_MS = 8000;
const LOOK_MS = 500;
const WORDS =
  "The connection that this page needs does not come about. A network, a proxy or an extension may block it (WebSockets). The page keeps trying.";
const {
  dataset = "",
  keys = "",
  themes = "{}",
} = /** @type {HTMLElement | null} */ (document.querySelector("script[data-dataset]"))?.dataset ?? {};

// Streamlit's script follows this one. It begins with these themes in place of its own, and their font.
Object.assign(window, { __streamlit: JSON.parse(themes) });
// It would fetch its font of icons before anything is drawn with it; none is drawn here, and where one
// were the style would ask for it.
document.fonts.load = async () => [];

const began = performance.now();
/** @type {HTMLElement | null} */
let notice = null;

// Streamlit's page tells on this element whether it is connected; ours stands once it has been drawn.
const isDrawn = () => document.querySelector(".standpoint-connection, .standpoint-workshop") !== null;
const isConnected = () => document.querySelector('.stApp[data-test-connection-state="CONNECTED"]') !== null;

function drawNotice() {
  const host = document.body.appendChild(el("div"));
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [style];
  const box = root.appendChild(el("section", { role: "alert", "aria-label": "Connection" }));
  // A screen reader is told of what comes into a region that is there already.
  window.setTimeout(() => box.append(...drawWords()));
  return host;
}

function drawWords() {
  /** @param {string} ending @param {string} words */
  const link = (ending, words) => el("a", { href: exportAddress({ dataset, keys: keys.split(" ") }, ending) }, words);
  if (!dataset) return [el("p", {}, WORDS)];
  return [
    el("p", {}, WORDS),
    el("p", {}, "These need no such connection:"),
    el(
      "ul",
      {},
      el("li", {}, link("print", "the page to print"), ", with the map and every statement"),
      el("li", {}, link("html", "the page in one file"), ", to be kept and opened anywhere"),
    ),
  ];
}

const looking = window.setInterval(() => {
  const late = !isDrawn() && !isConnected() && performance.now() - began > PATIENCE_MS;
  if (late) notice ??= drawNotice();
  else {
    notice?.remove();
    notice = null;
  }
  if (isDrawn()) window.clearInterval(looking);
}, LOOK_MS);
