// From a point on the screen to a place in a segment's text, and from a place to a range of the drawn text.
import { byId } from "./dom.js";

const rows = byId("rows");

/** The text nodes of a segment without its marker. @param {any} segment @returns {any[]} */
function textNodes(segment) {
  const walker = document.createTreeWalker(segment.querySelector(".text"), NodeFilter.SHOW_TEXT);
  /** @type {any[]} */
  const nodes = [];
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest(".marker")) nodes.push(walker.currentNode);
  return nodes;
}

/** @param {any} segment */
const indexOf = (segment) => Number(segment.querySelector(".no").textContent) - 1;

/** The place under a point: {side, at, offset} in UTF-16 units; null outside of texts. @param {number} x @param {number} y */
export function pointAt(x, y) {
  const caret = document.caretPositionFromPoint?.(x, y) ?? null;
  const range = caret ? null : document.caretRangeFromPoint?.(x, y);
  return placeOf(caret?.offsetNode ?? range?.startContainer, caret?.offset ?? range?.startOffset ?? 0);
}

/** The place of a position in a text node; null outside of texts. @param {any} node @param {number} inside */
export function placeOf(node, inside) {
  const segment = /** @type {any} */ (node?.parentElement?.closest("#rows .seg"));
  if (!segment) return null;
  let offset = inside;
  for (const one of textNodes(segment)) {
    if (one === node) return { side: segment.dataset.side, at: indexOf(segment), offset };
    offset += one.length;
  }
  return null;
}

/**
 * A part of a segment as a range of the drawn text; null where its row is not drawn.
 * @param {string} side @param {number} at @param {[number, number]} span
 */
export function rangeOf(side, at, [start, stop]) {
  const drawn = [...rows.querySelectorAll(`.seg[data-side="${side}"]`)].find((one) => indexOf(one) === at);
  if (!drawn) return null;
  const range = new Range();
  let before = 0;
  for (const node of textNodes(drawn)) {
    if (start >= before && start <= before + node.length) range.setStart(node, start - before);
    if (stop >= before && stop <= before + node.length) {
      range.setEnd(node, stop - before);
      return range;
    }
    before += node.length;
  }
  return null;
}
