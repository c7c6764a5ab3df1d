// The marks of the timeline: one for each statement, in a shape that says how exactly its time is known.
import { el } from "../dom.js";
import { isolated } from "../engine/wording.js";

const TIME_WORDS = [
  ["day", "sharp", "sharp", "a day"],
  ["some", "sharp", "sharp", "some day in this time"],
  ["all", "sharp", "sharp", "from one date to another"],
  ["day", "~", "~", "around a day"],
  ["some", "~", "~", "around this time"],
  ["day", "?", "?", "uncertain"],
  ["all", "sharp", "open", "no beginning or end known"],
];

/** @type {Record<string, string>} */
const EDGES = { sharp: "sharp", open: "open", "~": "around", "?": "perhaps", "%": "around-perhaps" };

/** @param {number} fraction */
export function timePercent(fraction) {
  return `${(100 * fraction).toFixed(2)}%`;
}

// One of several buttons is reached by Tab; the arrow keys, Home and End go on from it.
export function roving() {
  /** @param {HTMLElement} box @returns {HTMLElement[]} */
  const buttonsIn = (box) => [...box.querySelectorAll("button")];
  return {
    /** @param {At<FocusEvent, HTMLElement>} event */
    onfocusin: ({ currentTarget, target }) => {
      const buttons = buttonsIn(currentTarget);
      if (buttons.includes(target)) for (const button of buttons) button.tabIndex = button === target ? 0 : -1;
    },
    /** @param {At<KeyboardEvent, HTMLElement>} event */
    onkeydown: (event) => {
      const buttons = buttonsIn(event.currentTarget);
      const at = buttons.indexOf(event.target);
      const last = buttons.length - 1;
      /** @type {Record<string, number | undefined>} */
      const ways = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: last };
      const next = ways[event.key];
      if (at < 0 || next === undefined) return;
      event.preventDefault();
      buttons[Math.min(last, Math.max(0, next))].focus();
    },
  };
}

/** Says under the bars what is pointed at or has the focus; `hint` where nothing is. @param {string} words @param {string} hint */
export function readsOut(words, hint) {
  /** @param {At<Event, HTMLElement>} event */
  const say = ({ currentTarget }) => readOut(currentTarget, words);
  /** @param {At<Event, HTMLElement>} event */
  const end = ({ currentTarget }) => readOut(currentTarget, hint);
  return { onmouseenter: say, onmouseleave: end, onfocus: say, onblur: end };
}

/** @param {HTMLElement} node @param {string} words */
export function readOut(node, words) {
  const readout = node.closest(".time")?.querySelector(".time-readout");
  if (readout) readout.textContent = words;
}

/** @param {TimeScale} scale @param {TimelineContent} content @param {string} hint */
export function drawTimeMarks(scale, { items, speakers, chosen }, hint) {
  const ids = scale.marks.map(({ item }) => items[item].id);
  const first = Math.max(0, ids.indexOf(chosen ?? ""));
  const buttons = scale.marks.map(({ item, date, lane, left, width }, index) => {
    const { id, speaker, words } = items[item];
    const { words: when, kind, begins, ends } = scale.dates[date];
    const name = `${isolated(speakers[speaker].name)}, ${scale.verb} ${when}: “${isolated(words)}”`;
    return el(
      "button",
      {
        class: "time-mark",
        style: `left: ${timePercent(left)}; width: ${timePercent(width)}; --lane: ${lane}; --tone: var(--${speakers[speaker].colour})`,
        "aria-label": name,
        "aria-pressed": String(id === chosen),
        tabindex: index === first ? 0 : -1,
        "data-do": "statement",
        "data-id": id,
        "data-focus": `time ${scale.key} mark ${id}`,
        ...readsOut(name, hint),
      },
      drawTimeShape(kind, begins, ends),
    );
  });
  return el(
    "div",
    {
      class: `time-lanes${scale.lanes > 12 ? " dense" : ""}${scale.lanes > 36 ? " denser" : ""}`,
      style: `--lanes: ${scale.lanes}`,
      role: "group",
      "aria-label": `${scale.heading}: each statement, arrow keys go from one to the next`,
      ...roving(),
    },
    buttons,
  );
}

/** @param {string} kind @param {string} begins @param {string} ends */
function drawTimeShape(kind, begins, ends) {
  return el("span", { class: `time-shape ${kind} begins-${EDGES[begins]} ends-${EDGES[ends]}` });
}

/** Which kinds of marks and bars are on the screen; what is not there needs no explanation. @param {TimelineContent} content */
export function timeLegend({ scales }) {
  const shown = scales.flatMap(({ dates }) => dates);
  const drawn = TIME_WORDS.filter(([kind, begins, ends]) =>
    shown.some(({ kind: of, begins: from, ends: to }) => {
      if (ends === "open") return from === "open" || to === "open";
      if (begins === "sharp") return of === kind && from === "sharp" && to === "sharp";
      const vague = [from, to].some((end) => end === begins || end === "%");
      return vague && (begins === "?" || (of === "day") === (kind === "day"));
    }),
  );
  const across = scales.some((scale) => scale.axes.some(({ bars }) => bars.some((bar) => bar.across)));
  return { drawn, across };
}

/** @param {ReturnType<typeof timeLegend>} legend */
export function drawTimeLegend({ drawn, across }) {
  if (!drawn.length && !across) return el("div", { hidden: true });
  return el(
    "ul",
    { class: "time-legend muted small", "aria-label": "How the times are drawn" },
    across
      ? [
          ["within", "dated within the bar"],
          ["across", "may also lie in other bars"],
        ].map(([kind, words]) => el("li", {}, el("span", { class: `time-sample bar ${kind}`, "aria-hidden": "true" }), words))
      : [],
    drawn.map(([kind, begins, ends, words]) =>
      el("li", {}, el("span", { class: "time-sample", "aria-hidden": "true" }, drawTimeShape(kind, begins, ends)), words),
    ),
  );
}
