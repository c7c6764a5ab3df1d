// Names views of the map, as the map does: JSON in, JSON out.
import { readFileSync } from "node:fs";
import { choose, STYLES } from "../../components/map/naming.js";
import { byCountry, line, shapes } from "../../components/map/outlines.js";

const BASEMAP = new URL("../../data/basemap/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, BASEMAP), "utf8"));
const { views } = JSON.parse(readFileSync(0, "utf8"));

const placed = (label) => {
  const [x, y] = line([[label.lon, label.lat]]).xy;
  return { ...label, x, y };
};
const town = ([name, lat, lon, min, capital]) => placed({ name, lat, lon, min, kind: capital ? "capital" : "town" });
const world = read("world.json");
const names = read("names.json");
const overview = byCountry(world.countries);
const all = world.labels.map(placed);
const countries = all.filter(({ kind }) => kind === "country");
const labels = all.filter(({ kind }) => kind !== "country").concat(names.labels.map(placed), names.towns.map(town));
const cells = new Map();

function cellOf(name) {
  if (!cells.has(name)) {
    const { land, towns } = read(`detail/${name}.json`);
    const rings = Object.entries(land).map(([key, outline]) => [key, shapes(outline)]);
    cells.set(name, { countries: new Map(rings), towns: towns.map(town) });
  }
  return cells.get(name);
}

const measure = (text, kind) => text.length * STYLES[kind].font * (0.6 + STYLES[kind].spacing) + 2;

function run({ frame, zoom, cells: needed, taken, told }) {
  const found = needed.map(cellOf);
  return choose({
    frame,
    zoom,
    layers: needed.length ? found.map((cell) => cell.countries) : [overview],
    countries,
    together: world.together,
    labels: labels.concat(found.flatMap((cell) => cell.towns)),
    taken,
    told: new Set(told),
    measure,
  }).map(({ kind, name, lines, x, y, box }) => ({ kind, name, lines, x, y, box }));
}

process.stdout.write(JSON.stringify(views.map(run)));
