// Where a bead is cut in two.

/** @typedef {import("./pair.js").Pair} Pair */
/** @typedef {import("./pair.js").Bead} Bead */
/** @typedef {import("./pair.js").Side} Side */

/**
 * Where to cut the other side of a split: after so many segments, whose share of the text is nearest to `share`.
 * @param {number[]} lengths @param {number} share
 */
export function fairCut(lengths, share) {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  let best = 0;
  let seen = 0;
  let gap = Math.abs(share);
  lengths.forEach((length, place) => {
    seen += length;
    const now = Math.abs(seen / (total || 1) - share);
    if (now < gap) [best, gap] = [place + 1, now];
  });
  return best;
}

/**
 * How many source and target segments stay in the first bead when `bead` is split at the cursor.
 * @param {Pair} pair @param {Bead} bead @param {{side: Side, at: number}} cursor @returns {[number, number]}
 */
export function splitAt(pair, bead, { side, at }) {
  const sides = { source: bead.s, target: bead.t };
  /** @param {Side} name */
  const lengths = (name) => sides[name].map((i) => pair[name].segments[i].t.length);
  const other = side === "source" ? "target" : "source";
  const own = lengths(side);
  const place = Math.max(at, sides[side].length > 1 ? 1 : 0) || (sides[other].length ? sides[side].length : 1);
  const share = own.slice(0, place).reduce((a, b) => a + b, 0) / own.reduce((a, b) => a + b, 0.0001);
  let there = fairCut(lengths(other), share);
  if (place === sides[side].length) there = Math.min(there, sides[other].length > 1 ? sides[other].length - 1 : 0);
  return side === "source" ? [place, there] : [there, place];
}
