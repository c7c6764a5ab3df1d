// The two times of the statements: bars that set the period, and a mark for each statement.
import style from "./timeline.css" with { type: "css" };
import { asks, el, wear } from "../dom.js";
import { drawCard } from "./cards.js";
import { drawTimeLegend, drawTimeMarks, roveTimes, timeLegend, timePercent } from "./marks.js";

wear(style);

const TIME_DRAG = 5; // pixels that the pointer moves before a click is a drag

export function timelineParts(content, ask) {
  return [
    ...content.scales.map((scale) => [
      `time-${scale.key}`,
      [scale, content.items, content.speakers, content.chosen, content.count],
      () => drawTimes(scale, content, ask),
    ]),
    content.many && ["time-many", [content.count, content.most], () => drawManyTimes(content)],
    !content.count && ["time-none", null, () => el("p", { class: "muted" }, "No statement that matches is listed here.")],
    ["time-legend", timeLegend(content), drawTimeLegend],
    content.card && [
      "time-card",
      [content.card, content.outside],
      () =>
        el(
          "div",
          { class: "time-card" },
          content.outside ? el("p", { class: "notice small" }, content.outside) : null,
          drawCard({ ...content.card, chosen: true }),
        ),
    ],
  ];
}

function countedStatements(count) {
  return `${count.toLocaleString("en")} ${count === 1 ? "statement" : "statements"}`;
}

function drawManyTimes({ count, most }) {
  return el(
    "p",
    { class: "muted small" },
    el("button", { class: "link", "data-focus": "time many", ...asks({ tab: ["statements"] }) }, countedStatements(count)),
    ` match. Each is drawn as a mark of its own when no more than ${most} do: choose a shorter period, or another filter.`,
  );
}

function drawTimes(scale, content, ask) {
  const [since, until] = scale.keys;
  const readout = el("p", { class: "muted small time-readout" });
  const say = (words) => {
    readout.textContent = words || (scale.axes.length ? "Click a bar, or drag over several, to choose a period." : "");
  };
  const choose = (axis, from, to) => ask({ [since]: [axis.bars[from][0]], [until]: [axis.bars[to][1] || axis.bars[to][0]] });
  say("");
  return el(
    "section",
    { class: `time time-${scale.key}`, "aria-label": scale.heading },
    el(
      "header",
      {},
      el("h2", {}, scale.heading),
      scale.period || scale.undatedOnly
        ? el(
            "button",
            { class: "link small", "data-focus": `time ${scale.key} all`, ...asks({ [since]: [], [until]: [] }) },
            "Show all times",
          )
        : null,
    ),
    scale.period
      ? el(
          "p",
          { class: "time-period" },
          el("strong", {}, scale.period),
          " · ",
          el(
            "button",
            { class: "link", "data-focus": `time ${scale.key} count`, ...asks({ tab: ["statements"] }) },
            countedStatements(content.count),
          ),
        )
      : null,
    scale.axes.map((axis, depth) => drawTimeAxis(scale, axis, depth, say, (from, to) => choose(axis, from, to))),
    scale.axes.length ? readout : el("p", { class: "muted" }, "No statement of this dataset bears such a time."),
    scale.marks.length ? drawTimeMarks(scale, content, say) : null,
    scale.undated
      ? el(
          "button",
          {
            class: "pill",
            "aria-pressed": String(scale.undatedOnly),
            "data-focus": `time ${scale.key} undated`,
            ...asks({ [since]: scale.undatedOnly ? [] : ["none"], [until]: [] }),
          },
          "without such a time",
          el("span", { class: "count" }, scale.undated.toLocaleString("en")),
        )
      : null,
  );
}

function drawTimeAxis(scale, axis, depth, say, choose) {
  const [since, until] = scale.keys;
  const most = Math.max(1, ...axis.bars.map(([, , , , , within, across]) => within + across));
  const inPeriod = axis.bars.flatMap((bar, index) => (bar[7] ? [index] : []));
  const alone = inPeriod.length === 1 ? inPeriod[0] : -1;
  const first = alone >= 0 ? alone : Math.max(0, inPeriod[0] ?? axis.bars.findIndex(([, , , , , within]) => within > 0));
  const buttons = axis.bars.map(([from, to, label, left, width, within, across], index) => {
    const words = `${label}: ${countedStatements(within + across)}${across ? `, ${within ? `${across.toLocaleString("en")} of them` : "which"} may also lie outside of it` : ""}`;
    const set = alone === index && isWholeTimeStep(axis, index) ? { [since]: [], [until]: [] } : { [since]: [from], [until]: [to || from] };
    return el(
      "button",
      {
        class: within + across ? "time-bar" : "time-bar none",
        style: `left: ${timePercent(left)}; width: ${timePercent(width)}`,
        "aria-label": words,
        "aria-pressed": String(inPeriod.includes(index)),
        tabindex: index === first ? 0 : -1,
        "data-focus": `time ${scale.key} ${depth} ${from}`,
        "data-index": index,
        ...asks(set),
        onmouseenter: () => say(words),
        onmouseleave: () => say(""),
        onfocus: () => say(words),
        onblur: () => say(""),
        onclick: (event) => {
          if (!event.shiftKey || !inPeriod.length) return;
          event.stopPropagation();
          choose(Math.min(index, inPeriod[0]), Math.max(index, inPeriod.at(-1)));
        },
      },
      [
        ["across", across],
        ["within", within],
      ].map(([kind, count]) => (count ? el("span", { class: kind, style: `height: ${timePercent(count / most)}` }) : null)),
    );
  });
  const brush = el("span", { class: "time-brush", hidden: true });
  const plot = el(
    "div",
    {
      class: axis.period ? "time-plot narrowed" : "time-plot",
      role: "group",
      "aria-label": `${scale.heading}, ${depth ? "the chosen period closer" : "all"}: arrow keys go along the bars, Enter chooses one, Shift and Enter add up to it`,
    },
    brush,
    buttons,
    axis.chosen
      ? el("span", { class: "time-here", style: `left: ${timePercent(axis.chosen[0])}; width: ${timePercent(axis.chosen[1])}` })
      : null,
  );
  const stretch = (ends) => {
    brush.hidden = !ends;
    if (ends) Object.assign(brush.style, { left: timePercent(ends[0]), right: timePercent(1 - ends[1]) });
  };
  stretch(axis.period);
  roveTimes(plot, buttons);
  brushTimes(plot, axis, {
    move: (from, to) => {
      stretch([axis.bars[from][3], axis.bars[to][3] + axis.bars[to][4]]);
      say(from === to ? axis.bars[from][2] : `${axis.bars[from][2]} to ${axis.bars[to][2]}`);
    },
    done: choose,
    cancel: () => {
      stretch(axis.period);
      say("");
    },
  });
  return el(
    "div",
    { class: "time-axis" },
    plot,
    el(
      "div",
      { class: "time-labels", "aria-hidden": "true" },
      axis.labels.map(([label, at], index) =>
        el(
          "span",
          { class: ["first", "middle", "last"][axis.labels.length === 2 && index ? 2 : index], style: `--at: ${timePercent(at)}` },
          label,
        ),
      ),
    ),
  );
}

// Whether the chosen period is exactly one step: then its bar lets it go.
function isWholeTimeStep(axis, index) {
  const [, , , left, width] = axis.bars[index];
  return Math.abs(axis.period[0] - left) < 1e-3 && Math.abs(axis.period[1] - left - width) < 1e-3;
}

// Dragging with a mouse, a pen or a finger; a movement up or down still scrolls the page.
function brushTimes(plot, axis, { move, done, cancel }) {
  let start = null;
  let dragged = false;
  const stepAt = ({ clientX }) => {
    const box = plot.getBoundingClientRect();
    const at = (clientX - box.left) / box.width;
    return Math.max(
      0,
      axis.bars.findLastIndex(([, , , left]) => left <= at),
    );
  };
  const range = (event) => [start.index, stepAt(event)].sort((a, b) => a - b);
  plot.addEventListener("pointerdown", (event) => {
    dragged = false;
    if (event.button === 0 && event.isPrimary) start = { x: event.clientX, index: stepAt(event) };
  });
  plot.addEventListener("pointermove", (event) => {
    if (!start) return;
    if (!event.buttons) {
      start = null;
      return;
    }
    if (!dragged && Math.abs(event.clientX - start.x) < TIME_DRAG) return;
    if (!dragged) plot.setPointerCapture(event.pointerId);
    dragged = true;
    move(...range(event));
  });
  plot.addEventListener("pointerup", (event) => {
    if (start && dragged) done(...range(event));
    start = null;
  });
  plot.addEventListener("pointercancel", () => {
    start = null;
    cancel();
  });
  // The click that ends a drag chooses nothing more.
  plot.addEventListener(
    "click",
    (event) => {
      if (dragged) event.stopPropagation();
      dragged = false;
    },
    { capture: true },
  );
}
