/* Vague areas: soft bands laid over each other, without an outline, as the chosen reading has it. */
import drawing from "../drawing.json" with { type: "json" };
import { MAKERS } from "./makers.js";

const { TONE, CHOSEN_TONE } = drawing.areas; // opacity of a whole area

MAKERS.set("areas", areas);

/** @param {App} app @param {L.FeatureGroup} group @returns {Layer} */
function areas(app, group) {
  const { map, data } = app;
  const pane = map.createPane("standpoint-areas");
  pane.style.zIndex = "350";
  pane.style.pointerEvents = "none";
  const renderer = L.svg({ pane: "standpoint-areas", padding: 0.3 });
  // By place: its readings, the default first.
  const readings = /** @type {Known<number, AreaReading[]>} */ (new Map());
  for (const area of data.areas || []) {
    const list = readings.get(area.place) || [];
    if (area.default) list.unshift(area);
    else list.push(area);
    readings.set(area.place, list);
  }
  /** @type {Map<number, DrawnArea>} */
  const shown = new Map();

  /** @param {number} place */
  const readingOf = (place) => {
    const wanted = app.state.readings[place];
    const list = readings.get(place);
    return list.find((area) => area.reading === wanted) || list[0];
  };

  /** @param {AreaReading} area */
  function make(area) {
    const bands = L.featureGroup();
    for (const band of area.bands) {
      // Each band rests on the ones below it; a weight is its share of the full tone.
      const layer = L.geoJSON(band.geometry, {
        renderer,
        pane: "standpoint-areas",
        interactive: false,
        style: { stroke: false, fill: true },
      });
      layer.share = band.weight;
      bands.addLayer(layer);
    }
    return bands;
  }

  /** @param {DrawnArea} entry @param {number} place */
  function tone(entry, place) {
    const full = app.state.at === place || app.lit.has(place) ? CHOSEN_TONE : TONE;
    const toned = `${app.colour("area")} ${full}`;
    if (entry.toned === toned) return;
    entry.toned = toned;
    for (const layer of /** @type {L.GeoJSON[]} */ (entry.layer.getLayers())) {
      layer.setStyle({ fillColor: app.colour("area"), fillOpacity: full * layer.share });
    }
  }

  function paint() {
    for (const place of readings.keys()) {
      const wanted = app.counts.total[place] > 0 || app.state.at === place || app.lit.has(place);
      const area = wanted ? readingOf(place) : null;
      let entry = shown.get(place);
      if (entry && entry.area !== area) {
        group.removeLayer(entry.layer);
        shown.delete(place);
        entry = undefined;
      }
      if (!entry && area) {
        entry = { area, layer: make(area), toned: "" };
        tone(entry, place);
        group.addLayer(entry.layer);
        shown.set(place, entry);
      } else if (entry) tone(entry, place);
    }
  }

  return {
    paint,
    recolour() {
      for (const [place, entry] of shown) tone(entry, place);
    },
    /** The bounds of a place's area as it is drawn, or null. @param {number} place */
    boundsOf(place) {
      if (!readings.has(place)) return null;
      const bounds = L.latLngBounds([]);
      for (const band of readingOf(place).bands) bounds.extend(L.geoJSON(band.geometry).getBounds());
      return bounds.isValid() ? bounds : null;
    },
  };
}
