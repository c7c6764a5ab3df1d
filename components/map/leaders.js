/* Leader lines on the map. */
import { MARGIN, svg } from "./symbol.js";

/** Draw the lines from symbols and labels that stand aside to where they belong. @param {Labelled[]} groups */
export function leadersOf(groups) {
  const parts = [];
  /** @param {number} x0 @param {number} y0 @param {number} x1 @param {number} y1 */
  const line = (x0, y0, x1, y1) => parts.push(svg("line", { x1: x0.toFixed(1), y1: y0.toFixed(1), x2: x1.toFixed(1), y2: y1.toFixed(1) }));
  for (const spot of groups) {
    const far = Math.hypot(spot.atX - spot.x, spot.atY - spot.y);
    if (spot.moved && far > spot.half - MARGIN) {
      line(spot.x, spot.y, spot.atX, spot.atY);
      parts.push(svg("circle", { cx: spot.x.toFixed(1), cy: spot.y.toFixed(1), r: 2.5 }));
    }
    if (spot.label?.line) line(spot.label.line.x0, spot.label.line.y0, spot.label.line.x1, spot.label.line.y1);
  }
  return parts;
}
