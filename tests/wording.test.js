import assert from "node:assert/strict";
import test from "node:test";
import { daysOf } from "../components/engine/days.js";
import { balanced, figures, isolated, plural, statements } from "../components/engine/wording.js";

test("numbers and how many are said as a reader says them", () => {
  assert.equal(figures(1234567), "1,234,567");
  assert.equal(plural(0, "one", "several"), "several");
  assert.deepEqual([1, 1200].map(statements), ["1 statement", "1,200 statements"]);
});

test("a text that is set apart turns nothing beside it", () => {
  assert.equal(isolated("plain"), "plain");
  assert.equal(isolated("é"), "\u2068é\u2069");
  assert.equal(isolated("\u2067א\nב"), "\u2068\u2067א ב\u2069\u2069");
  assert.equal(isolated("א\u2069ב"), "\u2068אב\u2069");
});

test("a text within an element closes what it opens, and no more", () => {
  assert.equal(balanced("plain"), "plain");
  assert.equal(balanced("\u2067א"), "\u2067א\u2069");
  assert.equal(balanced("א\u2069\u2066b\u2069"), "א\u2066b\u2069");
});

test("a date means the days that it covers, and nothing else is one", () => {
  assert.deepEqual(daysOf("2024-02"), [738917, 738945]);
  assert.deepEqual(daysOf("2024-02-29"), [738945, 738945]);
  for (const value of ["2023-02-29", "2024-13", "soon", ""]) assert.equal(daysOf(value), null);
});
