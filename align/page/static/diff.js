// The difference of two texts: word by word, in Japanese character by character.

const LONGEST = 1500; // words and marks of each text; above that the whole text is shown as changed

/** @typedef {["same" | "gone" | "new", string]} DiffPart */

/** @param {string} text @returns {string[]} */
const wordsOf = (text) => text.match(/[A-Za-z0-9À-ɏ'’]+|\s+|./gu) ?? [];

/**
 * The parts that stayed, went and came, in order.
 * @param {string} old @param {string} now @returns {DiffPart[]}
 */
export function difference(old, now) {
  if (old === now) return old ? [["same", old]] : [];
  const [a, b] = [wordsOf(old), wordsOf(now)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = between(a.slice(head, a.length - tail), b.slice(head, b.length - tail));
  return joined([["same", a.slice(0, head).join("")], ...middle, ["same", tail ? a.slice(-tail).join("") : ""]]);
}

/**
 * By the longest common subsequence.
 * @param {string[]} a @param {string[]} b @returns {DiffPart[]}
 */
function between(a, b) {
  if (Math.max(a.length, b.length) > LONGEST) {
    return [
      ["gone", a.join("")],
      ["new", b.join("")],
    ];
  }
  const longest = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i][j] = a[i] === b[j] ? longest[i + 1][j + 1] + 1 : Math.max(longest[i + 1][j], longest[i][j + 1]);
    }
  }
  /** @type {DiffPart[]} */
  const parts = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.push(["same", a[i]]);
      i += 1;
      j += 1;
    } else if (i < a.length && (j === b.length || longest[i + 1][j] >= longest[i][j + 1])) {
      parts.push(["gone", a[i]]);
      i += 1;
    } else {
      parts.push(["new", b[j]]);
      j += 1;
    }
  }
  return parts;
}

/** Neighbours of one kind as one part; between two matches what went stands before what came. @param {DiffPart[]} parts */
function joined(parts) {
  /** @type {DiffPart[]} */
  const found = [];
  let [gone, come] = ["", ""];
  const flush = () => {
    if (gone) found.push(["gone", gone]);
    if (come) found.push(["new", come]);
    [gone, come] = ["", ""];
  };
  for (const [kind, text] of parts) {
    if (!text) continue;
    if (kind === "gone") gone += text;
    else if (kind === "new") come += text;
    else {
      flush();
      const last = found.at(-1);
      if (last?.[0] === "same") last[1] += text;
      else found.push(["same", text]);
    }
  }
  flush();
  return found;
}
