/* What the map says about boundaries: the policy, and a sentence on each disputed one in view. */

/** @param {App} app */
export function policy(app) {
  const { map, data } = app;
  const box = document.createElement("div");
  box.className = "map-policy";
  box.hidden = true;
  box.setAttribute("role", "region");
  box.setAttribute("aria-label", "Boundaries");
  L.DomEvent.disableClickPropagation(box);
  L.DomEvent.disableScrollPropagation(box);
  map.getContainer().append(box);

  const button = document.createElement("button");
  button.type = "button";
  button.className = "map-policy-button";
  button.textContent = data.policy;
  button.setAttribute("aria-expanded", "false");
  button.addEventListener("click", () => show(Boolean(box.hidden)));

  /** The notes on what is disputed in view, each once, in the order of the data. */
  function notes() {
    const view = map.getBounds();
    const found = app.basemap.disputes.filter((feature) => L.geoJSON(feature).getBounds().intersects(view));
    return [...new Set(found.flatMap((feature) => feature.properties.note ?? []))];
  }

  /** @param {boolean} open */
  function show(open) {
    box.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (!open) return;
    const list = document.createElement("ul");
    for (const note of notes()) {
      const item = document.createElement("li");
      item.textContent = note;
      list.append(item);
    }
    const head = document.createElement("p");
    head.textContent = list.childElementCount
      ? "Dashed on this part of the map:"
      : "No disputed boundary is known on this part of the map.";
    box.replaceChildren(head, list);
  }

  map.on("movestart click", () => show(false));
  box.addEventListener("keydown", (event) => event.key === "Escape" && show(false));
  return { button };
}
