/* What a symbol stands for: its numbers, its names, its shape. */
import * as counting from "./counting.js";
import { shapeOf } from "./symbol.js";
import { isolated, statements } from "../engine/wording.js";

/** Give what describes a group, as it is chosen now. @param {App} app */
export function describing(app) {
  const { data, index } = app;
  // By members: their counts, for as long as the mask holds.
  /** @type {{ mask: Mask | null, together: Known<string, Together> }} */
  let counted = { mask: null, together: new Map() };

  /** Count what the members of a group have together. @param {number[]} members @returns {Together} */
  function together(members) {
    if (counted.mask !== app.mask) counted = { mask: app.mask, together: new Map() };
    const key = members.join();
    if (!counted.together.has(key)) counted.together.set(key, counting.distinct(index, app.mask, members));
    return counted.together.get(key);
  }

  /** @param {Group} spot @returns {Described} */
  function describe(spot) {
    const { members } = spot;
    const counts = together(members);
    const first = members.find((p) => p === app.state.at) ?? members.find((p) => app.lit.has(p)) ?? members[0];
    const place = data.places[first];
    const parts = [];
    if (counts.said) parts.push(`said here ${counts.said}`);
    if (counts.about && counts.said) parts.push(`about ${counts.about}`);
    if (!counts.said) parts.push(statements(counts.total));
    return {
      counts,
      several: members.length > 1,
      name: members.length > 1 ? `${isolated(place.name)} and ${members.length - 1} more` : place.name,
      detail: parts.join(" · "),
      kind: place.kind,
      chosen: members.some((p) => p === app.state.at),
      lit: members.some((p) => app.lit.has(p)),
      shape: members.length > 1 ? "exact" : shapeOf(place.precision),
    };
  }
  return describe;
}
