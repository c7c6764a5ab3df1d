/* Boxes and lines on the map's plane: what touches, what crosses, what is taken. Pure.
 *
 * All lengths are pixels, y grows downwards; a box is { left, top, right, bottom }, a line { x0, y0, x1, y1 }.
 */

/** @param {Box} a @param {Box} b */
export const touch = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
/** @param {number} x @param {number} y @param {number} half @returns {Box} */
export const around = (x, y, half) => ({ left: x - half, top: y - half, right: x + half, bottom: y + half });
/** @param {Box} box @param {Box} view */
export const within = (box, view) => box.left >= view.left && box.top >= view.top && box.right <= view.right && box.bottom <= view.bottom;

const HASH = 64; // px

/** Boxes by square, so that a question meets only its neighbours. */
export class Taken {
  constructor() {
    this.squares = new Map();
  }
  /** @param {Box} box */
  *keys(box) {
    for (let x = Math.floor(box.left / HASH); x <= Math.floor(box.right / HASH); x++) {
      for (let y = Math.floor(box.top / HASH); y <= Math.floor(box.bottom / HASH); y++) yield x * 1000003 + y;
    }
  }
  /** @param {Box} box */
  add(box) {
    for (const key of this.keys(box)) {
      const there = this.squares.get(key);
      if (there) there.push(box);
      else this.squares.set(key, [box]);
    }
  }
  /** The first box that this one would cover, other than `except`. @param {Box} box @param {Box} [except] */
  hit(box, except) {
    const x0 = Math.floor(box.left / HASH),
      x1 = Math.floor(box.right / HASH);
    const y0 = Math.floor(box.top / HASH),
      y1 = Math.floor(box.bottom / HASH);
    for (let x = x0; x <= x1; x++) {
      for (let y = y0; y <= y1; y++) {
        const there = this.squares.get(x * 1000003 + y);
        if (!there) continue;
        for (const other of there) if (other !== except && touch(box, other)) return other;
      }
    }
    return null;
  }
}

/** True when the line from (x0, y0) to (x1, y1) passes through the box. @param {Line} line @param {Box} box */
export function crosses(line, box) {
  let from = 0,
    to = 1;
  const dx = line.x1 - line.x0,
    dy = line.y1 - line.y0;
  for (const [p, q] of [
    [-dx, line.x0 - box.left],
    [dx, box.right - line.x0],
    [-dy, line.y0 - box.top],
    [dy, box.bottom - line.y0],
  ]) {
    if (p === 0) {
      if (q < 0) return false;
    } else if (p < 0) from = Math.max(from, q / p);
    else to = Math.min(to, q / p);
    if (from > to) return false;
  }
  return true;
}

/** The box that a line spans. @param {Line} line */
export const stretchOf = (line) => ({
  left: Math.min(line.x0, line.x1),
  top: Math.min(line.y0, line.y1),
  right: Math.max(line.x0, line.x1),
  bottom: Math.max(line.y0, line.y1),
});

/** True when two lines cross each other. @param {Line} a @param {Line} b */
export function meet(a, b) {
  /** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
  const turn = (x0, y0, x1, y1, x2, y2) => Math.sign((x1 - x0) * (y2 - y0) - (y1 - y0) * (x2 - x0));
  return (
    turn(a.x0, a.y0, a.x1, a.y1, b.x0, b.y0) !== turn(a.x0, a.y0, a.x1, a.y1, b.x1, b.y1) &&
    turn(b.x0, b.y0, b.x1, b.y1, a.x0, a.y0) !== turn(b.x0, b.y0, b.x1, b.y1, a.x1, a.y1)
  );
}
