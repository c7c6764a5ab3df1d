import { asks, delegate, el, rootOf, show, stateOf } from "./dom.js";
import { citation, copyText, exportAddress, forgetInLink, pageLink } from "./link.js";
import { followPrinting } from "./paper.js";
import { PARTS_OF_PAGE, followKeys, goTo } from "./ways.js";
import { showPanelOnPhone } from "./phone.js";

const BRAND = "Standpoint: who said what, about where";

/** @type {(data: HeadContent, parentElement: HTMLElement | ShadowRoot, send: Send) => void} */
export function drawHead(data, parentElement, send) {
  const root = rootOf(parentElement, "div", { class: "head" });
  document.documentElement.classList.toggle("standpoint-embedded", Boolean(data.embedded));

  forgetInLink(data.passedOn ?? []);
  document.title = data.heading ? `${data.heading} · Standpoint` : "Standpoint"; // the window says what is chosen in it
  show(root, [
    data.dataset !== "" && ["skips", null, drawSkips],
    [
      "title",
      [data.title, data.share],
      () =>
        el(
          "div",
          { class: "title" },
          el("h1", { dir: "auto", tabindex: -1 }, data.title),
          data.share ? el("p", { class: "brand" }, BRAND) : null,
        ),
    ],
    data.share && ["share", [data.print, data.dataset], () => drawActs(data)],
    [
      "sentence",
      [data.sentence, data.details, data.share, data.embedded, data.workshop],
      ([sentence, details, share]) =>
        el(
          "div",
          { class: "sentence" },
          el("p", { title: sentence }, el("strong", { role: "status" }, sentence), details ? ` · ${details}` : ""),
          data.embedded ? drawCredit(data) : null,
          share
            ? el(
                "button",
                { class: "link", "data-focus": "guide", ...asks({ tab: ["guide"] }) },
                "How to read",
                el("span", { class: "more" }, " this map"),
              )
            : null,
          data.workshop ? el("a", { class: "own", href: "?workshop=", "data-focus": "own" }, "Make your own") : null,
        ),
    ],
    [
      "notices",
      null,
      () => el("div", { class: "notices" }),
      [
        ["told", data.notices, () => el("div", { role: "alert" }, data.notices.length ? drawNotice(...data.notices) : null)],
        ["tiles", null, () => el("div", { "aria-live": "polite" })],
      ],
    ],
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

function drawSkips() {
  return el(
    "nav",
    { class: "skips", "aria-label": "Ways past" },
    Object.keys(PARTS_OF_PAGE).map((name) =>
      el("button", { class: "button", "data-focus": `skip ${name}`, onclick: () => goTo(name) }, `To the ${name}`),
    ),
  );
}

/** @param {HTMLElement} root @param {boolean} missing */
function tellTiles(root, missing) {
  const words = "The online base map could not be loaded; the built-in map is shown in its place.";
  root.querySelector('[data-part="tiles"]')?.replaceChildren(...(missing ? [drawNotice(words)] : []));
}

/** What is said stays until a reader closes it; reading goes on at the title. @param {...string} lines */
function drawNotice(...lines) {
  /** @param {At<Event, HTMLElement>} event */
  const close = ({ currentTarget }) => {
    const notice = currentTarget.parentElement;
    const title = /** @type {ShadowRoot} */ (currentTarget.getRootNode()).querySelector("h1");
    notice?.remove();
    title?.focus();
  };
  return el(
    "div",
    { class: "notice" },
    el(
      "div",
      {},
      lines.map((line) => el("p", {}, line)),
    ),
    el("button", { class: "close", "aria-label": "Close what is said here", onclick: close }, "×"),
  );
}

/** Follows, from the first drawing on, what happens elsewhere on the page. @param {HTMLElement} root */
function followPage(root) {
  // Map and panel fill what the head leaves of the window.
  const sizes = new ResizeObserver(() => {
    /** @type {HTMLElement | null} */ (document.querySelector(".stApp"))?.style.setProperty("--standpoint-head", `${root.offsetHeight}px`);
  });
  sizes.observe(root);
  window.addEventListener("standpoint:tiles", ({ detail: missing }) => tellTiles(root, missing));
  /** @type {{ data: HeadContent | null }} */
  const state = { data: null };
  followKeys(root);
  followPrinting(() => root.querySelector('[data-part="paper"]')?.replaceChildren(...(state.data ? paperWords(state.data) : [])));
  return state;
}

/** What is printed of the screen says where it is from, and where all of it is to be had on paper. @param {HeadContent} data */
function paperWords({ dataset, print, keys, embedded }) {
  if (!dataset) return [];
  const whole = print ? ["The page to print, with all statements and their reasons: ", exportAddress({ dataset, keys }, print), ". "] : [];
  return [...whole, "This page: ", print || embedded ? pageLink(dataset) : window.location.href];
}

/** What is done with what is on the screen, each in one act. @param {HeadContent} data */
function drawActs(data) {
  const { print } = data;
  const paper = print && leading(() => exportAddress(data, print), { class: "button", "data-focus": "print" }, "Print");
  return el(
    "div",
    { class: "row" },
    paper ? [paper, el("button", { class: "button", "data-do": "cite", "data-focus": "cite" }, "Cite")] : [],
    el("button", { class: "button", "data-do": "copy", "data-focus": "copy" }, "Copy link"),
    el(
      "button",
      { class: "button", "data-focus": "share", ...asks({ tab: ["share"] }) },
      "Share",
      el("span", { class: "more" }, " and export"),
    ),
  );
}

/** @param {HTMLElement} button @param {string} dataset */
async function copyLink(button, dataset) {
  button.dataset.link = pageLink(dataset);
  await copyText(button, button.dataset.link, "Copy link");
}

/**
 * One act: the citation is copied, and the panel opens on it.
 * @param {HTMLElement} button @param {HeadContent} data @param {Send} send
 */
async function cite(button, data, send) {
  let [text, copied] = ["", false];
  try {
    text = await citation(data, data.cite ?? "");
    copied = await copyText(button, text, "Cite");
  } catch (reason) {
    console.warn("standpoint: the citation could not be loaded:", reason);
  }
  send({ set: { tab: ["share"] } });
  window.dispatchEvent(new CustomEvent("standpoint:cited", { detail: { text, copied } }));
}

/** An embedded map says whose words it shows, and leads to the whole page. @param {HeadContent} content */
function drawCredit({ credit = "", dataset }) {
  const open = leading(() => pageLink(dataset), { "data-focus": "full" }, "Open in full");
  return el("p", { class: "credit muted small" }, `${credit} · `, open);
}

/**
 * A link whose address is made anew when it is turned to: the map may have been moved since.
 * @param {() => string} address @param {Attributes} properties @param {string} words
 */
function leading(address, properties, words) {
  /** @param {At<Event, HTMLAnchorElement>} event */
  const follow = ({ currentTarget }) => {
    currentTarget.href = address();
  };
  const moments = { onpointerover: follow, onfocus: follow, onclick: follow };
  return el("a", { ...properties, target: "_blank", rel: "noopener", href: address(), ...moments }, words);
}
