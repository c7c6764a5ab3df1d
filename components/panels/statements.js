// The statements that are listed, page by page, and what the map can't show of them.
import { asks, el } from "../dom.js";
import { dateWords, drawCard, drawClaim, usual } from "./cards.js";
import { PARTS } from "./parts.js";
import { figures, plural } from "../engine/wording.js";

PARTS.set("statements", statementParts);

/** @param {StatementsContent} content @returns {Parts} */
function statementParts(content) {
  const alike = sharedBy(content);
  return [
    ["heading", null, () => el("h2", { class: "unseen" }, "Statements")],
    content.empty && ["empty", [content.empty, content.looked, content.near], drawEmpty],
    content.outside && ["outside", content.outside, (words) => el("p", { class: "notice" }, words)],
    !content.empty && content.count === 0 && ["none", null, () => el("p", { class: "muted" }, "No statement that matches is listed here.")],
    alike.length > 0 && ["shared", alike, (words) => el("p", { class: "shared" }, `Unless a card says otherwise: ${words.join(" · ")}.`)],
    ["cards", null, () => el("div", { class: "cards" }), cardParts(content, alike)],
    content.pages > 1 && ["pages", [content.page, content.pages, content.of, content.unit], () => drawPages(content)],
    (content.unplaced > 0 || content.pinless.length > 0) && ["pinless", [content.unplaced, content.pinless], drawPinless],
  ];
}

/**
 * Nothing was found: what was looked in, what may have been meant, and the one filter whose dropping helps most.
 * @param {[Empty, string, Offer[]]} given
 */
function drawEmpty([empty, looked, near]) {
  return el(
    "div",
    { class: "empty" },
    el("p", {}, empty.words),
    near.length
      ? [
          el("p", { class: "muted small" }, looked),
          el(
            "ul",
            {},
            near.map(({ label, words, chosen, rest, count }) =>
              el(
                "li",
                {},
                el(
                  "button",
                  {
                    class: "link",
                    ...asks({ q: rest ? [rest] : [], ...Object.fromEntries(chosen.map(([key, value]) => [key, [value]])) }),
                  },
                  el("span", { class: "muted" }, `${label}: `),
                  el("bdi", {}, words),
                  el("span", { class: "muted" }, ` ${figures(count)}`),
                ),
              ),
            ),
          ),
        ]
      : null,
    empty.keys.length ? el("button", { class: "button", "data-do": "drop", "data-keys": empty.keys.join(" ") }, empty.offer) : null,
  );
}

/**
 * What most cards of a page have alike is said once, above them: when, whose words they are, of what kind.
 * @param {StatementsContent} content
 */
function sharedBy({ entries }) {
  const cards = entries.flatMap((entry) => entry.cards);
  /** @template T @param {(card: Card) => T | false | undefined} of @returns {T[]} */
  const told = (of) => cards.flatMap((card) => of(card) || []);
  const dates = ["said", "speaks of"].map((label) =>
    usual(told((card) => card.dates.find((date) => date.label === label)).map(dateWords), cards),
  );
  const directness = usual(
    told((card) => !card.narration && card.directness),
    told((card) => !card.narration),
  );
  const act = usual(
    cards.map((card) => card.act),
    cards,
  );
  return [...dates, directness, act].filter(Boolean);
}

/** @param {Paged} content */
export function drawPages({ page, pages, first, last, of, unit }) {
  /** @param {number} to @param {string} label */
  const turn = (to, label) =>
    el(
      "button",
      { class: "button", "data-do": "page", "data-value": to, "data-focus": label, "aria-disabled": to < 1 || to > pages ? "true" : null },
      label,
    );
  const [from, until, all] = [first, last, of].map((number) => figures(number));
  return el(
    "nav",
    { class: "pages", "aria-label": "Pages" },
    turn(page - 1, "Previous"),
    el("span", { class: "muted" }, `${from} to ${until} of ${all} ${unit}`),
    turn(page + 1, "Next"),
  );
}

/** What the map can't show stands here, and every number opens its statements. @param {[number, Pinless[]]} given */
function drawPinless([unplaced, pinless]) {
  /** @param {string} id @param {string} name @param {number} count */
  const button = (id, name, count) =>
    el(
      "button",
      { class: "pill", "data-do": "place", "data-id": id, "data-focus": `pinless ${id}` },
      el("bdi", {}, name),
      el("span", { class: "count" }, figures(count)),
    );
  return el(
    "section",
    { class: "group", "aria-label": "Not on the map" },
    el("h2", {}, "Not on the map"),
    el(
      "div",
      { class: "row" },
      pinless.map(({ id, name, count }) => button(id, name, count)),
      unplaced > 0
        ? button("none", plural(unplaced, "statement without a place on it", "statements without a place on it"), unplaced)
        : null,
    ),
  );
}

/** @param {StatementsContent} content @param {string[]} shared @returns {Parts} */
function cardParts({ entries, chosen }, shared) {
  return entries.map((entry) => {
    const cards = entry.cards.map((card) => ({ ...card, chosen: card.id === chosen }));
    return cards.length > 1
      ? [`claim ${cards[0].id}`, { ...entry, cards, shared }, drawClaim]
      : [cards[0].id, { card: cards[0], shared }, ({ card }) => drawCard(card, shared)];
  });
}
