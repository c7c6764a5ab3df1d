// The review: the source with its passages on one side, the record in hand on the other.
import * as acts from "./acts.js";
import { changed, row, rows } from "./draft.js";
import { actionOf } from "./keys.js";
import { trimmed, wholeWords } from "./passages.js";
import { selected, selectWords } from "./selecting.js";
import { bringIntoSight, parts } from "./sides.js";
import { inOrder, nextUndecided, stateOf } from "./states.js";
import { STEPS } from "./steps.js";
import { gapsOf, hasWords, look, spansOf, view } from "./view.js";

STEPS.set("review", { parts, act, key, change, opened, isReady: (desk) => rows(desk.now(), "sources").length > 0 });

let following = false;

/** @param {Desk} desk */
function opened(desk) {
  if (following) return;
  following = true;
  document.addEventListener("selectionchange", () => {
    const text = textOf(desk);
    const found = text && selected(text);
    if (!found) return;
    const [had, at] = [hasWords(), view.selection];
    view.selection = found;
    if (had !== hasWords() || !at) desk.draw();
  });
}

/** @param {Desk} desk @param {KeyboardEvent} event */
function key(desk, event) {
  const name = actionOf(event);
  if (!name) return false;
  act(desk, name);
  return true;
}

/** @param {Desk} desk @param {string | undefined} id */
function goTo(desk, id) {
  if (!id) return;
  Object.assign(view, { id, marked: null });
  desk.draw();
  bringIntoSight(desk);
}

/** @param {Desk} desk @param {string} name @param {Pressed} [target] */
function act(desk, name, target) {
  const at = look(desk);
  const { draft, record, records, text } = at;
  if (name === "confirm" || name === "aside") {
    if (record) decide(desk, { ...at, record }, name);
  } else if (name === "next" || name === "previous") {
    const index = (record ? records.indexOf(record) : -1) + (name === "next" ? 1 : -1);
    if (records[index]) goTo(desk, records[index].id);
  } else if (name === "passage" && target) goTo(desk, passageOf(target));
  else if (name === "undo" || name === "redo") desk.ask(name, {}, goTo);
  else if (name === "fields") speakerOf(desk)?.focus();
  else if (name === "on") desk.go("names");
  else if (name === "unplace" && record && target)
    desk.change("edit", acts.removePlace(draft, record.id, target.dataset.id, target.dataset.role));
  else if (name === "help") {
    view.help = !view.help;
    desk.draw();
  } else if (text && at.source) actInText(desk, name, { ...at, text, source: at.source });
}

/** @param {Desk} desk @param {Look & { record: Cells }} at @param {string} name */
function decide(desk, { draft, record }, name) {
  const changes = name === "confirm" ? acts.confirm(draft, "statements", record.id) : acts.setAside(draft, "statements", record.id);
  const later = rows(changed(draft, changes), "statements");
  const inSource = inOrder(later.filter((one) => one.source === view.source));
  const next = nextUndecided(inSource, record.id) ?? later.find((one) => stateOf(one) === "undecided");
  if (next) Object.assign(view, { id: next.id, marked: null });
  if (changes.length) desk.change(name === "confirm" ? "confirm" : "set aside", changes);
  else desk.draw();
  bringIntoSight(desk);
  /** @type {HTMLElement | null} */ (desk.root.querySelector(".record-side"))?.focus({ preventScroll: true });
}

/** What is done with words of the text. @param {Desk} desk @param {string} name @param {LookAtText} at */
function actInText(desk, name, at) {
  const { record, records, text } = at;
  const element = textOf(desk);
  // A browser tells of a selection some time after the key that made it; the next key may come before.
  view.selection = (element && selected(element)) ?? view.selection;
  const words = view.selection && wholeWords(text.text, view.selection.start, view.selection.end);
  const some = words && words.start < words.end ? words : null;
  /** @param {Span} of */
  const span = (of) => ({ start: text.toPoints(of.start), end: text.toPoints(of.end) });
  if (name === "text" && element) {
    const start = spansOf(at).find(({ id }) => id === view.id)?.start ?? 0;
    selectWords(element, start, start);
  }
  const fresh = some ?? view.marked;
  if (name === "new" && fresh) desk.ask("mark", { source: view.source, ...span(fresh) }, toNew);
  if (name === "bounds" && record && some) desk.ask("bounds", { key: record.id, ...span(some) }, goTo);
  if (name === "split" && record && view.selection) desk.ask("split", { key: record.id, at: text.toPoints(view.selection.start) }, goTo);
  const following = record && records[records.indexOf(record) + 1];
  if (name === "merge" && record && following) desk.ask("join", { key: record.id, other: following.id }, goTo);
  if (name === "gap") nextGap(desk, at);
}

/** @param {Desk} desk @param {string} id */
function toNew(desk, id) {
  view.selection = null;
  goTo(desk, id);
  speakerOf(desk)?.select();
}

/** @param {Pressed} target */
function passageOf(target) {
  const ids = target.dataset.id.split(" ");
  return ids[(ids.indexOf(view.id) + 1) % ids.length];
}

/** @param {Desk} desk @param {LookAtText} at */
function nextGap(desk, at) {
  const gaps = gapsOf(at);
  if (!gaps.length) return;
  const from = view.marked?.start ?? at.text.toText(Number(at.record?.start ?? 0)) - 1;
  const gap = gaps.find(({ start }) => start > from) ?? gaps[0];
  Object.assign(view, { id: "", marked: trimmed(at.text.text, gap.start, gap.end), selection: null });
  desk.draw();
  bringIntoSight(desk);
  const element = textOf(desk);
  if (element) selectWords(element, gap.start, gap.end);
}

/** @param {Desk} desk @param {Field} target */
function change(desk, target) {
  if (target.dataset.source) {
    Object.assign(view, { source: target.value, id: "", marked: null, selection: null });
    desk.draw();
    return;
  }
  const { draft, record } = look(desk);
  if (!record) return;
  const { field, place } = target.dataset;
  if (place && target.value.trim()) {
    desk.change("edit", acts.addPlace(draft, record.id, place, target.value));
    target.value = "";
  }
  if (field === "speaker-name") {
    if (target.value.trim()) desk.change("edit", acts.setSpeaker(draft, record.id, target.value));
    else target.value = row(draft, "actors", record.speaker)?.name ?? "";
  } else if (field) desk.change("edit", acts.setField(draft, record.id, field, target.value));
}

/** The text on the screen. @param {Desk} desk @returns {HTMLElement | null} */
function textOf(desk) {
  return desk.root.querySelector(".source-text");
}

/** The field of the speaker. @param {Desk} desk @returns {HTMLInputElement | null} */
function speakerOf(desk) {
  return desk.root.querySelector('[data-field="speaker-name"]');
}
