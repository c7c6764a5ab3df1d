// The keys of the review: one each for what is done most. They work wherever no field has the focus.

/** What a key does: its action, how the key is shown, what it says it does. */
export const KEYS = [
  { act: "confirm", keys: ["Enter"], shown: "Enter", words: "Confirm, and go on to the next undecided record" },
  { act: "aside", keys: ["x", "Delete"], shown: "X", words: "Set aside, and go on" },
  { act: "undo", keys: ["u", "Ctrl+z"], shown: "U", words: "Undo" },
  { act: "redo", keys: ["r", "Ctrl+y", "Ctrl+Shift+z"], shown: "R", words: "Redo" },
  { act: "next", keys: ["j", "ArrowDown"], shown: "↓ or J", words: "Next record" },
  { act: "previous", keys: ["k", "ArrowUp"], shown: "↑ or K", words: "Previous record" },
  { act: "fields", keys: ["e"], shown: "E", words: "To the fields of the record" },
  { act: "text", keys: ["t"], shown: "T", words: "Into the text; arrows move, with Shift they select" },
  { act: "new", keys: ["n"], shown: "N", words: "New record of the selected words" },
  { act: "bounds", keys: ["b"], shown: "B", words: "The selected words are this record’s" },
  { act: "split", keys: ["s"], shown: "S", words: "Split the record where the text has its caret" },
  { act: "merge", keys: ["m"], shown: "M", words: "Merge with the next record" },
  { act: "gap", keys: ["g"], shown: "G", words: "Next sentence that has no record" },
  { act: "help", keys: ["?"], shown: "?", words: "Show the keys" },
];
const IN_TEXT = ["ArrowDown", "ArrowUp"];

/**
 * Name what a key is to do; nothing while something is written, or where a key means something else.
 * @param {Pick<KeyboardEvent, "key" | "composedPath" | "altKey" | "ctrlKey" | "metaKey" | "shiftKey" | "isComposing">} event
 */
export function actionOf(event) {
  const target = /** @type {Element} */ (event.composedPath()[0]);
  const field = target.matches?.("input, select, textarea");
  const inText = Boolean(target.closest?.("[contenteditable]"));
  if (event.altKey || event.isComposing) return null;
  const name = `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}`;
  const key =
    event.ctrlKey || event.metaKey ? `${name}${event.shiftKey ? "Shift+" : ""}${event.key.toLowerCase()}` : name + event.key.toLowerCase();
  const known = KEYS.find(({ keys }) => keys.some((one) => one.toLowerCase() === key.toLowerCase()));
  if (!known || field) return null;
  if (inText && IN_TEXT.includes(event.key)) return null;
  if (key === "enter" && target.matches?.("button, summary, a")) return null; // Enter presses it
  return known.act;
}
