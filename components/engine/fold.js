// Folds words for searching by the rules and tables of data/folding.py.
import { isolated } from "./text.js";

const UNSEEN = /[\p{Mn}\p{Mc}\p{Me}\p{Cf}]/gu;
const SPACES = /[\s\u001c-\u001f\u0085]+/u;
const ASCII = /^[\0-\x7f]*$/;

export function folding({ cases, plain }) {
  return (text) => {
    let folded = "";
    if (ASCII.test(text)) folded = text.toLowerCase();
    else {
      for (const character of text.normalize("NFKD").replace(UNSEEN, "")) {
        for (const one of cases[character] ?? character) folded += plain[one] ?? one;
      }
    }
    return folded.split(SPACES).filter(Boolean).join(" ");
  };
}

// Joins names for a sentence: "a, b or c".
export function either(names) {
  const apart = names.map(isolated);
  return apart.length > 1 ? `${apart.slice(0, -1).join(", ")} or ${apart.at(-1)}` : apart[0];
}

export function inWords(template, words) {
  return template.replace("{}", () => words);
}
