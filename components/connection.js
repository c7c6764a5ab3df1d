// The connection to the server: what is said while it is lost, and how no choice is lost with it.
import { el } from "./dom.js";
import link from "./engine/link.json" with { type: "json" };
import { pairsOf } from "./engine/live.js";
import { viewNow } from "./link.js";
import { goesOn } from "./steps.js";

const LOST = "The connection was lost. What you see stays; what cannot be shown at once is shown when it is back.";
const ENDED = "The connection was lost. Reload the page; it opens on what you chose.";
const SLOW = "The server has not answered yet. What you chose is kept.";
const LOST_MS = 1000; // most connections are back before anyone has to hear of it
const SLOW_MS = 3000;
const TELL_MS = 400; // a reader who pauses that long waits for nothing of what the server is told
// Streamlit tells on this element whether it is connected, and whether the page is being run.
const page = /** @type {HTMLElement} */ (document.querySelector(".stApp"));
const notice = page.appendChild(el("p", { class: "standpoint-connection", "aria-live": "polite" }));
/** @type {{ away: boolean, late: boolean, back: boolean, found: Record<string, string>, words: string, saying: number, waiting: number, focus: HTMLElement | null, trigger: Component["setTriggerValue"] }} */
const connection = { away: false, late: false, back: false, found: {}, words: "", saying: 0, waiting: 0, focus: null, trigger: () => {} };
/** @type {Omit<Asked, "view">} */
const asked = { n: 0, set: {}, find: {} };

// What the page answered by itself: links that the server is still to be told of, or is being told of;
// and whether something is asked for that only the server can answer.
/** @type {{ links: Set<string>, keys: string[], telling: number, byServer: boolean }} */
const ahead = { links: new Set(), keys: [], telling: 0, byServer: false };

// Entries that the history is due for what was asked for and not answered; what goes on with a step has none.
const entries = { due: 0, goingOn: false };
const pushState = window.history.pushState.bind(window.history);
window.history.pushState = (...given) => {
  // The server says what it was told; the reader may have gone on since.
  if (ahead.links.has(subjectOf(pairsOf(new URL(String(given[2]), window.location.href).search)))) return;
  if ((entries.goingOn || ahead.links.size) && !entries.due) window.history.replaceState(...given);
  else pushState(...given);
  entries.due = Math.max(0, entries.due - 1);
};

// What may change without turning the list's pages back.
const { KEEPS_PAGE } = link;

/**
 * Asks the server for changes. Asking again before the answer has come sends all that was asked
 * so far: the server may see the last message only.
 * @param {Parameters<Send>[0]} asked
 */
export function send({ set = {}, find = {} }) {
  asked.n += 1;
  window.clearTimeout(ahead.telling);
  if (ahead.links.size) Object.assign(asked.set, inLink());
  ahead.byServer = true;
  if (set.dataset) connection.found = {}; // as the server does
  if (Object.keys(set).length) {
    if (goesOn(set)) entries.goingOn = true;
    else entries.due += 1;
  }
  if (!Object.keys(set).every((key) => KEEPS_PAGE.includes(key))) delete asked.set.page;
  Object.assign(asked.set, set);
  Object.assign(asked.find, find);
  Object.assign(connection.found, find);
  if (connection.away) keepInLink();
  else ask();
}

function ask() {
  connection.trigger("ask", { n: asked.n, set: asked.set, find: asked.find, view: viewNow() });
  waitFor(SLOW_MS);
}

/**
 * Asks again when no answer comes: a server that was restarted may have overheard it. If that does
 * not help either, the page is drawn anew from the link.
 * @param {number} patience
 */
function waitFor(patience) {
  window.clearTimeout(connection.waiting);
  connection.waiting = window.setTimeout(() => {
    if (connection.away || !(isWaiting() || connection.late)) return;
    connection.late = true;
    say(SLOW);
    keepInLink();
    if (page.dataset.testScriptState === "running") waitFor(patience);
    else if (patience === SLOW_MS) {
      ask();
      waitFor(2 * patience);
    } else {
      drawAnew();
      waitFor(2 * patience);
    }
  }, patience);
}

/** Whether the page may answer a choice by itself: the server is asked for nothing beside. */
export const mayGoAhead = () => !(ahead.byServer && isWaiting()) || connection.away;

/** What was typed to find a value, by the filter's key. */
export const found = () => connection.found;

/**
 * The page answers by itself what its link says. The server is told of it once the reader pauses.
 * @param {string[]} keys @param {{ query: string, goingOn: boolean, find: Asked["find"] }} gone
 */
export function goAhead(keys, { query, goingOn, find }) {
  Object.assign(connection.found, find);
  if (query !== window.location.search) {
    const how = goingOn ? window.history.replaceState.bind(window.history) : pushState;
    how(goingOn ? window.history.state : {}, "", window.location.pathname + query);
  }
  overtake(keys);
  Object.assign(asked.find, find);
  ahead.telling = window.setTimeout(tell, TELL_MS);
}

/** What was asked for before is of another link than that which stands now. @param {string[]} keys */
function overtake(keys) {
  window.clearTimeout(ahead.telling);
  asked.n += 1;
  asked.set = {};
  Object.assign(entries, { due: 0, goingOn: false });
  Object.assign(ahead, { keys, telling: 0, byServer: false });
  ahead.links.add(linkNow());
}

/**
 * After "back" Streamlit reads the link itself; but what it was told on the way there may come to it later.
 * @param {string[]} keys @param {boolean} isAnswered by the page itself
 */
export function goBack(keys, isAnswered) {
  const isBehind = isWaiting() || ahead.links.size > 0;
  if (!isAnswered && !isBehind) return;
  overtake(keys);
  if (isBehind) ahead.telling = window.setTimeout(tell, TELL_MS);
}

function tell() {
  ahead.telling = 0;
  if (connection.away) return; // it is in the link, from which the page is drawn then
  asked.set = inLink();
  ask();
}

/** All that the link says, as changes: what it does not name is taken out. */
function inLink() {
  const now = new URLSearchParams(window.location.search);
  return Object.fromEntries(ahead.keys.filter((key) => key !== "view").map((key) => [key, now.getAll(key)]));
}

/** @param {string[][]} pairs */
function subjectOf(pairs) {
  return JSON.stringify(pairs);
}

const linkNow = () => subjectOf(pairsOf(window.location.search));

/** What an answer must be to: the link as it is now, and what was typed to find a value. */
function subject() {
  const typed = Object.entries(connection.found).filter(([, text]) => text);
  return subjectOf([...pairsOf(window.location.search), ...typed.map(([key, text]) => [`find ${key}`, text]).sort()]);
}

/** Where the server was led back to a link that it had been told of, that is the link. @param {string[][]} pairs */
function keepAnswered(pairs) {
  if (subjectOf(pairs) === linkNow() || !ahead.links.has(subjectOf(pairs))) return;
  const view = viewNow();
  const link = new URLSearchParams([...pairs, ...(view ? [["view", view]] : [])]);
  window.history.replaceState(window.history.state, "", `${window.location.pathname}?${link}`);
}

/**
 * An answer has come; there may be more to wait for. Gives whether it is to be drawn: one that was
 * overtaken by what the page answered itself is not.
 * @param {Message} message @param {Component["setTriggerValue"]} trigger
 */
export function answered({ answered: number, of = [] }, trigger) {
  connection.trigger = trigger;
  const isLast = number === asked.n;
  const isOfNow = subjectOf(of) === subject();
  const isNews = isLast || isOfNow || !ahead.links.size;
  if (isLast) {
    Object.assign(asked, { set: {}, find: {} });
    Object.assign(entries, { due: 0, goingOn: false });
    ahead.byServer = false;
  }
  if (isLast) keepAnswered(of.filter(([key]) => !key.startsWith("find ")));
  if (isLast || (isOfNow && !ahead.telling && !isWaiting())) ahead.links.clear();
  if (!isWaiting()) connection.late = false;
  if (!isWaiting() && !connection.away) say("");
  return isNews;
}

// As after "back": Streamlit runs the page anew, from the link; a part of a page, such as "#top",
// would keep it from that. A new server does not know of this page, and would not hear it.
function drawAnew() {
  Object.assign(asked, { set: {}, find: {} }); // it is in the link
  connection.back = true;
  const { origin, pathname, search, hash } = window.location;
  if (hash) window.history.replaceState(window.history.state, "", origin + pathname + search);
  window.dispatchEvent(new PopStateEvent("popstate"));
}

// What is asked for and not answered yet.
export const unanswered = () => (ahead.byServer ? asked.set : {});

function isWaiting() {
  return Object.keys(asked.set).length + Object.keys(asked.find).length > 0;
}

/** @param {string} words @param {number} [delay] */
function say(words, delay = 0) {
  if (connection.words === words) return;
  connection.words = words;
  window.clearTimeout(connection.saying);
  connection.saying = window.setTimeout(() => {
    notice.textContent = words;
  }, delay);
}

// While nobody answers, what is asked for stands in the link alone; the page is drawn from it then.
function keepInLink() {
  if (!ahead.byServer) return; // the page has written it
  const { dataset } = asked.set;
  const changes = dataset ? { dataset } : asked.set; // another dataset is opened as a whole
  const url = new URL(window.location.href);
  /** @param {string} key */
  const kept = (key) => key.startsWith("embed") || !dataset;
  for (const key of [...url.searchParams.keys()]) if (!kept(key)) url.searchParams.delete(key);
  if (!Object.keys(changes).every((key) => KEEPS_PAGE.includes(key))) url.searchParams.delete("page");
  for (const [key, values] of Object.entries(changes)) {
    url.searchParams.delete(key);
    for (const value of values) url.searchParams.append(key, value);
  }
  window.history.replaceState(window.history.state, "", url);
}

function followConnection() {
  const state = page.dataset.testConnectionState ?? "CONNECTED";
  const away = state !== "CONNECTED";
  if (away) {
    say(state === "DISCONNECTED_FOREVER" ? ENDED : LOST, LOST_MS);
    closeDialog();
  }
  if (away === connection.away) return;
  connection.away = away;
  if (away) {
    if (isWaiting()) keepInLink();
    return;
  }
  say("");
  drawAnew();
  // What has just started, or come back, may have overheard that: the link is read once more.
  window.setTimeout(() => {
    if (!connection.away && !isWaiting()) drawAnew();
  }, SLOW_MS);
}

// What is typed to find a value stands in no link: it is said once more.
export function findAgain() {
  if (!connection.back) return;
  connection.back = false;
  if (Object.values(connection.found).some(Boolean)) send({ find: connection.found });
}

// Streamlit's own message lies over the page and would keep everyone from reading on.
function closeDialog() {
  /** @type {HTMLElement | null} */
  const close = document.querySelector('[role="dialog"] [aria-label="Close"]');
  if (!close) return;
  close.click();
  window.setTimeout(() => connection.focus?.focus({ preventScroll: true }), 300);
}

const watching = new MutationObserver(followConnection);
watching.observe(page, { attributeFilter: ["data-test-connection-state"] });
watching.observe(document.body, { childList: true });
page.addEventListener("focusin", (event) => {
  [connection.focus] = /** @type {HTMLElement[]} */ (event.composedPath());
});
