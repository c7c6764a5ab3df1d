// Builds elements, and patches those that stand. Every word is set as text, never as HTML.
import style from "./style.css" with { type: "css" };
import { balanced } from "./engine/wording.js";

// What an element listens to, by event; patching gives it the handlers of the newer drawing.
const listening = new WeakMap();
// Elements whose handlers hold on to the elements within: a change replaces them as they are.
const wholes = new WeakSet();

export function el(tag, properties = {}, ...children) {
  return built(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
  return built(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

export function whole(node) {
  wholes.add(node);
  return node;
}

function built(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) listen(node, name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  node.append(
    ...children
      .flat()
      .filter((child) => child !== null && child !== undefined)
      .map((child) => (typeof child === "string" ? balanced(child) : child)),
  );
  if (properties.value !== undefined) node.value = properties.value; // a select has one once it has options
  return node;
}

function listen(node, type, handler) {
  if (!listening.has(node)) listening.set(node, new Map());
  const handlers = listening.get(node);
  if (!handlers.has(type)) node.addEventListener(type, (event) => handlers.get(type)?.(event));
  handlers.set(type, handler);
}

// A border and no background: paper has it too, and colours that the system takes over.
export function dot(colour, name) {
  return el("span", {
    class: "dot",
    style: `--tone: var(--${colour})`,
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

// What a module keeps for an element, such as a component's root: made once, by `begin`.
const kept = new WeakMap();

export function stateOf(node, begin) {
  if (!kept.has(node)) kept.set(node, begin(node));
  return kept.get(node);
}

// Gives the component's one root element, made at its first run, with the style for all.
export function rootOf(parent, tag, properties) {
  return stateOf(parent, () => {
    parent.adoptedStyleSheets = sheets;
    return parent.appendChild(el(tag, properties));
  });
}

// Shows parts in order: [name, data, draw, parts within]. A part whose data is as before is left as it
// is; one that changed is patched, as is always one whose data is undefined.
export function show(root, parts) {
  const active = root.getRootNode().activeElement;
  const focused = root.contains(active) ? active.closest("[data-focus]")?.dataset.focus : null;
  arrange(root, parts);
  if (!focused || root.contains(root.getRootNode().activeElement)) return;
  // What had the focus may be gone with what it opened; then reading goes on at the current tab.
  const again = root.querySelector(`[data-focus="${CSS.escape(focused)}"]`) ?? root.querySelector('[role="tab"][aria-selected="true"]');
  again?.focus({ preventScroll: true });
}

const marks = new WeakMap();

function arrange(root, parts) {
  const before = new Map([...root.children].map((child) => [child.dataset.part, child]));
  const wanted = parts.filter(Boolean).map(([part, data, draw, within]) => {
    const mark = JSON.stringify(data);
    const old = before.get(part);
    const fresh = !old || mark === undefined || marks.get(old) !== mark;
    const node = fresh ? patched(old, draw(data)) : old;
    node.dataset.part = part;
    marks.set(node, mark);
    if (within) arrange(node, within);
    return node;
  });
  place(root, wanted);
}

// Makes the children of a node these, in this order, and moves no more of them than it must.
function place(parent, wanted) {
  const stay = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!stay.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

// Changes an element into what was drawn anew, where they are of one kind; else gives the new one. What
// a reader holds stays: the focus, a pressed button, what is typed, what is opened.
function patched(old, fresh) {
  if (!old || old.nodeName !== fresh.nodeName || wholes.has(fresh)) return fresh;
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== fresh.data) old.data = fresh.data;
    return old;
  }
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name) && name !== "data-part" && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
  }
  for (const name of fresh.getAttributeNames()) {
    if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name));
  }
  const handlers = listening.get(fresh) ?? new Map();
  for (const type of listening.get(old)?.keys() ?? []) if (!handlers.has(type)) listening.get(old).set(type, null);
  for (const [type, handler] of handlers) listen(old, type, handler);
  const same = new Map();
  for (const child of old.childNodes) {
    const list = same.get(nameOf(child)) ?? [];
    same.set(nameOf(child), [...list, child]);
  }
  place(
    old,
    [...fresh.childNodes].map((child) => patched(same.get(nameOf(child))?.shift(), child)),
  );
  // A blank at an end is still being typed.
  if (fresh.hasAttribute("value") || fresh.nodeName === "SELECT") setValue(old, fresh.value);
  if (fresh.type === "radio") old.checked = fresh.checked;
  return old;
}

function setValue(node, value) {
  if (String(node.value).trim() !== String(value).trim()) node.value = value;
}

// By this an element is the same as one of the drawing before, among its siblings.
function nameOf(node) {
  return `${node.nodeName} ${node.dataset?.focus ?? node.dataset?.id ?? node.dataset?.part ?? ""}`;
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
  listen(root, "click", (event) => {
    const target = event.composedPath().find((node) => node.dataset?.do);
    if (target && !target.disabled) handler(target.dataset.do, target, event);
  });
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
