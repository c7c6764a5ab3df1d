import { asks, delegate, el, rootOf, show, stateOf } from "./dom.js";
import { citation, copyText, exportAddress, forgetInLink, pageLink } from "./link.js";
import { followPrinting } from "./paper.js";
import { showPanelOnPhone } from "./phone.js";

const BRAND = "Standpoint: who said what, about where";

/** @type {(data: HeadContent, parentElement: HTMLElement | ShadowRoot, send: Send) => void} */
export function drawHead(data, parentElement, send) {
  const root = rootOf(parentElement, "div", { class: "head" });
  document.documentElement.classList.toggle("standpoint-embedded", Boolean(data.embedded));

  forgetInLink(data.passedOn ?? []);
  // The window says which dataset it has; the page in one file has a name of its own.
  if (document.querySelector(".stApp")) document.title = data.dataset ? `${data.title} · Standpoint` : "Standpoint";
  show(root, [
    [
      "title",
      [data.title, data.share],
      () => el("div", { class: "title" }, el("h1", { dir: "auto" }, data.title), data.share ? el("p", { class: "brand" }, BRAND) : null),
    ],
    data.share && ["share", [data.print, data.dataset], () => drawActs(data)],
    [
      "sentence",
      [data.sentence, data.details, data.share, data.embedded],
      ([sentence, details, share]) =>
        el(
          "div",
          { class: "sentence" },
          el("p", { role: "status", title: sentence }, el("strong", {}, sentence), details ? ` · ${details}` : ""),
          data.embedded ? drawCredit(data) : null,
          share
            ? el(
                "button",
                { class: "link", "data-focus": "guide", ...asks({ tab: ["guide"] }) },
                "How to read",
                el("span", { class: "more" }, " this map"),
              )
            : null,
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
    ["paper", null, () => el("p", { class: "paper small" })],
  ]);
  Object.assign(stateOf(root, followPage), { data });

  delegate(root, async (action, target) => {
    if (action === "ask") {
      send({ set: JSON.parse(target.dataset.ask) });
      showPanelOnPhone();
    }
    if (action === "copy") await copyLink(target, data.dataset);
    if (action === "cite") await cite(target, data, send);
  });

  if (data.base === "built-in") tellTiles(root, false);
}

function tellTiles(root, missing) {
  const words = "The online base map could not be loaded; the built-in map is shown in its place.";
  root.querySelector('[data-part="tiles"]').replaceChildren(...(missing ? [el("span", { class: "notice" }, words)] : []));
}

// Follows, from the first drawing on, what happens elsewhere on the page.
function followPage(root) {
  // Map and panel fill what the head leaves of the window.
  const sizes = new ResizeObserver(() => {
    /** @type {HTMLElement | null} */ (document.querySelector(".stApp"))?.style.setProperty("--standpoint-head", `${root.offsetHeight}px`);
  });
  sizes.observe(root);
  window.addEventListener("standpoint:tiles", ({ detail: missing }) => tellTiles(root, missing));
  /** @type {{ data: any }} */
  const state = { data: null };
  followPrinting(() => root.querySelector('[data-part="paper"]')?.replaceChildren(...paperWords(state.data)));
  return state;
}

// What is printed of the screen says where it is from, and where all of it is to be had on paper.
function paperWords({ dataset, print, keys, embedded }) {
  if (!dataset) return [];
  const whole = print ? ["The page to print, with all statements and their reasons: ", exportAddress({ dataset, keys }, print), ". "] : [];
  return [...whole, "This page: ", print || embedded ? pageLink(dataset) : window.location.href];
}

// What is done with what is on the screen, each in one act.
function drawActs(data) {
  const follow = ({ currentTarget }) => {
    currentTarget.href = exportAddress(data, data.print);
  };
  const paper = () =>
    el(
      "a",
      {
        class: "button",
        "data-focus": "print",
        target: "_blank",
        rel: "noopener",
        href: exportAddress(data, data.print),
        onpointerover: follow,
        onfocus: follow,
        onclick: follow,
      },
      "Print",
    );
  return el(
    "div",
    { class: "row" },
    data.print ? [paper(), el("button", { class: "button", "data-do": "cite", "data-focus": "cite" }, "Cite")] : [],
    el("button", { class: "button", "data-do": "copy", "data-focus": "copy" }, "Copy link"),
    el(
      "button",
      { class: "button", "data-focus": "share", ...asks({ tab: ["share"] }) },
      "Share",
      el("span", { class: "more" }, " and export"),
    ),
  );
}

async function copyLink(button, dataset) {
  button.dataset.link = pageLink(dataset);
  await copyText(button, button.dataset.link, "Copy link");
}

// One act: the citation is copied, and the panel opens on it.
async function cite(button, data, send) {
  let [text, copied] = ["", false];
  try {
    text = await citation(data, data.cite);
    copied = await copyText(button, text, "Cite");
  } catch (reason) {
    console.warn("standpoint: the citation could not be loaded:", reason);
  }
  send({ set: { tab: ["share"] } });
  window.dispatchEvent(new CustomEvent("standpoint:cited", { detail: { text, copied } }));
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
