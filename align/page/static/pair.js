// One pair as this page knows it: segments, ladder, verdicts, findings; and how the server's changes alter it.
import { FILTERS, fold, meets, searched } from "./filters.js";
import { groupOf, Ladder, nameOf } from "./ladder.js";
import { UNSENT, withVerdicts } from "./verdicts.js";

/** @typedef {"source" | "target"} Side */
/** @typedef {{s: number[], t: number[], p: number, k: string, x?: 1, l?: 1, h?: string}} Bead See `bead_json` in as_json.py. */
/** @typedef {{t: string, k: string, l?: number, m?: string, o?: string}} Segment See `document_json` in as_json.py. */
/** @typedef {{lang: string, title: string, segments: Segment[]}} Text */
/** @typedef {{seq: number, decision: string, reviewer: string, at: string, comment?: string, source_text?: string,
 *   target_text?: string, reply_to?: number, resolves?: boolean}} Verdict */
/** @typedef {{check: string, severity: string, message: string, said: string, p: number | null, source: number[][], target: number[][]}} Finding */
/** @typedef {import("./ladder.js").Splice} Splice */
/** @typedef {import("./ladder.js").Recut} Recut */

const DOUBTFUL = 0.8; // a bead below this probability is doubtful

export class Pair {
  /** @param {any} body the server's answer @param {string} me the reviewer's name */
  constructor(body, me) {
    this.me = me;
    /** @type {Record<string, Finding[]>} */
    this.findings = {};
    /** @type {Record<string, [number, ...string[]]> | null} how probably a bead holds something to mend, and why; null until known */
    this.doubts = null;
    /** @type {Record<string, [string, string[]][]>} names without their usual counterparts */
    this.strays = {};
    /** @type {Set<string>} beads that the guided pass left without a decision */
    this.passed = new Set();
    /** @type {(passed: Set<string>) => void} what keeps them */
    this.keepPassed = () => {};
    /** @type {Record<string, any[]>} */
    this.stale = {};
    this.ladder = new Ladder([]);
    this.load(body);
  }

  /** @param {any} body the server's answer */
  load(body) {
    /** @type {string} */
    this.id = body.id;
    /** @type {number} */
    this.seq = body.seq;
    /** @type {boolean} false if the pairing was read from a bilingual file: its probabilities say nothing */
    this.computed = body.computed !== false;
    /** @type {Text} */
    this.source = body.source;
    /** @type {Text} */
    this.target = body.target;
    /** @type {string} the content key of all texts; a change that names segments by number holds for these texts only */
    this.texts = body.texts;
    this.ladder.server = body.beads;
    this.ladder.renew();
    /** @type {Record<string, Verdict[]>} */
    this.verdicts = { ...body.hidden, ...body.verdicts };
    /** @type {Record<string, string>} the person whose row it is, by key */
    this.assigned = body.assigned ?? {};
    /** @type {[string, string][]} the readers who read blind, and who began it */
    this.readings = body.readings ?? [];
    /** @type {string} who began the blind reading that this person is at, "" for none */
    this.blind = body.blind ?? "";
    /** @type {number} */
    this.undo = body.undo;
    /** @type {number} */
    this.redo = body.redo;
    /** @type {Map<string, string>} */
    this.folded = new Map();
    this.index();
  }

  index() {
    /** @type {Bead[]} */
    this.beads = this.ladder.shown;
    /** @type {Map<string, number>} */
    this.placeOf = new Map(this.beads.map((bead, place) => [bead.k, place]));
    /** @type {{source: Bead[], target: Bead[]}} which bead holds a segment */
    this.holder = { source: [], target: [] };
    for (const bead of this.beads) {
      for (const i of bead.s) this.holder.source[i] = bead;
      for (const i of bead.t) this.holder.target[i] = bead;
    }
  }

  /** Apply the server's changes, each once, in order. Gives what changed, and which other reviewers changed it. */
  apply(answer) {
    /** @type {{touched: Set<string>, splice: Splice | null, recuts: Recut[], others: Set<string>, reload: boolean, dismissed: boolean}} */
    const told = {
      touched: new Set(),
      splice: null,
      recuts: [],
      others: new Set(),
      reload: Boolean(answer.reload),
      dismissed: false,
    };
    let regrouped = this.ladder.settle(answer.id);
    for (const delta of answer.deltas ?? []) {
      if (delta.seq <= this.seq) continue;
      this.seq = delta.seq;
      if (delta.reload) told.reload = true;
      if (delta.reviewer !== this.me) told.others.add(delta.reviewer);
      if (delta.recut) {
        this.recut(delta.recut);
        told.recuts.push(delta.recut);
        regrouped = true;
      }
      if (delta.splice) {
        const [at, remove, beads] = delta.splice;
        this.ladder.server = this.ladder.server.toSpliced(at, remove, ...beads);
        regrouped = true;
      }
      for (const [key, verdicts] of Object.entries(delta.verdicts ?? {})) {
        this.verdicts[key] = withVerdicts(this.verdicts[key] ?? [], verdicts);
        told.touched.add(key);
        this.folded.delete(key);
      }
      for (const [key, seq] of Object.entries(delta.withdrawn ?? {})) {
        this.verdicts[key] = (this.verdicts[key] ?? []).filter((one) => one.seq !== seq);
        told.touched.add(key);
        this.folded.delete(key);
      }
      if (delta.dismissed) told.dismissed = true;
      if (delta.assigned) this.assigned = delta.assigned;
    }
    if (regrouped) told.splice = this.renew();
    return told;
  }

  /** Segments were cut or joined: those behind have other numbers. @param {Recut} cut */
  recut(cut) {
    const [side, at, remove, segments, texts] = cut;
    this[side].segments.splice(at, remove, ...segments);
    this.texts = texts;
    this.ladder.recut(cut);
  }

  /** Show an own edit before the server acknowledges it. @param {any} request @returns {Splice} */
  propose(request) {
    this.ladder.propose(request, this.me);
    return this.renew();
  }

  /** Index the ladder anew. What was said of a bead before the server knew it goes to the server's bead. */
  renew() {
    const splice = this.ladder.renew();
    this.index();
    for (const bead of splice.gone) {
      const now = this.now(bead);
      if (!now || !this.verdicts[bead.k]) continue;
      const unsent = this.verdicts[bead.k].filter((one) => one.seq === UNSENT);
      this.verdicts[bead.k] = this.verdicts[bead.k].filter((one) => one.seq !== UNSENT);
      this.verdicts[now.k] = [...(this.verdicts[now.k] ?? []), ...unsent];
    }
    return splice;
  }

  /** The bead that holds the first segment of a bead now. @param {Bead} bead */
  heir(bead) {
    return bead.s.length ? this.holder.source[bead.s[0]] : this.holder.target[bead.t[0]];
  }

  /** The bead that holds the same segments now, or undefined. @param {Bead} bead */
  now(bead) {
    const heir = this.heir(bead);
    return heir && nameOf(groupOf(heir)) === nameOf(groupOf(bead)) ? heir : undefined;
  }

  /** Take back a verdict that was shown before the server's answer; gives the beads to draw. @param {Bead} bead @param {Verdict} verdict */
  retract(bead, verdict) {
    const known = [bead, this.now(bead) ?? bead].filter((one) => this.verdicts[one.k]?.includes(verdict));
    for (const one of known) this.verdicts[one.k] = this.verdicts[one.k].filter((other) => other !== verdict);
    return known;
  }

  /** @param {string} key @returns {Bead | undefined} */
  bead(key) {
    const place = this.placeOf.get(key);
    return place === undefined ? undefined : this.beads[place];
  }

  latest(bead) {
    return (this.verdicts[bead.k] ?? []).findLast((verdict) => verdict.decision);
  }

  decision(bead) {
    return this.latest(bead)?.decision ?? "";
  }

  opinions(bead) {
    const by = new Map();
    for (const verdict of this.verdicts[bead.k] ?? []) if (verdict.decision) by.set(verdict.reviewer, verdict);
    return by;
  }

  /** One side of a bead as one text. @param {Bead} bead @param {Side} side */
  textOf(bead, side) {
    const { lang, segments } = this[side];
    const texts = (side === "source" ? bead.s : bead.t).map((i) => segments[i].t);
    return texts.join(/^(ja|zh)\b/.test(lang) ? "" : " ");
  }

  /** The newest correction of a side, of one reviewer or of all by name. @param {Bead} bead @param {Side} side */
  corrections(bead, side) {
    /** @type {Map<string, Verdict>} */
    const by = new Map();
    for (const one of this.verdicts[bead.k] ?? []) if (one[`${side}_text`]) by.set(one.reviewer, one);
    return by;
  }

  comments(bead) {
    return (this.verdicts[bead.k] ?? []).filter((verdict) => verdict.comment);
  }

  findingsOf(bead) {
    return this.findings[bead.k] ?? [];
  }

  /** Old decisions that nobody settled by a newer one. */
  unsettled(bead) {
    const latest = this.latest(bead);
    return (this.stale[bead.k] ?? []).filter((old) => !latest || latest.seq < old.seq || latest.at < old.at);
  }

  /** Old decisions to show: what is not settled, and every comment and suggestion. */
  staleOf(bead) {
    const open = this.unsettled(bead);
    return (this.stale[bead.k] ?? []).filter(
      (old) => open.includes(old) || old.comment || old.suggestion || old.source_suggestion,
    );
  }

  wantsSecond(bead) {
    const opinions = this.opinions(bead);
    return this.decision(bead) === "needs-fix" && opinions.size === 1 && !opinions.has(this.me);
  }

  isDisputed(bead) {
    return new Set([...this.opinions(bead).values()].map((verdict) => verdict.decision)).size > 1;
  }

  isDoubtful(bead) {
    if (this.wantsSecond(bead) || this.unsettled(bead).length) return true;
    if (this.decision(bead)) return false;
    return bead.p < DOUBTFUL || this.findingsOf(bead).some((finding) => finding.severity !== "hint");
  }

  /** The probability that a bead holds something to mend; what people disagree on comes first, what is decided last. */
  chance(bead) {
    if (this.wantsSecond(bead) || this.isDisputed(bead)) return 2;
    if (this.unsettled(bead).length) return 1;
    if (this.decision(bead)) return -1;
    return this.doubt(bead);
  }

  /** The same by bead and findings alone, whatever people decided; 0…1. */
  doubt(bead) {
    if (!this.doubts) return this.computed ? 1 - bead.p : 0;
    return this.doubts[bead.k]?.[0] ?? 0;
  }

  /** Why a bead wants a look, the most telling reason first. @returns {string[]} names of reasons */
  reasons(bead) {
    const [, ...found] = this.doubts?.[bead.k] ?? [0];
    const people = [
      this.wantsSecond(bead) && "second",
      this.isDisputed(bead) && "disputed",
      this.unsettled(bead).length > 0 && "stale",
    ];
    return [...people.filter((one) => typeof one === "string"), ...(this.decision(bead) ? [] : found)];
  }

  /** Note that a bead was left without a decision. @param {string} key */
  pass(key) {
    this.passed.add(key);
    this.keepPassed(this.passed);
  }

  forgetPassed() {
    this.passed.clear();
    this.keepPassed(this.passed);
  }

  /** The beads to show: filtered, searched, in reading order or worst first. */
  view(filter, query, order, conditions = {}) {
    const test = (FILTERS.find(([name]) => name === filter) ?? FILTERS[0])[1];
    const words = fold(query).split(/\s+/u).filter(Boolean);
    const shown = this.beads.filter(
      (bead) =>
        test(this, bead) && meets(this, bead, conditions) && words.every((word) => searched(this, bead).includes(word)),
    );
    if (order !== "worst") return shown;
    const chances = new Map(shown.map((bead) => [bead, this.chance(bead)]));
    return shown.toSorted((one, other) => (chances.get(other) ?? 0) - (chances.get(one) ?? 0));
  }

  neighbour(bead, step) {
    return this.beads[(this.placeOf.get(bead.k) ?? Number.NaN) + step];
  }
}
