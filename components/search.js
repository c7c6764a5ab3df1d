// The search: what is typed is looked for in the words, and names, places and times that it may
// mean are offered as filters below it (the combobox of the ARIA practices).
import { dot, el } from "./dom.js";
import { figures } from "./engine/wording.js";

const TYPING_PAUSE = 250;
const LIST = "offered";
/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

// The search as a part for `show`. `state` keeps what is typed and not sent yet, whether offers are
// open, and which of them the arrow keys have reached.
/** @type {(filter: SearchContent, filters: FilterContent[], state: ControlsState, ask: AskFor, draw: () => void) => Part} */
export function searchPart({ key, label, value, suggestions }, filters, state, ask, draw) {
  const text = state.typing ? state.typing.value : value;
  const offers = state.offering && text.trim() ? suggestions : [];
  const at = offers.length ? Math.min(state.offer ?? -1, offers.length - 1) : -1;

  /** @param {string} typing @param {number} pause */
  const type = (typing, pause) => {
    typed(state);
    state.typing = { key, value: typing, pause: window.setTimeout(() => ask({}), pause) };
    Object.assign(state, { offering: true, offer: -1 });
  };
  /** @param {Partial<ControlsState>} changes */
  const turn = (changes) => {
    Object.assign(state, changes);
    draw();
  };
  /** @param {Offer} offer */
  const choose = (offer) => {
    typed(state);
    /** @type {Changes} */
    const set = { [key]: offer.rest ? [offer.rest] : [] };
    for (const [name, chosen] of offer.chosen) set[name] = [...chosenOf(filters, name), chosen];
    Object.assign(state, { offering: false, offer: -1 });
    ask(set, { [key]: "" });
  };
  const input = () =>
    el("input", {
      type: "search",
      maxlength: 200,
      placeholder: "Words, people, places, dates",
      "data-focus": key,
      "aria-label": label,
      role: "combobox",
      "aria-expanded": String(offers.length > 0),
      "aria-controls": LIST,
      "aria-autocomplete": "list",
      "aria-activedescendant": at < 0 ? null : `${LIST}-${at}`,
      autocomplete: "off",
      value: text,
      // While letters are being composed they are no words yet.
      oninput: (event) => event.isComposing || type(event.currentTarget.value, TYPING_PAUSE),
      oncompositionend: (event) => type(event.currentTarget.value, TYPING_PAUSE),
      onkeydown: (event) => {
        const step = STEPS[event.key];
        if (event.isComposing) return;
        if (step && offers.length) {
          event.preventDefault();
          turn({ offer: ((at + 1 + step + offers.length + 1) % (offers.length + 1)) - 1 });
        } else if (event.key === "Enter") {
          if (at >= 0) choose(offers[at]);
          else type(event.currentTarget.value, 0);
        } else if (event.key === "Escape" && offers.length) {
          event.preventDefault();
          turn({ offering: false });
        }
      },
      onfocus: () => turn({ offering: true, offer: -1 }),
      onblur: () => turn({ offering: false }),
    });
  const list = () =>
    el(
      "ul",
      // A press on an offer must not take the focus from the field before the click.
      { class: "offered", id: LIST, role: "listbox", "aria-label": "Filters that fit", onpointerdown: (event) => event.preventDefault() },
      offers.map((offer, index) =>
        el(
          "li",
          { role: "option", id: `${LIST}-${index}`, "aria-selected": String(index === at), onclick: () => choose(offer) },
          el("span", { class: "muted" }, `${offer.label}: `),
          offer.side ? dot(offer.side) : null,
          el("span", { dir: "auto" }, offer.words),
          el("span", { class: "count" }, figures(offer.count)),
        ),
      ),
    );
  return [
    "search",
    null,
    () => el("div", { class: "search", role: "search" }),
    [["field", undefined, input], offers.length > 0 && ["offers", undefined, list]],
  ];
}

/** Takes what is typed in the search and was not sent yet. @param {ControlsState} state @returns {Changes} */
export function typed(state) {
  const { typing } = state;
  if (!typing) return {};
  window.clearTimeout(typing.pause);
  state.typing = null;
  return { [typing.key]: typing.value.trim() ? [typing.value] : [] };
}

/**
 * A choice is one more beside those of the same filter; a time takes the place of another.
 * @param {FilterContent[]} filters @param {string} key
 */
function chosenOf(filters, key) {
  return optionsOf(filters, key)
    .filter((option) => option.chosen)
    .map(({ id }) => id);
}

/** The values of the filter that has this key. @param {FilterContent[]} filters @param {string} key */
export function optionsOf(filters, key) {
  const filter = filters.find((entry) => entry.key === key);
  return filter?.kind === "choice" ? filter.options : [];
}
