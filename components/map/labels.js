/* Where labels go: beside their symbol, farther off with a line, or nowhere. Pure; needs room.js. */
import drawing from "./drawing.json" with { type: "json" };
import { Taken, around, crosses, meet, stretchOf, within } from "./room.js";

// GAP is between a symbol's square and its label, AWAY how much farther off one with a line may stand.
const { GAP, AWAY } = drawing.labels;
/** @type {Record<number, string>} */
const ALIGN = { 1: "start", 0: "middle", "-1": "end" };
const [SIDES, FARTHER] = [drawing.labels.SIDES, drawing.labels.FARTHER].map((sides) => sides.map(([x, y]) => ({ x, y, align: ALIGN[x] })));

/**
 * The box of a label beside a symbol: `away` px farther off than touching.
 * @param {Group} symbol @param {number} width @param {number} height @param {LabelSide} side @param {number} away
 */
function labelBox(symbol, width, height, side, away) {
  const reach = symbol.half + GAP + away;
  const x = symbol.atX + side.x * reach,
    y = symbol.atY + side.y * (side.x ? away : reach);
  const left = side.x > 0 ? x : side.x < 0 ? x - width : x - width / 2;
  const top = side.x ? y - height / 2 : side.y > 0 ? y : y - height;
  return { left, top, right: left + width, bottom: top + height };
}

/**
 * Place labels beside symbols that are in view.
 *
 * symbols: as arrange() returns them, in the order of their claim, each with `width` and `height`
 * of its label; options: { view: box, blocked: [box] }. Sets on each symbol
 * `label`: { box, align, line: {x0,y0,x1,y1}|null } or null where there is no room. Returns all boxes taken.
 * @param {Labelled[]} symbols @param {{ view: Box, blocked: Box[] }} options
 */
export function label(symbols, options) {
  const { view, blocked } = options;
  const taken = new Taken();
  const boxes = blocked.slice();
  /** @type {OwnLine[]} */
  const lines = [];
  for (const box of blocked) taken.add(box);
  for (const symbol of symbols) {
    const box = around(symbol.atX, symbol.atY, symbol.half);
    boxes.push(box);
    taken.add(box);
    symbol.box = box;
    if (symbol.moved) lines.push({ x0: symbol.x, y0: symbol.y, x1: symbol.atX, y1: symbol.atY, own: symbol });
  }
  /** @param {Box} box */
  const open = (box) => within(box, view) && !taken.hit(box) && !lines.some((line) => crosses(line, box));
  for (const symbol of symbols) {
    symbol.label = null;
    if (!symbol.width || symbol.atX < view.left || symbol.atX > view.right || symbol.atY < view.top || symbol.atY > view.bottom) continue;
    symbol.label = beside(symbol, open) || fartherOff(symbol, open, taken, lines);
    if (!symbol.label) continue;
    taken.add(symbol.label.box);
    boxes.push(symbol.label.box);
    if (symbol.label.line) lines.push(symbol.label.line);
  }
  return boxes;
}

/** @param {Labelled} symbol @param {(box: Box) => boolean} open @returns {Label | null} */
function beside(symbol, open) {
  for (const side of SIDES) {
    const box = labelBox(symbol, symbol.width, symbol.height, side, 0);
    if (open(box)) return { box, align: side.align, line: null };
  }
  return null;
}

/** @param {Labelled} symbol @param {(box: Box) => boolean} open @param {Taken} taken @param {OwnLine[]} lines @returns {Label | null} */
function fartherOff(symbol, open, taken, lines) {
  for (const away of AWAY) {
    for (const side of FARTHER) {
      const box = labelBox(symbol, symbol.width, symbol.height, side, away);
      if (!open(box)) continue;
      const line = { x0: symbol.atX, y0: symbol.atY, x1: side.x > 0 ? box.left - 2 : box.right + 2, y1: (box.top + box.bottom) / 2 };
      let clear = !lines.some((other) => other.own !== symbol && meet(line, other));
      for (const key of clear ? taken.keys(stretchOf(line)) : []) {
        for (const other of taken.squares.get(key) || []) if (other !== symbol.box && crosses(line, other)) clear = false;
      }
      if (clear) return { box, align: side.align, line };
    }
  }
  return null;
}
