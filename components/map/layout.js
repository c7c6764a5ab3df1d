/* Where symbols go so that none covers another. Pure: points in, positions out; needs room.js.
 *
 * All lengths are pixels, y grows downwards; boxes and lines as in room.js. The same input always gives
 * the same output, so that nothing moves unless something has changed.
 */
import drawing from "./drawing.json" with { type: "json" };
import { Taken, around, crosses, stretchOf, within } from "./room.js";

// REACH is how far a symbol may stand from its true point, SHORT how far where there are MANY: long
// lines everywhere would be a tangle. Places are first gathered by squares of CELL where more than CROWD
// stand in one; more symbols than SWARM around one point are gathered, too. ROUNDS are those of placing
// anew after symbols were gathered.
const { REACH, SHORT, MANY, STEP, DIRECTIONS, CELL, CROWD, SWARM, ROUNDS } = drawing.layout;

/** @param {Item} a @param {Item} b */
const byWeight = (a, b) => b.weight - a.weight || a.id - b.id;

/**
 * Gather crowded squares of a grid into one group each; the grid is fixed to the ground by `origin`.
 * @param {Item[]} items @param {Point} origin @param {Set<number>} apart
 */
function gatherByGrid(items, origin, apart) {
  /** @type {Map<number, Item[]>} */
  const squares = new Map();
  /** @type {Group[]} */
  const groups = [];
  for (const item of items) {
    const key = Math.floor((item.x + origin.x) / CELL) * 4000037 + Math.floor((item.y + origin.y) / CELL);
    const square = squares.get(key);
    if (apart.has(item.id)) groups.push(groupOf([item]));
    else if (square) square.push(item);
    else squares.set(key, [item]);
  }
  for (const square of squares.values()) {
    if (square.length <= CROWD) for (const item of square) groups.push(groupOf([item]));
    else groups.push(groupOf(square));
  }
  return groups;
}

/** @param {Item[]} items @returns {Group} */
function groupOf(items) {
  const [first] = items;
  const weight = items.reduce((total, item) => total + item.weight, 0);
  return { ...first, weight, members: items.map(({ id }) => id), half: 0, atX: first.x, atY: first.y, moved: false };
}

const COMPASS = Array.from({ length: DIRECTIONS }, (_, turn) => {
  const angle = (turn * 2 * Math.PI) / DIRECTIONS;
  return { x: Math.cos(angle), y: Math.sin(angle) };
});
// Straight on first, then turning away from it to both sides by turns.
const TURNS = Array.from({ length: DIRECTIONS }, (_, i) => (i % 2 ? DIRECTIONS - (i + 1) / 2 : i / 2));

/**
 * Place symbols.
 *
 * items: [{ id, x, y, weight }], x and y the true point;
 * options: { view: box, blocked: [box], half: (group) => half the side of its square,
 * origin: { x, y } that fixes the grid to the ground, apart: Set of ids not to be gathered }.
 * Returns groups [{ id, members, weight, x, y (true), atX, atY (drawn), half, moved }], heaviest first.
 * @param {Item[]} items @param {Arranging} options
 */
export function arrange(items, options) {
  const apart = options.apart || new Set();
  const sorted = items.slice().sort(byWeight);
  let groups = gatherByGrid(sorted, options.origin || { x: 0, y: 0 }, apart);
  for (const group of groups) group.half = options.half(group);
  for (let round = 0; ; round++) {
    // A symbol that takes in others grows and may need another place; in the last round it keeps its size.
    const merges = settle(groups.sort(byWeight), options, apart);
    groups = groups.filter((group) => !group.into);
    if (!merges || round === ROUNDS) return groups;
    for (const group of groups) {
      if (group.grown) group.half = options.half(group);
      group.grown = false;
    }
  }
}

/**
 * One pass, heaviest first; symbols without room are marked as gathered into their nearest one.
 * @param {Group[]} groups @param {Arranging} options @param {Set<number>} apart
 */
function settle(groups, options, apart) {
  const { view, blocked } = options;
  const taken = new Taken(),
    controls = new Taken();
  for (const box of blocked) controls.add(box);
  const lines = new Taken();
  /** @type {Group[]} */
  const placed = [];
  /** @type {Map<number, number>} */
  const swarm = new Map();
  const usual = groups.length > MANY ? SHORT : REACH;
  let merges = 0;

  /** @param {Group} group @param {number} x @param {number} y @param {boolean} inView */
  const free = (group, x, y, inView) => {
    const box = around(x, y, group.half);
    if (inView && !within(box, view)) return null;
    return taken.hit(box) || controls.hit(box) || lines.hit(box) ? null : box;
  };
  /** @param {Group} group @param {number} x @param {number} y @param {Box} box */
  const put = (group, x, y, box) => {
    group.atX = x;
    group.atY = y;
    group.moved = x !== group.x || y !== group.y;
    box.group = group;
    taken.add(box);
    placed.push(group);
    // The lines of what is spread around one point run close together, and one that comes out from
    // under the legend is long: if they kept their ways clear, there would be no room for others.
    if (group.moved && !apart.has(group.id) && !controls.hit(around(group.x, group.y, 1))) beads(group.x, group.y, x, y, lines);
  };

  for (const group of groups) {
    const inView = group.x >= view.left && group.x <= view.right && group.y >= view.top && group.y <= view.bottom;
    const box = free(group, group.x, group.y, inView);
    if (box) {
      put(group, group.x, group.y, box);
      continue;
    }
    const own = around(group.x, group.y, group.half);
    const blocker = taken.hit(own)?.group || null;
    const control = inView ? controls.hit(around(group.x, group.y, 1)) : null;
    const crowd = blocker ? swarm.get(blocker.id) || 0 : 0;
    const spreading = apart.has(group.id);
    /** @type {{ x: number, y: number, box: Box } | null} */
    let spot = null;
    if (control) spot = besideControl(control, group, free);
    else if (crowd < SWARM || spreading) spot = findSpot(group, blocker, inView, free, taken, spreading ? 3 * REACH : usual, spreading);
    if (spot) {
      put(group, spot.x, spot.y, spot.box);
      if (blocker) swarm.set(blocker.id, crowd + 1);
      continue;
    }
    const host = blocker || nearest(group, placed);
    if (host && (blocker || inView)) {
      group.into = host;
      host.members = host.members.concat(group.members);
      host.weight += group.weight;
      host.grown = true;
      merges++;
    } else put(group, group.x, group.y, own);
  }
  return merges;
}

/**
 * Take a line's way as a row of small boxes.
 * @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 @param {Taken} taken
 */
function beads(x0, y0, x1, y1, taken) {
  const count = Math.ceil(Math.hypot(x1 - x0, y1 - y0) / 8);
  for (let i = 0; i <= count; i++) taken.add(around(x0 + ((x1 - x0) * i) / count, y0 + ((y1 - y0) * i) / count, 1));
}

/**
 * The nearest free spot around the true point, straight away from what stands there first.
 * @param {Group} group @param {Group | null} blocker @param {boolean} inView @param {Free} free @param {Taken} taken @param {number} reach
 * @param {boolean} spreading
 */
function findSpot(group, blocker, inView, free, taken, reach, spreading) {
  const angle = blocker ? Math.atan2(group.y - blocker.atY, group.x - blocker.atX) : Math.PI / 2;
  const ahead = Math.round((angle * DIRECTIONS) / (2 * Math.PI)) + DIRECTIONS;
  for (let distance = STEP; distance <= reach; distance += STEP) {
    for (const turn of TURNS) {
      const way = COMPASS[(ahead + turn) % DIRECTIONS];
      const x = group.x + distance * way.x,
        y = group.y + distance * way.y;
      const box = free(group, x, y, inView);
      if (box && (spreading || !crossesOther({ x0: group.x, y0: group.y, x1: x, y1: y }, taken, group))) return { x, y, box };
    }
  }
  return null;
}

/**
 * The nearest free spot beside the legend (or another control) for a point that lies under it.
 * @param {Box} control @param {Group} group @param {Free} free
 */
function besideControl(control, group, free) {
  const off = group.half + 1;
  /** @type {[number, number][]} */
  const found = [];
  for (let slide = -144; slide <= 144; slide += 12) {
    found.push([control.right + off, group.y + slide], [control.left - off, group.y + slide]);
    found.push([group.x + slide, control.bottom + off], [group.x + slide, control.top - off]);
  }
  /** @param {[number, number]} given */
  const far = ([x, y]) => Math.hypot(x - group.x, y - group.y);
  found.sort((a, b) => far(a) - far(b));
  for (const [x, y] of found) {
    const box = free(group, x, y, true);
    if (box) return { x, y, box };
  }
  return null;
}

/**
 * True when a leader line would run across a symbol that does not itself stand on the true point.
 * @param {Line} line @param {Taken} taken @param {Group} group
 */
function crossesOther(line, taken, group) {
  const stretch = stretchOf(line);
  for (const key of taken.keys(stretch)) {
    for (const box of taken.squares.get(key) || []) {
      const onPoint = group.x >= box.left && group.x <= box.right && group.y >= box.top && group.y <= box.bottom;
      if (!onPoint && crosses(line, box)) return true;
    }
  }
  return false;
}

/** @param {Group} group @param {Group[]} placed */
function nearest(group, placed) {
  /** @type {Group | null} */
  let best = null;
  let least = Infinity;
  for (const other of placed) {
    const distance = Math.hypot(other.atX - group.x, other.atY - group.y);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}
