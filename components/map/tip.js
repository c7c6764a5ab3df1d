/* A short text beside the pointer or the focused thing, kept inside the map's edges. */
/** @param {App} app */
export function tip(app) {
  const box = document.createElement("div");
  box.className = "map-tip";
  box.setAttribute("role", "tooltip");
  box.hidden = true;
  app.map.getContainer().append(box);

  function hide() {
    box.hidden = true;
  }
  app.map.on("movestart zoomstart", hide);
  return {
    hide,
    /**
     * Show lines of text near a point of the map's container, in px.
     * @param {string[]} lines @param {number} x @param {number} y @param {number} away
     */
    show(lines, x, y, away) {
      box.replaceChildren(
        ...lines.filter(Boolean).map((line, i) => {
          const row = document.createElement(i ? "span" : "strong");
          row.dir = "auto";
          row.textContent = line;
          return row;
        }),
      );
      box.hidden = false;
      const size = app.map.getSize();
      const left = Math.max(4, Math.min(x - box.offsetWidth / 2, size.x - box.offsetWidth - 4));
      const above = y - away - box.offsetHeight - 4;
      box.style.transform = `translate(${left}px, ${above < 4 ? y + away + 4 : above}px)`;
    },
  };
}
