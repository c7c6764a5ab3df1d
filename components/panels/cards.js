import { dot, el } from "../dom.js";

/**
 * A card: who speaks, the words, and below them how, where and when; `shared` is what the list has said already.
 * @param {Card} card @param {string[]} [shared]
 */
export function drawCard(card, shared = []) {
  const chosen = card.chosen;
  return el(
    "article",
    { class: chosen ? "card chosen" : "card", "aria-label": card.speaker, "data-do": "statement", "data-id": card.id },
    el(
      "header",
      {},
      el("h3", {}, whoOf(card)),
      el(
        "button",
        { class: "link", "data-do": "in-source", "data-id": card.id, "data-focus": `source ${card.id}` },
        "In the source",
        card.oneOfSeveral ? [": ", el("bdi", {}, card.source)] : null,
      ),
    ),
    card.status ? el("p", { class: "status" }, card.status) : null,
    card.translation ? el("p", { class: "how" }, `In ${languageName(card.language)}`) : null,
    el(
      "button",
      {
        class: card.quoted ? "exact quoted" : "exact",
        lang: card.language,
        dir: card.direction,
        "data-do": "statement",
        "data-id": card.id,
        "data-focus": `statement ${card.id}`,
        "aria-pressed": String(chosen),
      },
      el("bdi", { dir: card.direction }, words(card, "exact")),
    ),
    translationOf(card),
    el("div", { class: "how" }, separated([...how(card, shared), ...whereAndWhen(card, shared), ...drawReasons(card)])),
  );
}

/** @param {Card} card @returns {One[]} */
export function whoOf(card) {
  return [
    dot(card.side.colour, card.side.name),
    el("bdi", { class: "speaker" }, card.speaker),
    " ",
    el("bdi", { class: "muted" }, card.narration ? "in its own words" : card.role),
  ];
}

/** @param {Card} card */
export function translationOf(card) {
  if (!card.translation) return [];
  return [
    el("p", { class: "how" }, `Translated into ${languageName(card.translationLanguage)}`),
    el("p", { class: "muted", lang: card.translationLanguage, dir: card.translationDirection }, words(card, "translation")),
  ];
}

/** What more than half of some cards have alike. @param {string[]} values @param {unknown[]} cards */
export function usual(values, cards) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [value, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? ["", 0];
  return count > 2 && count > cards.length / 2 ? value : null;
}

/** @param {One[]} parts @param {string} [by] */
export function separated(parts, by = " · ") {
  return parts.flatMap((part, index) => (index ? [by, part] : [part]));
}

/** Places and dates; those that were inferred stand last, under one word that says so. @param {Card} card @param {string[]} shared */
function whereAndWhen(card, shared) {
  const dates = card.dates.filter((date) => !shared.includes(dateWords(date)));
  const told = [false, true].map((inferred) => [
    ...card.places.filter((place) => Boolean(place.inferred) === inferred).map((place) => drawPlace(card, place)),
    ...whenOf(dates.filter((date) => Boolean(date.inferred) === inferred)),
  ]);
  return [...told[0], told[1].length ? el("span", {}, "inferred: ", ...separated(told[1], ", ")) : null].filter(Boolean);
}

/** "said and speaks of 28 January 2026", where both are the same. @param {CardDate[]} dates */
function whenOf(dates) {
  const [first, second] = dates;
  if (second && first.words === second.words) return [`${first.label} and ${second.label} ${first.words}`];
  return dates.map(({ label, words }) => `${label} ${words}`);
}

/** @param {CardDate} date */
export function dateWords({ label, words, inferred }) {
  return `${label} ${words}${inferred ? " (inferred)" : ""}`;
}

/** A language's English name; what the browser has no name for keeps its tag. @param {string} tag */
export function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
  } catch {
    return tag || "another language";
  }
}

/**
 * A text of a card; what differs from another wording of the same claim is underlined.
 * @param {Card} card @param {"exact" | "translation"} field
 */
function words(card, field) {
  if (card.differs?.field !== field) return card[field];
  return card.differs.parts.map(([text, differs]) => (differs ? el("u", { class: "differs" }, text) : text));
}

/** The wordings of one claim, together: one claim, several statements. @param {Required<Entry> & { shared: string[] }} entry */
export function drawClaim({ cards, told, of, shared }) {
  const who = told.map(([words, sources], index) => [
    index ? " · " : "",
    index ? words : sentence(words),
    " in ",
    sources.map((source, number) => [number ? ", " : "", el("bdi", {}, source)]),
  ]);
  const marked = cards.some((card) => card.differs);
  return el(
    "section",
    { class: "claim", "aria-label": `One claim, ${of} statements` },
    el("h3", {}, `One claim, ${of} statements`),
    el("p", { class: "muted small" }, who.flat(3), marked ? ". Words that differ are underlined." : ""),
    cards.map((card) => drawCard(card, shared)),
    of > cards.length ? el("p", { class: "muted small" }, `and ${of - cards.length} more wordings`) : null,
  );
}

/** @param {Card} card @param {CardPlace} place */
function drawPlace(card, place) {
  return el(
    "button",
    {
      class: "link at",
      title: place.inferred ? `Inferred: ${place.inferred}` : null,
      "data-do": "place",
      "data-id": place.id,
      "data-focus": `place ${card.id} ${place.id} ${place.said}`,
    },
    place.said ? "said in " : "about ",
    el("bdi", {}, place.name),
  );
}

/** @param {string} words */
export function sentence(words) {
  return words[0].toUpperCase() + words.slice(1);
}

/**
 * Says of what kind it is, and whose the words are, so that a report's wording is not taken for a quotation.
 * @param {Card} card @param {string[]} shared
 */
export function how(card, shared) {
  const act = shared.includes(card.act) ? null : card.act;
  if (card.narration) return [act].filter(Boolean);
  return [
    act,
    shared.includes(card.directness) ? null : card.directness,
    card.cue ? el("span", {}, "“", el("bdi", {}, card.cue), "”") : null,
    card.chain || null,
  ].filter(Boolean);
}

/** @param {Card} card */
function drawReasons(card) {
  const reasons = [
    ...card.places
      .filter(({ inferred }) => inferred)
      .map(({ name, said, inferred }) => [said ? "Said in " : "About ", el("bdi", {}, name), " (inferred): ", el("bdi", {}, inferred)]),
    ...card.dates
      .filter(({ inferred }) => inferred)
      .map(({ label, words, inferred }) => [`${sentence(label)} ${words} (inferred): `, el("bdi", {}, inferred)]),
    ...(card.certainty ? [`Certainty: ${card.certainty}.`] : []),
    ...(card.note ? [card.note] : []),
  ];
  if (!reasons.length) return [];
  return [
    el(
      "details",
      { "data-do": "stay" },
      el("summary", { "data-do": "stay", "aria-label": "Why it is recorded so" }, "Why"),
      el(
        "ul",
        {},
        reasons.map((reason) => el("li", { dir: "auto" }, reason)),
      ),
    ),
  ];
}
