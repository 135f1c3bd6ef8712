// The guided pass: what wants a look comes one after the other, what most probably holds something to mend first.
// It knows no document.

/** @typedef {import("./pair.js").Pair} Pair */
/** @typedef {import("./pair.js").Bead} Bead */

export const WANTED = 0.1; // beads that hold something to mend with a lower probability are no stop
export const LEAST = 0.02; // they are stops if the reviewer wants them too

export class Pass {
  /** @param {Pair} pair */
  constructor(pair) {
    this.pair = pair;
    this.least = WANTED;
    /** @type {string[]} the keys of the stops so far */
    this.stops = [];
    this.at = -1;
  }

  /** The stops to come, the most probable error first. @returns {Bead[]} */
  waiting(least = this.least) {
    const seen = new Set(this.stops);
    const open = this.pair.beads.filter(
      (bead) => !seen.has(bead.k) && !this.pair.passed.has(bead.k) && this.pair.chance(bead) >= least,
    );
    const chances = new Map(open.map((bead) => [bead, this.pair.chance(bead)]));
    return open.sort((one, other) => (chances.get(other) ?? 0) - (chances.get(one) ?? 0));
  }

  /** The stop where the reviewer is. @returns {Bead | null} */
  here() {
    return this.pair.bead(this.stops[this.at] ?? "") ?? null;
  }

  /** Go on; what is left without a decision is noted as passed. @returns {Bead | null} null at the end */
  next() {
    this.leave();
    while (this.at + 1 < this.stops.length) {
      this.at += 1;
      if (this.here()) return this.here();
    }
    const [bead] = this.waiting();
    this.at = this.stops.length;
    if (!bead) return null;
    this.stops.push(bead.k);
    return bead;
  }

  /** Go back to the stop before. @returns {Bead | null} null before the first */
  previous() {
    while (this.at > 0) {
      this.at -= 1;
      if (this.here()) return this.here();
    }
    return null;
  }

  leave() {
    const bead = this.here();
    if (bead && !this.pair.decision(bead)) this.pair.pass(bead.k);
  }

  /** Number of the stop where the reviewer is, from 1, and of all stops known so far. */
  standing() {
    return { at: Math.min(this.at + 1, this.stops.length), of: this.stops.length + this.waiting().length };
  }
}
