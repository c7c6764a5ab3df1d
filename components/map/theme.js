/* Light and dark: the colours of the map, as the page or else the browser has it. */
/** @param {App} app */
export function palette(app) {
  const dark = app.dark === null ? window.matchMedia("(prefers-color-scheme: dark)").matches : app.dark;
  return app.data.palette[dark ? "dark" : "light"];
}

/** @param {App} app */
export function applyTheme(app) {
  const style = document.documentElement.style;
  const colours = palette(app);
  for (const [name, value] of Object.entries(colours)) {
    style.setProperty(`--map-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
  const dark = colours === app.data.palette.dark;
  style.setProperty("color-scheme", dark ? "dark" : "light");
  document.documentElement.dataset.theme = dark ? "dark" : "light";
}

/** Paper is light, whatever the screen is. @param {App} app */
export function followPrinting(app) {
  /** @type {boolean | null} */
  let screen = null;
  window.addEventListener("beforeprint", () => {
    screen = app.dark;
    paintAt(app, false);
  });
  window.addEventListener("afterprint", () => paintAt(app, screen));
}

/** Paint in these colours before anything else happens. @param {App} app @param {boolean | null} dark */
function paintAt(app, dark) {
  if (palette(app) !== palette({ ...app, dark })) setTheme(app, dark);
  app.basemap.canvas._update();
}

/** @param {App} app @param {unknown} dark @param {boolean} [quiet] */
export function setTheme(app, dark, quiet) {
  const value = typeof dark === "boolean" ? dark : null;
  if (value === app.dark && quiet) return;
  app.dark = value;
  app.stale = true;
  applyTheme(app);
  app.basemap.redraw();
  for (const layer of Object.values(app.layers)) layer.recolour?.();
  if (!quiet) app.paint();
}
