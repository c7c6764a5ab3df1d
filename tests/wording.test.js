import assert from "node:assert/strict";
import test from "node:test";
import { daysOf } from "../components/engine/days.js";
import { balanced, figures, isolated, MONTHS, plural, statements } from "../components/engine/wording.js";
import cases from "./wording.json" with { type: "json" };

test("months, numbers and texts are said as Python says them", () => {
  assert.deepEqual(MONTHS, cases.MONTHS);
  for (const [given, said] of cases.statements) assert.equal(statements(Number(given)), said);
  for (const [given, said] of cases.isolated) assert.equal(isolated(given), said);
  assert.equal(figures(1234567), "1,234,567");
  assert.deepEqual(
    [0, 1, 2].map((count) => plural(count, "is", "are")),
    ["are", "is", "are"],
  );
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
