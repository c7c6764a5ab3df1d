import symbolStyle from "../map/symbol.css" with { type: "css" };
import style from "./guide.css" with { type: "css" };
import { asks, dot, el, wear } from "../dom.js";
import { areKeysOn, turnKeys } from "../ways.js";
import * as symbol from "../map/symbol.js";
import { sentence } from "./cards.js";
import { PARTS } from "./parts.js";
import { figures, plural } from "../engine/wording.js";

PARTS.set("guide", guideParts);

wear(symbolStyle);
wear(style);

/**
 * How to read this map, in plain words, with the very symbols of the map. Its numbers are of the
 * whole dataset, so each lets go of the filters before it opens what it counts.
 * @param {GuideContent} content @returns {Parts}
 */
function guideParts(content) {
  return [["guide", content.facts, drawGuide]];
}

/** @param {GuideFacts} facts */
function drawGuide(facts) {
  const clear = { ...Object.fromEntries(facts.keys.map((key) => [key, []])), at: [], statement: [], tab: [] };
  /** @param {number} count @param {Changes} set @param {string} words @param {string} focus */
  const number = (count, set, words, focus) =>
    el(
      "button",
      { class: "link", "data-focus": `guide ${focus}`, "aria-label": words ? `${count} ${words}` : null, ...asks({ ...clear, ...set }) },
      figures(count),
    );
  return el(
    "article",
    { class: "guide" },
    el(
      "header",
      {},
      el("h2", { tabindex: -1 }, "How to read this map"),
      el("button", { class: "link small", "data-focus": "guide back", ...asks({ tab: [] }) }, "Back to the statements"),
    ),
    drawStatementGuide(facts, number),
    drawSymbolGuide(facts),
    drawPrecisionGuide(facts),
    drawBoundaryGuide(facts),
    drawCoordinateGuide(facts),
    drawInferredGuide(facts, number),
    drawKeyGuide(),
    drawLicenceGuide(facts, number),
  );
}

function drawKeyGuide() {
  const keys = /** @type {[string, string][]} */ ([
    ["/", "goes to the search"],
    ["?", "opens this page"],
    ["Escape", "folds what is open, then lets go of what is chosen"],
    ["Arrow keys", "move the map, where it has the focus, and go from tab to tab and from bar to bar"],
    ["+ and −", "show more or less of the map"],
  ]);
  /** @param {At<Event, HTMLElement>} event */
  const turn = ({ currentTarget }) => {
    turnKeys(!areKeysOn());
    currentTarget.setAttribute("aria-pressed", String(areKeysOn()));
  };
  return guideSection(
    "By keyboard",
    el("p", {}, "Symbols and lines on the map are reached one after the other. Everything on it is in the tab Places too."),
    el(
      "ul",
      { class: "keys" },
      keys.map(([key, words]) => el("li", {}, el("kbd", {}, key), ` ${words}`)),
    ),
    el("button", { class: "pill", "data-focus": "guide keys", "aria-pressed": String(areKeysOn()), onclick: turn }, "Single keys: / and ?"),
  );
}

/** @param {string} title @param {...Child} children */
export function guideSection(title, ...children) {
  return el("section", {}, el("h3", {}, title), ...children);
}

/** @param {GuideFacts} facts @param {Numbered} number */
function drawStatementGuide({ statements, claims }, number) {
  const all = number(statements, {}, plural(statements, "statement", "statements"), "statements");
  return guideSection(
    "What a statement is",
    el(
      "p",
      {},
      "A statement is one thing that somebody says in a source: the very words, who speaks, how it is reported, where it was said, what it is about, and when. What is counted here are always statements, never events: two reports of one event are two statements.",
    ),
    el(
      "p",
      {},
      "This dataset has ",
      all,
      ` ${plural(statements, "statement", "statements")}`,
      claims === null
        ? "."
        : [
            ", which make ",
            number(claims, {}, plural(claims, "claim", "claims"), "claims"),
            ` ${plural(claims, "claim", "claims")}: several statements of the same claim, in other sources or other words, stand together.`,
          ],
    ),
    el(
      "p",
      {},
      "Every passage stands in its source word for word; “In the source” opens it there. Quotation marks stand around a speaker’s own words only. Where a report tells in its own words what somebody said, a line stands beside them.",
    ),
    el("p", {}, "Pressing a number opens exactly the statements that it counts."),
  );
}

/** @param {Node} picture @param {string} words */
function guideRow(picture, words) {
  return el("li", {}, el("span", { class: "picture" }, picture), el("span", {}, words));
}

/** @param {GuideFacts} facts */
function drawSymbolGuide({ sides, areas }) {
  const { draw, line } = symbol;
  const parts = sides.slice(0, 3).map(({ colour }, index) => ({ colour, count: 3 - index }));
  const plain = [{ colour: "neutral", count: 1 }];
  return guideSection(
    "What the symbols mean",
    el(
      "ul",
      { class: "rows" },
      guideRow(
        draw({ shape: "exact", diameter: 30, parts, text: "6" }),
        "A place, with the number of statements that were said there or are about it. The more there are, the larger it is. The ring shows which sides they come from.",
      ),
      guideRow(
        draw({ shape: "exact", diameter: 22, parts: plain, tail: true }),
        "With a tail: some of them were said there. Without: all are about the place.",
      ),
      guideRow(
        draw({ shape: "exact", diameter: 22, parts: plain, several: true }),
        "Several places that stand too close together to be told apart. Pressing it brings them closer.",
      ),
      guideRow(line("arc"), "From where something was said to what it is about."),
      areas
        ? guideRow(
            line("area"),
            "A vague area. A soft edge means that nobody has drawn a boundary there; the place’s card says whose reading it is, and offers the others.",
          )
        : null,
    ),
    el("p", {}, "Sides, by the affiliations of those who speak:"),
    el(
      "ul",
      { class: "sides" },
      sides.map(({ name, colour }) => el("li", {}, dot(colour), el("bdi", {}, name))),
    ),
    el("p", { class: "muted" }, "The colours are no flags and judge nobody. Each has its name beside it."),
  );
}

/** @param {GuideFacts} facts */
function drawPrecisionGuide({ precisions }) {
  const { draw, line, shapeOf } = symbol;
  return guideSection(
    "How exactly a place is known",
    el("p", {}, "The shape tells how exact a place is. In this dataset there are:"),
    el(
      "ul",
      { class: "rows" },
      precisions.map(({ code, words }) =>
        guideRow(draw({ shape: shapeOf(code), diameter: 18, parts: [{ colour: "neutral", count: 1 }] }), sentence(words)),
      ),
      guideRow(line("uncertain"), "Zoomed in further than a place is known, a disc shows the ground on which it may lie."),
    ),
    el("p", { class: "muted" }, "The grades are those of the Uppsala Conflict Data Program (where_prec, 1 to 7)."),
    el(
      "p",
      {},
      "What has no point at all stands in the tab “Places”, with the reason. ",
      el("button", { class: "link", "data-focus": "guide places", ...asks({ tab: ["places"] }) }, "Open the places"),
    ),
  );
}

/** @param {GuideFacts} facts */
function drawBoundaryGuide({ policy, disputed }) {
  return guideSection(
    "Boundaries",
    el("ul", { class: "rows" }, guideRow(symbol.line("disputed"), policy)),
    el(
      "p",
      {},
      "A boundary that states dispute is dashed. An area that one state administers and another claims, or whose authorities few states recognise, belongs to no country’s shape on this map. What the sources say is kept in their words.",
    ),
    el(
      "details",
      {},
      el("summary", {}, "What is dashed, and why"),
      el(
        "ul",
        { class: "plain" },
        disputed.map((note) => el("li", {}, note)),
      ),
    ),
  );
}

/** @param {GuideFacts} facts */
function drawCoordinateGuide({ coordinates }) {
  return guideSection(
    "Where the coordinates come from",
    coordinates.groups.map(({ words, places, more }, group) =>
      el(
        "div",
        { class: "group" },
        el("p", { dir: "auto" }, words || "Not stated in the dataset."),
        el(
          "p",
          { class: "row" },
          places.map(({ id, name }) =>
            el(
              "button",
              { class: "chip", "data-focus": `guide place ${group} ${id}`, ...asks({ at: [id], statement: [], tab: [] }) },
              el("bdi", {}, name),
            ),
          ),
          more ? el("span", { class: "muted small" }, `and ${figures(more)} more`) : null,
        ),
      ),
    ),
    coordinates.more
      ? el("p", { class: "muted small" }, `${figures(coordinates.more)} further sources: each stands on its place’s card.`)
      : null,
  );
}

/** @param {GuideFacts} facts @param {Numbered} number */
function drawInferredGuide({ inferred, unsure, status }, number) {
  /** @param {(Counted | Reason)[]} list @param {string} parameter */
  const entries = (list, parameter) =>
    el(
      "ul",
      { class: "counted" },
      list.map((one) =>
        el(
          "li",
          {},
          number(one.count, { [parameter]: [one.id] }, plural(one.count, "statement", "statements"), `${parameter} ${one.id}`),
          el("span", { dir: "auto" }, sentence("label" in one ? one.label : one.words)),
        ),
      ),
    );
  return guideSection(
    "What was inferred, and why",
    el(
      "p",
      {},
      "Where a source doesn’t say when or where something was said, or which time or place it speaks of, it may follow from something else. Such a time or place is marked “inferred”, and its reason is recorded.",
    ),
    inferred.length ? null : el("p", {}, "In this dataset nothing was inferred."),
    inferred.map((kind) =>
      el(
        "div",
        {},
        entries([kind], "inferred"),
        el(
          "details",
          {},
          el("summary", {}, plural(kind.reasons.length + kind.more, "The reason", "The reasons")),
          entries(kind.reasons, "inferred"),
          kind.more
            ? el("p", { class: "muted small" }, `${figures(kind.more)} further reasons: each stands on its statement’s card.`)
            : null,
        ),
      ),
    ),
    el("h4", {}, "How sure the reading is"),
    unsure.length ? entries(unsure, "inferred") : el("p", {}, "Every record of this dataset is a certain reading of its source."),
    unsure.length
      ? el(
          "p",
          { class: "muted" },
          "All others are certain. This says how sure the reading of the source is, not whether what was said is true.",
        )
      : null,
    el("h4", {}, "What became of a statement"),
    entries(status, "status"),
  );
}

/** @param {GuideFacts} facts @param {Numbered} number */
function drawLicenceGuide({ licences, dataset, credit, tiles }, number) {
  return guideSection(
    "Licences",
    el("h4", {}, "Texts"),
    el(
      "ul",
      { class: "counted" },
      licences.sources.map(({ id, title, licence, count }) =>
        el(
          "li",
          {},
          count
            ? number(count, { source: [id] }, plural(count, "statement", "statements"), `source ${id}`)
            : el("span", { class: "muted" }, "0"),
          el("span", {}, el("bdi", {}, title), el("span", { class: "muted" }, ` · licence: ${licence || "not stated"}`)),
        ),
      ),
    ),
    licences.more ? el("p", { class: "muted small" }, `${figures(licences.more)} further sources.`) : null,
    el("h4", {}, "Records of this dataset"),
    el("p", {}, dataset.length ? dataset.flatMap((words, index) => [index ? ", " : "", el("bdi", {}, words)]) : "No licence is stated."),
    el("h4", {}, "Map"),
    el("p", {}, `Built-in: ${credit}, public domain.`),
    tiles.map(({ label, credit: words }) => el("p", {}, `${label}: ${words}. Loaded from its provider only when chosen.`)),
  );
}
