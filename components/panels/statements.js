// The statements that are listed, page by page, and what the map can't show of them.
import { el } from "../dom.js";
import { drawCard, drawClaim } from "./cards.js";
import { PARTS } from "./parts.js";
import { figures, plural } from "../engine/wording.js";

PARTS.set("statements", statementParts);

function statementParts(content) {
  return [
    content.empty && [
      "empty",
      content.empty,
      (empty) =>
        el(
          "div",
          { class: "box" },
          el("p", {}, empty.words),
          empty.keys.length
            ? el("button", { class: "button main", "data-do": "drop", "data-keys": empty.keys.join(" ") }, empty.offer)
            : null,
        ),
    ],
    content.outside && ["outside", content.outside, (words) => el("p", { class: "notice" }, words)],
    !content.empty && content.count === 0 && ["none", null, () => el("p", { class: "muted" }, "No statement that matches is listed here.")],
    ["cards", null, () => el("div", { class: "cards" }), cardParts(content)],
    content.pages > 1 && ["pages", [content.page, content.pages, content.of, content.unit], () => drawPages(content)],
    (content.unplaced > 0 || content.pinless.length > 0) && ["pinless", [content.unplaced, content.pinless], drawPinless],
  ];
}

export function drawPages({ page, pages, first, last, of, unit }) {
  const turn = (to, label) =>
    el("button", { class: "button", "data-do": "page", "data-value": to, "data-focus": label, disabled: to < 1 || to > pages }, label);
  const [from, until, all] = [first, last, of].map((number) => figures(number));
  return el(
    "nav",
    { class: "pages", "aria-label": "Pages" },
    turn(page - 1, "Previous"),
    el("span", { class: "muted" }, `${from} to ${until} of ${all} ${unit}`),
    turn(page + 1, "Next"),
  );
}

// What the map can't show stands here, and every number opens its statements.
function drawPinless([unplaced, pinless]) {
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

function cardParts({ entries, chosen }) {
  return entries.map((entry) => {
    const cards = entry.cards.map((card) => ({ ...card, chosen: card.id === chosen }));
    return cards.length > 1 ? [`claim ${cards[0].id}`, { ...entry, cards }, drawClaim] : [cards[0].id, cards[0], drawCard];
  });
}
