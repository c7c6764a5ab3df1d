function drawHead(data, parentElement, send) {
  const root = rootOf(parentElement, "div", { class: "head" });
  document.documentElement.classList.toggle("standpoint-embedded", Boolean(data.embedded));

  show(root, [
    ["title", data.title, (title) => el("h1", { dir: "auto" }, title)],
    ["share", data.share, () =>
      el("div", { class: "row" }, data.share ? [
        el("button", { class: "button", "data-focus": "share", ...asks({ tab: ["share"] }) }, "Share and export"),
        el("button", { class: "button main", "data-do": "copy", "data-focus": "copy" }, "Copy link"),
      ] : [])],
    ["sentence", [data.sentence, data.details, data.share, data.embedded], ([sentence, details, share]) =>
      el("div", { class: "sentence" },
        el("p", { role: "status" }, el("strong", {}, sentence), details ? ` · ${details}` : ""),
        data.embedded ? drawCredit(data) : null,
        share ? el("button", { class: "link", "data-focus": "guide", ...asks({ tab: ["guide"] }) }, "How to read this map") : null)],
    data.notices.length > 0 && ["notices", data.notices, (notices) =>
      el("div", { class: "notices", role: "alert" },
        notices.map((notice) => el("p", { class: "notice" }, notice)))],
    ["tiles", null, () => el("p", { class: "notices", "aria-live": "polite" })],
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

  window.removeEventListener("standpoint:tiles", root.standpointTiles);
  root.standpointTiles = ({ detail: missing }) => {
    const place = root.querySelector('[data-part="tiles"]');
    place.replaceChildren(...(missing ? [el("span", { class: "notice" },
      "The online base map could not be loaded; the built-in map is shown in its place.")] : []));
  };
  window.addEventListener("standpoint:tiles", root.standpointTiles);
  if (data.base === "built-in") root.querySelector('[data-part="tiles"]').replaceChildren();
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
// What is only about sharing itself is no part of it.
function pageLink(dataset, more = {}) {
  const url = new URL(window.location.href);
  if (!url.searchParams.has("dataset")) url.searchParams.set("dataset", dataset);
  if (url.searchParams.get("tab") === "share") url.searchParams.delete("tab");
  for (const key of [...url.searchParams.keys()]) if (key.startsWith("embed")) url.searchParams.delete(key);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  url.pathname = url.pathname.replace(/~\/\+\/$/, "");
  return readable(url);
}

function readable(url) {
  return url.href.replaceAll("%2C", ",").replaceAll("%3A", ":");
}

async function copyLink(button, dataset) {
  button.dataset.link = pageLink(dataset);
  await copyText(button, button.dataset.link, "Copy link");
}

// The button says what came of it, and after a moment its own name again.
async function copyText(button, text, name) {
  let words = "Copied";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    words = copyTheOldWay(text) ? "Copied" : "Copying is not allowed here";
  }
  button.textContent = words;
  window.setTimeout(() => { button.textContent = name; }, 2000);
}

// An embedded map says whose words it shows, and leads to the whole page.
function drawCredit({ credit, dataset }) {
  const open = el("a", { href: pageLink(dataset), target: "_blank", rel: "noopener", "data-focus": "full" }, "Open in full");
  const follow = () => { open.href = pageLink(dataset); };
  for (const moment of ["pointerover", "focus", "click"]) open.addEventListener(moment, follow);
  return el("p", { class: "credit muted small" }, `${credit} · `, open);
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
