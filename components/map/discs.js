/* Discs of uncertainty: beyond the zoom that a place's precision bears, the ground on which it may lie.
 *
 * A disc stands on the true point, under the symbol, for a place that is drawn singly and has no area
 * drawn; it shows once it is larger than the symbol. Leaflet's circle has its radius in metres of the
 * ground, so it is right at every latitude and follows every zoom by itself.
 */
import drawing from "./drawing.json" with { type: "json" };

const NAMED_PLACE = 2; // precision "within about 25 km of a named place"
const { ABOUT_M } = drawing.precision;
const SMALLEST = 30; // px of radius from which the disc of a point out of sight is drawn
const VAST = 3000; // px of radius beyond which no edge is in sight, and dashes would only cost time

/** @param {App} app */
export function discs(app) {
  const { map, data } = app;
  const pane = map.createPane("standpoint-discs");
  pane.style.zIndex = "360";
  pane.style.pointerEvents = "none";
  const renderer = L.svg({ pane: "standpoint-discs", padding: 0.3 });
  const areas = new Set((data.areas || []).map((area) => area.place));
  const uncertain = data.places.map((_, place) => place).filter((place) => radius(place) > 0);
  const discs = new Map(); // place -> its circle, with `vast`

  /** How far a place may lie from its point, in metres; 0 when nothing is known of it. @param {number} place */
  function radius(place) {
    const { uncertainty, precision } = data.places[place];
    if (areas.has(place)) return 0;
    return uncertainty ?? (precision === NAMED_PLACE ? ABOUT_M : 0);
  }

  /** The radius on the screen, in px: metres are drawn longer the further from the equator. @param {number} place @param {number} metres */
  function pixels(place, metres) {
    const { R } = /** @type {L.CRS & { R: number }} */ (L.CRS.Earth);
    const perDegree = map.project([0, 1]).x - map.project([0, 0]).x;
    return ((metres / R) * 180 * perDegree) / Math.PI / Math.max(0.02, Math.cos((data.places[place].lat * Math.PI) / 180));
  }

  /** Whether a disc of so many px around a place's point reaches into the view. @param {number} place @param {number} size */
  function reaches(place, size) {
    const at = map.latLngToContainerPoint([data.places[place].lat, data.places[place].lon]);
    const view = map.getSize();
    return Math.hypot(Math.max(0, -at.x, at.x - view.x), Math.max(0, -at.y, at.y - view.y)) < size;
  }

  /** @param {number} place */
  function drop(place) {
    map.removeLayer(discs.get(place));
    discs.delete(place);
  }

  return {
    /**
     * Draw the discs of the symbols on the map, as the layer of places gives them; none while that is off.
     * @param {Group[]} spots @param {boolean} active
     */
    paint(spots, active) {
      const wanted = new Map();
      for (const spot of spots) {
        const [place] = spot.members;
        const metres = spot.members.length === 1 ? radius(place) : 0;
        const size = metres ? pixels(place, metres) : 0;
        if (size > spot.half) wanted.set(place, { metres, vast: size > VAST });
      }
      // Closer than its disc, the point itself may be out of sight; the ground is still uncertain.
      const laidOut = new Set(spots.flatMap((spot) => spot.members));
      for (const place of active ? uncertain : []) {
        if (laidOut.has(place) || !app.counts.total[place]) continue;
        const size = pixels(place, radius(place));
        if (size > SMALLEST && reaches(place, size)) wanted.set(place, { metres: radius(place), vast: size > VAST });
      }
      for (const [place, disc] of discs) {
        if (!wanted.has(place) || wanted.get(place).vast !== disc.vast) drop(place);
      }
      for (const [place, { metres, vast }] of wanted) {
        if (discs.has(place)) continue;
        const disc = L.circle([data.places[place].lat, data.places[place].lon], {
          radius: metres,
          renderer,
          pane: "standpoint-discs",
          interactive: false,
          className: vast ? "map-line is-uncertain is-vast" : "map-line is-uncertain",
        });
        disc.vast = vast;
        discs.set(place, disc.addTo(map));
      }
    },
    /** Tell whether a disc is on the map, so that the legend has to explain it. */
    shown: () => discs.size > 0,
    /** The discs on the map, for tests: place and radius in metres. */
    standing: () => [...discs].map(([place, disc]) => ({ place, metres: disc.getRadius() })),
  };
}
