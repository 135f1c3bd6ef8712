// Which beads are shown: the filters of the page, and conditions that narrow them down. Pure.
import { sizeOf } from "./dom.js";
import { untagged } from "./mqm.js";

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

/** @typedef {import("./pair.js").Pair} Pair */
/** @typedef {import("./pair.js").Bead} Bead */
/** @typedef {Record<string, string>} Conditions name -> value; "" and what is missing ask for nothing */

/** Each condition, and whether a bead meets it. @type {Record<string, (pair: Pair, bead: Bead, wanted: string) => boolean>} */
export const CONDITIONS = {
  by: (pair, bead, name) => (name === "nobody" ? !pair.decision(bead) : pair.opinions(bead).has(name.slice(1))),
  assigned: (pair, bead, name) =>
    name === "nobody" ? !pair.assigned[bead.k] : pair.assigned[bead.k] === name.slice(1),
  check: (pair, bead, name) => pair.findingsOf(bead).some((finding) => finding.check === name),
  category: (pair, bead, name) => pair.comments(bead).some((one) => untagged(one.comment ?? "").category === name),
  kind: (_, bead, size) => sizeOf(bead) === size,
  from: (pair, bead, percent) => pair.doubt(bead) >= Number(percent) / 100,
  to: (pair, bead, percent) => pair.doubt(bead) <= Number(percent) / 100,
};

/** @param {Pair} pair @param {Bead} bead @param {Conditions} wanted */
export const meets = (pair, bead, wanted) =>
  Object.entries(wanted).every(([name, value]) => !value || !CONDITIONS[name] || CONDITIONS[name](pair, bead, value));

/** The conditions in an address. @param {URLSearchParams} asked @returns {Conditions} */
export const conditionsIn = (asked) =>
  Object.fromEntries(
    Object.keys(CONDITIONS).flatMap((name) => (asked.get(name) ? [[name, asked.get(name) ?? ""]] : [])),
  );

/** Text as search compares it. @param {string} text */
export const fold = (text) => text.normalize("NFKC").toLowerCase();

/** Beads by decision; `expectedErrors` is the sum of 1 − probability over the undecided ones. @param {Pair} pair */
export function counts(pair) {
  /** @type {Record<string, number>} */
  const by = {};
  let decided = 0;
  let expectedErrors = 0;
  for (const bead of pair.beads) {
    const decision = pair.decision(bead);
    if (decision) {
      by[decision] = (by[decision] ?? 0) + 1;
      decided += 1;
    } else expectedErrors += 1 - bead.p;
  }
  return { by, decided, expectedErrors, beads: pair.beads.length };
}

/** The bead's texts and comments as search compares them. @param {Pair} pair @param {Bead} bead @returns {string} */
export function searched(pair, bead) {
  const known = pair.folded.get(bead.k);
  if (known !== undefined) return known;
  const parts = [...bead.s.map((i) => pair.source.segments[i].t), ...bead.t.map((i) => pair.target.segments[i].t)];
  const text = fold([...parts, ...pair.comments(bead).map((one) => one.comment)].join("\n"));
  pair.folded.set(bead.k, text);
  return text;
}
