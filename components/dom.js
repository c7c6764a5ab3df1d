// Builds elements, and patches those that stand. Every word is set as text, never as HTML.
import style from "./style.css" with { type: "css" };
import { balanced } from "./engine/wording.js";

// What an element listens to, by event; patching gives it the handlers of the newer drawing.
/** @type {WeakMap<EventTarget, Map<string, Handler>>} */
const listening = new WeakMap();
// Elements whose handlers hold on to the elements within: a change replaces them as they are.
const wholes = new WeakSet();

/**
 * Builds an element.
 * @template {keyof HTMLElementTagNameMap} K @param {K} tag @param {Properties<HTMLElementTagNameMap[K]>} [properties]
 * @param {Child[]} children
 */
export function el(tag, properties = {}, ...children) {
  return built(document.createElement(tag), properties, children);
}

/**
 * @template {keyof SVGElementTagNameMap} K @param {K} tag @param {Record<string, Attribute>} [properties] @param {Child[]} children
 */
export function svg(tag, properties = {}, ...children) {
  return built(document.createElementNS("http://www.w3.org/2000/svg", tag), properties, children);
}

/** @template {HTMLElement} T @param {T} node */
export function whole(node) {
  wholes.add(node);
  return node;
}

/** @template {Element} T @param {T} node @param {object} properties @param {Child[]} children */
function built(node, properties, children) {
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) listen(node, name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  const within = children.flat().flatMap((child) => (typeof child === "string" ? balanced(child) : (child ?? [])));
  node.append(...within);
  const { value } = /** @type {Attributes} */ (properties);
  if (value !== undefined) Object.assign(node, { value }); // a select has one once it has options
  if (TYPED.includes(node.nodeName)) followComposing(node);
  return node;
}

/** @param {EventTarget} node @param {string} type @param {Handler} handler */
function listen(node, type, handler) {
  const handlers = listening.get(node) ?? new Map();
  listening.set(node, handlers);
  if (!handlers.has(type)) node.addEventListener(type, (event) => handlers.get(type)?.(event));
  handlers.set(type, handler);
}

/**
 * A border and no background: paper has it too, and colours that the system takes over.
 * @param {string} colour @param {string} [name]
 */
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

/** @param {CSSStyleSheet} sheet */
export function wear(sheet) {
  sheets.push(sheet);
}

// What a module keeps for an element, such as a component's root: made once, by `begin`.
const kept = new WeakMap();

/** @template {object} N @template T @param {N} node @param {(node: N) => T} begin @returns {T} */
export function stateOf(node, begin) {
  if (!kept.has(node)) kept.set(node, begin(node));
  return kept.get(node);
}

/**
 * Gives the component's one root element, made at its first run, with the style for all.
 * @param {HTMLElement | ShadowRoot} parent @param {"div" | "main" | "section"} tag @param {Attributes} properties @returns {HTMLElement}
 */
export function rootOf(parent, tag, properties) {
  return stateOf(parent, () => {
    if (parent instanceof ShadowRoot) parent.adoptedStyleSheets = sheets;
    return parent.appendChild(el(tag, properties));
  });
}

/**
 * Shows parts in order: [name, data, draw, parts within]. A part whose data is as before is left as it
 * is; one that changed is patched, as is always one whose data is undefined.
 * @param {HTMLElement} root @param {Parts} parts
 */
export function show(root, parts) {
  const active = focusIn(root);
  const focused = root.contains(active) ? keyOf(active?.closest("[data-focus]"), "focus") : undefined;
  arrange(root, parts);
  if (!focused || root.contains(focusIn(root))) return;
  // What had the focus may be gone with what it opened; then reading goes on at the current tab.
  /** @type {HTMLElement | null} */
  const again = root.querySelector(`[data-focus="${CSS.escape(focused)}"]`) ?? root.querySelector('[role="tab"][aria-selected="true"]');
  again?.focus({ preventScroll: true });
}

const marks = new WeakMap();

/** What has the focus in the tree of an element. @param {Node} root */
export function focusIn(root) {
  return /** @type {Document | ShadowRoot} */ (root.getRootNode()).activeElement;
}

/** What an element's data says of it. @param {Node | null | undefined} node @param {string} name */
function keyOf(node, name) {
  return node instanceof HTMLElement || node instanceof SVGElement ? node.dataset[name] : undefined;
}

/** @param {HTMLElement} root @param {Parts} parts */
function arrange(root, parts) {
  const before = new Map([...root.children].map((child) => [keyOf(child, "part"), child]));
  const wanted = parts
    .flatMap((one) => (one ? [one] : []))
    .map(([part, data, draw, within]) => {
      const mark = JSON.stringify(data);
      const old = before.get(part);
      const fresh = !old || mark === undefined || marks.get(old) !== mark;
      const node = /** @type {HTMLElement} */ (fresh ? patched(old, draw(data)) : old);
      node.dataset.part = part;
      marks.set(node, mark);
      if (within) arrange(node, within);
      return node;
    });
  place(root, wanted);
}

/**
 * Makes the children of a node these, in this order, and moves no more of them than it must.
 * @param {Node} parent @param {ChildNode[]} wanted
 */
function place(parent, wanted) {
  const stay = new Set(wanted);
  for (const child of [...parent.childNodes]) if (!stay.has(child)) child.remove();
  wanted.forEach((node, index) => {
    if (parent.childNodes[index] !== node) parent.insertBefore(node, parent.childNodes[index] ?? null);
  });
}

/**
 * Changes an element into what was drawn anew, where they are of one kind; else gives the new one. What
 * a reader holds stays: the focus, a pressed button, what is typed, what is opened.
 * @param {ChildNode | undefined} old @param {ChildNode} fresh @returns {ChildNode}
 */
function patched(old, fresh) {
  if (!old || old.nodeName !== fresh.nodeName || wholes.has(fresh)) return fresh;
  if (!(old instanceof Element && fresh instanceof Element)) {
    if (old.nodeValue !== fresh.nodeValue) old.nodeValue = fresh.nodeValue;
    return old;
  }
  for (const name of old.getAttributeNames()) {
    if (!fresh.hasAttribute(name) && name !== "data-part" && !(name === "open" && old.nodeName === "DETAILS")) old.removeAttribute(name);
  }
  for (const name of fresh.getAttributeNames()) {
    if (old.getAttribute(name) !== fresh.getAttribute(name)) old.setAttribute(name, fresh.getAttribute(name) ?? "");
  }
  const handlers = listening.get(fresh) ?? new Map();
  const before = listening.get(old);
  for (const type of before?.keys() ?? []) if (!handlers.has(type)) before?.set(type, null);
  for (const [type, handler] of handlers) listen(old, type, handler);
  /** @type {Map<string, ChildNode[]>} */
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
  const [held, drawn] = /** @type {HTMLInputElement[]} */ ([old, fresh]);
  if (drawn.hasAttribute("value") || drawn.nodeName === "SELECT") setValue(held, drawn.value);
  if (drawn.type === "radio") held.checked = drawn.checked;
  return old;
}

// What is being composed is nobody's text yet: to write into its field would end it.
const TYPED = ["INPUT", "TEXTAREA"];
const composing = new WeakSet();

/** @param {Element} node */
function followComposing(node) {
  node.addEventListener("compositionstart", () => composing.add(node));
  node.addEventListener("compositionend", () => composing.delete(node));
}

/** @param {HTMLInputElement} node @param {string} value */
function setValue(node, value) {
  if (!composing.has(node) && String(node.value).trim() !== String(value).trim()) node.value = value;
}

/** By this an element is the same as one of the drawing before, among its siblings. @param {Node} node */
function nameOf(node) {
  return `${node.nodeName} ${keyOf(node, "focus") ?? keyOf(node, "id") ?? keyOf(node, "part") ?? ""}`;
}

/** The attributes of an element whose click asks for a change of the link: {parameter: values}. @param {Changes} set */
export function asks(set) {
  return { "data-do": "ask", "data-ask": JSON.stringify(set) };
}

/** @param {ToMap} message */
export function tellMap(message) {
  window.dispatchEvent(new CustomEvent("standpoint:map", { detail: message }));
}

/**
 * An action's handler is looked up at the time of the click: the component's latest run.
 * @param {HTMLElement} root @param {(action: string, target: Pressed, event: Event) => unknown} handler
 */
export function delegate(root, handler) {
  listen(root, "click", (/** @type {Event} */ event) => {
    const path = /** @type {Pressed[]} */ (event.composedPath());
    const target = path.find((node) => node.dataset?.do);
    if (target && !target.disabled && target.ariaDisabled !== "true") handler(target.dataset.do, target, event);
  });
}

/** For measuring: one mark, when what was drawn is on the screen. Old ones would only fill memory. @param {string} name */
export function markPainted(name) {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      performance.clearMarks(name);
      performance.mark(name);
    }),
  );
}

/** @type {HTMLElement | null} */
let spoken = null;

/** Says to who hears the page what others see happen. @param {string} words */
export function say(words) {
  spoken ??= (document.querySelector("main") ?? document.body).appendChild(el("p", { role: "status", class: "standpoint-spoken" }));
  spoken.textContent = "";
  const region = spoken;
  // A region must be there before its text is.
  window.setTimeout(() => {
    region.textContent = words;
  }, 100);
}

// Whether the page is dark; null where nobody says so.
export function isDark() {
  const app = document.querySelector(".stApp");
  // Where the system takes the colours over, a page has both schemes, and the system's is shown.
  if (app && window.matchMedia("(forced-colors: active)").matches) return window.matchMedia("(prefers-color-scheme: dark)").matches;
  return app ? getComputedStyle(app).colorScheme.includes("dark") : null;
}
