import { delegate, dot, el, markPainted, rootOf, show, stateOf } from "./dom.js";
import { periodPart } from "./period.js";
import { figures, plural } from "./engine/wording.js";

const TYPING_PAUSE = 250;

/** @type {(data: ControlsContent, parentElement: HTMLElement | ShadowRoot, send: Send, asked: () => Changes) => void} */
export function drawControls(data, parentElement, send, asked) {
  const root = rootOf(parentElement, "div", { class: "controls" });
  // What is typed and not sent yet, where a slider is held, and what was typed to find a value.
  const state = stateOf(root, () => ({ typing: null, held: {}, found: {} }));

  // What is asked for stands at once, before it is answered.
  function ask(set) {
    const all = { ...typed(state), ...set };
    keepAsked(data, all);
    send({ set: all });
    draw();
  }

  function draw() {
    show(root, [
      ["brand", null, drawBrand],
      data.datasets.length > 1 && ["dataset", [data.datasets, data.dataset], () => drawDatasets(data, ask)],
      ...data.filters.map((filter) =>
        filter.kind === "search"
          ? [filter.key, undefined, () => drawSearch(filter, state, ask)]
          : [filter.key, filter, () => drawGroup(filter, state, send)],
      ),
      ...data.periods.map((period) => period.counts.length > 1 && periodPart(period, state.held, ask, draw)),
      ["layers", data.layers, (layers) => drawPills("Layers", "layers", layers, "aria-pressed")],
      data.bases.length > 1 && ["base", data.bases, drawBases],
      ["reset", data.filtered, drawReset],
    ]);
  }

  keepAsked(data, asked());
  draw();
  markPainted("standpoint:counts");

  delegate(root, (action, target) => {
    const { key, id } = target.dataset;
    if (action === "option") ask({ [key]: toggled(data.filters.find((filter) => filter.key === key)?.options ?? [], id) });
    if (action === "layers") {
      const on = toggled(data.layers, id);
      ask({ layers: on.length ? on : ["none"] });
    }
    if (action === "base") ask({ base: [id] });
    if (action === "reset") {
      typed(state);
      ask(Object.fromEntries(data.keys.map((name) => [name, []])));
    }
  });
}

// An answer may be older than the last click: what was asked since then stands over it.
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

// Takes what is typed in the search and was not sent yet.
function typed(state) {
  const { typing } = state;
  if (!typing) return {};
  window.clearTimeout(typing.pause);
  state.typing = null;
  return { [typing.key]: typing.value.trim() ? [typing.value] : [] };
}

// The values that are chosen once one more is chosen or let go.
function toggled(options, id) {
  return options.filter((option) => Boolean(option.chosen) !== (option.id === id)).map((option) => option.id);
}

function drawBrand() {
  return el("div", {}, el("p", { class: "brand" }, "Standpoint"), el("p", { class: "muted small" }, "Who said what, about where"));
}

function drawDatasets({ datasets, dataset }, ask) {
  const choose = (event) => ask({ dataset: [event.currentTarget.value] });
  const options = datasets.map(({ id, label }) => el("option", { value: id }, label));
  const select = el("select", { "aria-label": "Dataset", "data-focus": "dataset", value: dataset, onchange: choose }, options);
  return el("div", { class: "group" }, el("h2", {}, "Dataset"), select);
}

function drawSearch({ key, label, value = "" }, state, ask) {
  const type = (text, pause) => {
    typed(state);
    state.typing = { key, value: text, pause: window.setTimeout(() => ask({}), pause) };
  };
  const input = el("input", {
    type: "search",
    maxlength: 200,
    "data-focus": key,
    "aria-label": label,
    autocomplete: "off",
    value: state.typing ? state.typing.value : value,
    oninput: (event) => type(event.currentTarget.value, TYPING_PAUSE),
    onkeydown: (event) => {
      if (event.key === "Enter") type(event.currentTarget.value, 0);
    },
  });
  return el("div", { class: "group" }, el("h2", {}, label), input);
}

/** @type {(filter: FilterContent, state: any, send: Send) => Element} */
function drawGroup({ key, label, options = [], hidden = 0, find = "" }, state, send) {
  return el(
    "div",
    { class: "group", role: "group", "aria-label": label },
    el("h2", {}, label),
    hidden > 0 || find !== "" ? drawFind(key, `Find a ${label.toLowerCase()}`, find, state, send) : null,
    el(
      "div",
      { class: "row options" },
      options.map((option) => drawPill(key, option, "option", "aria-pressed")),
    ),
    el("p", { class: "muted small rest" }, hidden > 0 ? `and ${figures(hidden)} more` : ""),
  );
}

function drawFind(key, words, find, state, send) {
  return el("input", {
    type: "text",
    class: "find",
    value: state.found[key]?.text ?? find,
    maxlength: 100,
    placeholder: words,
    "aria-label": words,
    "data-focus": `find-${key}`,
    autocomplete: "off",
    oninput: ({ currentTarget: { value } }) => {
      window.clearTimeout(state.found[key]?.pause);
      state.found[key] = { text: value, pause: window.setTimeout(() => send({ find: { [key]: value } }), TYPING_PAUSE) };
    },
  });
}

function drawPill(key, option, action, state) {
  const counted = option.count !== undefined;
  const label = counted ? `${option.label}: ${option.count} ${plural(option.count, "statement", "statements")}` : option.label;
  return el(
    "button",
    {
      class: counted && option.count === 0 && !option.chosen ? "pill none" : "pill",
      "data-do": action,
      "data-key": key,
      "data-id": option.id,
      "data-focus": `${key} ${option.id}`,
      [state]: String(Boolean(option.chosen)),
      role: state === "aria-checked" ? "radio" : null,
      "aria-label": label,
    },
    option.side ? dot(option.side) : null,
    el("span", { dir: "auto" }, option.label),
    counted ? el("span", { class: "count" }, figures(option.count)) : null,
  );
}

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

function drawBases(bases) {
  const box = drawPills("Base map", "base", bases, "aria-checked");
  if (bases.some((base) => base.online && base.chosen)) {
    box.append(el("p", { class: "muted small" }, "Map images come from the provider that the map names; it sees your request."));
  }
  return box;
}

function drawReset(filtered) {
  return el("div", {}, el("button", { class: "button", "data-do": "reset", "data-focus": "reset", disabled: !filtered }, "Reset filters"));
}
