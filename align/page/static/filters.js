// Which beads are shown: the filters of the page.

/** Name, and which beads are shown. @type {[string, (pair: import("./pair.js").Pair, bead: import("./pair.js").Bead) => boolean][]} */
export const FILTERS = [
  ["all", () => true],
  ["undecided", (pair, bead) => !pair.decision(bead)],
  ["doubtful", (pair, bead) => pair.isDoubtful(bead)],
  ["findings", (pair, bead) => pair.findingsOf(bead).length > 0],
  ["needs-fix", (pair, bead) => ["needs-fix", "reject"].includes(pair.decision(bead))],
  ["nulls", (_, bead) => !bead.s.length || !bead.t.length],
  ["stale", (pair, bead) => pair.staleOf(bead).length > 0],
  ["second", (pair, bead) => pair.wantsSecond(bead)],
  ["disputed", (pair, bead) => pair.isDisputed(bead)],
  ["passed", (pair, bead) => pair.passed.has(bead.k) && !pair.decision(bead)],
];
