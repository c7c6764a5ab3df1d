import { el, svg } from "./dom.js";
import { yearText, yearWords } from "./engine/days.js";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// A period: two sliders over the same months or years, above them how many statements each has.
export function drawPeriod(period, root) {
  const steps = stepsOf(period);
  const [since, until] = period.keys;
  const slider = (end, key, label) =>
    el("input", {
      type: "range",
      min: 0,
      max: steps.length - 1,
      step: 1,
      "aria-label": label,
      "data-focus": key,
      "data-end": end,
      oninput: () => {
        hold(box, end);
        paintPeriod(box, steps);
      },
      onchange: () => {
        const index = Number(endOf(box, end).value);
        const open = end === "from" ? 0 : steps.length - 1;
        root.standpointAsk({ [key]: index === open ? [] : [steps[index].value] });
      },
    });
  const most = Math.max(1, ...period.counts);
  const bars = svg(
    "svg",
    { viewBox: `0 0 ${steps.length} 1`, preserveAspectRatio: "none", "aria-hidden": "true" },
    period.counts.map((count, index) =>
      svg("rect", { class: "bar", x: index + 0.1, width: 0.8, y: 1 - count / most, height: count / most }),
    ),
  );
  const undated = period.hasUndated
    ? el(
        "button",
        {
          class: "pill",
          "data-focus": `${since} undated`,
          onclick: () => root.standpointAsk({ [since]: undated.ariaPressed === "true" ? [] : ["none"], [until]: [] }),
        },
        "without such a time",
        el("span", { class: "count" }),
      )
    : null;
  const box = el(
    "div",
    { class: "group", role: "group", "aria-label": period.label },
    el("h2", {}, period.label),
    el("div", { class: "ends" }, el("span", { class: "from" }), el("span", { class: "to" })),
    el(
      "div",
      { class: "range" },
      bars,
      el("div", { class: "track" }, el("span")),
      slider("from", since, `${period.label}, from`),
      slider("to", until, `${period.label}, until`),
    ),
    undated,
  );
  return box;
}

// The months or years that a row of counts stands for, each as it is in the link and in words.
export function stepsOf({ first, counts }) {
  const [, year, month] = (/^(-?\d+)(?:-(\d+))?/.exec(first) ?? []).map(Number);
  return counts.map((count, index) => {
    if (!month) return { value: yearText(year + index), label: yearWords(year + index), count };
    const months = year * 12 + month - 1 + index;
    const of = Math.floor(months / 12);
    const at = months - of * 12;
    return { value: `${yearText(of)}-${String(at + 1).padStart(2, "0")}`, label: `${MONTHS[at]} ${yearWords(of)}`, count };
  });
}

// Months from year 0 to the beginning of a date, by which dates can be compared.
function monthsTo(value) {
  const [, year, month] = (/^Y?(-?\d+)(?:-(\d+))?/.exec(value) ?? []).map(Number);
  return year * 12 + (month || 1);
}

function endOf(box, end) {
  return box.querySelector(`input[data-end="${end}"]`);
}

function hold(box, end) {
  const [from, to] = [endOf(box, "from"), endOf(box, "to")];
  if (Number(from.value) <= Number(to.value)) return;
  if (end === "from") from.value = to.value;
  else to.value = from.value;
}

// Says the period in words: those of the link's own date, which may be finer than a step.
function paintPeriod(box, steps, words = {}) {
  const [from, to] = [endOf(box, "from"), endOf(box, "to")];
  for (const input of [from, to]) {
    const label = words[input.dataset.end] || steps[Number(input.value)].label;
    box.querySelector(`.${input.dataset.end}`).textContent = label;
    input.setAttribute("aria-valuetext", label);
  }
  const bar = box.querySelector(".track span");
  bar.style.left = `${(100 * from.value) / from.max}%`;
  bar.style.right = `${100 - (100 * to.value) / to.max}%`;
  // At one end both thumbs lie on one point; the one that can still move stands on top.
  from.style.zIndex = Number(from.value) > Number(from.max) / 2 ? 2 : 1;
  to.style.zIndex = 1;
}

export function fillPeriod(box, period) {
  const steps = stepsOf(period);
  const at = (value, otherwise) =>
    value
      ? Math.max(
          0,
          steps.findLastIndex((step) => monthsTo(step.value) <= monthsTo(value)),
        )
      : otherwise;
  endOf(box, "from").value = at(period.from, 0);
  endOf(box, "to").value = at(period.to, steps.length - 1);
  paintPeriod(box, steps, { from: period.fromWords, to: period.toWords });
  const undated = box.querySelector("button");
  if (!undated) return;
  undated.setAttribute("aria-pressed", String(period.undatedOnly));
  undated.querySelector(".count").textContent = period.undated.toLocaleString("en");
}
