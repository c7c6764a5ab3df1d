// A source's text on the screen: the server counts code points, a browser counts halves of some of them.

/**
 * Give two functions for a text: from code points to a string's positions, and back.
 * @param {string} text @returns {Omit<SourceText, "text">}
 */
export function positions(text) {
  /** @type {number[]} */
  const wide = []; // positions of the first halves of characters that take two
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0xd800 && code < 0xdc00) {
      wide.push(at);
      at += 1;
    }
  }
  if (!wide.length) return { toText: (point) => point, toPoints: (at) => at };
  return {
    // The nth wide character stands at wide[n], which is code point wide[n] - n.
    toText: (point) => point + before(wide.length, (n) => wide[n] - n < point),
    toPoints: (at) => at - before(wide.length, (n) => wide[n] < at),
  };
}

/** Counts how many of the first numbers fit, where all that fit come first. @param {number} count @param {(n: number) => boolean} fits */
function before(count, fits) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (fits(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Cut a text into its lines, each with where it begins; a line keeps its end. @param {string} text @returns {TextLine[]} */
export function lines(text) {
  const found = [];
  for (let start = 0; start < text.length; ) {
    const end = text.indexOf("\n", start) + 1 || text.length;
    found.push({ start, text: text.slice(start, end) });
    start = end;
  }
  return found;
}

const LONG = 4_000; // characters of a line that is drawn in one piece: a text may be one line of millions

/** Cut a text into what is drawn of it one by one: its lines, long ones after a blank where there is one. @param {string} text @returns {TextLine[]} */
export function blocks(text) {
  return lines(text).flatMap((line) => {
    const found = [];
    let { start, text: rest } = line;
    while (rest.length > LONG) {
      const half = /[\ud800-\udbff]/.test(rest[LONG - 1]); // of a character that takes two
      const cut = rest.lastIndexOf(" ", LONG - 1) + 1 || LONG - Number(half);
      found.push({ start, text: rest.slice(0, cut) });
      start += cut;
      rest = rest.slice(cut);
    }
    return [...found, { start, text: rest }];
  });
}

/**
 * Cut a line at the edges of spans {id, start, end}: each piece with the ids of those over it.
 * @param {TextLine} line @param {Omit<RecordSpan, "state">[]} spans @returns {Piece[]}
 */
export function pieces(line, spans) {
  const end = line.start + line.text.length;
  const over = spans.filter((span) => span.start < end && span.end > line.start);
  const edges = new Set([line.start, end]);
  for (const span of over) for (const edge of [span.start, span.end]) if (edge > line.start && edge < end) edges.add(edge);
  const cuts = [...edges].sort((one, other) => one - other);
  return cuts
    .slice(0, -1)
    .map((start, index) => ({
      start,
      text: line.text.slice(start - line.start, cuts[index + 1] - line.start),
      ids: over.filter((span) => span.start <= start && span.end > start).map((span) => span.id),
    }));
}

/** Give the sentences of a text, without the blanks around them. @param {string} text @param {string} language */
export function sentences(text, language) {
  let locale = "en";
  try {
    [locale = "en"] = Intl.Segmenter.supportedLocalesOf([language || "en"]);
  } catch {
    // a language that is none is read as English
  }
  const splitter = new Intl.Segmenter(locale, { granularity: "sentence" });
  return lines(text)
    .flatMap((line) =>
      [...splitter.segment(line.text)].map(({ segment, index }) => trimmed(text, line.start + index, line.start + index + segment.length)),
    )
    .filter(({ start, end }) => /\p{L}/u.test(text.slice(start, end)));
}

/** Take the blanks at both ends off a span. @param {string} text @param {number} start @param {number} end @returns {Span} */
export function trimmed(text, start, end) {
  while (start < end && /\s/.test(text[start])) start += 1;
  while (end > start && /\s/.test(text[end - 1])) end -= 1;
  return { start, end };
}

/** Widen a span to whole words, and take off the blanks at its ends. @param {string} text @param {number} start @param {number} end */
export function wholeWords(text, start, end) {
  const inside = trimmed(text, start, end);
  if (inside.start === inside.end) return inside;
  while (inside.start > 0 && joins(text[inside.start - 1], text[inside.start])) inside.start -= 1;
  while (inside.end < text.length && joins(text[inside.end - 1], text[inside.end])) inside.end += 1;
  return inside;
}

/** @param {string} one @param {string} other */
function joins(one, other) {
  return /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(one) && /[\p{L}\p{N}\p{M}\ud800-\udfff]/u.test(other);
}

/** Give the sentences that no span touches; sentences come in order. @param {Span[]} sentences @param {Span[]} spans */
export function uncovered(sentences, spans) {
  const sorted = [...spans].sort((one, other) => one.start - other.start);
  let [next, reach] = [0, -1]; // of the spans that begin before a sentence ends, how far the farthest goes
  return sentences.filter((sentence) => {
    for (; next < sorted.length && sorted[next].start < sentence.end; next += 1) reach = Math.max(reach, sorted[next].end);
    return reach <= sentence.start;
  });
}
