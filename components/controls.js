import { chipsOf, drawChip } from "./chips.js";
import { followCovered } from "./covered.js";
import { delegate, el, focusIn, markPainted, rootOf, show, stateOf } from "./dom.js";
import { firstPart } from "./first.js";
import { followElsewhere, menuPart, unfold } from "./menu.js";
import { drawPill, fitMenus, menuParts } from "./menus.js";
import { statements } from "./engine/wording.js";
import { optionsOf, searchPart, typed } from "./search.js";
import { drawViews, followViews, goToView } from "./views.js";

const LAYERS = "Layers";

// What floats over the map: search and menus, what is chosen, quick views and the map's own menu.
// Where the window is narrow, the menus stand below each other in a sheet.
/** @type {(data: ControlsContent, parentElement: HTMLElement | ShadowRoot, send: Send, asked: () => Changes) => void} */
export function drawControls(data, parentElement, send, asked) {
  const root = rootOf(parentElement, "div", { class: "controls" });
  // What is typed and not sent yet, where a slider is held, what was typed to find a value, what is open.
  const state = stateOf(root, () => begin(root));

  /** What is asked for stands at once, before it is answered. @param {Changes} set @param {Record<string, string>} [find] */
  function ask(set, find = {}) {
    const words = typed(state);
    const all = { ...words, ...set };
    keepAsked(data, all);
    send({ set: all, find: { ...Object.fromEntries(Object.entries(words).map(([key, [text = ""]]) => [key, text])), ...find } });
    draw();
  }

  /** @param {string} name */
  function toggle(name) {
    state.menu = state.menu === name ? null : name;
    unfold(root, state.menu);
  }

  function draw() {
    const chips = chipsOf(data);
    show(root, [
      [
        "bar",
        null,
        () => el("div", { class: "bar" }),
        [
          ...data.filters.filter((filter) => filter.kind === "search").map((filter) => searchPart(filter, data.filters, state, ask, draw)),
          [
            "filters",
            null,
            () => el("div", { class: "filters" }),
            [
              ["open", [state.sheet, chips.length], () => drawSheetButton(state.sheet, chips.length, () => turnSheet(root, state, draw))],
              ["sheet", null, () => el("div", { class: "sheet" }), sheetParts()],
            ],
          ],
        ],
      ],
      ["chips", null, () => el("div", { class: "chips" }), [firstPart(data), ...chipParts(chips, data.filtered)]],
      [
        "nothing",
        data.matching > 0,
        () => el("p", { class: "nothing", hidden: data.matching > 0 }, "No statement matches what is chosen."),
      ],
      [
        "corner",
        null,
        () => el("div", { class: "corner" }),
        [
          data.views.length > 1 && ["views", data.views, drawViews],
          menuPart(LAYERS, 0, toggle, [
            ["layers", data.layers, (layers) => drawPills(LAYERS, "layers", layers, "aria-pressed")],
            data.bases.length > 1 && ["base", data.bases, drawBases],
          ]),
        ],
      ],
    ]);
    unfold(root, state.menu);
  }

  /** @returns {Parts} */
  function sheetParts() {
    return [
      ["menus", null, () => el("div", { class: "menus", id: "menus" }), menuParts(data, state, ask, send, draw, toggle)],
      ["done", data.matching, () => drawDone(data.matching, () => turnSheet(root, state, draw))],
    ];
  }

  /** Whenever the row has another width, the menus find their room in it anew. */
  state.fit = () => {
    state.fits = null;
    draw();
    fitMenus(root, state, draw);
  };

  keepAsked(data, asked());
  if (state.following) draw();
  else {
    state.following = true;
    state.fit();
    followWidth(root, state);
    followViews(root, state);
    followCovered(root, asked);
  }
  markPainted("standpoint:counts");

  delegate(root, (action, target) => {
    const { key, id } = target.dataset;
    if (action === "option") ask({ [key]: toggled(optionsOf(data.filters, key), id) });
    if (action === "layers") {
      const on = toggled(data.layers, id);
      ask({ layers: on.length ? on : ["none"] });
    }
    if (action === "base") ask({ base: [id] });
    if (action === "view") goToView(root, state, target, data.views);
    if (action === "ask" || action === "reset") {
      typed(state);
      // What is dropped takes its chip along; reading goes on at the search.
      if (focusIn(root) === target) /** @type {HTMLElement} */ (root.querySelector(".search input")).focus();
      ask(action === "ask" ? JSON.parse(target.dataset.ask) : Object.fromEntries(data.keys.map((name) => [name, []])));
    }
  });
}

/** @param {HTMLElement} root @returns {ControlsState} */
function begin(root) {
  const state = {
    typing: null,
    held: {},
    found: {},
    menu: null,
    sheet: false,
    flying: false,
    following: false,
    fits: null,
    most: 0,
    fit: () => {},
  };
  const fold = () => {
    state.menu = null;
    unfold(root, null);
  };
  followElsewhere(root, fold);
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || event.isComposing) return;
    /** @type {HTMLElement | null} */
    const open = root.querySelector('.menu-button[aria-expanded="true"], .filters-button[aria-expanded="true"]');
    if (!open) return;
    event.preventDefault(); // it is not the chosen place that is let go
    open.click();
    open.focus();
  });
  return state;
}

/** @param {HTMLElement} root @param {ControlsState} state */
function followWidth(root, state) {
  let width = root.clientWidth;
  new ResizeObserver(() => {
    if (root.clientWidth === width) return;
    width = root.clientWidth;
    state.fit();
  }).observe(root);
}

/**
 * Where the window is narrow, a button brings the menus, and one below them takes them away again.
 * @param {HTMLElement} root @param {ControlsState} state @param {() => void} draw
 */
function turnSheet(root, state, draw) {
  state.sheet = !state.sheet;
  root.classList.toggle("has-sheet", state.sheet);
  document.documentElement.classList.toggle("standpoint-sheet", state.sheet);
  state.menu = null;
  draw();
  if (!state.sheet) /** @type {HTMLElement} */ (root.querySelector(".filters-button")).focus();
}

/** @param {boolean} open @param {number} chosen @param {() => void} turn */
function drawSheetButton(open, chosen, turn) {
  return el(
    "button",
    { class: "button filters-button", "aria-expanded": String(open), "aria-controls": "menus", "data-focus": "filters", onclick: turn },
    el("span", {}, "Filters"),
    el("span", { class: "count" }, chosen ? String(chosen) : ""),
  );
}

/** @param {number} matching @param {() => void} turn */
function drawDone(matching, turn) {
  return el("button", { class: "button main done", "data-focus": "done", onclick: turn }, `Show ${statements(matching)}`);
}

/** @param {Chip[]} chips @param {boolean} filtered @returns {Parts} */
function chipParts(chips, filtered) {
  const reset = () => el("button", { class: "drop-all", "data-do": "reset", "data-focus": "reset" }, "Drop all filters");
  return [...chips.map((chip) => /** @type {Part} */ ([chip.id, chip, drawChip])), filtered && ["reset", null, reset]];
}

/**
 * An answer may be older than the last click: what was asked since then stands over it.
 * @param {ControlsContent} data @param {Changes} set
 */
function keepAsked(data, set) {
  for (const filter of data.filters) {
    const asked = set[filter.key];
    if (!asked) continue;
    if (filter.kind === "search") filter.value = asked[0] ?? "";
    else for (const option of filter.options) option.chosen = asked.includes(option.id);
  }
  if (set.layers) for (const layer of data.layers) layer.chosen = set.layers.includes(layer.id);
  if (set.base) for (const base of data.bases) base.chosen = set.base.includes(base.id);
  if (set.dataset) [data.dataset] = set.dataset;
  for (const period of data.periods) {
    period.keys.forEach((key, index) => {
      if (!set[key]) return;
      const end = ["from", "to"][index];
      const value = set[key][0] ?? "";
      Object.assign(period, { [end]: value === "none" ? "" : value, [`${end}Words`]: "", undatedOnly: value === "none" });
    });
  }
}

/** The values that are chosen once one more is chosen or let go. @param {Option[]} options @param {string} id */
function toggled(options, id) {
  return options.filter((option) => Boolean(option.chosen) !== (option.id === id)).map((option) => option.id);
}

/** @param {string} title @param {string} key @param {Option[]} options @param {"aria-pressed" | "aria-checked"} state */
function drawPills(title, key, options, state) {
  return el(
    "div",
    { class: "group", role: state === "aria-checked" ? "radiogroup" : "group", "aria-label": title },
    el("h2", {}, title),
    el(
      "div",
      { class: "row" },
      options.map((option) => drawPill(key, option, key, state)),
    ),
  );
}

/** @param {Option[]} bases */
function drawBases(bases) {
  const box = drawPills("Base map", "base", bases, "aria-checked");
  if (bases.some((base) => base.online && base.chosen)) {
    box.append(el("p", { class: "muted small" }, "Map images come from the provider that the map names; it sees your request."));
  }
  return box;
}
