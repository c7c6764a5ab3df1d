/* Where the page around the map scrolls, the wheel and one finger are the page's: the map zooms with
 * Ctrl or Command and the wheel, moves with two fingers, and says so in passing.
 */
const SAID_MS = 1500;
const MOVED = 12; // px that a finger moves before it is no tap
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
const WHEEL = `${isMac ? "⌘" : "Ctrl"} and the wheel zoom the map`;
const FINGERS = "Two fingers move the map";

/** Whether what holds the map scrolls, or may: the page of another site, of which nothing is known. @param {App} app */
function scrolls(app) {
  const frame = app.source === null ? null : window.frameElement; // the app's map has a frame of its own
  const page = frame ? window.parent : window;
  if (page.parent !== page) return true;
  for (let node = /** @type {Element | null} */ (frame ?? app.map.getContainer()); node; node = node.parentElement) {
    const { overflowY } = page.getComputedStyle(node);
    const rolls = ["auto", "scroll"].includes(overflowY) || node === page.document.scrollingElement;
    if (rolls && node.scrollHeight > node.clientHeight + 1) return true;
  }
  return false;
}

/** @param {App} app */
export function gestures(app) {
  const container = app.map.getContainer();
  const hint = document.createElement("p");
  hint.className = "map-hint";
  hint.hidden = true;
  container.append(hint);
  let hiding = 0;
  let yields = false;
  /** @type {{ x: number, y: number } | null} */
  let finger = null;

  /** @param {string} words */
  function say(words) {
    hint.textContent = words;
    hint.hidden = false;
    window.clearTimeout(hiding);
    hiding = window.setTimeout(() => {
      hint.hidden = true;
    }, SAID_MS);
  }

  /** Look again whether the page scrolls: a browser wants to know before a finger comes down. */
  function look() {
    yields = scrolls(app);
    container.classList.toggle("is-yielding", yields);
  }

  const first = { capture: true, passive: true }; // before Leaflet, which would take all of it
  container.addEventListener(
    "wheel",
    (event) => {
      look();
      if (!yields || event.ctrlKey || event.metaKey) return;
      event.stopImmediatePropagation();
      say(WHEEL);
    },
    first,
  );
  container.addEventListener(
    "touchstart",
    (event) => {
      look();
      const [{ clientX: x, clientY: y }] = event.touches;
      finger = yields && event.touches.length === 1 ? { x, y } : null;
      if (finger) event.stopImmediatePropagation();
    },
    first,
  );
  container.addEventListener(
    "touchmove",
    ({ touches }) => {
      if (!finger || touches.length !== 1) return;
      if (Math.hypot(touches[0].clientX - finger.x, touches[0].clientY - finger.y) > MOVED) say(FINGERS);
    },
    first,
  );
  window.addEventListener("message", look);
  window.addEventListener("resize", look);
  look();
}
