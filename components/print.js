// The page to print. Its address differs from those of its words and its picture by the ending alone.
import style from "./print.css" with { type: "css" };
import { el, sheets, wear } from "./dom.js";
import { dateWords, how, languageName, separated, translationOf, usual, whoOf } from "./panels/cards.js";

wear(style);

const PICTURE = { width: 1600, height: 1000 };

/** @param {string} ending @param {Record<string, string | number>} [more] */
function beside(ending, more = {}) {
  const url = new URL(window.location.href);
  url.pathname = url.pathname.replace(/\.print$/, `.${ending}`);
  for (const [key, value] of Object.entries(more)) url.searchParams.set(key, String(value));
  return url.href;
}

/** @param {Printed} content */
function drawPage(content) {
  document.title = content.title;
  const root = document.body.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = sheets;
  const notes = new Map(); // each text, and the number by which the statements name it
  const alike = alikeOf(content.cards);
  const shared = alike.map((fact) => drawFact(fact, notes));
  const cards = content.cards.map((card) => drawPrinted(card, alike, notes));
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
      shared.length ? el("p", { class: "alike" }, "Unless a statement says otherwise: ", separated(shared), ".") : null,
      el("section", { class: "cards", "aria-label": "Statements" }, cards),
      drawNotes(notes),
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

/** What a card says beside the words, by kind: each with its words, and the reason where it was inferred. @param {Card} card @returns {Fact[]} */
function factsOf(card) {
  return [
    ...card.dates.map((date) => ({ kind: date.label, words: dateWords(date), why: date.inferred })),
    ...(card.narration ? [] : [{ kind: "directness", words: card.directness, why: "" }]),
    { kind: "source", words: card.source, why: "", before: "in " },
  ];
}

/** @param {Fact} one */
const sameFact = (one) => JSON.stringify([one.kind, one.words, one.why]);

/** What most statements have alike is said once, above them. @param {Card[]} cards */
function alikeOf(cards) {
  const facts = cards.flatMap(factsOf);
  return [...new Set(facts.map(({ kind }) => kind))].flatMap((kind) => {
    const of = facts.filter((fact) => fact.kind === kind);
    const most = usual(of.map(sameFact), of);
    return of.filter((fact) => sameFact(fact) === most).slice(0, 1);
  });
}

/** @param {Fact} fact @param {Map<string, number>} notes */
function drawFact({ words, why, before = "" }, notes) {
  return el("span", {}, before, el("bdi", {}, words), noteOf(why, notes));
}

/** The number of a text among the notes, which have each once. @param {string} text @param {Map<string, number>} notes */
function noteOf(text, notes) {
  if (!text) return null;
  if (!notes.has(text)) notes.set(text, notes.size + 1);
  return el("sup", {}, ` ${notes.get(text)}`);
}

/** @param {CardPlace} place @param {Map<string, number>} notes */
function drawPlace({ name, said, inferred }, notes) {
  return el("span", {}, said ? "said in " : "about ", el("bdi", {}, name), inferred ? " (inferred)" : null, noteOf(inferred, notes));
}

/** @param {Card} card @param {Fact[]} alike @param {Map<string, number>} notes */
function drawPrinted(card, alike, notes) {
  const said = new Set(alike.map(sameFact));
  const facts = factsOf(card).filter((fact) => !said.has(sameFact(fact)));
  const parts = [
    ...how(card, [card.directness]),
    ...card.places.map((place) => drawPlace(place, notes)),
    ...facts.map((fact) => drawFact(fact, notes)),
    ...(card.certainty ? [card.certainty] : []),
  ];
  return el(
    "article",
    { class: "card", "data-id": card.id },
    el("p", {}, whoOf(card), card.side.name === card.speaker ? null : el("span", { class: "muted" }, " · ", el("bdi", {}, card.side.name))),
    card.status ? el("p", { class: "status" }, card.status) : null,
    card.translation ? el("p", { class: "how" }, `In ${languageName(card.language)}`) : null,
    el(
      "p",
      { class: card.quoted ? "exact quoted" : "exact", lang: card.language, dir: card.direction },
      el("bdi", { dir: card.direction }, card.exact),
    ),
    translationOf(card),
    el("p", { class: "how" }, separated(parts), noteOf(card.note, notes)),
  );
}

/** @param {Map<string, number>} notes */
function drawNotes(notes) {
  if (!notes.size) return null;
  return el(
    "section",
    { class: "small" },
    el("h2", {}, "Why it is recorded so"),
    el(
      "ol",
      { class: "reasons" },
      [...notes.keys()].map((text) => el("li", { dir: "auto" }, text)),
    ),
  );
}

fetch(beside("cards.json"))
  .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`status ${answer.status}`))))
  .then(drawPage)
  .catch((reason) => {
    console.error("standpoint: the page to print could not be loaded:", reason);
    document.body.textContent = "This page could not be loaded. Reload it to try again.";
  });
