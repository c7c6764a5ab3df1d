// Where the map stands above the panel, either may be out of sight when a choice changes it.
export function showMapOnPhone() {
  showOnPhone(".st-key-map");
}

export function showPanelOnPhone() {
  showOnPhone(".st-key-panel-room");
}

/** @param {string} selector */
function showOnPhone(selector) {
  const part = document.querySelector(selector);
  if (!part || !window.matchMedia("(max-width: 640px)").matches) return;
  part.scrollIntoView({ block: "start", behavior: "smooth" });
}
