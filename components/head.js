function drawHead(data, parentElement, send) {
  const root = rootOf(parentElement, "div", { class: "head" });

  show(root, [
    ["title", data.title, (title) => el("h1", { dir: "auto" }, title)],
    ["share", data.share, () =>
      el("div", {}, data.share
        ? el("button", { class: "button main", "data-do": "copy", "data-focus": "copy" }, "Copy link")
        : null)],
    ["sentence", [data.sentence, data.details, data.share], ([sentence, details, share]) =>
      el("div", { class: "sentence" },
        el("p", { role: "status" }, el("strong", {}, sentence), details ? ` · ${details}` : ""),
        share ? el("button", { class: "link", "data-focus": "guide", ...asks({ tab: ["guide"] }) }, "How to read this map") : null)],
    data.notices.length > 0 && ["notices", data.notices, (notices) =>
      el("div", { class: "notices", role: "alert" },
        notices.map((notice) => el("p", { class: "notice" }, notice)))],
    ["tiles", null, () => el("p", { class: "notices", hidden: true })],
    data.views.length > 1 && ["views", data.views, (views) =>
      el("nav", { class: "views row", "aria-label": "Quick views of the map" },
        views.map((view, index) =>
          el("button", { class: "pill", "data-do": "view", "data-view": index, "data-focus": `view ${index}` }, view.name)))],
  ]);
  followViews(root);
  followHeight(root);

  delegate(root, async (action, target) => {
    if (action === "ask") {
      send({ set: JSON.parse(target.dataset.ask) });
      showPanelOnPhone();
    }
    if (action === "view") {
      tellMap({ standpoint: "bounds", bounds: data.views[Number(target.dataset.view)].corners });
      press(root, target);
      root.standpointFlying = true;
    }
    if (action === "copy") await copyLink(target, data.dataset);
  });

  window.removeEventListener("standpoint:tiles-failed", root.standpointTiles);
  root.standpointTiles = () => {
    const place = root.querySelector('[data-part="tiles"]');
    place.replaceChildren(el("span", { class: "notice" },
      "The online base map could not be loaded; the built-in map is shown in its place."));
    place.hidden = false;
  };
  window.addEventListener("standpoint:tiles-failed", root.standpointTiles);
  if (data.base === "built-in") root.querySelector('[data-part="tiles"]').hidden = true;
}

// Map and panel fill what the head leaves of the window.
function followHeight(root) {
  if (root.standpointMeasured) return;
  root.standpointMeasured = new ResizeObserver(() => {
    document.querySelector(".stApp")?.style.setProperty("--standpoint-head", `${root.offsetHeight}px`);
  });
  root.standpointMeasured.observe(root);
}

function press(root, pressed) {
  for (const pill of root.querySelectorAll("[data-view]")) {
    pill.setAttribute("aria-pressed", String(pill === pressed));
  }
}

// A quick view is marked until the map is moved away from it.
function followViews(root) {
  if (root.standpointFollowing) return;
  root.standpointFollowing = true;
  const asked = new URLSearchParams(window.location.search);
  if (!["view", "statement", "at"].some((key) => asked.has(key))) press(root, root.querySelector("[data-view]"));
  window.addEventListener("standpoint:view", () => {
    if (!root.standpointFlying) press(root, null);
    root.standpointFlying = false;
  });
}

// A host may serve the app inside a frame of its own at ".../~/+/"; the link is the page's.
// It names the dataset, so that it means the same when there are more of them one day.
function pageLink(dataset) {
  const url = new URL(window.location.href);
  if (!url.searchParams.has("dataset")) url.searchParams.set("dataset", dataset);
  url.pathname = url.pathname.replace(/~\/\+\/$/, "");
  return url.href.replaceAll("%2C", ",");
}

async function copyLink(button, dataset) {
  const link = pageLink(dataset);
  let words = "Copied";
  try {
    await navigator.clipboard.writeText(link);
  } catch {
    words = copyTheOldWay(link) ? "Copied" : "Copying is not allowed here";
  }
  button.textContent = words;
  button.dataset.link = link;
  window.setTimeout(() => { button.textContent = "Copy link"; }, 2000);
}

// The clipboard is closed to pages without HTTPS and to frames; selecting text still works.
function copyTheOldWay(text) {
  const field = document.body.appendChild(el("textarea", { readonly: true, style: "position:fixed;opacity:0" }));
  field.value = text;
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}
