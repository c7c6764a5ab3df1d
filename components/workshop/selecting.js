// What is selected in a text on the screen, as positions in the text itself. Each piece of the text stands
// in an element that says where it begins.

/**
 * Give the selection within a text's element: {start, end}, equal for a caret; null without one.
 * @param {HTMLElement} text @returns {Span | null}
 */
export function selected(text) {
  const range = rangeIn(text.getRootNode());
  if (!range || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const ends = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  const [one, other] = ends;
  if (one === null || other === null) return null;
  return { start: Math.min(one, other), end: Math.max(one, other) };
}

/** A shadow root has its own selection in some browsers; the others tell of it when they are asked. @param {Node} root */
function rangeIn(root) {
  const whole = document.getSelection();
  if (!whole) return null;
  if (whole.getComposedRanges) {
    const [found] = whole.getComposedRanges({ shadowRoots: root instanceof ShadowRoot ? [root] : [] });
    return found ?? null;
  }
  const own = selectionOf(root) ?? whole;
  return own.rangeCount ? own.getRangeAt(0) : null;
}

/** @param {Node} node @param {number} offset @returns {number | null} */
function place(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) {
    const at = pieceAt(node.parentElement?.closest("[data-at]"));
    return at === null ? null : at + offset;
  }
  const after = node.childNodes[offset];
  if (after) return startOf(after);
  const last = node.childNodes[node.childNodes.length - 1];
  return last ? endOf(last) : pieceAt(node);
}

/** @param {Node} node */
function startOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return place(node, 0);
  if (!(node instanceof Element)) return null;
  return pieceAt(node.matches("[data-at]") ? node : node.querySelector("[data-at]"));
}

/** @param {Node} node */
function endOf(node) {
  if (node instanceof Text) return place(node, node.length);
  if (!(node instanceof Element)) return null;
  const all = node.matches("[data-at]") ? [node] : [...node.querySelectorAll("[data-at]")];
  const last = all[all.length - 1];
  const at = pieceAt(last);
  return at === null ? null : at + (last.textContent ?? "").length;
}

/**
 * Select words of a text on the screen: from and to are positions in the text.
 * @param {HTMLElement} text @param {number} start @param {number} end
 */
export function selectWords(text, start, end) {
  const [from, to] = [nodeAt(text, start), nodeAt(text, end)];
  if (!from || !to) return;
  text.focus({ preventScroll: true });
  const root = text.getRootNode();
  const selection = selectionOf(root) ?? document.getSelection();
  selection?.setBaseAndExtent(...from, ...to);
}

/** @param {HTMLElement} text @param {number} position @returns {[Node, number] | null} */
function nodeAt(text, position) {
  for (const piece of text.querySelectorAll("[data-at]")) {
    const inside = position - (pieceAt(piece) ?? 0);
    const node = piece.firstChild;
    if (node instanceof Text && inside >= 0 && inside <= node.length) return [node, inside];
  }
  return null;
}

/** Where a piece of the text begins. @param {Node | null | undefined} node */
function pieceAt(node) {
  return node instanceof HTMLElement && node.dataset.at ? Number(node.dataset.at) : null;
}

/** A shadow root's own selection, in the browsers that have one. @param {Node} root */
function selectionOf(root) {
  return /** @type {Document} */ (root).getSelection?.() ?? null;
}
