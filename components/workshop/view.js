// What the review looks at, and what it needs to know of the draft for that.
import { row, rows } from "./draft.js";
import { sentences, uncovered } from "./passages.js";
import { inOrder, stateOf } from "./states.js";

/** @type {{ source: string, id: string, marked: Span | null, selection: Span | null, help: boolean, shown: string, gaps: WeakMap<SourceText, Span[]> }} What is looked at: kept while other steps are. */
export const view = { source: "", id: "", marked: null, selection: null, help: false, shown: "", gaps: new WeakMap() };

export const hasWords = () => Boolean(view.selection && view.selection.start < view.selection.end);

/** Give what a drawing and an action need to know of the draft as it is now. @param {Desk} desk @returns {Look} */
export function look(desk) {
  const draft = desk.now();
  const sources = rows(draft, "sources");
  const asked = row(draft, "statements", view.id);
  const source = row(draft, "sources", asked?.source ?? view.source) ?? sources[0];
  view.source = source?.id ?? "";
  const all = rows(draft, "statements");
  const records = inOrder(all.filter((one) => one.source === view.source));
  const record = asked ?? (view.marked ? null : (records.find((one) => stateOf(one) === "undecided") ?? records[0] ?? null));
  view.id = record?.id ?? "";
  return { draft, sources, source, all, records, record, text: source && desk.text(source) };
}

/** @param {LookAtText} at @returns {RecordSpan[]} */
export function spansOf({ records, text }) {
  return records.map((one) => ({
    id: one.id,
    state: stateOf(one),
    start: text.toText(Number(one.start)),
    end: text.toText(Number(one.end)),
  }));
}

/** @param {LookAtText} at */
export function gapsOf(at) {
  const known = view.gaps.get(at.text) ?? sentences(at.text.text, at.source.language);
  view.gaps.set(at.text, known);
  return uncovered(known, spansOf(at));
}
