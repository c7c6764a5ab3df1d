// Quick views of the map: its places all together, or a part of them.
import { el, tellMap } from "./dom.js";

/** @param {QuickView[]} views */
export function drawViews(views) {
  return el(
    "nav",
    { class: "views row", "aria-label": "Quick views of the map" },
    views.map((view, index) =>
      el("button", { class: "pill", "data-do": "view", "data-view": index, "data-focus": `view ${index}` }, view.name),
    ),
  );
}

/** @param {HTMLElement} root @param {ControlsState} state @param {Pressed} target @param {QuickView[]} views */
export function goToView(root, state, target, views) {
  tellMap({ standpoint: "bounds", bounds: views[Number(target.dataset.view)].corners });
  press(root, target);
  state.flying = true;
}

/** A quick view is marked until the map is moved away from it. @param {HTMLElement} root @param {ControlsState} state */
export function followViews(root, state) {
  const asked = new URLSearchParams(window.location.search);
  if (!["view", "statement", "at"].some((key) => asked.has(key))) press(root, root.querySelector("[data-view]"));
  window.addEventListener("standpoint:view", () => {
    if (!state.flying) press(root, null);
    state.flying = false;
  });
}

/** @param {HTMLElement} root @param {Element | null} pressed */
function press(root, pressed) {
  for (const pill of root.querySelectorAll("[data-view]")) {
    pill.setAttribute("aria-pressed", String(pill === pressed));
  }
}
