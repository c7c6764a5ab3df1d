// Texts in sentences.

/** Set a text apart in a sentence: nothing in it turns the words around it. */
export function isolated(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text;
  let open = 0;
  const line = text.replace(/[\n\r\x1c-\x1e\x85\u2029]/g, " ").replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark === "\u2069" && !open) return "";
    open += mark === "\u2069" ? -1 : 1;
    return mark;
  });
  return `\u2068${line}${"\u2069".repeat(open + 1)}`;
}
