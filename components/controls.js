import { delegate, dot, el, forget, markPainted, rootOf, show } from "./dom.js";
import { drawPeriod, fillPeriod } from "./period.js";

const TYPING_PAUSE = 250;

export function drawControls(data, parentElement, send, asked) {
  const root = rootOf(parentElement, "div", { class: "controls" });
  keepAsked(data, asked());
  root.standpointFind = (key, text) => send({ find: { [key]: text } });
  root.standpointAsk = (set) => send({ set: { ...typed(root), ...set } });
  const ask = root.standpointAsk;

  show(root, [
    ["brand", null, drawBrand],
    data.datasets.length > 1 && ["dataset", [data.datasets, data.dataset], () => drawDatasets(data, root)],
    ...data.filters.map((filter) => {
      if (filter.kind === "search") return [filter.key, [filter.key], () => drawSearch(filter, root)];
      // What is being typed stays in its field while the options under it change.
      return [filter.key, [filter.key, filter.hidden > 0 || filter.find !== ""], () => drawGroup(filter, root)];
    }),
    ...data.periods.map(
      (period) => period.counts.length > 1 && [period.label, [period.counts, period.hasUndated], () => drawPeriod(period, root)],
    ),
    ["layers", data.layers, (layers) => drawPills("Layers", "layers", layers, "aria-pressed")],
    data.bases.length > 1 && ["base", data.bases, drawBases],
    [
      "reset",
      data.filtered,
      (filtered) =>
        el("div", {}, el("button", { class: "button", "data-do": "reset", "data-focus": "reset", disabled: !filtered }, "Reset filters")),
    ],
  ]);

  for (const filter of data.filters) {
    if (filter.kind === "search") fillSearch(root, filter);
    else fillGroup(root, filter);
  }
  for (const period of data.periods) if (period.counts.length > 1) fillPeriod(partOf(root, period.label), period);
  markPainted("standpoint:counts");

  delegate(root, (action, target) => {
    const { key, id } = target.dataset;
    if (action === "option")
      ask({
        [key]: toggled(
          data.filters.find((filter) => filter.key === key),
          id,
        ),
      });
    if (action === "layers") {
      const on = toggled({ options: data.layers }, id);
      ask({ layers: on.length ? on : ["none"] });
    }
    if (action === "base") ask({ base: [id] });
    if (action === "reset") {
      typed(root);
      ask(Object.fromEntries(data.keys.map((name) => [name, []])));
    }
    if (target.getAttribute("aria-pressed")) {
      target.setAttribute("aria-pressed", String(target.getAttribute("aria-pressed") !== "true"));
      forget(target);
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
function typed(root) {
  const typing = root.standpointTyping;
  if (!typing) return {};
  window.clearTimeout(typing.pause);
  root.standpointTyping = null;
  return { [typing.key]: typing.value.trim() ? [typing.value] : [] };
}

// The values that are chosen once one more is chosen or let go; the click counts at once.
function toggled({ options }, id) {
  const option = options.find((entry) => entry.id === id);
  option.chosen = !option.chosen;
  return options.filter((entry) => entry.chosen).map((entry) => entry.id);
}

function partOf(root, key) {
  return [...root.children].find((child) => child.dataset.part === key);
}

function drawBrand() {
  return el("div", {}, el("p", { class: "brand" }, "Standpoint"), el("p", { class: "muted small" }, "Who said what, about where"));
}

function drawDatasets(data, root) {
  const choose = () => {
    forget(select);
    root.standpointAsk({ dataset: [select.value] });
  };
  const select = el(
    "select",
    { "aria-label": "Dataset", "data-focus": "dataset", onchange: choose },
    data.datasets.map(({ id, label }) => el("option", { value: id, selected: id === data.dataset }, label)),
  );
  return el("div", { class: "group" }, el("h2", {}, "Dataset"), select);
}

function drawSearch(filter, root) {
  const { key } = filter;
  const send = () => root.standpointAsk({});
  const input = el("input", {
    type: "search",
    maxlength: 200,
    "data-focus": key,
    "aria-label": filter.label,
    autocomplete: "off",
    oninput: () => {
      typed(root);
      root.standpointTyping = { key, value: input.value, pause: window.setTimeout(send, TYPING_PAUSE) };
    },
    onkeydown: (event) => {
      if (event.key !== "Enter") return;
      root.standpointTyping ??= { key, value: input.value, pause: 0 };
      send();
    },
  });
  return el("div", { class: "group" }, el("h2", {}, filter.label), input);
}

function fillSearch(root, filter) {
  const input = root.querySelector(`[data-focus="${filter.key}"]`);
  if (!root.standpointTyping && input.value.trim() !== filter.value) input.value = filter.value;
}

function drawGroup(filter, root) {
  const { key, label } = filter;
  let pause = 0;
  const box = el("div", { class: "group", role: "group", "aria-label": label }, el("h2", {}, label));
  if (filter.hidden > 0 || filter.find !== "") {
    const words = `Find a ${label.toLowerCase()}`;
    const input = el("input", {
      type: "text",
      class: "find",
      value: filter.find,
      maxlength: 100,
      placeholder: words,
      "aria-label": words,
      "data-focus": `find-${key}`,
      autocomplete: "off",
      oninput: () => {
        window.clearTimeout(pause);
        pause = window.setTimeout(() => root.standpointFind(key, input.value), TYPING_PAUSE);
      },
    });
    box.append(input);
  }
  box.append(el("div", { class: "row options" }), el("p", { class: "muted small rest" }));
  return box;
}

function fillGroup(root, filter) {
  const box = partOf(root, filter.key);
  show(
    box.querySelector(".options"),
    filter.options.map((option) => [option.id, option, () => drawPill(filter.key, option, "option", "aria-pressed")]),
  );
  box.querySelector(".rest").textContent = filter.hidden > 0 ? `and ${filter.hidden.toLocaleString("en")} more` : "";
}

function drawPill(key, option, action, state) {
  const counted = option.count !== undefined;
  const label = counted ? `${option.label}: ${option.count} ${option.count === 1 ? "statement" : "statements"}` : option.label;
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
    counted ? el("span", { class: "count" }, option.count.toLocaleString("en")) : null,
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
