// Builds elements. Every word is set as text, never as HTML, so data stays data.
import style from "./style.css" with { type: "css" };

export function el(tag, properties = {}, ...children) {
  return built(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return built(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

function built(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    ...children
      .flat()
      .filter((child) => child !== null && child !== undefined)
      .map(balanced),
  );
  return node;
}

// A browser sets an element apart with the very marks that a text may hold: one that is not closed,
// or closes what is not its own, would turn the words behind the element.
function balanced(child) {
  if (typeof child !== "string" || !/[\u202a-\u202e\u2066-\u2069]/.test(child)) return child;
  let open = 0;
  const text = child.replace(/[\x1c-\x1e\x85\u2029]/g, "\u2028").replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark === "\u2069" && !open) return "";
    open += mark === "\u2069" ? -1 : 1;
    return mark;
  });
  return text + "\u2069".repeat(open);
}

export function dot(colour, name) {
  return el("span", {
    class: "dot",
    style: `background: var(--${colour})`,
    role: name ? "img" : null,
    "aria-label": name,
    title: name,
    "aria-hidden": name ? null : "true",
  });
}

// The style of all that is drawn here; a module that draws more adds its own.
export const sheets = [style];

export function wear(sheet) {
  sheets.push(sheet);
}

// Gives the component's one root element, made at its first run, with the style for all.
export function rootOf(parent, tag, properties) {
  if (!parent.standpointRoot) parent.adoptedStyleSheets = sheets;
  parent.standpointRoot ??= parent.appendChild(el(tag, properties));
  return parent.standpointRoot;
}

// A part that shows a choice before it is answered is drawn anew with the next answer, whatever that is.
export function forget(node) {
  const part = node.closest("[data-part]");
  if (part) part.standpointMark = null;
}

// Shows parts in order. A part whose data is as before keeps its element, with its focus and
// its scrolling; a part that changed is drawn anew and gets the focus back.
export function show(root, parts) {
  const before = new Map([...root.children].map((child) => [child.dataset.part, child]));
  const active = root.getRootNode().activeElement;
  const focused = root.contains(active) ? active.closest("[data-focus]")?.dataset.focus : null;
  const wanted = parts.filter(Boolean).map(([part, data, draw]) => {
    const mark = JSON.stringify(data);
    const old = before.get(part);
    if (old && old.standpointMark === mark) return old;
    const node = draw(data);
    node.dataset.part = part;
    node.standpointMark = mark;
    return node;
  });
  for (const child of [...root.children]) if (!wanted.includes(child)) child.remove();
  wanted.forEach((node, index) => {
    if (root.children[index] !== node) root.insertBefore(node, root.children[index] ?? null);
  });
  if (!focused) return;
  // What had the focus may be gone with what it opened; then reading goes on at the current tab.
  const again = root.querySelector(`[data-focus="${CSS.escape(focused)}"]`) ?? root.querySelector('[role="tab"][aria-selected="true"]');
  if (again && !root.contains(root.getRootNode().activeElement)) again.focus({ preventScroll: true });
}

// The attributes of an element whose click asks for a change of the link: {parameter: values}.
export function asks(set) {
  return { "data-do": "ask", "data-ask": JSON.stringify(set) };
}

export function tellMap(message) {
  window.dispatchEvent(new CustomEvent("standpoint:map", { detail: message }));
}

// An action's handler is looked up at the time of the click: the component's latest run.
export function delegate(root, handler) {
  root.standpointHandler = handler;
  if (root.standpointListening) return;
  root.standpointListening = true;
  const control = (event) => event.composedPath().find((node) => node.dataset?.do);
  const act = (target, event) => {
    if (target && !target.disabled) root.standpointHandler(target.dataset.do, target, event);
  };
  let pressed = null;
  root.addEventListener("click", (event) => act(control(event), event));
  // A control may be drawn anew while a mouse presses it: then there is no click, though to whoever
  // presses it, it is still the same one. A finger's click is looked up when it is lifted.
  root.addEventListener("pointerdown", (event) => {
    pressed = event.pointerType !== "touch" && event.button === 0 ? control(event) : null;
  });
  root.addEventListener("pointerup", (event) => {
    const released = control(event);
    if (pressed && !pressed.isConnected && released && nameOf(released) === nameOf(pressed)) act(released, event);
  });
}

function nameOf({ dataset }) {
  return dataset.focus ?? dataset.id;
}

// For measuring: one mark, when what was drawn is on the screen. Old ones would only fill memory.
export function markPainted(name) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.clearMarks(name);
      performance.mark(name);
    }),
  );
}

// Whether the page is dark; null where nobody says so.
export function isDark() {
  const app = document.querySelector(".stApp");
  return app ? getComputedStyle(app).colorScheme.includes("dark") : null;
}
