import style from "./positions.css" with { type: "css" };
import { stepsOf } from "../period.js";
import { asks, dot, el, wear, whole } from "../dom.js";
import { PARTS } from "./parts.js";
import { figures, plural, statements } from "../engine/wording.js";

PARTS.set("positions", positionParts);

wear(style);

/**
 * Who spoke about what: grids of numbers that open their statements, and two sides compared.
 * @param {PositionsContent} content @returns {Parts}
 */
function positionParts(content) {
  return [
    content.compared && ["compared", [content.compared, content.chosen], ([compared, chosen]) => drawCompared(compared, chosen)],
    ...content.grids.map((grid) => /** @type {Part} */ ([`grid ${grid.key}`, grid, drawGrid])),
    content.relations.count > 0 && [
      "relations",
      [content.relations, content.chosen],
      ([relations, chosen]) => drawRelations(relations, chosen),
    ],
    ["offer", content.offer, drawOffer],
  ];
}

/** @type {Record<string, string>} */
const SIGNS = { affirms: "=", "is affirmed by": "=", denies: "≠", "is denied by": "≠", qualifies: "±", "is qualified by": "±" };

/** @param {Grid} grid */
function drawGrid({ key, label, columns, rows, moreColumns, moreRows }) {
  if (!rows.length || !columns.length) return el("div");
  /** @param {Changes} set @param {number} count @param {string} words @param {string[]} [marks] */
  const open = (set, count, words, marks = []) =>
    count
      ? el(
          "button",
          {
            class: marks.length ? "cell marked" : "cell",
            "aria-label": words,
            title: words,
            "data-focus": `cell ${key} ${JSON.stringify(set)}`,
            ...asks({ ...set, at: [], statement: [], tab: [] }),
          },
          figures(count),
          marks.length
            ? el("span", { class: "sign", "aria-hidden": "true" }, [...new Set(marks.map((mark) => SIGNS[mark]))].join(" "))
            : null,
        )
      : null;
  const most = Math.max(1, ...rows.flatMap(({ cells }) => cells.map(({ count }) => count)));
  const rest = [
    moreRows > 0 ? `${figures(moreRows)} more speakers` : null,
    moreColumns > 0 ? `${figures(moreColumns)} more ${label}` : null,
  ]
    .filter(Boolean)
    .join(" and ");
  return el(
    "section",
    { class: "group" },
    el("h2", {}, `Statements by speakers and ${label}`),
    el(
      "div",
      { class: "scroll", tabindex: 0, role: "region", "aria-label": `Speakers and ${label}` },
      el(
        "table",
        { class: "grid", onpointerover: light, onfocusin: light },
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("td"),
            columns.map((column) =>
              el(
                "th",
                { scope: "col" },
                el("span", { class: "turned" }, el("bdi", {}, column.label)),
                open({ [key]: [column.id] }, column.count, `${column.label}: ${statements(column.count)}`),
              ),
            ),
          ),
        ),
        el(
          "tbody",
          {},
          rows.map((row) =>
            el(
              "tr",
              {},
              el(
                "th",
                { scope: "row" },
                dot(row.side),
                el("bdi", {}, row.label),
                " ",
                open({ speaker: [row.id], [key]: [] }, row.count, `${row.label}: ${statements(row.count)}`),
              ),
              row.cells.map(({ count, relations: marks }, index) =>
                el(
                  "td",
                  { style: `--part: ${Math.round((100 * count) / most)}%` },
                  open(
                    { speaker: [row.id], [key]: [columns[index].id] },
                    count,
                    [
                      `${row.label}, ${columns[index].label}: ${statements(count)}`,
                      ...marks.map((mark) => `one of them ${mark} another statement`),
                    ].join("; "),
                    marks,
                  ),
                ),
              ),
            ),
          ),
        ),
      ),
    ),
    rest ? el("p", { class: "muted small" }, `These are those with most statements; ${rest} can be found with the filters.`) : null,
    rows.some((row) => row.cells.some(({ relations }) => relations.length))
      ? el(
          "p",
          { class: "muted small" },
          "= affirms or is affirmed, ≠ denies or is denied, ± qualifies or is qualified by another statement",
        )
      : null,
  );
}

/** Lights the column that a reader points at; the row is lit by the style. @param {At<Event, HTMLTableElement>} event */
function light({ currentTarget, target }) {
  /** @type {HTMLTableCellElement | null} */
  const cell = target.closest("td, th");
  const at = cell?.cellIndex ?? -1;
  for (const row of currentTarget.rows) {
    for (const other of row.cells) other.classList.toggle("lit", at > 0 && other.cellIndex === at);
  }
}

/** A statement in short: who and the words; a click chooses it. @param {Brief} card @param {string | null} chosen @param {string} where */
function drawBrief(card, chosen, where) {
  return el(
    "button",
    {
      class: card.id === chosen ? "brief chosen" : "brief",
      "data-do": "statement",
      "data-id": card.id,
      "data-focus": `brief ${where} ${card.id}`,
      "aria-pressed": String(card.id === chosen),
    },
    el("span", {}, dot(card.side.colour, card.side.name), el("bdi", { class: "speaker" }, card.speaker)),
    card.status ? el("span", { class: "status" }, card.status) : null,
    el(
      "span",
      { class: card.quoted ? "words quoted" : "words", lang: card.language, dir: card.direction },
      el("bdi", { dir: card.direction }, card.exact),
    ),
  );
}

/** @param {Relations} relations @param {string | null} chosen */
function drawRelations({ count, pairs }, chosen) {
  return el(
    "section",
    { class: "group" },
    el("h2", {}, "Statements that affirm, deny or qualify one another"),
    pairs.map(({ relation, note, ends }) =>
      el(
        "div",
        { class: "box pair" },
        drawBrief(ends[0], chosen, `${relation} ${ends[1].id}`),
        el("p", { class: "relation" }, el("strong", {}, relation)),
        drawBrief(ends[1], chosen, `${relation} ${ends[0].id}`),
        note ? el("p", { class: "muted small", dir: "auto" }, note) : null,
      ),
    ),
    count > pairs.length ? el("p", { class: "muted small" }, `These are the first ${pairs.length} of ${figures(count)}.`) : null,
  );
}

/** @param {Compared} compared @param {string | null} chosen */
function drawCompared({ sides, both, tables }, chosen) {
  const colours = ["accent", "area"];
  /** @param {number} count @param {ComparedSide} side @param {Changes} [set] */
  const number = (count, side, set = {}) =>
    count && side.set
      ? el(
          "button",
          {
            class: "cell",
            "data-focus": `compared ${side.label} ${JSON.stringify(set)}`,
            ...asks({ ...side.set, ...set, compare: [], at: [], statement: [], tab: [] }),
          },
          figures(count),
        )
      : figures(count);
  return el(
    "section",
    { class: "group compared", "aria-label": "Comparison" },
    el("h2", {}, "Side by side"),
    el(
      "table",
      { class: "grid" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("td"),
          sides.map((side, index) => el("th", { scope: "col" }, dot(colours[index]), el("bdi", {}, side.label))),
        ),
      ),
      el(
        "tbody",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "row" }, "Statements"),
          sides.map((side) => el("td", {}, number(side.count, side))),
        ),
        tables.flatMap((table) => [
          el("tr", {}, el("th", { colspan: 3, class: "muted", scope: "rowgroup" }, table.label)),
          ...table.rows.map((row) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, el("bdi", {}, row.label)),
              row.counts.map((count, index) => el("td", {}, number(count, sides[index], { [table.key]: [row.id] }))),
            ),
          ),
        ]),
      ),
    ),
    both ? el("p", { class: "muted small" }, `${figures(both)} ${plural(both, "statement belongs", "statements belong")} to both.`) : null,
    el(
      "div",
      { class: "sides" },
      sides.map((side, index) =>
        el(
          "div",
          { "aria-label": side.label, role: "group" },
          el("h3", {}, dot(colours[index]), el("bdi", {}, side.label)),
          side.cards.map((card) => drawBrief(card, chosen, `side ${index}`)),
          side.count > side.cards.length
            ? el("p", { class: "muted small" }, `The first ${side.cards.length} of ${figures(side.count)}; the number above opens all.`)
            : null,
        ),
      ),
    ),
    el("button", { class: "button", "data-focus": "end comparison", ...asks({ compare: [] }) }, "End the comparison"),
  );
}

/** What to compare: a kind, then its two sides. The link has the comparison once both are chosen. @param {Comparable} offer */
function drawOffer({ speakers, times, chosen }) {
  const kinds = [
    { key: "speaker", label: "Two speakers", values: speakers },
    ...times.map((time) => ({
      key: time.key,
      label: `Two times: ${time.label.toLowerCase()}`,
      values: stepsOf(time)
        .filter(({ count }) => count)
        .map(({ value, label }) => [value, label]),
    })),
  ].filter(({ values }) => values.length > 1);
  if (!kinds.length) return el("div");
  const given = chosen.map((value) => [value.slice(0, value.indexOf(":")), value.slice(value.indexOf(":") + 1)]);
  const kind = el(
    "select",
    { "aria-label": "What to compare", "data-focus": "compare kind" },
    kinds.map(({ key, label }) => el("option", { value: key, selected: key === given[0]?.[0] }, label)),
  );
  const ends = ["First side", "Second side"].map((label) => el("select", { "aria-label": label, "data-focus": `compare ${label}` }));
  const go = el("button", { class: "button", "data-focus": "compare" }, "Compare");
  const fill = () => {
    const { values } = kinds.find(({ key }) => key === kind.value) ?? kinds[0];
    ends.forEach((end, index) => {
      end.replaceChildren(...values.map(([value, label]) => el("option", { value }, label)));
      const wanted = given[index]?.[0] === kind.value ? given[index][1] : values[index][0];
      end.value = values.some(([value]) => value === wanted) ? wanted : values[index][0];
    });
    ready();
  };
  const ready = () => {
    go.disabled = ends[0].value === ends[1].value;
    for (const [name, value] of Object.entries(asks({ compare: ends.map((end) => `${kind.value}:${end.value}`), tab: ["positions"] })))
      go.setAttribute(name, value);
  };
  kind.addEventListener("change", fill);
  ends.forEach((end) => end.addEventListener("change", ready));
  fill();
  return whole(
    el("section", { class: "group offer", "aria-label": "Compare" }, el("h2", {}, "Compare"), kind, el("div", { class: "row" }, ends), go),
  );
}
