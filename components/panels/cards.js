import { dot, el } from "../dom.js";

export function drawCard(card) {
  const chosen = card.chosen;
  return el(
    "article",
    { class: chosen ? "box card chosen" : "box card", "data-do": "statement", "data-id": card.id },
    el(
      "header",
      {},
      el(
        "p",
        {},
        dot(card.side.colour, card.side.name),
        el("bdi", { class: "speaker" }, card.speaker),
        " ",
        el("bdi", { class: "muted" }, card.narration ? "in its own words" : card.role),
      ),
      el("span", { class: "act" }, card.act),
    ),
    card.status ? el("p", { class: "status" }, card.status) : null,
    card.narration ? null : el("p", { class: "how" }, how(card)),
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
    card.translation
      ? [
          el("p", { class: "how" }, `Translated into ${languageName(card.translationLanguage)}`),
          el("p", { class: "muted", lang: card.translationLanguage, dir: card.translationDirection }, words(card, "translation")),
        ]
      : null,
    el(
      "p",
      { class: "row" },
      card.places.map((place) => drawChip(card, place)),
    ),
    card.dates.length
      ? el(
          "p",
          { class: "how" },
          sentence(card.dates.map(({ label, words, inferred }) => `${label} ${words}${inferred ? " (inferred)" : ""}`).join(" · ")),
        )
      : null,
    el(
      "footer",
      {},
      drawReasons(card),
      el(
        "button",
        { class: "link", "data-do": "in-source", "data-id": card.id, "data-focus": `source ${card.id}` },
        "In the source",
        card.oneOfSeveral ? [": ", el("bdi", {}, card.source)] : null,
      ),
    ),
  );
}

// A language's English name; what the browser has no name for keeps its tag.
function languageName(tag) {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(tag);
  } catch {
    return tag || "another language";
  }
}

// A text of a card; what differs from another wording of the same claim is underlined.
function words(card, field) {
  if (card.differs?.field !== field) return card[field];
  return card.differs.parts.map(([text, differs]) => (differs ? el("u", { class: "differs" }, text) : text));
}

// The wordings of one claim, together: one claim, several statements.
export function drawClaim({ cards, told, of }) {
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
    cards.map(drawCard),
    of > cards.length ? el("p", { class: "muted small" }, `and ${of - cards.length} more wordings`) : null,
  );
}

function drawChip(card, place) {
  return el(
    "button",
    {
      class: place.inferred ? "chip inferred" : "chip",
      title: place.inferred ? `Inferred: ${place.inferred}` : null,
      "data-do": "place",
      "data-id": place.id,
      "data-focus": `place ${card.id} ${place.id} ${place.said}`,
    },
    place.said ? "said in " : "about ",
    el("bdi", {}, place.name),
    place.inferred ? el("span", { class: "muted" }, " (inferred)") : null,
  );
}

export function sentence(words) {
  return words[0].toUpperCase() + words.slice(1);
}

// Says above the words whose they are, so that a report's wording is not taken for a quotation.
function how(card) {
  return [sentence(card.directness), card.cue ? [" · “", el("bdi", {}, card.cue), "”"] : [], card.chain ? ` · ${card.chain}` : []].flat();
}

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
  if (!reasons.length) return null;
  return el(
    "details",
    { "data-do": "stay" },
    el("summary", { "data-do": "stay" }, "Why it is recorded so"),
    el(
      "ul",
      {},
      reasons.map((reason) => el("li", { dir: "auto" }, reason)),
    ),
  );
}
