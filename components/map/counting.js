/* How many statements match, per place, side and arc. Pure: numbers in, numbers out.
 *
 * Lists of lists are kept as two flat arrays (where each list begins, and all entries in a row),
 * so that one pass over 100,000 statements takes a few milliseconds.
 */
const ABOUT = 1;
const SAID = 2;

/**
 * Turn pairs (owner, entry) into lists by owner; `extra` follows along with each entry.
 * @param {number[]} owners @param {number[]} entries @param {number[]} extra @param {number} size
 */
function group(owners, entries, extra, size) {
  const start = new Int32Array(size + 1);
  for (let i = 0; i < owners.length; i++) start[owners[i] + 1]++;
  for (let i = 0; i < size; i++) start[i + 1] += start[i];
  const next = start.slice(0, size);
  const list = new Int32Array(entries.length);
  const with_ = new Uint8Array(entries.length);
  for (let i = 0; i < owners.length; i++) {
    const slot = next[owners[i]]++;
    list[slot] = entries[i];
    with_[slot] = extra[i];
  }
  return { start, list, roles: with_ };
}

/** Build the lists that counting needs, once per dataset. @param {World} world */
export function index(world) {
  const { side, about, said } = world.statements;
  const size = side.length;
  const places = world.places.length;
  const statementOf = [],
    placeOf = [],
    roleOf = [];
  const arcKeys = new Map();
  (world.arcs || []).forEach((arc, i) => arcKeys.set(arc.from * places + arc.to, i));
  const arcOwner = [],
    arcStatement = [],
    nothing = [];
  for (let s = 0; s < size; s++) {
    const a = about[s] || [],
      b = said[s] || [];
    for (const p of a) {
      statementOf.push(s);
      placeOf.push(p);
      roleOf.push(b.includes(p) ? ABOUT | SAID : ABOUT);
      for (const from of b) {
        const arc = arcKeys.get(from * places + p);
        if (arc !== undefined) {
          arcOwner.push(arc);
          arcStatement.push(s);
          nothing.push(0);
        }
      }
    }
    for (const p of b) {
      if (!a.includes(p)) {
        statementOf.push(s);
        placeOf.push(p);
        roleOf.push(SAID);
      }
    }
  }
  const arcs = (world.arcs || []).length;
  const own = { sides: world.sides.length, side: Int32Array.from(side) };
  const built = {
    size,
    places,
    arcs,
    own,
    ...own,
    byStatement: group(statementOf, placeOf, roleOf, size),
    byPlace: group(placeOf, statementOf, roleOf, places),
    byArc: group(arcOwner, arcStatement, nothing, arcs),
    seen: new Int32Array(size),
    seenRoles: new Uint8Array(size),
    round: 0,
    most: 1,
  };
  for (let p = 0; p < places; p++) {
    built.most = Math.max(built.most, built.byPlace.start[p + 1] - built.byPlace.start[p]);
  }
  return built;
}

/** @param {Index} built */
export function everything(built) {
  return new Uint8Array(built.size).fill(1);
}

/** Unpack base64 of packed bits (most significant first); null when it is not such a text. @param {Index} built @param {string} text */
export function unpack(built, text) {
  let bytes;
  try {
    bytes = atob(text);
  } catch {
    return null;
  }
  if (typeof text !== "string" || bytes.length < Math.ceil(built.size / 8)) return null;
  const mask = new Uint8Array(built.size);
  for (let s = 0; s < built.size; s++) mask[s] = (bytes.charCodeAt(s >> 3) >> (7 - (s & 7))) & 1;
  return mask;
}

/**
 * Let statements count by who speaks or, with a second mask, by which of the two they are in.
 * @param {Index} built @param {Mask} one @param {Mask} [other]
 */
export function divide(built, one, other) {
  Object.assign(built, built.own);
  if (!other) return one;
  built.sides = 3; // the one, the other, both
  built.side = new Int32Array(built.size);
  const either = new Uint8Array(built.size);
  for (let s = 0; s < built.size; s++) {
    either[s] = one[s] | other[s];
    built.side[s] = other[s] ? 1 + one[s] : 0;
  }
  return either;
}

/** Count matching statements per place (total, about, said, by side) and per arc. @param {Index} built @param {Mask} mask */
export function count(built, mask) {
  const { places, sides, side, byStatement } = built;
  const counts = {
    total: new Int32Array(places),
    about: new Int32Array(places),
    said: new Int32Array(places),
    bySide: new Int32Array(places * sides),
    arcs: new Int32Array(built.arcs),
  };
  for (let s = 0; s < built.size; s++) {
    if (!mask[s]) continue;
    for (let i = byStatement.start[s]; i < byStatement.start[s + 1]; i++) {
      const p = byStatement.list[i],
        role = byStatement.roles[i];
      counts.total[p]++;
      counts.bySide[p * sides + side[s]]++;
      counts.about[p] += role & ABOUT;
      counts.said[p] += role >> 1;
    }
  }
  for (let a = 0; a < built.arcs; a++) counts.arcs[a] = distinctOnArcs(built, mask, [a]);
  return counts;
}

/** Count the distinct matching statements of several places together. @param {Index} built @param {Mask} mask @param {number[]} members */
export function distinct(built, mask, members) {
  const { side, byPlace, seen, seenRoles } = built;
  const round = ++built.round;
  const found = { total: 0, about: 0, said: 0, bySide: new Int32Array(built.sides) };
  for (const p of members) {
    for (let i = byPlace.start[p]; i < byPlace.start[p + 1]; i++) {
      const s = byPlace.list[i];
      if (!mask[s]) continue;
      if (seen[s] !== round) {
        seen[s] = round;
        seenRoles[s] = 0;
        found.total++;
        found.bySide[side[s]]++;
      }
      const fresh = byPlace.roles[i] & ~seenRoles[s];
      found.about += fresh & ABOUT;
      found.said += fresh >> 1;
      seenRoles[s] |= fresh;
    }
  }
  return found;
}

/** @param {Index} built @param {Mask} mask @param {number[]} arcs */
export function distinctOnArcs(built, mask, arcs) {
  const { byArc, seen } = built;
  const round = ++built.round;
  let total = 0;
  for (const a of arcs) {
    for (let i = byArc.start[a]; i < byArc.start[a + 1]; i++) {
      const s = byArc.list[i];
      if (mask[s] && seen[s] !== round) {
        seen[s] = round;
        total++;
      }
    }
  }
  return total;
}

/** @param {Index} built @param {number} statement */
export function placesOf(built, statement) {
  const { start, list } = built.byStatement;
  return Array.from(list.subarray(start[statement], start[statement + 1]));
}

/** @param {Index} built @param {number} statement */
export function arcsOf(built, statement) {
  const { start, list } = built.byArc;
  const found = [];
  for (let a = 0; a < built.arcs; a++) {
    for (let i = start[a]; i < start[a + 1]; i++)
      if (list[i] === statement) {
        found.push(a);
        break;
      }
  }
  return found;
}
