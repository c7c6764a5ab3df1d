// The page to print. Its address differs from those of its words and its picture by the ending alone.
import style from "./print.css" with { type: "css" };
import { el, sheets, wear } from "./dom.js";
import { drawCard } from "./panels/cards.js";

wear(style);

const PICTURE = { width: 1600, height: 1000 };

function beside(ending, more = {}) {
  const url = new URL(window.location.href);
  url.pathname = url.pathname.replace(/\.print$/, `.${ending}`);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, value);
  return url.href;
}

function drawPage(content) {
  document.title = content.title;
  const root = document.body.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = sheets;
  root.append(
    el(
      "main",
      { class: "print" },
      el("p", { class: "screen-only" }, el("button", { class: "button main", onclick: () => window.print() }, "Print or save as PDF")),
      el("h1", { dir: "auto" }, content.title),
      el("p", {}, el("strong", { dir: "auto" }, content.sentence)),
      el("img", {
        src: beside("png", PICTURE),
        alt: "Map of the places of these statements",
        width: PICTURE.width,
        height: PICTURE.height,
      }),
      content.notes.map((note) => el("p", { class: "notice" }, note)),
      el("section", { class: "cards", "aria-label": "Statements" }, content.cards.map(drawPrinted)),
      el(
        "footer",
        { class: "small muted" },
        el("p", {}, `Dataset version ${content.version}. Taken ${content.time}.`),
        el("p", {}, el("a", { href: content.link }, content.link)),
        content.credits.map((credit) => el("p", { dir: "auto" }, credit)),
      ),
    ),
  );
}

// On paper nothing can be opened, so what stands behind a click stands open.
function drawPrinted(card) {
  const node = drawCard({ ...card, chosen: false });
  for (const details of node.querySelectorAll("details")) details.open = true;
  node.querySelector("[data-do=in-source]").replaceWith(el("span", { class: "small muted" }, "In ", el("bdi", {}, card.source)));
  return node;
}

fetch(beside("cards.json"))
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`status ${answer.status}`))))
  .then(drawPage)
  .catch((reason) => {
    console.error("standpoint: the page to print could not be loaded:", reason);
    document.body.textContent = "This page could not be loaded. Reload it to try again.";
  });
