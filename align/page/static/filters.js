// Which beads are shown: the filters of the page.

/** Name, label, and which beads are shown. @type {[string, string, (pair: import("./pair.js").Pair, bead: import("./pair.js").Bead) => boolean][]} */
export const FILTERS = [
  ["all", "All beads", () => true],
  ["undecided", "Undecided", (pair, bead) => !pair.decision(bead)],
  ["doubtful", "Doubtful", (pair, bead) => pair.isDoubtful(bead)],
  ["findings", "With findings", (pair, bead) => pair.findingsOf(bead).length > 0],
  ["needs-fix", "Needs fix or rejected", (pair, bead) => ["needs-fix", "reject"].includes(pair.decision(bead))],
  ["nulls", "Left out or added", (_, bead) => !bead.s.length || !bead.t.length],
  ["stale", "Decided before an edit", (pair, bead) => pair.staleOf(bead).length > 0],
  ["second", "Second opinion wanted", (pair, bead) => pair.wantsSecond(bead)],
  ["disputed", "Reviewers disagree", (pair, bead) => pair.isDisputed(bead)],
  ["passed", "Passed without a decision", (pair, bead) => pair.passed.has(bead.k) && !pair.decision(bead)],
];
