/* What of a country is in sight, and where in it a name has room. Pure.
 *
 * A frame is { scale, x, y, left, top, right, bottom }: a point of the world, x and y from 0 to 1, lies at
 * x * scale - frame.x; the box is what is in view. All else is in pixels, y grows downwards. What is in
 * sight is kept as rows, ROW pixels apart and fixed to the ground, each with the stretches [from, to] of
 * the country that it crosses.
 */

import drawing from "./drawing.json" with { type: "json" };

// STEP lies between places tried along a stretch; to stand above or below counts as STEEP times as far as beside.
const { ROW, STEP, STEEP } = drawing.sight;

/** Add to `crossings`, row by row, where the rings cross it. @param {Ring[]} rings @param {Frame} frame @param {Map<number, number[]>} crossings */
function cross(rings, frame, crossings) {
  const { scale, x: x0, y: y0 } = frame;
  const low = Math.ceil((frame.top + y0) / ROW);
  const high = Math.floor((frame.bottom + y0) / ROW);
  for (const ring of rings) {
    if (ring.right * scale - x0 < frame.left || ring.left * scale - x0 > frame.right) continue;
    if (ring.bottom * scale < low * ROW || ring.top * scale > high * ROW) continue;
    const { xy } = ring;
    let ax = xy[0] * scale;
    let ay = xy[1] * scale;
    for (let i = 2; i < xy.length; i += 2) {
      const bx = xy[i] * scale;
      const by = xy[i + 1] * scale;
      // A row belongs to an edge from its upper end on, so that a corner counts once.
      const first = Math.max(low, Math.ceil(Math.min(ay, by) / ROW));
      const last = Math.min(high, Math.ceil(Math.max(ay, by) / ROW) - 1);
      for (let row = first; row <= last; row++) {
        const at = ax + ((row * ROW - ay) / (by - ay)) * (bx - ax) - x0;
        const there = crossings.get(row);
        if (there) there.push(at);
        else crossings.set(row, [at]);
      }
      ax = bx;
      ay = by;
    }
  }
}

/** Unite stretches; those that touch become one. @param {Stretches} stretches @returns {Stretches} */
function united(stretches) {
  stretches.sort((a, b) => a[0] - b[0]);
  /** @type {Stretches} */
  const found = [];
  for (const [from, to] of stretches) {
    const before = found.at(-1);
    if (before && from <= before[1] + 0.5) before[1] = Math.max(before[1], to);
    else found.push([from, to]);
  }
  return found;
}

/**
 * See what of a country is in the frame; null where nothing is. `parts` are rings that make whole outlines
 * each, such as those of one cell: what lies in several counts once.
 * @param {Ring[][]} parts @param {Frame} frame @returns {Sight | null}
 */
export function seen(parts, frame) {
  /** @type {Map<number, Stretches>} */
  const rows = new Map();
  for (const rings of parts) {
    /** @type {Map<number, number[]>} */
    const crossings = new Map();
    cross(rings, frame, crossings);
    for (const [row, at] of crossings) {
      at.sort((a, b) => a - b);
      for (let i = 0; i + 1 < at.length; i += 2) {
        const from = Math.max(frame.left, at[i]);
        const to = Math.min(frame.right, at[i + 1]);
        if (to <= from) continue;
        const there = rows.get(row);
        if (there) there.push([from, to]);
        else rows.set(row, [[from, to]]);
      }
    }
  }
  let area = 0;
  let widest = 0;
  let x = 0;
  let y = 0;
  for (const [row, stretches] of rows) {
    const whole = united(stretches);
    rows.set(row, whole);
    for (const [from, to] of whole) {
      const weight = (to - from) * ROW;
      area += weight;
      widest = Math.max(widest, to - from);
      x += (weight * (from + to)) / 2;
      y += weight * (row * ROW - frame.y);
    }
  }
  return area ? { rows, area, widest, x: x / area, y: y / area } : null;
}

/** What two rows have in common. @param {Stretches} a @param {Stretches} b @returns {Stretches} */
function shared(a, b) {
  /** @type {Stretches} */
  const found = [];
  for (const [from, to] of a) {
    for (const [start, end] of b) {
      if (Math.min(to, end) > Math.max(from, start)) found.push([Math.max(from, start), Math.min(to, end)]);
    }
  }
  return found;
}

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

/**
 * Points from which a name would stand wholly within the country.
 * @param {Sight} sight @param {number} width @param {number} height @param {Point} near @param {Frame} frame @param {boolean} step
 * @returns {[number, number][]}
 */
function inner({ rows }, width, height, near, frame, step) {
  const reach = Math.ceil(height / 2 / ROW);
  /** @type {[number, number][]} */
  const found = [];
  for (const row of rows.keys()) {
    const y = row * ROW - frame.y;
    if (y - height / 2 < frame.top || y + height / 2 > frame.bottom) continue;
    let common = rows.get(row) ?? [];
    for (let other = row - reach; other <= row + reach && common.length; other++) {
      if (other !== row) common = shared(common, rows.get(other) || []);
    }
    for (const [from, to] of common) {
      const [low, high] = [from + width / 2, to - width / 2];
      if (low > high) continue;
      found.push([clamp(near.x, low, high), y]);
      if (step) for (let x = low; x <= high; x += STEP) found.push([x, y]);
    }
  }
  return found;
}

/**
 * Points within the country from which a name may reach beyond its borders.
 * @param {Sight} sight @param {number} width @param {number} height @param {Point} near @param {Frame} frame
 * @returns {[number, number, number][]}
 */
function outer({ rows }, width, height, near, frame) {
  const [low, high] = [frame.left + width / 2, frame.right - width / 2];
  /** @type {[number, number, number][]} */
  const found = [];
  for (const [row, stretches] of rows) {
    const y = row * ROW - frame.y;
    if (y - height / 2 < frame.top || y + height / 2 > frame.bottom) continue;
    for (const [from, to] of stretches) {
      if (to < low || from > high) continue;
      for (const x of [near.x, (from + to) / 2, from, to]) {
        const at = clamp(clamp(x, from, to), low, high);
        found.push([at, y, Math.max(0, from - at + width / 2, at + width / 2 - to)]);
      }
    }
  }
  return found;
}

/**
 * Find the point of a country nearest to `near` from which a name of this size has room: `open(x, y)`
 * tells whether it has. With `beyond` it may reach over the borders. Null where there is none.
 * @param {Sight} sight @param {{ width: number, height: number }} size @param {{ x: number, y: number }} near
 * @param {Frame} frame @param {(x: number, y: number) => boolean} open @param {boolean} beyond
 * @returns {{ x: number, y: number } | null}
 */
export function room(sight, { width, height }, near, frame, open, beyond) {
  if (!beyond && width > sight.widest) return null;
  /** @param {[number, number, number?]} given */
  const far = ([x, y, over = 0]) => Math.hypot(x - near.x, STEEP * (y - near.y)) + over;
  for (const step of beyond ? [false] : [false, true]) {
    const points = beyond ? outer(sight, width, height, near, frame) : inner(sight, width, height, near, frame, step);
    const sorted = points.map((point) => ({ point, off: far(point) })).sort((a, b) => a.off - b.off);
    for (const { point } of sorted) if (open(point[0], point[1])) return { x: point[0], y: point[1] };
  }
  return null;
}
