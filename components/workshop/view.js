// What the review looks at, and what it needs to know of the draft for that.
import { row, rows } from "./draft.js";
import { sentences, uncovered } from "./passages.js";
import { inOrder, stateOf } from "./states.js";

/** @type {{ source: string, id: string, marked: any, selection: any, help: boolean, gaps: WeakMap<object, any[]> }} What is looked at: kept while other steps are. */
export const view = { source: "", id: "", marked: null, selection: null, help: false, gaps: new WeakMap() };

export const hasWords = () => Boolean(view.selection && view.selection.start < view.selection.end);

/** Give what a drawing and an action need to know of the draft as it is now. */
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

export function spansOf({ records, text }) {
  return records.map((one) => ({
    id: one.id,
    state: stateOf(one),
    start: text.toText(Number(one.start)),
    end: text.toText(Number(one.end)),
  }));
}

export function gapsOf(at) {
  if (!view.gaps.has(at.text)) view.gaps.set(at.text, sentences(at.text.text, at.source.language));
  return uncovered(view.gaps.get(at.text), spansOf(at));
}
