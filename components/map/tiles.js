/* Online base maps, only on the reader's choice, above the built-in map that stays underneath. */
const ENOUGH = 3; // failed tiles before the page is told
const PATIENCE_MS = 5000; // without a single tile before the page is told

/** @param {string | undefined} url */
function safeAddress(url) {
  return typeof url === "string" && /^(https?:\/\/|\/|\.)/.test(url);
}

/** @param {BaseMap["attribution"][number]} part */
function link(part) {
  const safe = typeof part.href === "string" && /^https?:\/\//.test(part.href);
  const element = document.createElement(safe ? "a" : "span");
  element.textContent = part.text;
  if (safe) Object.assign(element, { href: part.href, target: "_blank", rel: "noopener" });
  return element;
}

/** @param {App} app */
export function tiles(app) {
  const { map, data } = app;
  const credit = document.createElement("div");
  credit.className = "map-credit";
  L.DomEvent.disableClickPropagation(credit);
  map.getContainer().append(credit);
  /** @type {L.TileLayer | null} */
  let layer = null;
  let key = "built-in",
    missing = false,
    waiting = 0;

  /** @param {BaseMap | undefined} base */
  function writeCredit(base) {
    const parts = [];
    for (const part of base?.attribution || []) parts.push(link(part));
    if (parts.length) parts.push(document.createTextNode(" · "));
    if (data.credit) parts.push(document.createTextNode(`${data.credit} · `));
    parts.push(app.policy.button);
    credit.replaceChildren(...parts);
  }

  /** Tell the page whether the built-in map stands in for the online one; its names do so too. @param {boolean} now */
  function tell(now) {
    if (missing === now) return;
    missing = now;
    app.names.paint();
    app.send({ standpoint: "tiles", missing });
  }

  /** @param {string} wanted */
  function choose(wanted) {
    if (wanted === key) return;
    const base = (data.bases || []).find((entry) => entry.key === wanted && safeAddress(entry.url));
    key = wanted;
    if (layer) layer.remove();
    layer = null;
    window.clearTimeout(waiting);
    tell(false);
    writeCredit(base);
    if (!base?.url) return;
    let failed = 0,
      loaded = 0;
    layer = L.tileLayer(base.url, {
      maxNativeZoom: base.maxZoom || 19,
      maxZoom: 22,
      subdomains: base.subdomains || "abc",
      className: "map-tiles",
    });
    layer.on("loading", () => {
      failed = loaded = 0;
    }); // each view counts by itself
    layer.on("tileload", () => {
      loaded++;
      if (loaded > failed) tell(false);
    });
    layer.on("tileerror", () => {
      failed++;
      if (failed >= ENOUGH && failed >= loaded) tell(true);
    });
    waiting = window.setTimeout(() => loaded || tell(true), PATIENCE_MS);
    layer.addTo(map);
  }

  writeCredit(undefined);
  return {
    choose,
    /** True while tiles with names of their own are shown. */
    online: () => layer !== null && !missing,
    box() {
      const frame = map.getContainer().getBoundingClientRect(),
        own = credit.getBoundingClientRect();
      return { left: own.left - frame.left, top: own.top - frame.top, right: own.right - frame.left, bottom: own.bottom - frame.top };
    },
  };
}
