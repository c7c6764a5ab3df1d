/* How wide a text is in a font, in px; each is measured once. */
const widths = new Map();
/** @type {any} */
let context = null;

export function widthOf(text, font) {
  const key = font + text;
  if (!widths.has(key)) {
    context ??= document.createElement("canvas").getContext("2d");
    context.font = font;
    widths.set(key, context.measureText(text).width);
  }
  return widths.get(key);
}
