// The menus of all filters. Those that find no room in the row stand together in the last one, by
// measuring: names, faces and windows differ.
import { dot, el } from "./dom.js";
import { figures, plural } from "./engine/wording.js";
import { menuPart } from "./menu.js";
import { periodPart } from "./period.js";

const TYPING_PAUSE = 250;
const TIME = "Time";
const MORE = "More";

/**
 * The menus of all filters, each filter in the one that it names; time before what is needed least.
 * What is last in the row is the first to have no room in it: the other datasets, if there are any.
 * @param {ControlsContent} data @param {ControlsState} state @param {AskFor} ask @param {Send} send @param {() => void} draw
 * @param {(name: string) => void} toggle @returns {Parts}
 */
export function menuParts(data, state, ask, send, draw, toggle) {
  const choices = data.filters.filter((filter) => filter.kind === "choice");
  const periods = data.periods.filter(({ counts }) => counts.length > 1);
  const datasets = data.datasets.length > 1;
  const own = [...new Set(choices.map(({ menu }) => menu))].filter((name) => name !== MORE);
  if (periods.length) own.push(TIME);
  state.most = own.length + Number(datasets);
  const fits = state.fits ?? state.most;
  const inRow = own.slice(0, fits);
  /** @type {Part} */
  const others = ["dataset", [data.datasets, data.dataset], () => drawDatasets(data, ask)];
  /** @param {string} name */
  const within = (name) => {
    const filters = choices.filter(({ menu }) => (inRow.includes(menu) ? menu : MORE) === name);
    const spans = (inRow.includes(TIME) ? TIME : MORE) === name ? periods : [];
    const used =
      filters.reduce((sum, { options }) => sum + options.filter((option) => option.chosen).length, 0) +
      spans.filter(({ from, to, undatedOnly }) => from || to || undatedOnly).length;
    const parts = [
      ...filters.map((filter) => /** @type {Part} */ ([filter.key, filter, () => drawGroup(filter, state, send)])),
      ...spans.map((period) => periodPart(period, state.held, ask, draw)),
      ...(name === MORE && datasets && fits < state.most ? [others] : []),
    ];
    return parts.length > 0 && menuPart(name, used, toggle, parts);
  };
  return [...inRow.map(within), within(MORE), datasets && fits >= state.most && others];
}

/**
 * Lets a menu after the other go into the last one, until the row has room for those that are left.
 * @param {HTMLElement} root @param {ControlsState} state @param {() => void} draw
 */
export function fitMenus(root, state, draw) {
  const [bar, search, filters] = [".bar", ".search", ".filters"].map((name) => root.querySelector(name)?.getBoundingClientRect());
  if (!bar || !search || !filters || state.most === 0) return;
  const wide = Math.max(filters.right, search.right) - Math.min(filters.left, search.left);
  if (wide <= bar.width + 1 || state.fits === 0) return;
  state.fits = (state.fits ?? state.most) - 1;
  draw();
  fitMenus(root, state, draw);
}

/** @param {ControlsContent} content @param {AskFor} ask */
function drawDatasets({ datasets, dataset }, ask) {
  const options = datasets.map(({ id, label }) => el("option", { value: id }, label));
  const select = el(
    "select",
    {
      "aria-label": "Dataset",
      "data-focus": "dataset",
      value: dataset,
      onchange: (event) => ask({ dataset: [event.currentTarget.value] }),
    },
    options,
  );
  return el("div", { class: "datasets" }, select);
}

/** @param {ChoiceContent} filter @param {ControlsState} state @param {Send} send */
function drawGroup({ key, label, options, hidden, find }, state, send) {
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

/** @param {string} key @param {string} words @param {string} find @param {ControlsState} state @param {Send} send */
function drawFind(key, words, find, state, send) {
  /** @param {string} value */
  const look = (value) => {
    window.clearTimeout(state.found[key]?.pause);
    state.found[key] = { text: value, pause: window.setTimeout(() => send({ find: { [key]: value } }), TYPING_PAUSE) };
  };
  return el("input", {
    type: "text",
    class: "find",
    value: state.found[key]?.text ?? find,
    maxlength: 100,
    placeholder: words,
    "aria-label": words,
    "data-focus": `find-${key}`,
    autocomplete: "off",
    // While letters are being composed they are no words yet.
    oninput: ({ currentTarget: { value }, isComposing }) => isComposing || look(value),
    oncompositionend: ({ currentTarget: { value } }) => look(value),
  });
}

/** What is counted, for who hears the number alone. @param {number} count */
const of = (count) => ` ${plural(count, "statement", "statements")}`;

/** @param {string} key @param {Option} option @param {string} action @param {"aria-pressed" | "aria-checked"} state */
export function drawPill(key, option, action, state) {
  const counted = option.count !== undefined;
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
    },
    option.side ? dot(option.side) : null,
    el("span", { dir: "auto" }, option.label),
    counted
      ? [" ", el("span", { class: "count" }, figures(option.count ?? 0)), el("span", { class: "unseen" }, of(option.count ?? 0))]
      : null,
  );
}
