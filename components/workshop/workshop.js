// The workshop's page: its head, and the step that is open. What a step draws and does is its own module's.
import { delegate, el, rootOf, sheets, show, wear } from "../dom.js";
import { ask, askWith, outbox, Refused } from "./asking.js";
import { foreseen, opened, renewed, row, rows } from "./draft.js";
import { drawClashes, putRight } from "./clashes.js";
import { positions } from "./passages.js";
import { STEPS } from "./steps.js";
import style from "./workshop.css" with { type: "css" };

/** @type {Record<string, string>} */
const SAVED = { saved: "Saved", saving: "Saving …", lost: "Not saved yet: kept in this browser until the connection is back." };

/** The one desk of this page. Steps read of it and ask it; they keep nothing of the draft themselves. */
const desk = /** @type {Desk} */ (
  /** @type {Partial<Desk>} */ ({
    draft: "",
    step: "",
    clashes: [],
    refused: [],
    reach: { undo: false, redo: false },
    may: { editing: true, publishing: true },
    texts: new Map(),
    hearing: new Map(),
    foreseen: { base: null, waiting: null, draft: null },
    now,
    text,
    change,
    ask: call,
    go,
    draw,
    enter,
    question,
    refuse,
  })
);

/** @type {Run} */
export function run({ data, parentElement }) {
  if (desk.root || data.room !== "workshop") return;
  if (!sheets.includes(style)) wear(style);
  desk.root = rootOf(parentElement, "main", { class: "workshop" });
  document.documentElement.classList.add("standpoint-workshop");
  listen(desk.root);
  begin();
}

async function begin() {
  askWith(window.location.hash.slice(1));
  try {
    desk.told = await ask("desk");
  } catch (error) {
    desk.root.replaceChildren(
      el(
        "p",
        { class: "closed", role: "alert" },
        error instanceof Refused ? error.message : "Nobody answers at this moment. Reload the page.",
      ),
    );
    return;
  }
  const asked = new URLSearchParams(window.location.search);
  const draft = asked.get("workshop");
  if (draft && desk.told.open) await enter(draft, asked.get("step"));
  else draw();
}

/** Opens a draft, at a step or where there is something left to do. @param {string} draft @param {string | null} step */
async function enter(draft, step) {
  try {
    const answer = await ask("open", { draft });
    Object.assign(desk, { draft, base: opened(answer), reach: answer.reach, may: answer.may, refused: [], clashes: [], texts: new Map() });
    desk.box = outbox(draft, () => desk.base.number, heard);
    desk.box.send();
    go(step && STEPS.has(step) ? step : rows(desk.base, "statements").length ? "review" : "source");
  } catch (error) {
    refuse(error);
  }
}

/** @param {string} step */
function go(step) {
  desk.step = step;
  const url = new URL(window.location.href);
  url.searchParams.set("workshop", desk.draft);
  url.searchParams.set("step", step);
  window.history.replaceState(window.history.state, "", url);
  STEPS.get(step)?.opened?.(desk);
  draw();
  /** @type {HTMLElement | null} */ (desk.root.querySelector(".step"))?.focus({ preventScroll: true });
}

// The draft as it is once all that was done has reached the server.
function now() {
  const waiting = desk.box?.waiting() ?? [];
  if (desk.foreseen.base !== desk.base || desk.foreseen.waiting !== waiting) {
    desk.foreseen = { base: desk.base, waiting, draft: desk.base && foreseen(desk.base, waiting) };
  }
  return desk.foreseen.draft;
}

/** Give a source's text; null until it is here. @param {Cells} source */
function text({ sha256 }) {
  const found = desk.texts.get(sha256);
  if (found === undefined) {
    desk.texts.set(sha256, null);
    ask("text", { draft: desk.draft, sha256 })
      .then(({ text: words }) => desk.texts.set(sha256, { text: words, ...positions(words) }))
      .then(draw, (error) => {
        desk.texts.delete(sha256);
        refuse(error);
      });
  }
  return found ?? null;
}

/** @param {string} kind @param {DraftChange[]} changes */
function change(kind, changes) {
  if (!changes.length) return;
  desk.box.add({ kind, changes });
  draw();
}

/**
 * Asks for what the server alone can do; `then` hears the key of what came of it.
 * @param {string} kind @param {Record<string, unknown>} content @param {Heard} [then]
 */
function call(kind, content, then) {
  const id = `${Date.now()}-${desk.hearing.size}`;
  if (then) desk.hearing.set(id, then);
  desk.box.add({ kind, id, ...content });
  draw();
}

/** @param {Outcome | null} answer @param {Action[]} sent */
function heard(answer, sent) {
  const news = answer && "number" in answer ? answer : null;
  if (news) {
    desk.base = renewed(desk.base, news);
    desk.reach = news.reach;
    desk.clashes = [...desk.clashes, ...news.clashes];
  }
  if (answer) desk.refused = answer.refused;
  draw();
  sent.forEach(({ id }, index) => {
    if (!answer || !id) return;
    const then = desk.hearing.get(id);
    desk.hearing.delete(id);
    if (news) then?.(desk, news.made[index]);
  });
}

/** Ask one thing of the server and draw what it says; what it refuses is said. @param {string} what @param {object} [content] */
async function question(what, content = {}) {
  try {
    const answer = await ask(what, { draft: desk.draft, ...content });
    desk.refused = [];
    return answer;
  } catch (error) {
    refuse(error);
    return null;
  }
}

/** @param {unknown} error */
function refuse(error) {
  desk.refused = [error instanceof Refused ? error.message : "Nobody answers at this moment. Try again."];
  draw();
}

/** @param {WorkshopContent} told */
function drawSign({ who, sign: [words = "", address = ""] }) {
  return el("p", {}, who ? ["Signed in as ", el("bdi", {}, who), ". "] : null, el("a", { href: address }, words));
}

function draw() {
  const { told, draft } = desk;
  const at = draft && desk.base ? now() : null;
  const about = at && rows(at, "about")[0];
  const title = at ? (about?.title ?? rows(at, "sources")[0]?.title ?? "A new map") : "Your own maps";
  document.title = `${title} · Standpoint`;
  const step = STEPS.get(at ? desk.step : told.open ? "source" : "closed");
  const shown = at ? told.steps.filter(({ key }) => STEPS.get(key)?.isReady?.(desk) ?? true) : [];
  show(desk.root, [
    ["head", [title, Boolean(at)], () => drawHead(title, at)],
    at && ["steps", [shown, desk.step], () => drawSteps(shown)],
    !at && told.sign.length > 0 && ["sign", [told.who, told.sign], () => drawSign(told)],
    at && ["saved", [desk.box.state(), desk.reach], () => drawSaved()],
    desk.refused.length > 0 && [
      "refused",
      desk.refused,
      () =>
        el(
          "div",
          { class: "notices", role: "alert" },
          desk.refused.map((one) => el("p", { class: "notice" }, one)),
        ),
    ],
    at && desk.clashes.length > 0 && ["clashes", desk.clashes, () => drawClashes(desk.clashes, (table, key) => row(at, table, key))],
    [
      "step",
      null,
      () => el("div", { class: "step", tabindex: -1, "data-focus": "step" }),
      step ? step.parts(desk) : [["closed", told.why, (why) => el("p", { class: "closed" }, why)]],
    ],
  ]);
}

/** @param {string} title @param {Draft | null} at */
function drawHead(title, at) {
  return el(
    "header",
    { class: "workshop-head" },
    el("p", { class: "small" }, at ? el("a", { href: "?workshop=" }, "Your own maps") : el("a", { href: "?" }, "To the map")),
    el("h1", { dir: "auto" }, title),
  );
}

/** @param {WorkshopStep[]} steps */
function drawSteps(steps) {
  return el(
    "div",
    { class: "tabs", role: "tablist", "aria-label": "Steps" },
    steps.map(({ key, label }) =>
      el(
        "button",
        { role: "tab", "data-do": "go", "data-id": key, "data-focus": `step ${key}`, "aria-selected": String(key === desk.step) },
        label,
      ),
    ),
  );
}

function drawSaved() {
  const { undo, redo } = desk.reach;
  const state = desk.box.state();
  return el(
    "div",
    { class: "row saved" },
    el("p", { class: state === "lost" ? "small lost" : "muted small", role: "status" }, SAVED[state]),
    el("button", { class: "button", "data-do": "undo", "data-focus": "undo", disabled: !undo }, "Undo"),
    el("button", { class: "button", "data-do": "redo", "data-focus": "redo", disabled: !redo }, "Redo"),
    el("button", { class: "button", "data-do": "map", "data-focus": "map" }, "See the map"),
  );
}

/** @param {HTMLElement} root */
function listen(root) {
  const step = () => STEPS.get(desk.base ? desk.step : "source");
  delegate(root, (name, target) => {
    if (name === "go") go(target.dataset.id);
    else if (name === "map") openMap();
    else if (name === "mine" || name === "theirs") putRight(desk, name, Number(target.dataset.id));
    else if ((name === "undo" || name === "redo") && !step()?.key) desk.ask(name, {});
    else step()?.act?.(desk, name, target);
  });
  root.addEventListener("change", (event) => step()?.change?.(desk, fieldOf(event)));
  // Streamlit says over the page that it is not connected; what is done here does not need that.
  new MutationObserver(() => {
    /** @type {HTMLElement | null} */ (document.querySelector('[role="dialog"] [aria-label="Close"]'))?.click();
  }).observe(document.body, { childList: true });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") listenToOthers();
  });
  root.addEventListener("input", (event) => step()?.input?.(desk, fieldOf(event)));
  root.addEventListener("keydown", (event) => {
    /** @type {HTMLInputElement | null} */
    const field = fieldOf(event).closest("input:not([type=file]), select");
    if (field && (event.key === "Enter" || event.key === "Escape") && field.closest(".fields")) {
      if (event.key === "Escape") field.value = field.getAttribute("value") ?? field.value;
      field.blur(); // which tells of its change
      /** @type {HTMLElement | null} */ (root.querySelector(".record-side, .step"))?.focus({ preventScroll: true });
      event.preventDefault();
    } else if (step()?.key?.(desk, event)) event.preventDefault();
    event.stopPropagation(); // Streamlit has keys of its own
  });
}

/** The field that an event comes from. @param {Event} event */
function fieldOf(event) {
  return /** @type {Field} */ (event.composedPath()[0]);
}

// What was done in another tab, or by another person, is heard of when somebody comes back to this one.
async function listenToOthers() {
  if (!desk.draft || desk.box?.waiting().length) return;
  const { draft, base } = desk;
  const answer = await ask("act", { draft, since: base.number, actions: [] }).catch(() => null);
  if (answer && desk.draft === draft && desk.base.number === base.number) heard(answer, []);
}

async function openMap() {
  const opening = window.open("about:blank", "standpoint-map");
  const answer = await question("preview");
  if (!answer) opening?.close();
  else if (opening) opening.location.href = new URL(answer.link, window.location.href).href;
  else window.location.href = answer.link;
}
