// The panel beside the map: a place's card, the tabs, and what the current tab shows.
import { delegate, el, markPainted, rootOf, show, stateOf } from "../dom.js";
import { PARTS } from "./parts.js";
import { drawPlace } from "./place.js";
import { showMapOnPhone } from "../phone.js";
import { figures } from "../engine/wording.js";

/** @type {(data: PanelContent, parentElement: HTMLElement | ShadowRoot, send: Send, asked: () => Changes) => void} */
export function drawPanel(data, parentElement, send, asked) {
  const root = rootOf(parentElement, "section", { class: "panel", "aria-label": "Statements and source" });
  /** @param {Changes} set */
  const ask = (set) => send({ set });
  const content = data.content;

  show(root, [
    data.place && ["place", data.place, drawPlace],
    ["tabs", [data.tabs, data.tab], () => drawTabs(data.tabs, data.tab)],
    [
      "shown",
      labelOf(data),
      (label) => el("div", { class: "shown", role: "tabpanel", "aria-label": label }),
      PARTS.get(data.tab)?.(content, ask) ?? [],
    ],
  ]);
  reveal(root, data);
  markPainted("standpoint:panel");

  delegate(root, (action, target, event) => {
    const { id, value } = target.dataset;
    const chosen = data.content.chosen ?? null;
    if (action === "tab") ask({ tab: [value] });
    if (action === "ask") ask(JSON.parse(target.dataset.ask));
    if (action === "place") ask({ at: [data.place?.id, data.place?.at].includes(id) ? [] : [id], ...pageOfTable(data) });
    if (action === "release") ask({ at: [] });
    if (action === "statement") {
      if (window.getSelection()?.toString() && target.tagName === "ARTICLE") return;
      ask(id === chosen ? { statement: [], page: [String(pageOf(content))] } : { statement: [id] });
      if (id !== chosen) showMapOnPhone();
    }
    if (action === "in-source") ask({ statement: [id], tab: ["source"] });
    if (action === "passage") ask({ statement: [nextOf(id.split(" "), chosen)].filter(Boolean) });
    if (action === "page") ask({ page: [value] });
    if (action === "drop") ask(Object.fromEntries(target.dataset.keys.split(" ").map((key) => [key, []])));
    if (action === "reading") ask({ reading: withReading(asked().reading ?? data.readings, value) });
    if (action === "stay") event.stopPropagation();
  });
}

/** What the panel shows, in a word. @param {PanelContent} data */
const labelOf = ({ tabs, tab }) => tabs.find(({ key }) => key === tab)?.label ?? "About this map";

/** The readings that are chosen, with one more in place of another of the same place. @param {string[]} readings @param {string} value */
function withReading(readings, value) {
  /** @param {string} reading */
  const place = (reading) => reading.slice(0, reading.indexOf(":"));
  return [...readings.filter((reading) => place(reading) !== place(value)), value];
}

/** The page of what is listed; 1 where nothing is. @param {PanelContent["content"]} content */
function pageOf(content) {
  return "page" in content ? content.page : 1;
}

/** A table of places stays where it is while places are chosen in it. @param {PanelContent} content @returns {Changes} */
function pageOfTable({ tab, content }) {
  return tab === "places" ? { page: [String(pageOf(content))] } : {};
}

/**
 * Where passages overlap, each further click goes on to the next statement, then releases.
 * @param {string[]} ids @param {string | null} chosen
 */
function nextOf(ids, chosen) {
  return ids[ids.indexOf(chosen ?? "") + 1];
}

/** @param {Tab[]} tabs @param {string} current */
function drawTabs(tabs, current) {
  /** @param {At<KeyboardEvent, HTMLElement>} event */
  const choose = (event) => {
    const buttons = /** @type {HTMLElement[]} */ ([...event.currentTarget.children]);
    const at = buttons.indexOf(event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = buttons[(to + buttons.length) % buttons.length];
    next.focus();
    next.click();
  };
  const reached = tabs.some(({ key }) => key === current) ? current : tabs[0].key;
  return el(
    "div",
    { class: "tabs", role: "tablist", "aria-label": "Views of the statements", onkeydown: choose },
    tabs.map((tab) =>
      el(
        "button",
        {
          role: "tab",
          "data-do": "tab",
          "data-value": tab.key,
          "data-focus": `tab ${tab.key}`,
          "aria-selected": String(tab.key === current),
          tabindex: tab.key === reached ? 0 : -1,
        },
        tab.label,
        tab.count === null ? null : ` ${figures(tab.count)}`,
      ),
    ),
  );
}

/** Where the tabs don't fit beside each other, the current one is in sight. @param {HTMLElement} root */
function showTab(root) {
  const bar = root.querySelector(".tabs");
  /** @type {HTMLElement | null | undefined} */
  const tab = bar?.querySelector('[aria-selected="true"]');
  if (bar && tab) bar.scrollLeft = tab.offsetLeft + tab.offsetWidth - bar.clientWidth;
}

/**
 * Brings the chosen statement or passage into sight, once for each choice; a tab or a page its beginning.
 * @param {HTMLElement} root @param {PanelContent} given
 */
function reveal(root, { tab, content }) {
  const state = stateOf(root, () => /** @type {PanelState} */ ({ revealed: "", page: "", tab: "", sought: null, sizes: null }));
  const key = `${tab} ${pageOf(content)} ${content.chosen ?? ""}`;
  if (state.tab !== tab) {
    requestAnimationFrame(() => showTab(root));
    // Who asked for what is no tab reads on at its heading.
    /** @type {HTMLElement | null} */
    const heading = state.tab ? root.querySelector(".guide h2") : null;
    heading?.focus();
  }
  state.tab = tab;
  if (state.revealed === key) return;
  const page = `${tab} ${pageOf(content)}`;
  if (state.page !== page) {
    const top = scrollerOf(root);
    if (top && state.page) top.scrollTop = 0;
    state.page = page;
  }
  state.sought = tab === "source" ? "mark.chosen" : ".chosen";
  if (!root.querySelector(state.sought)) return;
  state.revealed = key;
  bringIntoSight(root, state);
  state.sizes ??= keepInSight(root, state);
}

/** @param {HTMLElement} root */
function scrollerOf(root) {
  return /** @type {ShadowRoot} */ (root.getRootNode()).host?.closest(".st-key-panel-room") ?? null;
}

/** @param {HTMLElement} root @param {PanelState} state */
function bringIntoSight(root, state) {
  const scroller = scrollerOf(root);
  const target = state.sought && root.querySelector(state.sought);
  if (!target || !scroller || scroller.scrollHeight <= scroller.clientHeight) return;
  const box = target.getBoundingClientRect();
  const frame = scroller.getBoundingClientRect();
  if (box.top < frame.top + 60 || box.bottom > frame.bottom) {
    scroller.scrollTop += box.top - frame.top - Math.max(60, (frame.height - box.height) / 2);
  }
}

/**
 * The page's own style, the head's height and the cards' real sizes may come later than the
 * panel; until the reader takes over, what was brought into sight stays there.
 * @param {HTMLElement} root @param {PanelState} state
 */
function keepInSight(root, state) {
  for (const hand of ["wheel", "touchmove", "pointerdown", "keydown"]) {
    window.addEventListener(
      hand,
      () => {
        state.sought = null;
      },
      { passive: true, capture: true },
    );
  }
  const sizes = new ResizeObserver(() => bringIntoSight(root, state));
  sizes.observe(root);
  const scroller = scrollerOf(root);
  if (scroller) sizes.observe(scroller);
  return sizes;
}
