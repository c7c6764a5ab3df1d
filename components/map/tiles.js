/* Online base maps, only on the reader's choice, above the built-in map that stays underneath. */
(function () {
  "use strict";
  const ENOUGH = 3; // failed tiles before the page is told

  function safeAddress(url) {
    return typeof url === "string" && /^(https?:\/\/|\/|\.)/.test(url);
  }

  function link(part) {
    const safe = typeof part.href === "string" && /^https?:\/\//.test(part.href);
    const element = document.createElement(safe ? "a" : "span");
    element.textContent = part.text;
    if (safe) {
      element.href = part.href;
      element.target = "_blank";
      element.rel = "noopener";
    }
    return element;
  }

  window.standpoint.tiles = function (app) {
    const { map, data } = app;
    const credit = document.createElement("div");
    credit.className = "map-credit";
    L.DomEvent.disableClickPropagation(credit);
    map.getContainer().append(credit);
    let key = "built-in", layer = null, missing = false;

    function writeCredit(base) {
      const parts = [];
      for (const part of (base && base.attribution) || []) parts.push(link(part));
      if (parts.length) parts.push(document.createTextNode(" · "));
      if (data.credit) parts.push(document.createTextNode(`${data.credit} · `));
      parts.push(app.policy.button);
      credit.replaceChildren(...parts);
    }

    function choose(wanted) {
      if (wanted === key) return;
      const base = (data.bases || []).find((entry) => entry.key === wanted && safeAddress(entry.url));
      key = wanted;
      if (layer) layer.remove();
      layer = null;
      missing = false;
      writeCredit(base);
      if (!base) return;
      let failed = 0, loaded = 0, told = false;
      layer = L.tileLayer(base.url, {
        maxNativeZoom: base.maxZoom || 19,
        maxZoom: 22,
        subdomains: base.subdomains || "abc",
        className: "map-tiles",
      });
      layer.on("tileload", () => loaded++);
      layer.on("tileerror", (event) => {
        failed++;
        // A broken image would cover the built-in map that stands in for it.
        event.tile.style.visibility = "hidden";
        if (told || failed < ENOUGH || failed < loaded) return;
        told = missing = true;
        app.names.paint();
        app.send({ standpoint: "tiles-failed", base: base.key });
      });
      layer.addTo(map);
    }

    writeCredit(null);
    return {
      choose,
      /** True while tiles with names of their own are shown. */
      online: () => layer !== null && !missing,
      box() {
        const frame = map.getContainer().getBoundingClientRect(), own = credit.getBoundingClientRect();
        return { left: own.left - frame.left, top: own.top - frame.top, right: own.right - frame.left, bottom: own.bottom - frame.top };
      },
    };
  };
})();
