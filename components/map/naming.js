/* Which names stand on the map, and where: countries in the part that is in sight, then waters, towns
 * and divisions, each only where there is room. Pure; the picture on the server does the same.
 */
import drawing from "./drawing.json" with { type: "json" };
import { Taken, touch } from "./room.js";
import { room, seen } from "./sight.js";

/* STYLES: how each kind is set, in the order in which they are placed: size in px, space between letters as a
 * share of it, in capitals or not. In px: AIR is kept free around a name, SMALL_AIR around a town's or river's;
 * SHIFTS go up or down where the data leaves no room; within TWICE the same name is not written again; DOT is a
 * dot's half. From IN_SIGHT square px of a country on its name is due; a whole name may be OVER times as wide as it. */
/** @type {Record<string, NameStyle>} */
export const STYLES = drawing.names.STYLES;
const { AIR, SMALL_AIR, SHIFTS, TWICE, IN_SIGHT, OVER, DOT, LEADING, SIDES } = drawing.names;
const ORDER = Object.keys(STYLES);

/** @param {string} name */
const fold = (name) => name.toLocaleLowerCase("en");
/** @param {GroundLabel} label */
const wordsOf = (label) => (label.kind === "territory" ? `${label.name} (disputed)` : label.name);

/** Break a name in two lines of about the same length, if it has two words. @param {string} name @returns {string[] | null} */
function broken(name) {
  const gaps = [...name.matchAll(/ /g)].map((found) => found.index);
  if (!gaps.length) return null;
  const middle = name.length / 2;
  const gap = gaps.reduce((best, next) => (Math.abs(next - middle) < Math.abs(best - middle) ? next : best));
  return [name.slice(0, gap), name.slice(gap + 1)];
}

/**
 * The ways to write a country's name, the best first: [{ lines, width, height }].
 * @param {GroundLabel} country @param {Measure} measure @returns {NameForm[]}
 */
function forms(country, measure) {
  const ways = [[country.name], broken(country.name) ?? [], country.short ? [country.short] : []];
  return ways
    .filter((lines) => lines.length)
    .map((lines) => ({
      lines,
      width: Math.max(...lines.map((line) => measure(line, "country"))),
      height: lines.length * STYLES.country.font * LEADING,
    }));
}

/** @param {number} x @param {number} y @param {Size} size @param {number} air @returns {Box} */
const boxOf = (x, y, { width, height }, air) => ({
  left: x - width / 2 - air,
  top: y - height / 2 - air / 2,
  right: x + width / 2 + air,
  bottom: y + height / 2 + air / 2,
});

/**
 * Choose the names.
 *
 * options: { zoom, frame (as sight.js has it), layers: [Map of country code to its rings, for each cell],
 * countries: [{ iso, name, short, x, y, min }] (x and y in the world's square), together: [[name]],
 * labels: [{ kind, name, x, y, min, max }], taken: [box], told: Set of names, measure(text, kind) in px }.
 * Returns [{ key, kind, lines, x, y, box, dot }], `dot` where a town lies.
 * @param {Naming} options @returns {MapName[]}
 */
export function choose(options) {
  const { frame, zoom, labels, told } = options;
  const taken = new Taken();
  for (const box of options.taken) taken.add(box);
  const known = new Set([...told].map(fold));
  /** @type {MapName[]} */
  const found = [];
  const turns = [];
  for (let turn = Math.floor((frame.left + frame.x) / frame.scale); turn * frame.scale < frame.right + frame.x; turn++) turns.push(turn);
  /** @param {string} kind @param {string} name @param {number} x @param {number} y */
  const near = (kind, name, x, y) =>
    found.some((other) => other.kind === kind && other.name === name && Math.hypot(other.x - x, other.y - y) < TWICE);
  /** @param {MapName} entry */
  const put = (entry) => {
    taken.add(entry.box);
    found.push(entry);
  };

  const frames = turns.map((turn) => ({ ...frame, x: frame.x - turn * frame.scale, turn }));
  const soft = capitals(options, frames, known);
  nameCountries(options, frames, known, taken, soft, near, put);

  const due = labels
    .filter((label) => !known.has(fold(label.name)) && zoom >= (label.min || 0) - 0.01 && zoom < (label.max ?? 98) + 1)
    .map((label, place) => ({ label, place }))
    .sort(
      (a, b) => ORDER.indexOf(a.label.kind) - ORDER.indexOf(b.label.kind) || (a.label.min || 0) - (b.label.min || 0) || a.place - b.place,
    );
  for (const { label } of due) {
    const size = { width: options.measure(wordsOf(label), label.kind), height: STYLES[label.kind].font + 4 };
    for (const window_ of frames) {
      const x = label.x * frame.scale - window_.x;
      const y = label.y * frame.scale - frame.y;
      if (x < frame.left || x > frame.right || y < frame.top || y > frame.bottom || near(label.kind, label.name, x, y)) continue;
      const same = label.kind === "division" && (near("town", label.name, x, y) || near("capital", label.name, x, y));
      const spot = same
        ? null
        : label.kind === "town" || label.kind === "capital"
          ? beside(x, y, size, frame, taken)
          : over(x, y, size, label.kind, frame, taken);
      if (spot)
        put({
          ...spot,
          key: [label.kind, label.name, label.x, window_.turn].join("|"),
          kind: label.kind,
          name: label.name,
          lines: [wordsOf(label)],
        });
    }
  }
  return found;
}

/**
 * Where capitals would stand: names of countries keep clear of them, if they have room elsewhere.
 * @param {Naming} options @param {TurnedFrame[]} frames @param {Set<string>} known
 */
function capitals({ labels, zoom, frame, measure }, frames, known) {
  const soft = new Taken();
  for (const label of labels) {
    if (label.kind !== "capital" || zoom < label.min - 0.01 || known.has(fold(label.name))) continue;
    const size = { width: measure(label.name, "capital"), height: STYLES.capital.font + 4 };
    for (const window_ of frames) {
      const spot = beside(label.x * frame.scale - window_.x, label.y * frame.scale - frame.y, size, frame, new Taken());
      if (spot) soft.add(spot.box);
    }
  }
  return soft;
}

/** @param {Box} box @param {Box} frame */
const inFrame = (box, frame) => box.left >= frame.left && box.right <= frame.right && box.top >= frame.top && box.bottom <= frame.bottom;

/**
 * Room for a name on its point, or a little above or below.
 * @param {number} x @param {number} y @param {Size} size @param {string} kind @param {Frame} frame @param {Taken} taken
 */
function over(x, y, size, kind, frame, taken) {
  for (const shift of SHIFTS) {
    const box = boxOf(x, y + shift, size, kind === "river" ? SMALL_AIR : AIR);
    if (inFrame(box, frame) && !taken.hit(box)) return { x, y: y + shift, box };
  }
  return null;
}

/**
 * Room for a town's dot on its point and for its name beside it; the box holds both.
 * @param {number} x @param {number} y @param {Size} size @param {Frame} frame @param {Taken} taken
 */
function beside(x, y, size, frame, taken) {
  const dot = boxOf(x, y, { width: 2 * DOT, height: 2 * DOT }, 1);
  if (taken.hit(dot)) return null;
  for (const [across, down] of SIDES) {
    const at = { x: x + across * (DOT + 3 + size.width / 2), y: y + down * (DOT + size.height / 2) };
    const box = boxOf(at.x, at.y, size, SMALL_AIR);
    const whole = {
      left: Math.min(box.left, dot.left),
      top: Math.min(box.top, dot.top),
      right: Math.max(box.right, dot.right),
      bottom: Math.max(box.bottom, dot.bottom),
    };
    if (inFrame(whole, frame) && !taken.hit(whole)) return { ...at, box: whole, dot: { x, y } };
  }
  return null;
}

/**
 * Name each country in the part in sight; names that stand together are placed all or not at all.
 * @param {Naming} options @param {TurnedFrame[]} frames @param {Set<string>} known @param {Taken} taken @param {Taken} soft
 * @param {(kind: string, name: string, x: number, y: number) => boolean} near @param {(entry: MapName) => void} put
 */
function nameCountries(options, frames, known, taken, soft, near, put) {
  const { layers, countries, together, zoom, measure } = options;
  const groups = new Map(together.flatMap((names) => names.map((name) => [name, names])));
  /** @param {GroundLabel} country */
  const isTold = (country) => known.has(fold(country.name));
  for (const frame of frames) {
    const inSight = /** @type {Known<string, Member>} */ (new Map());
    for (const country of countries) {
      const parts = layers.flatMap((layer) => {
        const rings = layer.get(country.iso ?? "");
        return rings ? [rings] : [];
      });
      const sight = sightOf(country.iso ?? "", parts, frame);
      const own = { x: country.x * frame.scale - frame.x, y: country.y * frame.scale - frame.y };
      const visible = own.x >= frame.left && own.x <= frame.right && own.y >= frame.top && own.y <= frame.bottom;
      const due = (sight && sight.area >= IN_SIGHT) || (visible && zoom >= country.min - 0.01);
      if (due) inSight.set(country.name, { country, sight, own: visible ? own : null, area: sight?.area ?? 0 });
    }
    /** @type {{ members: Member[], area: number, placed?: boolean }[]} */
    const units = [];
    for (const [name, one] of inSight) {
      const group = groups.get(name);
      if (!group) units.push({ members: isTold(one.country) ? [] : [one], area: one.area });
      // A group is taken up once, by its first member, and only if all of it is in sight.
      else if (group[0] === name && group.every((other) => inSight.has(other))) {
        const members = group.map((other) => inSight.get(other));
        units.push({
          members: members.filter((member) => !isTold(member.country)),
          area: members.reduce((sum, { area }) => sum + area, 0),
        });
      }
    }
    units.sort((a, b) => b.area - a.area);
    for (const unit of units) unit.placed = place(unit.members, false);
    for (const unit of units) if (!unit.placed) place(unit.members, true);

    /**
     * Place all names of a unit, or none; in another order if they are in each other's way.
     * @param {Member[]} members @param {boolean} beyond
     */
    function place(members, beyond) {
      for (const order of members.length > 1 ? [members, members.toReversed()] : [members]) {
        /** @type {MapName[]} */
        const entries = [];
        for (const member of order) {
          const entry = written(member, beyond, entries, members.length > 1);
          if (!entry) break;
          entries.push(entry);
        }
        if (entries.length !== members.length) continue;
        for (const entry of entries) put(entry);
        return true;
      }
      return false;
    }

    /** @param {Member} member @param {boolean} beyond @param {MapName[]} others @param {boolean} grouped */
    function written({ country, sight, own }, beyond, others, grouped) {
      const target = own ?? /** @type {Sight} */ (sight);
      const ways = forms(country, measure);
      /** @param {NameForm} way @param {boolean} [careful] */
      const clear = (way, careful) => (/** @type {number} */ x, /** @type {number} */ y) => {
        const box = boxOf(x, y, way, AIR);
        return (
          inFrame(box, frame) &&
          !taken.hit(box) &&
          !(careful && soft.hit(box)) &&
          !others.some((other) => touch(box, other.box)) &&
          !near("country", country.name, x, y)
        );
      };
      /** @param {NameForm} way @param {Point | null} spot */
      const entry = (way, spot) =>
        spot && {
          ...spot,
          key: ["country", country.name, frame.turn].join("|"),
          kind: "country",
          name: country.name,
          lines: way.lines,
          box: boxOf(spot.x, spot.y, way, AIR),
        };
      for (const careful of [true, false]) {
        // What had no room within its country before has none later, unless others of its group stood there.
        for (const way of !beyond || grouped ? ways : []) {
          const spot = sight && room(sight, way, target, frame, clear(way, careful), false);
          if (spot) return entry(way, spot);
        }
      }
      if (!beyond) return null;
      for (const way of byOverhang(ways, sight)) {
        const spot = sight ? room(sight, way, target, frame, clear(way), true) : clear(way)(target.x, target.y) ? target : null;
        if (spot) return entry(way, spot);
      }
      return null;
    }
  }
}

let seenIn = "";
/** @type {Map<string, { parts: Ring[][], sight: Sight | null }>} */
let sights = new Map();

/**
 * What of a country is in sight: seen once as long as neither the frame nor the outlines change.
 * @param {string} iso @param {Ring[][]} parts @param {TurnedFrame} frame
 */
function sightOf(iso, parts, frame) {
  const { turn, x, ...rest } = frame;
  const where = [x + turn * frame.scale, ...Object.values(rest)].join();
  if (where !== seenIn) {
    seenIn = where;
    sights = new Map();
  }
  const key = `${turn}|${iso}`;
  const known = sights.get(key);
  if (known && known.parts.length === parts.length && parts.every((part, place) => part === known.parts[place])) return known.sight;
  const sight = seen(parts, frame);
  sights.set(key, { parts, sight });
  return sight;
}

/**
 * Ways to write a name over the borders: whole if it fits fairly, else the narrowest first.
 * @param {NameForm[]} ways @param {Sight | null} sight
 */
function byOverhang(ways, sight) {
  const fair = ways.filter((way) => way.width <= OVER * (sight?.widest ?? 0));
  const rest = ways.filter((way) => !fair.includes(way)).sort((a, b) => a.width - b.width);
  return [...fair, ...rest];
}
