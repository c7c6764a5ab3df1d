import { asks, delegate, el, rootOf, show, stateOf, tellMap } from "./dom.js";
import { copyText, forgetInLink, pageLink } from "./link.js";
import { showPanelOnPhone } from "./phone.js";

/** @type {(data: HeadContent, parentElement: HTMLElement | ShadowRoot, send: Send) => void} */
export function drawHead(data, parentElement, send) {
  const root = rootOf(parentElement, "div", { class: "head" });
  document.documentElement.classList.toggle("standpoint-embedded", Boolean(data.embedded));

  forgetInLink(data.passedOn ?? []);
  show(root, [
    ["title", data.title, (title) => el("h1", { dir: "auto" }, title)],
    [
      "share",
      data.share,
      () =>
        el(
          "div",
          { class: "row" },
          data.share
            ? [
                el("button", { class: "button", "data-focus": "share", ...asks({ tab: ["share"] }) }, "Share and export"),
                el("button", { class: "button main", "data-do": "copy", "data-focus": "copy" }, "Copy link"),
              ]
            : [],
        ),
    ],
    [
      "sentence",
      [data.sentence, data.details, data.share, data.embedded],
      ([sentence, details, share]) =>
        el(
          "div",
          { class: "sentence" },
          el("p", { role: "status" }, el("strong", {}, sentence), details ? ` · ${details}` : ""),
          data.embedded ? drawCredit(data) : null,
          share ? el("button", { class: "link", "data-focus": "guide", ...asks({ tab: ["guide"] }) }, "How to read this map") : null,
        ),
    ],
    data.notices.length > 0 && [
      "notices",
      data.notices,
      (notices) =>
        el(
          "div",
          { class: "notices", role: "alert" },
          notices.map((notice) => el("p", { class: "notice" }, notice)),
        ),
    ],
    ["tiles", null, () => el("p", { class: "notices", "aria-live": "polite" })],
    data.views.length > 1 && [
      "views",
      data.views,
      (views) =>
        el(
          "nav",
          { class: "views row", "aria-label": "Quick views of the map" },
          views.map((view, index) =>
            el("button", { class: "pill", "data-do": "view", "data-view": index, "data-focus": `view ${index}` }, view.name),
          ),
        ),
    ],
  ]);
  const state = stateOf(root, followPage);

  delegate(root, async (action, target) => {
    if (action === "ask") {
      send({ set: JSON.parse(target.dataset.ask) });
      showPanelOnPhone();
    }
    if (action === "view") {
      tellMap({ standpoint: "bounds", bounds: data.views[Number(target.dataset.view)].corners });
      press(root, target);
      state.flying = true;
    }
    if (action === "copy") await copyLink(target, data.dataset);
  });

  if (data.base === "built-in") tellTiles(root, false);
}

function tellTiles(root, missing) {
  const words = "The online base map could not be loaded; the built-in map is shown in its place.";
  root.querySelector('[data-part="tiles"]').replaceChildren(...(missing ? [el("span", { class: "notice" }, words)] : []));
}

function press(root, pressed) {
  for (const pill of root.querySelectorAll("[data-view]")) {
    pill.setAttribute("aria-pressed", String(pill === pressed));
  }
}

// Follows, from the first drawing on, what happens elsewhere on the page.
function followPage(root) {
  const state = { flying: false };
  // Map and panel fill what the head leaves of the window.
  const sizes = new ResizeObserver(() => {
    /** @type {HTMLElement | null} */ (document.querySelector(".stApp"))?.style.setProperty("--standpoint-head", `${root.offsetHeight}px`);
  });
  sizes.observe(root);
  window.addEventListener("standpoint:tiles", ({ detail: missing }) => tellTiles(root, missing));
  // A quick view is marked until the map is moved away from it.
  const asked = new URLSearchParams(window.location.search);
  if (!["view", "statement", "at"].some((key) => asked.has(key))) press(root, root.querySelector("[data-view]"));
  window.addEventListener("standpoint:view", () => {
    if (!state.flying) press(root, null);
    state.flying = false;
  });
  return state;
}

async function copyLink(button, dataset) {
  button.dataset.link = pageLink(dataset);
  await copyText(button, button.dataset.link, "Copy link");
}

// An embedded map says whose words it shows, and leads to the whole page.
function drawCredit({ credit = "", dataset }) {
  const follow = ({ currentTarget }) => {
    currentTarget.href = pageLink(dataset);
  };
  const open = el(
    "a",
    {
      href: pageLink(dataset),
      target: "_blank",
      rel: "noopener",
      "data-focus": "full",
      onpointerover: follow,
      onfocus: follow,
      onclick: follow,
    },
    "Open in full",
  );
  return el("p", { class: "credit muted small" }, `${credit} · `, open);
}
