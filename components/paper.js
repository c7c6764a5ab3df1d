// On paper the map is as large as on the screen, or as wide as the paper: it is measured when printing
// begins, and the style sheets' rules for print do the rest.
const PAPER = 680; // px that A4 and Letter have between their margins

/** @type {(tell: () => void) => void} */
export function followPrinting(tell) {
  window.addEventListener("beforeprint", () => {
    const map = /** @type {HTMLElement | null} */ (document.querySelector(".st-key-map iframe, #map"));
    if (map) {
      const { style } = document.documentElement;
      style.setProperty("--map-wide", `${map.offsetWidth}px`);
      style.setProperty("--map-high", `${map.offsetHeight}px`);
      style.setProperty("--map-scale", String(Math.min(1, PAPER / Math.max(1, map.offsetWidth))));
    }
    tell();
  });
}
