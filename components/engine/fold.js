// Folds words for searching by the rules and tables of data/folding.py.
import { isolated } from "./wording.js";

const SPACES = /[\s\u001c-\u001f\u0085]+/u;
const ASCII = /^[\0-\x7f]*$/;
const PHRASE = /(?:^|(?<=[ ([{-]))[([{]*"(.+?)"[)\]}.,;:!?]*(?=[ -]|$)/gu;
// More marks in a row than any script has, which would be put into order for minutes.
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

/** @param {"NFC" | "NFKD"} form @param {string} text */
function normal(form, text) {
  const plain = text.replaceAll("\uff9e", "\u3099").replaceAll("\uff9f", "\u309a");
  return plain.replace(TOO_MANY_MARKS, "$1").normalize(form);
}

/** Make a readable id of words: plain small letters and figures, joined by hyphens; "" where there are none. */
export function slug(/** @type {string} */ text, longest = 60) {
  const plain = normal("NFKD", text.slice(0, 200))
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return plain
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, longest)
    .replace(/^-+|-+$/g, "");
}

/** @param {number[]} ends */
function unseenOf(ends) {
  let runs = "";
  for (let n = 0; n < ends.length; n += 2) runs += `\\u{${ends[n].toString(16)}}-\\u{${ends[n + 1].toString(16)}}`;
  return new RegExp(`[${runs}]+`, "gu");
}

/** @param {Folding} tables */
export function folding({ cases, plain, zeros, unseen }) {
  const dropped = unseenOf(unseen);
  const meant = { ...plain };
  for (const zero of zeros) {
    const first = zero.codePointAt(0) ?? 0;
    for (let digit = 0; digit < 10; digit++) meant[String.fromCodePoint(first + digit)] = String(digit);
  }
  return (/** @type {string} */ text) => {
    let folded = "";
    if (ASCII.test(text)) folded = text.toLowerCase();
    else {
      for (const character of normal("NFKD", text).replace(dropped, "")) {
        for (const one of cases[character] ?? character) folded += meant[one] ?? one;
      }
    }
    return normal("NFC", folded.split(SPACES).filter(Boolean).join(" "));
  };
}

/** @param {string} text */
function stripped(text) {
  return text.replace(/^[ "]+|[ "]+$/gu, "");
}

/** Gives the words and phrases that a folded text must contain to be found. @param {string} folded */
export function soughtIn(folded) {
  const text = folded.replace(/^'((?:(?! '|' ).)+)'$/u, '"$1"');
  const phrases = [...text.matchAll(PHRASE)].map((found) => stripped(found[1]));
  const words = text.replace(PHRASE, " ").split(" ").map(stripped);
  return [...phrases, ...words].filter(Boolean);
}

/** Joins names for a sentence: "a, b or c". @param {string[]} names */
export function either(names) {
  const apart = names.map(isolated);
  return apart.length > 1 ? `${apart.slice(0, -1).join(", ")} or ${apart.at(-1)}` : apart[0];
}

/** @param {string} template @param {string} words */
export function inWords(template, words) {
  return template.replace("{}", () => words);
}
