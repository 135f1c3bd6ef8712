// Verdicts that are known and verdicts that come in. Pure.

/** @typedef {import("./pair.js").Verdict} Verdict */

export const UNSENT = Number.MAX_SAFE_INTEGER; // the seq of a verdict that the server has not acknowledged

/**
 * Verdicts with others that came, oldest first, each seq once.
 * @param {Verdict[]} known @param {Verdict[]} come @returns {Verdict[]}
 */
export function withVerdicts(known, come) {
  const seqs = new Set(come.map((one) => one.seq));
  return [...known.filter((one) => !seqs.has(one.seq)), ...come].sort((one, other) => one.seq - other.seq);
}

/** @type {Record<string, {mark: string}>} */
export const DECISIONS = {
  accept: { mark: "✓" },
  "needs-fix": { mark: "!" },
  reject: { mark: "✕" },
  "intended-omission": { mark: "−" },
  "intended-addition": { mark: "+" },
};
