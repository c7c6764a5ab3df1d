/* Arcs from where something was said to what it is about, as wide as there are statements. */
import drawing from "../drawing.json" with { type: "json" };
import * as counting from "../counting.js";
import { MAKERS } from "./makers.js";
import { isolated, statements } from "../../engine/wording.js";

// The MOST widest arcs are drawn: more would be a tangle, and the legend says so; beyond CALM each is
// fainter. They are THIN to THICK px wide; at MARK_AT of the way stands the mark of direction.
const { MOST, CALM, THIN, THICK, MARK_AT } = drawing.arcs;
const REACHED = 40; // so many can be reached by the Tab key

// Leaflet rounds the points of its lines to whole pixels, which makes a long arc tremble.
/** @type {new (points: L.LatLng[], options: L.PolylineOptions) => Curve} */
const Curve = L.Polyline.extend({
  /** @param {string} d */
  setPath(d) {
    if (this._d === d) return;
    this._d = d;
    if (this._path) this._updatePath();
  },
  _updatePath() {
    this._path.setAttribute("d", this._d || "M0 0");
  },
});

MAKERS.set("arcs", arcs);

/** @param {App} app @param {L.FeatureGroup} group @returns {Layer} */
function arcs(app, group) {
  const { map, data, index } = app;
  const pane = map.createPane("standpoint-arcs");
  pane.style.zIndex = "410";
  const renderer = L.svg({ pane: "standpoint-arcs", padding: 0.3 });
  const arcs = data.arcs || [];
  const paths = arcs.map((arc) => arc.path.map(([lon, lat]) => map.project([lat, lon], 0)));
  const extents = paths.map((path) => L.bounds(path));
  /** @type {Map<number, DrawnArc>} */
  const shown = new Map();
  let widest = 1;
  for (let a = 0; a < arcs.length; a++) widest = Math.max(widest, index.byArc.start[a + 1] - index.byArc.start[a]);

  /** Arcs between the same two symbols are one line: [{ key, arcs, count, from, to, own }], widest first. */
  function bundles() {
    const scale = 2 ** map.getZoom();
    const corner = map.containerPointToLayerPoint([0, 0]).add(map.getPixelOrigin());
    const view = L.bounds(corner.divideBy(scale), corner.add(map.getSize()).divideBy(scale));
    const own = new Set(app.state.statement === null ? [] : counting.arcsOf(index, app.state.statement));
    /** @type {Map<number, Bundle>} */
    const found = new Map();
    for (let a = 0; a < arcs.length; a++) {
      if (!app.counts.arcs[a] && !own.has(a)) continue;
      if (!extents[a].intersects(view)) continue;
      const from = app.spot(arcs[a].from),
        to = app.spot(arcs[a].to);
      if (from && from === to) continue;
      const key = (from ? from.id : arcs[a].from) * data.places.length + (to ? to.id : arcs[a].to);
      const bundle = found.get(key);
      if (!bundle) found.set(key, { key, arcs: [a], count: app.counts.arcs[a], from, to, own: own.has(a) });
      else {
        bundle.arcs.push(a);
        bundle.count += app.counts.arcs[a];
        bundle.own = bundle.own || own.has(a);
      }
    }
    const all = [...found.values()].sort((a, b) => Number(b.own) - Number(a.own) || b.count - a.count || a.arcs[0] - b.arcs[0]);
    app.arcsCut = all.length > MOST;
    const drawn = all.slice(0, MOST);
    for (const bundle of drawn) {
      if (bundle.arcs.length > 1) bundle.count = counting.distinctOnArcs(index, app.mask, bundle.arcs);
    }
    return drawn;
  }

  /** The arc in px of the map's layer, bent so that it ends where the symbols stand. @param {Bundle} bundle */
  function bend(bundle) {
    const path = paths[bundle.arcs[0]];
    const scale = 2 ** map.getZoom();
    const origin = map.getPixelOrigin();
    const points = path.map((point) => L.point(point.x * scale - origin.x, point.y * scale - origin.y));
    const first = points[0],
      last = points[points.length - 1];
    /** @param {Standing | null} spot @param {L.Point} end */
    const pull = (spot, end) => (spot ? L.point(spot.atX - end.x, spot.atY - end.y) : L.point(0, 0));
    const start = pull(bundle.from, first),
      stop = pull(bundle.to, last);
    return points.map((point, i) => {
      const t = i / (points.length - 1);
      return L.point(point.x + start.x * (1 - t) + stop.x * t, point.y + start.y * (1 - t) + stop.y * t);
    });
  }

  /** The stretches of the arc that are in view or near it, as lists of points. @param {L.Point[]} points */
  function clip(points) {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    const near = L.bounds(corner.subtract(size), corner.add(size.multiplyBy(2)));
    const stretches = [];
    /** @type {L.Point[] | null} */
    let open = null;
    for (let i = 1; i < points.length; i++) {
      const segment = L.LineUtil.clipSegment(points[i - 1], points[i], near);
      if (!segment) {
        open = null;
        continue;
      }
      if (open) open.push(segment[1]);
      else {
        open = [segment[0], segment[1]];
        stretches.push(open);
      }
      if (segment[1] !== points[i]) open = null;
    }
    return stretches;
  }

  /**
   * A small chevron that points from where it was said to what it is about; within the view if it can be.
   * @param {L.Point[]} points @param {number} size
   */
  function chevron(points, size) {
    const corner = map.containerPointToLayerPoint([0, 0]);
    const view = L.bounds(corner, corner.add(map.getSize()));
    const at = Math.round(MARK_AT * (points.length - 1));
    const seen = points.map((_, i) => i).filter((i) => i > 0 && view.contains(points[i]));
    const i = Math.max(1, !seen.length || seen.includes(at) ? at : seen[Math.floor(seen.length * MARK_AT)]);
    const tip = points[i],
      angle = Math.atan2(tip.y - points[i - 1].y, tip.x - points[i - 1].x);
    /** @param {number} turn */
    const wing = (turn) => L.point(tip.x - size * Math.cos(angle + turn), tip.y - size * Math.sin(angle + turn));
    return [wing(0.6), tip, wing(-0.6)];
  }

  /** @param {L.Point[][]} stretches */
  const path = (stretches) =>
    stretches.map((points) => `M${points.map((point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("L")}`).join("") || "M0 0";

  /** @param {Standing | null} spot @param {number} place */
  function nameOf(spot, place) {
    const name = isolated(data.places[place].name);
    return spot && spot.members.length > 1 ? `${name} and ${spot.members.length - 1} more` : name;
  }

  /** @param {Bundle} bundle */
  function words(bundle) {
    const arc = arcs[bundle.arcs[0]];
    return `${statements(bundle.count)} said in ${nameOf(bundle.from, arc.from)} about ${nameOf(bundle.to, arc.to)}`;
  }

  /** @param {Bundle} bundle @returns {DrawnArc} */
  function make(bundle) {
    /** @type {L.PolylineOptions} */
    const base = { renderer, pane: "standpoint-arcs", fill: false, lineCap: "round" };
    const line = new Curve([], { ...base, interactive: false });
    const mark = new Curve([], { ...base, interactive: false });
    // A wide line that can't be seen: a thin one could hardly be pointed at.
    const touch = new Curve([], { ...base, weight: 14, opacity: 0, bubblingMouseEvents: false, className: "map-arc-touch" });
    const parts = L.featureGroup([line, mark, touch]);
    /** @type {DrawnArc} */
    const drawn = { line, mark, touch, parts, bundle, points: [] };
    /** @param {L.Point} point */
    const tell = (point) => app.tip.show([words(drawn.bundle)], point.x, point.y, 12);
    touch.on("mouseover mousemove", (event) => tell(/** @type {L.LeafletMouseEvent} */ (event).containerPoint));
    touch.on("mouseout", app.tip.hide);
    const choose = () => {
      app.tip.hide();
      const [a, ...more] = drawn.bundle.arcs;
      if (more.length) app.camera.toPlaces([arcs[a].from, arcs[a].to]);
      else app.chooseArc(arcs[a].from, arcs[a].to);
    };
    touch.on("click", choose);
    touch.on("add", () => {
      const element = /** @type {SVGElement | undefined} */ (touch.getElement());
      if (!element) return;
      element.setAttribute("role", "button");
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        choose();
      });
      element.addEventListener("focus", () => {
        if (!element.matches(":focus-visible")) return;
        const middle = drawn.points[Math.floor(drawn.points.length * MARK_AT)];
        tell(map.layerPointToContainerPoint(middle));
      });
      element.addEventListener("blur", app.tip.hide);
    });
    group.addLayer(parts);
    shown.set(bundle.key, drawn);
    return drawn;
  }

  /** @param {L.Path} line @param {L.PathOptions} style */
  function restyle(line, style) {
    const { color, weight, opacity } = line.options;
    if (color !== style.color || weight !== style.weight || opacity !== style.opacity) line.setStyle(style);
  }

  function paint() {
    const active = map.hasLayer(group);
    const wanted = active ? bundles() : [];
    const keep = new Set(wanted.map((bundle) => bundle.key));
    for (const [key, drawn] of shown) {
      if (keep.has(key)) continue;
      group.removeLayer(drawn.parts);
      shown.delete(key);
    }
    const { at, arc, statement } = app.state;
    wanted.forEach((bundle, i) => {
      const drawn = shown.get(bundle.key) || make(bundle);
      drawn.bundle = bundle;
      drawn.points = bend(bundle);
      const width = Math.min(THICK, THIN + (THICK - THIN) * Math.sqrt(Math.max(0, bundle.count - 1) / Math.max(9, widest - 1)));
      const touches = bundle.arcs.some((a) => arcs[a].from === at || arcs[a].to === at);
      const chosen = arc !== null && bundle.arcs.some((a) => arcs[a].from === arc[0] && arcs[a].to === arc[1]);
      const faded = statement !== null ? !bundle.own : arc !== null ? !chosen : at !== null && !touches;
      const style = {
        color: app.colour(bundle.own || chosen ? "accent" : "arc"),
        weight: width,
        opacity: faded ? 0.2 : wanted.length > CALM ? 0.5 : 0.85,
      };
      const line = path(clip(drawn.points));
      restyle(drawn.line, style);
      drawn.line.setPath(line);
      drawn.touch.setPath(line);
      restyle(drawn.mark, { ...style, weight: Math.max(1.5, Math.min(2.5, width)) });
      drawn.mark.setPath(path([chevron(drawn.points, 5 + width)]));
      if (bundle.own) drawn.parts.bringToFront();
      const element = drawn.touch.getElement();
      if (!element) return;
      element.setAttribute("aria-label", words(bundle));
      element.setAttribute("aria-pressed", String(chosen));
      if (i < REACHED) element.setAttribute("tabindex", "0");
      else element.removeAttribute("tabindex");
    });
  }

  return { paint };
}
