// What a link chooses, in words: the title of the window that shows it.
import { spotWords } from "./choosing.js";
import { isolated } from "./wording.js";

const LONGEST_QUOTED = 80;

/**
 * Names what a link chooses, by the rules of data/telling/heading.py.
 * @param {Basis} basis @param {Selected} selection @param {string} sentence @param {string} title
 */
export function headingOf(basis, { statement, filters, at }, sentence, title) {
  const position = basis.statement.get(statement);
  let chosen = at ? `Statements ${spotWords(basis, at)}` : "";
  if (Object.keys(filters).length) chosen = sentence;
  if (position !== undefined) {
    const { speaker, exact } = basis.data.cards[position];
    chosen = `${isolated(speaker)}: “${isolated(cut(exact))}”`;
  }
  return [chosen, title].filter(Boolean).join(" · ");
}

/** Cuts a text at the end of a word. @param {string} text */
function cut(text) {
  const letters = [...text];
  if (letters.length <= LONGEST_QUOTED) return text;
  const begun = letters.slice(0, LONGEST_QUOTED).join("");
  return `${begun.slice(0, Math.max(0, begun.lastIndexOf(" "))) || begun} …`;
}
