/* How wide a text is in a font, in px; each is measured once. */
const widths = /** @type {Known<string, number>} */ (new Map());
/** @type {CanvasRenderingContext2D | null} */
let context = null;

/** @param {string} text @param {string} font */
export function widthOf(text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context ??= /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}
