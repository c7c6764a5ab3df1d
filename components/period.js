import { el, svg } from "./dom.js";
import { yearText, yearWords } from "./engine/days.js";
import { MONTHS, figures } from "./engine/wording.js";

/**
 * A period: two sliders over the same months or years, above them how many statements each has. While a
 * slider is moved, `held` has where both stand, and `draw` shows it.
 * @param {PeriodContent} period @param {ControlsState["held"]} held @param {AskFor} ask @param {() => void} draw @returns {Part}
 */
export function periodPart(period, held, ask, draw) {
  const steps = stepsOf(period);
  const last = steps.length - 1;
  /** @param {string} value @param {number} open */
  const at = (value, open) => (value ? Math.max(0, steps.map((step) => monthsTo(step.value) <= monthsTo(value)).lastIndexOf(true)) : open);
  const given = { from: at(period.from, 0), to: at(period.to, last) };
  const now = held[period.label] ?? given;
  /** Of the link's own date, which may be finer than a step, the words are the server's. @param {"from" | "to"} end */
  const words = (end) => (now[end] === given[end] && period[`${end}Words`]) || steps[now[end]].label;

  /** @param {"from" | "to"} end @param {string} key @param {string} label */
  const slider = (end, key, label) =>
    el("input", {
      type: "range",
      min: 0,
      max: last,
      step: 1,
      value: now[end],
      "aria-label": label,
      "aria-valuetext": words(end),
      "data-focus": key,
      "data-end": end,
      // At one end both thumbs lie on one point; the one that can still move stands on top.
      style: `z-index: ${end === "from" && now.from > last / 2 ? 2 : 1}`,
      oninput: ({ currentTarget }) => {
        const index = Number(currentTarget.value);
        held[period.label] = { ...now, [end]: end === "from" ? Math.min(index, now.to) : Math.max(index, now.from) };
        draw();
      },
      onchange: ({ currentTarget }) => {
        const index = Number(currentTarget.value);
        delete held[period.label];
        ask({ [key]: index === (end === "from" ? 0 : last) ? [] : [steps[index].value] });
      },
      onblur: () => delete held[period.label],
    });

  const [since, until] = period.keys;
  return [
    period.label,
    null,
    () => el("div", { class: "group", role: "group", "aria-label": period.label }),
    [
      ["title", null, () => el("h2", {}, period.label)],
      [
        "ends",
        [words("from"), words("to")],
        ([from, to]) => el("div", { class: "ends" }, el("span", { class: "from" }, from), el("span", { class: "to" }, to)),
      ],
      [
        "range",
        null,
        () => el("div", { class: "range" }),
        [
          ["bars", period.counts, drawBars],
          [
            "track",
            now,
            ({ from, to }) =>
              el("div", { class: "track" }, el("span", { style: `left: ${(100 * from) / last}%; right: ${100 - (100 * to) / last}%` })),
          ],
          ["from", undefined, () => slider("from", since, `${period.label}, from`)],
          ["to", undefined, () => slider("to", until, `${period.label}, until`)],
        ],
      ],
      period.hasUndated && [
        "undated",
        undefined,
        () =>
          el(
            "button",
            {
              class: "pill",
              "aria-pressed": String(period.undatedOnly),
              "data-focus": `${since} undated`,
              onclick: () => ask({ [since]: period.undatedOnly ? [] : ["none"], [until]: [] }),
            },
            "without such a time",
            el("span", { class: "count" }, figures(period.undated)),
          ),
      ],
    ],
  ];
}

/** @param {number[]} counts */
function drawBars(counts) {
  const most = Math.max(1, ...counts);
  return svg(
    "svg",
    { viewBox: `0 0 ${counts.length} 1`, preserveAspectRatio: "none", "aria-hidden": "true" },
    counts.map((count, index) => svg("rect", { class: "bar", x: index + 0.1, width: 0.8, y: 1 - count / most, height: count / most })),
  );
}

/**
 * The months or years that a row of counts stands for, each as it is in the link and in words.
 * @param {Pick<PeriodContent, "first" | "counts">} period @returns {Step[]}
 */
export function stepsOf({ first, counts }) {
  const [, year, month] = (/^(-?\d+)(?:-(\d+))?/.exec(first) ?? []).map(Number);
  return counts.map((count, index) => {
    if (!month) return { value: yearText(year + index), label: yearWords(year + index), count };
    const months = year * 12 + month - 1 + index;
    const of = Math.floor(months / 12);
    const at = months - of * 12;
    return { value: `${yearText(of)}-${String(at + 1).padStart(2, "0")}`, label: `${MONTHS[at].slice(0, 3)} ${yearWords(of)}`, count };
  });
}

/** Months from year 0 to the beginning of a date, by which dates can be compared. @param {string} value */
function monthsTo(value) {
  const [, year, month] = (/^Y?(-?\d+)(?:-(\d+))?/.exec(value) ?? []).map(Number);
  return year * 12 + (month || 1);
}
