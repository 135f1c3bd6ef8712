// The words of a search, lit up in the rows. The browser draws them; no element changes.
import { fold } from "./filters.js";

/** @param {Iterable<HTMLElement>} rows @param {string} query */
export function markHits(rows, query) {
  if (!("highlights" in CSS)) return;
  const words = fold(query).split(/\s+/).filter(Boolean);
  const ranges = words.length ? [...rows].flatMap((row) => rangesIn(row, words)) : [];
  CSS.highlights.set("search-hit", new Highlight(...ranges));
}

/** @param {HTMLElement} row @param {string[]} words @returns {Range[]} */
function rangesIn(row, words) {
  const ranges = [];
  for (const text of row.querySelectorAll(".seg .text")) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const plain = fold(node.nodeValue ?? "");
      if (plain.length !== node.nodeValue?.length) continue; // folding moved the letters
      for (const word of words) {
        for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
  }
  return ranges;
}
