// What is chosen in the filters, each as a chip with its own way out.
import { asks, el } from "./dom.js";

/** The chips of the controls' content: what each says, and what its dropping sets. @param {ControlsContent} content @returns {Chip[]} */
export function chipsOf({ filters, periods, compared }) {
  return [
    ...filters.flatMap((filter) => (filter.kind === "search" ? searchChip(filter) : choiceChips(filter))),
    ...periods.flatMap(periodChip),
    ...(compared ? [{ id: "compare", words: compared, set: { compare: [] } }] : []),
  ];
}

/** @param {SearchContent} filter @returns {Chip[]} */
const searchChip = ({ key, value }) => (value ? [{ id: key, words: `“${value}”`, set: { [key]: [] } }] : []);

/** @param {ChoiceContent} filter @returns {Chip[]} */
function choiceChips({ key, options }) {
  const chosen = options.filter((option) => option.chosen);
  return chosen.map((option) => ({
    id: `${key} ${option.id}`,
    words: option.label,
    set: { [key]: chosen.filter((other) => other !== option).map(({ id }) => id) },
  }));
}

/** @param {PeriodContent} period @returns {Chip[]} */
function periodChip(period) {
  if (!period.from && !period.to && !period.undatedOnly) return [];
  return [
    { id: period.label, words: `${period.label}: ${periodWords(period)}`, set: Object.fromEntries(period.keys.map((key) => [key, []])) },
  ];
}

/** @param {PeriodContent} period */
function periodWords({ from, to, fromWords, toWords, undatedOnly }) {
  if (undatedOnly) return "none";
  const [first, last] = [fromWords || from, toWords || to];
  if (!first) return `until ${last}`;
  if (!last) return `from ${first}`;
  return first === last ? first : `${first} to ${last}`;
}

/** @param {Chip} chip */
export function drawChip({ id, words, set }) {
  return el(
    "button",
    { class: "chosen-chip", "data-focus": `chip ${id}`, "aria-label": `${words}: drop this filter`, ...asks(set) },
    el("span", { dir: "auto" }, words),
    el("span", { class: "cross", "aria-hidden": "true" }, "×"),
  );
}
