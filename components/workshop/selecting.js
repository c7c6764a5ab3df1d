// What is selected in a text on the screen, as positions in the text itself. Each piece of the text stands
// in an element that says where it begins.

/** Give the selection within a text's element: {start, end}, equal for a caret; null without one. */
export function selected(text) {
  const range = rangeIn(text.getRootNode());
  if (!range || !text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  const ends = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  if (ends.some((at) => at === null)) return null;
  return { start: Math.min(...ends), end: Math.max(...ends) };
}

// A shadow root has its own selection in some browsers; the others tell of it when they are asked.
function rangeIn(root) {
  const whole = document.getSelection();
  if (!whole) return null;
  if (whole.getComposedRanges) {
    const [found] = whole.getComposedRanges({ shadowRoots: root instanceof ShadowRoot ? [root] : [] });
    return found ?? null;
  }
  const own = root.getSelection?.() ?? whole;
  return own.rangeCount ? own.getRangeAt(0) : null;
}

function place(node, offset) {
  if (node.nodeType === Node.TEXT_NODE) {
    const piece = node.parentElement.closest("[data-at]");
    return piece ? Number(piece.dataset.at) + offset : null;
  }
  const after = node.childNodes[offset];
  if (after) return startOf(after);
  const last = node.childNodes[node.childNodes.length - 1];
  return last ? endOf(last) : node.dataset?.at ? Number(node.dataset.at) : null;
}

function startOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return place(node, 0);
  const piece = node.matches("[data-at]") ? node : node.querySelector("[data-at]");
  return piece ? Number(piece.dataset.at) : null;
}

function endOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return place(node, node.length);
  const all = node.matches("[data-at]") ? [node] : [...node.querySelectorAll("[data-at]")];
  const last = all[all.length - 1];
  return last ? Number(last.dataset.at) + last.textContent.length : null;
}

/** Select words of a text on the screen: from and to are positions in the text. */
export function selectWords(text, start, end) {
  const [from, to] = [nodeAt(text, start), nodeAt(text, end)];
  if (!from || !to) return;
  text.focus({ preventScroll: true });
  const root = text.getRootNode();
  const selection = root.getSelection?.() ?? document.getSelection();
  selection.setBaseAndExtent(...from, ...to);
}

function nodeAt(text, position) {
  for (const piece of text.querySelectorAll("[data-at]")) {
    const inside = position - Number(piece.dataset.at);
    const node = piece.firstChild;
    if (node && inside >= 0 && inside <= node.length) return [node, inside];
  }
  return null;
}
