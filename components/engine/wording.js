// Words that more than one module says: numbers, months, how many, texts set apart in a sentence.
export const MONTHS = Array.from({ length: 12 }, (_, month) =>
  new Date(Date.UTC(2000, month)).toLocaleString("en", { month: "long", timeZone: "UTC" }),
);

const grouped = new Intl.NumberFormat("en"); // made once: toLocaleString looks for it at each number

/** Write a number as a reader reads it: 12,345. @param {number} number */
export function figures(number) {
  return grouped.format(number);
}

/** @param {number} count @param {string} one @param {string} several */
export function plural(count, one, several) {
  return count === 1 ? one : several;
}

/** Say how many statements: "1 statement", "1,200 statements". @param {number} count */
export function statements(count) {
  return `${figures(count)} ${plural(count, "statement", "statements")}`;
}

/** Close what a text opens of the marks that turn words, so that it turns nothing beside it. @param {string} text */
function closed(text) {
  let open = 0;
  const line = text.replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark === "\u2069" && !open) return "";
    open += mark === "\u2069" ? -1 : 1;
    return mark;
  });
  return line + "\u2069".repeat(open);
}

/** Set a text apart in a sentence: nothing in it turns the words around it. @param {string} text */
export function isolated(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  return `\u2068${closed(text.replace(/[\n\r\x1c-\x1e\x85\u2029]/g, " "))}\u2069`;
}

/** Give a text that an element sets apart with the very marks that it may hold: it closes its own alone. @param {string} text */
export function balanced(text) {
  if (!/[\u202a-\u202e\u2066-\u2069]/.test(text)) return text;
  return closed(text.replace(/[\x1c-\x1e\x85\u2029]/g, "\u2028"));
}
