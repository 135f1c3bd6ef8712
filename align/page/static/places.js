// From a point on the screen to a place in a segment's text, and from a place to a range of the drawn text.
import { byId, oncePerFrame } from "./dom.js";

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

/** The segments that are drawn, by side and number, "source 3". @returns {Map<string, any>} */
export const drawnSegments = () =>
  new Map(
    [.../** @type {any} */ (rows.querySelectorAll(".seg"))].map((one) => [`${one.dataset.side} ${indexOf(one)}`, one]),
  );

/**
 * A part of a segment as a range of the drawn text; null where its row is not drawn.
 * @param {string} side @param {number} at @param {[number, number]} span
 */
export function rangeOf(side, at, [start, stop], drawn = drawnSegments()) {
  const segment = drawn.get(`${side} ${at}`);
  if (!segment) return null;
  const range = new Range();
  let before = 0;
  for (const node of textNodes(segment)) {
    if (start >= before && start <= before + node.length) range.setStart(node, start - before);
    if (stop >= before && stop <= before + node.length) {
      range.setEnd(node, stop - before);
      return range;
    }
    before += node.length;
  }
  return null;
}

/** Call `look` before the browser's next frame whenever rows, or texts in them, were drawn again. @param {() => void} look */
export function whenDrawn(look) {
  new MutationObserver(oncePerFrame(look)).observe(rows, { childList: true, subtree: true, characterData: true });
}

/** Draw texts again; what a person selected in them stays selected. @param {() => void} draw */
export function keepSelection(draw) {
  const selection = getSelection();
  const place = (/** @type {"anchor" | "focus"} */ end) =>
    placeOf(selection?.[`${end}Node`], selection?.[`${end}Offset`] ?? 0);
  const before = [place("anchor"), place("focus")];
  draw();
  const after = [place("anchor"), place("focus")];
  if (!before[0] || !before[1] || JSON.stringify(after) === JSON.stringify(before)) return;
  const [from, to] = before.map((one) => one && rangeOf(one.side, one.at, [one.offset, one.offset]));
  if (from && to) selection?.setBaseAndExtent(from.startContainer, from.startOffset, to.startContainer, to.startOffset);
}
