/* What the map says about boundaries: the policy, and a sentence on each disputed one in view. */

/** The extent of a feature's points as Leaflet bounds. */
function extent(feature) {
  const bounds = L.latLngBounds([]);
  const walk = (part) => {
    if (typeof part[0] === "number") bounds.extend([part[1], part[0]]);
    else part.forEach(walk);
  };
  walk(feature.geometry.coordinates);
  return bounds;
}

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
  button.addEventListener("click", () => show(box.hidden));

  /** The notes on what is disputed in view, each once, in the order of the data. */
  function notes() {
    const view = map.getBounds();
    const found = app.basemap.disputes.filter((feature) => extent(feature).intersects(view));
    return [...new Set(found.map((feature) => feature.properties.note).filter(Boolean))];
  }

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
