// The two times of the statements: bars that set the period, and a mark for each statement.
import style from "./timeline.css" with { type: "css" };
import { asks, el, wear } from "../dom.js";
import { drawCard } from "./cards.js";
import { drawTimeLegend, drawTimeMarks, readOut, readsOut, roving, timeLegend, timePercent } from "./marks.js";
import { PARTS } from "./parts.js";
import { figures, statements } from "../engine/wording.js";

PARTS.set("timeline", timelineParts);

wear(style);

const TIME_DRAG = 5; // pixels that the pointer moves before a click is a drag

/** @param {TimelineContent} content @param {(set: Changes) => void} ask @returns {Parts} */
function timelineParts(content, ask) {
  return [
    ...content.scales.map((scale) => timesPart(scale, content, ask)),
    content.many && ["time-many", [content.count, content.most], () => drawManyTimes(content)],
    !content.count && ["time-none", null, () => el("p", { class: "muted" }, "No statement that matches is listed here.")],
    ["time-legend", timeLegend(content), drawTimeLegend],
    content.card && [
      "time-card",
      [content.card, content.outside],
      ([card, outside]) =>
        el(
          "div",
          { class: "time-card" },
          outside ? el("p", { class: "notice small" }, outside) : null,
          drawCard({ ...card, chosen: true }),
        ),
    ],
  ];
}

/** @param {TimeScale} scale @param {TimelineContent} content @param {(set: Changes) => void} ask @returns {Part} */
function timesPart(scale, content, ask) {
  const { items, speakers, chosen, count } = content;
  return [`time-${scale.key}`, [scale, items, speakers, chosen, count], () => drawTimes(scale, content, ask)];
}

/** @param {TimelineContent} content */
function drawManyTimes({ count, most }) {
  return el(
    "p",
    { class: "muted small" },
    el("button", { class: "link", "data-focus": "time many", ...asks({ tab: ["statements"] }) }, statements(count)),
    ` match. Each is drawn as a mark of its own when no more than ${most} do: choose a shorter period, or another filter.`,
  );
}

/** @param {TimeScale} scale @param {TimelineContent} content @param {(set: Changes) => void} ask */
function drawTimes(scale, content, ask) {
  const [since, until] = scale.keys;
  const hint = scale.axes.length ? "Click a bar, or drag over several, to choose a period." : "";
  /** @param {Axis} axis @param {number} from @param {number} to */
  const choose = (axis, from, to) => ask({ [since]: [axis.bars[from].from], [until]: [axis.bars[to].to] });
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
            statements(content.count),
          ),
        )
      : null,
    scale.axes.map((axis, depth) => drawTimeAxis(scale, axis, depth, hint, (from, to) => choose(axis, from, to))),
    scale.axes.length
      ? el("p", { class: "muted small time-readout" }, hint)
      : el("p", { class: "muted" }, "No statement of this dataset bears such a time."),
    scale.inText && scale.marks.length ? el("h3", { class: "muted small" }, "In the order of the text") : null,
    scale.marks.length ? drawTimeMarks(scale, content, hint) : null,
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
          el("span", { class: "count" }, figures(scale.undated)),
        )
      : null,
  );
}

/**
 * @param {TimeScale} scale @param {Axis} axis @param {number} depth @param {string} hint @param {(from: number, to: number) => void} choose
 */
function drawTimeAxis(scale, axis, depth, hint, choose) {
  const [since, until] = scale.keys;
  const most = Math.max(1, ...axis.bars.map(({ within, across }) => within + across));
  const inPeriod = axis.bars.flatMap((bar, index) => (bar.chosen ? [index] : []));
  const alone = inPeriod.length === 1 ? inPeriod[0] : -1;
  const first = alone >= 0 ? alone : Math.max(0, inPeriod[0] ?? axis.bars.findIndex(({ within }) => within > 0));
  const buttons = axis.bars.map(({ from, to, label, left, width, within, across }, index) => {
    const words = `${label}: ${statements(within + across)}${across ? `, ${within ? `${figures(across)} of them` : "which"} may also lie outside of it` : ""}`;
    const set = alone === index && isWholeTimeStep(axis, index) ? { [since]: [], [until]: [] } : { [since]: [from], [until]: [to] };
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
        ...readsOut(words, hint),
        onclick: (event) => {
          if (!event.shiftKey || !inPeriod.length) return;
          event.stopPropagation();
          choose(Math.min(index, inPeriod[0]), Math.max(index, inPeriod[inPeriod.length - 1]));
        },
      },
      [
        { kind: "across", count: across },
        { kind: "within", count: within },
      ].map(({ kind, count }) => (count ? el("span", { class: kind, style: `height: ${timePercent(count / most)}` }) : null)),
    );
  });
  /** @param {[number, number] | null} ends */
  const stretch = (ends) => (ends ? `left: ${timePercent(ends[0])}; right: ${timePercent(1 - ends[1])}` : "");
  /** @param {HTMLElement} plot @param {[number, number] | null} ends */
  const show = (plot, ends) => {
    const brush = /** @type {HTMLElement} */ (plot.querySelector(".time-brush"));
    brush.hidden = !ends;
    brush.style.cssText = stretch(ends);
  };
  const plot = el(
    "div",
    {
      class: axis.period ? "time-plot narrowed" : "time-plot",
      role: "group",
      "aria-label": `${scale.heading}, ${depth ? "the chosen period closer" : "all"}: arrow keys go along the bars, Enter chooses one, Shift and Enter add up to it`,
      ...roving(),
      ...brushing(axis, {
        move: (plot, from, to) => {
          show(plot, [axis.bars[from].left, axis.bars[to].left + axis.bars[to].width]);
          readOut(plot, from === to ? axis.bars[from].label : `${axis.bars[from].label} to ${axis.bars[to].label}`);
        },
        done: choose,
        cancel: (plot) => {
          show(plot, axis.period);
          readOut(plot, hint);
        },
      }),
    },
    el("span", { class: "time-brush", hidden: !axis.period, style: stretch(axis.period) }),
    buttons,
    axis.chosen
      ? el("span", { class: "time-here", style: `left: ${timePercent(axis.chosen[0])}; width: ${timePercent(axis.chosen[1])}` })
      : null,
  );
  return el(
    "div",
    { class: "time-axis" },
    plot,
    el(
      "div",
      { class: "time-labels", "aria-hidden": "true" },
      axis.labels.map(({ words, at }, index) =>
        el(
          "span",
          { class: ["first", "middle", "last"][axis.labels.length === 2 && index ? 2 : index], style: `--at: ${timePercent(at)}` },
          words,
        ),
      ),
    ),
  );
}

/** Whether the chosen period is exactly one step: then its bar lets it go. @param {Axis} axis @param {number} index */
function isWholeTimeStep(axis, index) {
  const { left, width } = axis.bars[index];
  const [from, to] = axis.period ?? [NaN, NaN];
  return Math.abs(from - left) < 1e-3 && Math.abs(to - left - width) < 1e-3;
}

// Where a pointer pressed a plot, and whether it was moved since: there is one pointer that drags.
/** @type {{ start: { x: number, index: number } | null, moved: boolean }} */
const drag = { start: null, moved: false };

/** Dragging with a mouse, a pen or a finger; a movement up or down still scrolls the page. @param {Axis} axis @param {Brush} acts */
function brushing(axis, { move, done, cancel }) {
  /** @param {At<PointerEvent, HTMLElement>} event */
  const stepAt = ({ currentTarget, clientX }) => {
    const box = currentTarget.getBoundingClientRect();
    const at = (clientX - box.left) / box.width;
    const before = axis.bars.filter(({ left }) => left <= at);
    return Math.max(0, before.length - 1);
  };
  /** @param {At<PointerEvent, HTMLElement>} event */
  const range = (event) => {
    const [one, other] = [drag.start?.index ?? 0, stepAt(event)];
    return { from: Math.min(one, other), to: Math.max(one, other) };
  };
  return {
    /** @param {At<PointerEvent, HTMLElement>} event */
    onpointerdown: (event) => {
      drag.moved = false;
      if (event.button === 0 && event.isPrimary) drag.start = { x: event.clientX, index: stepAt(event) };
    },
    /** @param {At<PointerEvent, HTMLElement>} event */
    onpointermove: (event) => {
      if (!drag.start) return;
      if (!event.buttons) {
        drag.start = null;
        return;
      }
      if (!drag.moved && Math.abs(event.clientX - drag.start.x) < TIME_DRAG) return;
      if (!drag.moved) event.currentTarget.setPointerCapture(event.pointerId);
      drag.moved = true;
      const { from, to } = range(event);
      move(event.currentTarget, from, to);
    },
    /** @param {At<PointerEvent, HTMLElement>} event */
    onpointerup: (event) => {
      const { from, to } = range(event);
      if (drag.start && drag.moved) done(from, to);
      drag.start = null;
    },
    /** @param {At<PointerEvent, HTMLElement>} event */
    onpointercancel: (event) => {
      drag.start = null;
      cancel(event.currentTarget);
    },
    /** The click that ends a drag chooses nothing more. @param {At<MouseEvent, HTMLElement>} event */
    onclick: (event) => {
      if (drag.moved) event.stopPropagation();
      drag.moved = false;
    },
  };
}
