/* Outlines and lines, projected once (spherical Mercator, the world as 0..1) and traced on a canvas. Pure. */

/**
 * Collect the lines (or the rings of polygons) of any GeoJSON object as projected arrays.
 * @param {import("geojson").GeoJSON | null} shape @param {Ring[]} found @returns {Ring[]}
 */
function project(shape, found) {
  if (!shape) return found;
  if (shape.type === "FeatureCollection") shape.features.forEach((feature) => project(feature.geometry, found));
  else if (shape.type === "Feature") project(shape.geometry, found);
  else if (shape.type === "GeometryCollection") shape.geometries.forEach((part) => project(part, found));
  else if (shape.type === "LineString") found.push(line(shape.coordinates));
  else if (shape.type === "MultiLineString" || shape.type === "Polygon") shape.coordinates.forEach((part) => found.push(line(part)));
  else if (shape.type === "MultiPolygon") shape.coordinates.forEach((rings) => rings.forEach((part) => found.push(line(part))));
  return found;
}

/** @param {number[][]} coordinates @returns {Ring} */
export function line(coordinates) {
  const xy = new Float64Array(coordinates.length * 2);
  let left = Infinity,
    top = Infinity,
    right = -Infinity,
    bottom = -Infinity;
  for (let i = 0; i < coordinates.length; i++) {
    const lat = Math.max(-85.0511, Math.min(85.0511, coordinates[i][1]));
    const x = coordinates[i][0] / 360 + 0.5;
    const y = 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
    xy[2 * i] = x;
    xy[2 * i + 1] = y;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { xy, left, top, right, bottom };
}

/** @param {import("geojson").GeoJSON} geojson */
export const shapes = (geojson) => project(geojson, []);

/**
 * Add lines to the current path. window: { scale, x, y, width, height } in px, `turn` in worlds.
 * @param {CanvasRenderingContext2D} context @param {Ring[]} lines @param {Omit<Window_, "ratio">} window_ @param {number} turn
 */
export function trace(context, lines, window_, turn) {
  const { scale, width, height } = window_;
  const x0 = window_.x - turn * scale,
    y0 = window_.y;
  for (const part of lines) {
    if (part.right * scale < x0 || part.left * scale > x0 + width) continue;
    if (part.bottom * scale < y0 || part.top * scale > y0 + height) continue;
    const { xy } = part;
    const last = xy.length - 2;
    let px = xy[0] * scale - x0,
      py = xy[1] * scale - y0;
    context.moveTo(px, py);
    for (let i = 2; i <= last; i += 2) {
      const x = xy[i] * scale - x0,
        y = xy[i + 1] * scale - y0;
      if (i < last && Math.abs(x - px) + Math.abs(y - py) < 0.7) continue;
      context.lineTo(x, y);
      px = x;
      py = y;
    }
  }
}

/** The rings of each country of a collection, by its code, or its name where it has none. @param {Features} collection */
export function byCountry(collection) {
  return new Map(collection.features.map(({ properties, geometry }) => [properties?.iso ?? properties?.name, shapes(geometry)]));
}
