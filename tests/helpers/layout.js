// Arranges scenes of places, and their labels, as the map does: JSON in, JSON out.
import { readFileSync } from "node:fs";
import { label } from "../../components/map/labels.js";
import { arrange } from "../../components/map/layout.js";

const { scenes, view, blocked } = JSON.parse(readFileSync(0, "utf8"));
const half = (group) => Math.min(24, 9 + 3 * Math.sqrt(group.weight));

function run(items) {
  const symbols = arrange(items, { view, blocked, half });
  for (const symbol of symbols) Object.assign(symbol, { width: 30 + (symbol.id % 7) * 14, height: 16 });
  label(symbols, { view, blocked });
  return symbols.map(({ id, members, weight, x, y, atX, atY, half, moved, label }) => ({
    id,
    members,
    weight,
    x,
    y,
    atX,
    atY,
    half,
    moved,
    label: label && { ...label, line: label.line && Object.values(label.line) },
  }));
}

process.stdout.write(JSON.stringify(scenes.map((items) => [run(items), run(items)])));
