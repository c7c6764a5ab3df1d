/* The view: where the map looks, what a movement may do, and when the page is told.
 *
 * A view in words is "lat,lon,zoom" in WGS 84 degrees; a bounds is [[south, west], [north, east]].
 */
import drawing from "./drawing.json" with { type: "json" };
import { gestures } from "./gestures.js";

const SECONDS = 0.6;
const MARGIN = 40; // degrees of longitude beyond one turn of the globe: farther on there is no data
const EDGE = 56; // px kept free around places when the view is fitted to them
// Coarse places are shown with their surroundings: nobody can say where in a country it was.
/** @type {Record<string, number>} */
const CLOSEST = drawing.precision.CLOSEST;

/** @param {unknown} text */
function parse(text) {
  if (typeof text !== "string" || text.length > 60) return null;
  const parts = text.split(",").map((part) => (/^\s*-?\d+(\.\d+)?\s*$/.test(part) ? Number(part) : NaN));
  const [lat, lon, zoom] = parts;
  if (parts.length !== 3 || !parts.every(Number.isFinite)) return null;
  if (Math.abs(lat) > 90 || Math.abs(lon) > 600 || zoom < 0 || zoom > 22) return null;
  return { lat, lon, zoom };
}

/** @param {L.Map} map */
function wording(map) {
  const centre = map.getCenter();
  /** @param {number} value @param {number} digits */
  const short = (value, digits) => String(Number(value.toFixed(digits)));
  /** @param {number} value */
  const degrees = (value) => (Number(value.toFixed(4)) + 0).toFixed(4).replace(/^-(0\.0000)$/, "$1");
  return [degrees(centre.lat), degrees(centre.lng), short(map.getZoom(), 2)].join(",");
}

/** @param {unknown} value @returns {value is [number, number][]} */
function isBounds(value) {
  return (
    Array.isArray(value) &&
    value.length === 2 &&
    value.every(
      (corner) =>
        Array.isArray(corner) &&
        corner.length === 2 &&
        corner.every(Number.isFinite) &&
        Math.abs(corner[0]) <= 90 &&
        Math.abs(corner[1]) <= 600,
    )
  );
}

/** What has the focus says what it is and which keys move it. @param {L.Map} map */
function nameMap(map) {
  map.getContainer().setAttribute("role", "region");
  map.getContainer().setAttribute("aria-label", "Map: arrow keys move it, plus and minus show more or less of it");
}

/** @param {App} app */
export function camera(app) {
  const { map, data } = app;
  const west = typeof data.unwrap === "number" ? data.unwrap : -180;
  /** @type {Stand | null} */
  let told = null; // the view that the page knows: its zoom, and its centre in px at that zoom
  /** @type {string | null} */
  let opened = null; // the view of the link that the map was opened on, in words
  let linked = false; // the link has a view
  let used = false; // the reader has done something
  const ground = ({ centre, zoom } = { centre: map.getCenter(), zoom: map.getZoom() }) => ({ zoom, point: map.project(centre, zoom) });
  /**
   * Leaflet keeps a view to a fraction of a pixel; less than one is no movement of the reader's.
   * @param {Stand} one @param {Stand} other
   */
  const same = (one, other) => one.zoom === other.zoom && one.point.distanceTo(other.point) < 1;
  if (!map.options.minZoom) map.setMinZoom(1);
  if (map.getMaxZoom() === Infinity) map.setMaxZoom(18);
  gestures(app);
  nameMap(map);
  /** @type {[number, number][]} */
  const reach = [
    [-86, west - MARGIN],
    [86, west + 360 + MARGIN],
  ];
  const hasSize = () => map.getContainer().clientWidth > 0 && map.getContainer().clientHeight > 0;

  /** @param {number[]} places */
  function boundsOf(places) {
    const bounds = L.latLngBounds([]);
    for (const p of places) {
      bounds.extend([data.places[p].lat, data.places[p].lon]);
      for (const layer of Object.values(app.layers)) {
        const drawn = layer.boundsOf?.(p);
        if (drawn) bounds.extend(drawn);
      }
    }
    return bounds;
  }

  /**
   * The closest view that shows the bounds clear of what floats on the map, as { centre, zoom }.
   * @param {L.LatLngBounds} bounds @param {number} closest
   */
  function fit(bounds, closest) {
    const size = map.getSize();
    const edge = Math.min(EDGE, size.x / 6, size.y / 10);
    const { top, bottom } = app.legend ? app.legend.insets() : { top: 0, bottom: 0 };
    const first = L.point(edge, edge + top),
      second = L.point(edge, edge + bottom);
    let zoom = Math.min(map.getBoundsZoom(bounds, false, first.add(second)), closest);
    if (!Number.isFinite(zoom)) zoom = closest;
    const middle = map
      .project(bounds.getSouthWest(), zoom)
      .add(map.project(bounds.getNorthEast(), zoom))
      .divideBy(2)
      .add(second.subtract(first).divideBy(2));
    return { centre: map.unproject(middle, zoom), zoom };
  }

  /** @param {Way} way @param {boolean} animate */
  function move(way, animate) {
    if (animate && !app.reducedMotion()) {
      map.flyTo(way.centre, way.zoom, { duration: SECONDS });
      return;
    }
    // A link may be of the middle of a flight, at a zoom between the usual steps.
    const { zoomSnap } = map.options;
    map.options.zoomSnap = 0;
    map.setView(way.centre, way.zoom, { animate: false });
    map.options.zoomSnap = zoomSnap;
  }

  /** @param {number[]} places */
  const closestFor = (places) => Math.min(...places.map((p) => CLOSEST[data.places[p].precision] || 9));

  /** @param {number[]} places */
  function viewOf(places) {
    return fit(boundsOf(places), closestFor(places));
  }

  /** True when a place is in view, not at the very edge and not under what floats on the map. @param {number} p */
  function comfortable(p) {
    const at = map.latLngToContainerPoint([data.places[p].lat, data.places[p].lon]);
    const size = map.getSize();
    const edge = Math.min(30, size.x / 10);
    const { top, bottom } = app.legend.insets();
    return at.x > edge && at.y > edge + top && at.x < size.x - edge && at.y < size.y - edge - bottom;
  }

  function wayHome() {
    const bounds = L.latLngBounds(
      isBounds(data.home)
        ? data.home
        : [
            [-50, west + 20],
            [70, west + 340],
          ],
    );
    return fit(bounds, 9);
  }

  /** What a link without a view opens on: the chosen statement's places, else the data's. */
  const usual = () => (app.lit.size ? viewOf([...app.lit]) : wayHome());

  function tell() {
    linked = true;
    told = ground();
    app.send({ standpoint: "view", value: wording(map), of: app.source });
  }

  /** Put the view into the link where that opens on another one. */
  function keep() {
    if (!same(ground(), linked && told ? told : ground(usual()))) tell();
  }

  /** @param {{ lat: number, lon: number, zoom: number }} given */
  function wayOf({ lat, lon, zoom }) {
    const far = lon < west - MARGIN || lon > west + 360 + MARGIN;
    return { centre: L.latLng(lat, far ? west + ((((lon - west) % 360) + 360) % 360) : lon), zoom };
  }

  const camera = {
    hasSize,
    /** Set the first view: the link's, else the usual one. @param {string | null} text */
    begin(text) {
      const given = parse(text);
      told = null;
      opened = text;
      linked = Boolean(given);
      map.setMaxBounds(reach); // before the view, which goes as near as they let it: nothing moves afterwards
      move(given ? wayOf(given) : usual(), false);
      told = ground();
    },
    home: () => move(wayHome(), false),
    /** Note that the reader does something: from now on the link has the view where it needs one. */
    use() {
      used = true;
      if (told) keep();
    },
    /** Follow the window. While nothing was done, what the map was opened on is fitted to it anew. */
    resize() {
      const known = told;
      told = null; // this is no movement of the reader's
      map.invalidateSize({ pan: false });
      told = known;
      if (told && used) keep();
      else if (told) camera.begin(opened);
    },
    /** Fly to a statement's places, unless they are all in view and well told apart. @param {number[]} places */
    toPlaces(places) {
      if (!places.length) return;
      const way = viewOf(places);
      if (places.every(comfortable) && map.getZoom() >= way.zoom - 2) return;
      performance.clearMarks("standpoint:fly");
      performance.mark("standpoint:fly");
      move(way, true);
    },
    /** Bring a place that the page chose into view, at the present zoom. @param {number} p */
    reveal(p) {
      if (!comfortable(p)) map.panTo([data.places[p].lat, data.places[p].lon], { animate: !app.reducedMotion(), duration: 0.3 });
    },
    /** @param {unknown} text */
    go(text) {
      const given = parse(text);
      if (given) move(wayOf(given), true);
    },
    /** @param {unknown} bounds @param {number} [closest] */
    frame(bounds, closest) {
      if (!isBounds(bounds)) return;
      move(fit(L.latLngBounds(bounds), closest || 9), true);
    },
    /** @param {Way} way */
    move: (way) => move(way, true),
  };

  // From its beginning on, so that no window that changes meanwhile ends a drag or a flight.
  map.on("movestart", () => {
    used ||= told !== null;
  });
  map.on("moveend", () => {
    if (told && !same(ground(), told)) tell();
  });
  return camera;
}
