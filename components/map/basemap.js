/* The built-in map: land, coast, borders, divisions, rivers, lakes and disputed lines on one canvas.
 *
 * Everything is projected once (spherical Mercator, the world as 0..1) and drawn with one path per
 * kind, in every copy of the world that is in view. From zoom 6 the cells of the 1:10m detail take
 * the overview's place, each when it has come: until then the overview stays. Names of towns and
 * inland waters come after what is drawn.
 */
import drawing from "./drawing.json" with { type: "json" };
import { Canvas } from "./canvas.js";
import { byCountry, line, shapes, trace } from "./outlines.js";

const { DETAIL_ZOOM, DIVISION_ZOOM, LAKE_ZOOM, RIVER_ZOOM } = drawing.ground;

/** The copies of the world that a window shows. @param {Omit<Window_, "ratio">} window */
function turnsOf({ scale, x, width }) {
  const turns = [];
  for (let turn = Math.floor(x / scale); turn * scale < x + width; turn++) turns.push(turn);
  return turns;
}

/** A label with its point in the world's square. @param {GroundName} label @returns {GroundLabel} */
function placed(label) {
  const [x, y] = line([[label.lon, label.lat]]).xy;
  return { ...label, x, y };
}

/** @param {Town} town */
const town = ([name, lat, lon, min, capital]) => placed({ name, lat, lon, min, kind: capital ? "capital" : "town" });

/** @param {App} app */
export function basemap(app) {
  const { map, data } = app;
  const pane = map.createPane("standpoint-base");
  pane.style.zIndex = "150";
  pane.style.pointerEvents = "none";
  const addresses = data.basemap || {};
  const cellSize = addresses.cell || 10;
  const details = addresses.detail || {};
  /** @type {Map<string, Ground | null>} */
  const detail = new Map();
  /** @type {Ring[][]} */
  const divisions = [];
  /** @type {GroundLabel[]} */
  let labels = [];
  /** @type {(Ground & { rivers: Ring[], lakes: Ring[] }) | null} */
  let world = null;

  /** @param {CanvasRenderingContext2D} context @param {Window_} window_ */
  function draw(context, window_) {
    const zoom = Math.log2(window_.scale / 256);
    const { width, height } = window_;
    const turns = turnsOf(window_);
    context.lineJoin = "round";
    context.fillStyle = app.colour("sea");
    context.fillRect(0, 0, width, height);
    if (!world) return;
    /** @param {Ring[]} lines */
    const path = (lines) => {
      context.beginPath();
      for (const turn of turns) trace(context, lines, window_, turn);
    };
    /** @param {Ring[]} lines @param {string} colour @param {number} thick @param {number[]} [dash] */
    const stroke = (lines, colour, thick, dash) => {
      path(lines);
      context.strokeStyle = app.colour(colour);
      context.lineWidth = thick;
      context.setLineDash(dash || []);
      context.stroke();
      context.setLineDash([]);
    };
    /** @param {Ring[]} lines @param {string} colour */
    const fill = (lines, colour) => {
      path(lines); // filling closes every ring by itself; closePath() would take a hundred times as long
      context.fillStyle = app.colour(colour);
      context.fill();
    };
    const ground = world;
    /** @param {Ring[]} land @param {Ring[]} coast @param {Ring[]} borders @param {Ring[]} disputed */
    const lay = (land, coast, borders, disputed) => {
      fill(land, "land");
      stroke(coast, "border", 0.6);
      if (zoom >= LAKE_ZOOM) fill(ground.lakes, "sea");
      if (zoom >= RIVER_ZOOM) stroke(ground.rivers, "river", zoom < 6 ? 0.8 : 1.2);
      if (zoom >= DIVISION_ZOOM) divisions.forEach((lines) => stroke(lines, "division", 0.9));
      stroke(borders, "border", zoom < 4 ? 0.8 : 1.1);
      stroke(disputed, "label", 1.1, [4, 3]);
    };
    const cells = zoom >= DETAIL_ZOOM ? cellsInView(window_, turns) : [];
    context.save();
    if (cells.length) {
      context.beginPath();
      context.rect(0, 0, width, height);
      for (const { box } of cells) context.rect(box[0], box[1], box[2], box[3]);
      context.clip("evenodd");
    }
    lay(ground.land, ground.coast, ground.borders, ground.disputed);
    context.restore();
    for (const { box, cell } of cells) {
      context.save();
      context.beginPath();
      context.rect(box[0], box[1], box[2], box[3]);
      context.clip();
      lay(cell.land, cell.coast, cell.borders, cell.disputed);
      context.restore();
    }
  }

  /**
   * The loaded cells in view with their boxes, snapped to device pixels so that no seam shows.
   * @param {Window_} window_ @param {number[]} turns
   */
  function cellsInView(window_, turns) {
    const { scale, ratio } = window_;
    /** @param {number} value */
    const snap = (value) => Math.round(value * ratio) / ratio;
    const found = [];
    for (const turn of turns) {
      for (const { name, box: cell } of wanted(window_, turn)) {
        const shape = detail.get(name);
        if (shape === undefined) load(name);
        if (!shape) continue;
        const left = snap((cell.left + turn) * scale - window_.x),
          right = snap((cell.right + turn) * scale - window_.x);
        const top = snap(cell.top * scale - window_.y),
          bottom = snap(cell.bottom * scale - window_.y);
        found.push({ cell: shape, box: [left, top, right - left, bottom - top] });
      }
    }
    return found;
  }

  /** @param {Omit<Window_, "ratio">} window_ @param {number} turn */
  function wanted(window_, turn) {
    return Object.keys(details).flatMap((name) => {
      const box = boxOf(name);
      const inView =
        box &&
        (box.right + turn) * window_.scale > window_.x &&
        (box.left + turn) * window_.scale < window_.x + window_.width &&
        box.bottom * window_.scale > window_.y &&
        box.top * window_.scale < window_.y + window_.height;
      return inView ? [{ name, box }] : [];
    });
  }

  /** @type {Map<string, Ring | null>} */
  const boxes = new Map();
  /** @param {string} name @returns {Ring | null} */
  function boxOf(name) {
    if (!boxes.has(name)) {
      const match = /^([ew])(\d{3})([ns])(\d{2})$/.exec(name);
      if (!match) boxes.set(name, null);
      else {
        const lon = Number(match[2]) * (match[1] === "w" ? -1 : 1),
          lat = Number(match[4]) * (match[3] === "s" ? -1 : 1);
        boxes.set(
          name,
          line([
            [lon, lat],
            [lon + cellSize, Math.min(90, lat + cellSize)],
          ]),
        );
      }
    }
    return boxes.get(name) ?? null;
  }

  /** @param {string} name */
  function load(name) {
    detail.set(name, null);
    fetchJson(details[name])
      .then((cell) => {
        const land = new Map(Object.entries(cell.land).map(([key, outline]) => [key, shapes(outline)]));
        detail.set(name, {
          countries: land,
          towns: cell.towns.map(town),
          land: [...land.values()].flat(),
          coast: shapes(cell.coast),
          borders: shapes(cell.borders),
          disputed: shapes(cell.disputed),
        });
        redraw();
        app.names.paint();
      })
      .catch(() => {
        /* the overview stays in this cell */
      });
  }

  /**
   * What a frame shows, for the names on it: the countries' rings, cell by cell, and the labels.
   * @param {Frame} frame @returns {Pick<Naming, "layers" | "labels">}
   */
  function ground(frame) {
    const window_ = {
      scale: frame.scale,
      x: frame.left + frame.x,
      y: frame.top + frame.y,
      width: frame.right - frame.left,
      height: frame.bottom - frame.top,
    };
    const names =
      Math.log2(frame.scale / 256) >= DETAIL_ZOOM ? turnsOf(window_).flatMap((turn) => wanted(window_, turn).map(({ name }) => name)) : [];
    const cells = [...new Set(names)];
    const layers = cells.flatMap((name) => detail.get(name)?.countries ?? []);
    const complete = layers.length > 0 && layers.length === cells.length;
    return {
      layers: complete ? layers : world ? [world.countries] : [],
      labels: labels.concat(cells.flatMap((name) => detail.get(name)?.towns || [])),
    };
  }

  /**
   * Give what stands at an address; a page in one file has it in place of the address.
   * @template T @param {Given<T>} address @returns {Promise<T>}
   */
  function fetchJson(address) {
    if (typeof address !== "string") return Promise.resolve(/** @type {T} */ (address));
    return fetch(address, { credentials: "same-origin" }).then((answer) => {
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      return answer.json();
    });
  }

  let due = 0;
  function redraw() {
    if (!due)
      due = requestAnimationFrame(() => {
        due = 0;
        canvas._update();
      });
  }

  /** @param {{ labels: GroundName[], towns: Town[] }} given */
  function takeNames(given) {
    labels = labels.concat(given.labels.map(placed), given.towns.map(town));
    app.names.paint();
  }

  const canvas = new Canvas(draw);
  canvas.addTo(map);
  /** @type {{ redraw: () => void, ground: typeof ground, countries: GroundLabel[], together: string[][], disputes: Disputed[], failed: boolean, canvas: L.Renderer }} */
  const basemap = { redraw, ground, countries: [], together: [], disputes: [], failed: false, canvas };
  if (addresses.world) {
    fetchJson(addresses.world)
      .then((given) => {
        const countries = byCountry(given.countries);
        world = {
          land: [...countries.values()].flat().concat(shapes(given.disputed_areas)),
          coast: shapes(given.coast),
          borders: shapes(given.borders),
          disputed: shapes(given.disputed),
          rivers: shapes(given.rivers),
          lakes: shapes(given.lakes),
          towns: [],
          countries,
        };
        const all = given.labels.map(placed);
        basemap.countries = all.filter((label) => label.kind === "country");
        basemap.together = given.together;
        labels = labels.concat(all.filter((label) => label.kind !== "country"));
        for (const part of [given.disputed_areas, given.disputed])
          basemap.disputes.push(.../** @type {Disputed[]} */ (part?.features ?? []));
        canvas._update();
        app.names.paint();
        if (addresses.names) return fetchJson(addresses.names).then(takeNames, () => {});
      })
      .catch((reason) => {
        console.warn("standpoint: the built-in map could not be loaded:", reason);
        basemap.failed = true;
        app.send({ standpoint: "trouble", text: "The built-in map could not be loaded." });
      });
  }
  for (const address of addresses.divisions || []) {
    fetchJson(address)
      .then((given) => {
        divisions.push(shapes(given.lines));
        labels = labels.concat((given.labels || []).map((label) => placed({ ...label, kind: "division" })));
        redraw();
        app.names.paint();
      })
      .catch(() => {
        /* a map without these lines is still a map */
      });
  }
  return basemap;
}
