const TYPING_PAUSE = 250;

export default function ({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "div", { class: "controls" });
  const ask = asker(setTriggerValue);
  const find = (key, text) => setTriggerValue("ask", { find: { [key]: text } });

  show(root, [
    ["brand", null, drawBrand],
    data.datasets.length > 1 && ["dataset", [data.datasets, data.dataset], () => drawDatasets(data, ask)],
    ...data.filters.map((filter) => {
      if (filter.kind === "search") return [filter.key, [filter.key], () => drawSearch(filter, root)];
      // What is being typed stays in its field while the options under it change.
      return [filter.key, [filter.key, filter.hidden > 0 || filter.find !== ""], () => drawGroup(filter)];
    }),
    data.period.steps.length > 1 && ["period", [data.period.steps, data.period.undated], () => drawPeriod(data.period, root)],
    ["layers", data.layers, (layers) => drawPills("Layers", "layers", layers, "aria-pressed")],
    ["base", data.bases, drawBases],
    ["reset", data.filtered, (filtered) =>
      el("div", {}, el("button", { class: "button", "data-do": "reset", "data-focus": "reset", disabled: !filtered }, "Reset filters"))],
  ]);

  root.standpointAsk = { ask, find };
  for (const filter of data.filters) {
    if (filter.kind === "search") fillSearch(root, filter);
    else fillGroup(root, filter);
  }
  if (data.period.steps.length > 1) fillPeriod(root, data.period);

  delegate(root, (action, target) => {
    if (action === "option") {
      const filter = data.filters.find(({ key }) => key === target.dataset.key);
      ask({ [filter.key]: toggled(filter.options, target.dataset.id) });
    }
    if (action === "layers") {
      const on = toggled(data.layers, target.dataset.id);
      ask({ layers: on.length ? on : ["none"] });
    }
    if (action === "base") ask({ base: [target.dataset.id] });
    if (action === "reset") {
      const keys = [...data.filters.map(({ key }) => key), "from", "to"];
      ask(Object.fromEntries(keys.map((key) => [key, []])));
    }
    if (target.getAttribute("aria-pressed")) {
      target.setAttribute("aria-pressed", String(target.getAttribute("aria-pressed") !== "true"));
    }
  });
}

function toggled(options, id) {
  return options
    .filter((option) => (option.id === id ? !option.chosen : option.chosen))
    .map((option) => option.id);
}

function drawBrand() {
  return el("div", {}, el("p", { class: "brand" }, "Standpoint"), el("p", { class: "muted small" }, "Who said what, about where"));
}

function drawDatasets(data, ask) {
  const select = el("select", { "aria-label": "Dataset", "data-focus": "dataset", onchange: () => ask({ dataset: [select.value] }) },
    data.datasets.map(({ id, label }) => el("option", { value: id, selected: id === data.dataset }, label)));
  return el("div", { class: "group" }, el("h2", {}, "Dataset"), select);
}

function drawSearch(filter, root) {
  let pause = 0;
  const send = () => root.standpointAsk.ask({ [filter.key]: input.value.trim() ? [input.value] : [] });
  const input = el("input", {
    type: "search", maxlength: 200, "data-focus": filter.key, "aria-label": filter.label, autocomplete: "off",
    oninput: () => { window.clearTimeout(pause); pause = window.setTimeout(send, TYPING_PAUSE); },
    onkeydown: (event) => { if (event.key === "Enter") { window.clearTimeout(pause); send(); } },
  });
  return el("div", { class: "group" }, el("h2", {}, filter.label), input);
}

function fillSearch(root, filter) {
  const input = root.querySelector(`[data-focus="${filter.key}"]`);
  if (root.getRootNode().activeElement !== input) input.value = filter.value;
}

function drawGroup(filter) {
  const label = filter.label;
  let pause = 0;
  const box = el("div", { class: "group", role: "group", "aria-label": label }, el("h2", {}, label));
  if (filter.hidden > 0 || filter.find !== "") {
    const input = el("input", {
      type: "text", class: "find", value: filter.find, placeholder: `Find a ${label.toLowerCase()}`, "aria-label": `Find a ${label.toLowerCase()}`,
      "data-focus": `find-${filter.key}`, autocomplete: "off",
      oninput: () => {
        window.clearTimeout(pause);
        pause = window.setTimeout(() => box.parentNode.standpointAsk.find(filter.key, input.value), TYPING_PAUSE);
      },
    });
    box.append(input);
  }
  box.append(el("div", { class: "row options" }), el("p", { class: "muted small rest" }));
  return box;
}

function fillGroup(root, filter) {
  const box = root.querySelector(`[data-part="${filter.key}"]`);
  show(box.querySelector(".options"), filter.options.map((option) => [
    option.id, option, () => drawPill(filter.key, option, "option", "aria-pressed"),
  ]));
  box.querySelector(".rest").textContent = filter.hidden > 0 ? `and ${filter.hidden.toLocaleString("en")} more` : "";
}

function drawPill(key, option, action, state) {
  const counted = option.count !== undefined;
  const label = counted ? `${option.label}: ${option.count} ${option.count === 1 ? "statement" : "statements"}` : option.label;
  return el("button",
    {
      class: counted && option.count === 0 && !option.chosen ? "pill none" : "pill",
      "data-do": action, "data-key": key, "data-id": option.id, "data-focus": `${key} ${option.id}`,
      [state]: String(option.chosen), role: state === "aria-checked" ? "radio" : null, "aria-label": label,
    },
    option.side ? dot(option.side) : null,
    el("span", { dir: "auto" }, option.label),
    counted ? el("span", { class: "count" }, option.count.toLocaleString("en")) : null);
}

function drawPills(title, key, options, state) {
  return el("div", { class: "group", role: state === "aria-checked" ? "radiogroup" : "group", "aria-label": title },
    el("h2", {}, title),
    el("div", { class: "row" }, options.map((option) => drawPill(key, option, key, state))));
}

function drawBases(bases) {
  const box = drawPills("Base map", "base", bases, "aria-checked");
  if (bases.some((base) => base.online && base.chosen)) {
    box.append(el("p", { class: "muted small" }, "Map images come from the provider that the map names; it sees your request."));
  }
  return box;
}

// The period: two sliders over the same months, above them how many statements speak of each.
function drawPeriod(period, root) {
  const steps = period.steps;
  const last = steps.length - 1;
  const slider = (end, label) => el("input", {
    type: "range", min: 0, max: last, step: 1, "aria-label": label, "data-focus": end, "data-end": end,
    oninput: () => { hold(root, end); paintPeriod(root, steps); },
    onchange: () => sendPeriod(root, steps),
  });
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const bars = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  bars.setAttribute("viewBox", `0 0 ${steps.length} 1`);
  bars.setAttribute("preserveAspectRatio", "none");
  bars.setAttribute("aria-hidden", "true");
  steps.forEach(({ count }, index) => {
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const height = count / most;
    for (const [name, value] of Object.entries({ x: index + 0.1, width: 0.8, y: 1 - height, height })) bar.setAttribute(name, value);
    bar.style.fill = "color-mix(in srgb, var(--accent) 35%, var(--ground))";
    bars.append(bar);
  });
  const undated = period.undated
    ? el("p", { class: "muted small" }, `${period.undated} ${period.undated === 1 ? "statement bears" : "statements bear"} no such time and match only without a period.`)
    : null;
  return el("div", { class: "group", role: "group", "aria-label": "Period spoken about" },
    el("h2", {}, "Period spoken about"),
    el("div", { class: "ends" }, el("span", { class: "from" }), el("span", { class: "to" })),
    el("div", { class: "range" }, bars, el("div", { class: "track" }, el("span")), slider("from", "From"), slider("to", "Until")),
    undated);
}

function ends(root) {
  return ["from", "to"].map((end) => root.querySelector(`input[data-end="${end}"]`));
}

function hold(root, end) {
  const [from, to] = ends(root);
  if (Number(from.value) <= Number(to.value)) return;
  if (end === "from") from.value = to.value;
  else to.value = from.value;
}

function paintPeriod(root, steps) {
  const [from, to] = ends(root);
  const box = root.querySelector('[data-part="period"]');
  for (const input of [from, to]) {
    const step = steps[Number(input.value)];
    box.querySelector(`.${input.dataset.end}`).textContent = step.label;
    input.setAttribute("aria-valuetext", step.label);
  }
  const bar = box.querySelector(".track span");
  bar.style.left = `${(100 * from.value) / from.max}%`;
  bar.style.right = `${100 - (100 * to.value) / to.max}%`;
  // At one end both thumbs lie on one point; the one that can still move stands on top.
  from.style.zIndex = Number(from.value) > Number(from.max) / 2 ? 2 : 1;
  to.style.zIndex = 1;
}

function fillPeriod(root, period) {
  const [from, to] = ends(root);
  const { steps } = period;
  const at = (value, otherwise) => {
    if (!value) return otherwise;
    const index = steps.findLastIndex((step) => step.value <= value);
    return Math.max(0, index);
  };
  from.value = at(period.from, 0);
  to.value = at(period.to, steps.length - 1);
  paintPeriod(root, steps);
}

function sendPeriod(root, steps) {
  const [from, to] = ends(root);
  root.standpointAsk.ask({
    from: Number(from.value) > 0 ? [steps[Number(from.value)].value] : [],
    to: Number(to.value) < steps.length - 1 ? [steps[Number(to.value)].value] : [],
  });
}
