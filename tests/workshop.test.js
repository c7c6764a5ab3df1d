import assert from "node:assert/strict";
import test from "node:test";
import { addPlace, confirm, edit, setAside, setField, setSpeaker } from "../components/workshop/acts.js";
import { changed, foreseen, newId, opened, renewed, row, rows } from "../components/workshop/draft.js";
import { actionOf } from "../components/workshop/keys.js";
import { blocks, pieces, positions, sentences, trimmed, uncovered, wholeWords } from "../components/workshop/passages.js";
import { decided, inOrder, nextUndecided, stateOf } from "../components/workshop/states.js";

const records = {
  first: { id: "first", source: "s", start: "0", end: "5", speaker: "ana", said_on: "2026", said_on_inferred: "why", review: "undecided" },
  second: { id: "second", source: "s", start: "6", end: "9", speaker: "ana", review: "undecided" },
};
const draft = opened({
  number: 1,
  tables: {
    statements: records,
    actors: { ana: { id: "ana", name: "Ana", review: "undecided" }, gone: null },
    places: {},
    statement_places: {},
  },
});
/** @param {Draft} one @param {string} id */
const find = (one, id) => /** @type {Cells} */ (row(one, "statements", id));

test("code points are a string's positions, whatever characters the text has", () => {
  const text = "a😀b😀𝒞c";
  const at = positions(text);
  for (let point = 0; point <= [...text].length; point += 1) {
    const unit = [...text].slice(0, point).join("").length;
    assert.equal(at.toText(point), unit);
    assert.equal(at.toPoints(unit), point);
  }
});

test("a line is cut at the edges of passages, which may overlap", () => {
  const line = { start: 10, text: "one two three" };
  const found = pieces(line, [
    { id: "a", start: 4, end: 17 },
    { id: "b", start: 14, end: 40 },
  ]);
  assert.deepEqual(
    found.map(({ text, ids }) => [text, ids]),
    [
      ["one ", ["a"]],
      ["two", ["a", "b"]],
      [" three", ["b"]],
    ],
  );
});

test("the sentences without a record are found, and words are whole", () => {
  const text = "He left. She said no.\nIt rained.";
  const found = uncovered(sentences(text, "en"), [{ start: 9, end: 12 }]);
  assert.deepEqual(
    found.map(({ start, end }) => text.slice(start, end)),
    ["He left.", "It rained."],
  );
  assert.deepEqual(wholeWords(text, 10, 15), { start: 9, end: 17 });
  assert.deepEqual(trimmed("  a ", 0, 4), { start: 2, end: 3 });
});

test("sentences that long, nested and touching spans leave are found", () => {
  const sentences = [0, 10, 20, 30, 40].map((start) => ({ start, end: start + 9 }));
  const spans = [
    { start: 31, end: 33 },
    { start: 0, end: 21 },
    { start: 2, end: 4 },
    { start: 39, end: 40 },
  ];
  assert.deepEqual(uncovered(sentences, spans), [{ start: 40, end: 49 }]);
  assert.deepEqual(uncovered(sentences, []), sentences);
});

test("a text is drawn in pieces of few words, whatever its lines are, and none of it is lost", () => {
  const long = {
    words: "a sentence. ".repeat(2000),
    script: "語".repeat(9000),
    wide: `a${"𐌰".repeat(9000)}`,
    short: "One.\n\nTwo.",
    none: "",
  };
  for (const [name, text] of Object.entries(long)) {
    const found = blocks(text);
    assert.equal(found.map((block) => block.text).join(""), text, name);
    for (const { start, text: part } of found) {
      assert.ok(part.length <= 4000, name);
      assert.ok(part.isWellFormed(), name);
      assert.equal(text.slice(start, start + part.length), part, name);
    }
  }
  assert.deepEqual(
    blocks("One.\n\nTwo.").map(({ start }) => start),
    [0, 5, 6],
  );
  assert.ok(
    blocks(long.words)
      .slice(0, -1)
      .every(({ text }) => text.endsWith(" ")),
  );
});

test("what is decided is seen at once, and again when the server has it", () => {
  const changes = confirm(draft, "statements", "first");
  const now = foreseen(draft, [{ kind: "confirm", changes }, { kind: "undo" }]);
  assert.equal(stateOf(find(now, "first")), "confirmed");
  assert.equal(stateOf(find(draft, "first")), "undecided");
  assert.deepEqual(decided(rows(now, "statements")), [1, 2]);
  const answer = { number: 2, tables: { statements: { first: { ...records.first, review: "confirmed" }, second: null } } };
  assert.deepEqual(
    rows(renewed(draft, answer), "statements").map(({ id }) => id),
    ["first"],
  );
});

test("a record that is set aside is decided, and is taken up when it is confirmed", () => {
  const aside = changed(draft, setAside(draft, "statements", "first"));
  assert.equal(stateOf(find(aside, "first")), "aside");
  assert.equal(stateOf(find(changed(aside, confirm(aside, "statements", "first")), "first")), "confirmed");
  assert.equal(nextUndecided(inOrder(rows(aside, "statements")), "first")?.id, "second");
  assert.equal(nextUndecided([], "first"), null);
});

test("what a person sets is decided and not inferred; the same again is no change", () => {
  const now = changed(draft, setField(draft, "first", "said_on", " 2026-02 "));
  assert.deepEqual(
    [find(now, "first").said_on, find(now, "first").said_on_inferred, stateOf(find(now, "first"))],
    ["2026-02", undefined, "changed"],
  );
  assert.deepEqual(edit(draft, "statements", "first", { said_on: "2026" }), []);
});

test("a speaker and a place are found by name, or new, by an id that nothing ever had", () => {
  assert.deepEqual(setSpeaker(draft, "first", "Ana"), []);
  const now = changed(draft, setSpeaker(draft, "first", " Gone "));
  assert.equal(find(now, "first").speaker, "gone-2");
  assert.equal(newId(draft, "places", "none", "place"), "none-2");
  assert.equal(newId(draft, "places", "Łódź — Кыїв", "place"), "odz");
  const tied = changed(draft, addPlace(draft, "first", "about", "Quito"));
  assert.deepEqual(addPlace(tied, "first", "about", "Quito"), []);
  assert.equal(row(tied, "places", "quito")?.name, "Quito");
});

test("names that are an object's own are ordinary ones", () => {
  const odd = changed(draft, addPlace(draft, "first", "about", "__proto__"));
  assert.equal(row(odd, "places", "proto")?.name, "__proto__");
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test("a key does what it says, and nothing while something is written", () => {
  /** @param {string} key @param {object} [target] @param {object} [more] */
  const pressed = (key, target = {}, more = {}) =>
    actionOf(/** @type {KeyboardEvent} */ (/** @type {unknown} */ ({ key, composedPath: () => [target], ...more })));
  assert.equal(pressed("Enter"), "confirm");
  assert.equal(pressed("x"), "aside");
  assert.equal(pressed("z", {}, { ctrlKey: true }), "undo");
  assert.equal(pressed("z", {}, { ctrlKey: true, shiftKey: true }), "redo");
  assert.equal(pressed("?", {}, { shiftKey: true }), "help");
  assert.equal(pressed("x", { matches: (/** @type {string} */ selector) => selector.includes("input") }), null);
  assert.equal(pressed("ArrowDown", { closest: () => true }), null);
  assert.equal(pressed("q"), null);
});
