// One pair as this page knows it: segments, ladder, verdicts, findings; and how the server's changes alter it.
export const DECISIONS = {
  accept: { label: "Accepted", mark: "✓" },
  "needs-fix": { label: "Needs fix", mark: "!" },
  reject: { label: "Rejected", mark: "✕" },
  "intended-omission": { label: "Left out on purpose", mark: "−" },
  "intended-addition": { label: "Added on purpose", mark: "+" },
};
const DOUBTFUL = 0.8;

export const FILTERS = [
  ["all", "All beads", () => true],
  ["undecided", "Undecided", (pair, bead) => !pair.decision(bead)],
  ["doubtful", "Doubtful", (pair, bead) => pair.isDoubtful(bead)],
  ["findings", "With findings", (pair, bead) => pair.findingsOf(bead).length > 0],
  ["needs-fix", "Needs fix or rejected", (pair, bead) => ["needs-fix", "reject"].includes(pair.decision(bead))],
  ["nulls", "Left out or added", (pair, bead) => !bead.s.length || !bead.t.length],
  ["stale", "Decided before an edit", (pair, bead) => pair.staleOf(bead).length > 0],
  ["second", "Second opinion wanted", (pair, bead) => pair.wantsSecond(bead)],
  ["disputed", "Reviewers disagree", (pair, bead) => pair.isDisputed(bead)],
];

export class Pair {
  constructor(body, me) {
    this.me = me;
    this.load(body);
    this.findings = {};
    this.doubts = {};
    this.stale = {};
    this.lost = [];
  }

  load(body) {
    Object.assign(this, { id: body.id, seq: body.seq, source: body.source, target: body.target, beads: body.beads });
    this.verdicts = body.verdicts;
    this.undo = body.undo;
    this.redo = body.redo;
    this.folded = new Map();
    this.index();
  }

  index() {
    this.placeOf = new Map(this.beads.map((bead, place) => [bead.k, place]));
    this.holder = { source: [], target: [] };
    for (const bead of this.beads) {
      for (const i of bead.s) this.holder.source[i] = bead;
      for (const i of bead.t) this.holder.target[i] = bead;
    }
  }

  /** Take in the server's changes, each once, in order. Returns {keys touched, splices, others, reload}. */
  apply(answer) {
    const told = { touched: new Set(), splices: [], others: new Set(), reload: Boolean(answer.reload), dismissed: false };
    for (const delta of answer.deltas ?? []) {
      if (delta.seq <= this.seq) continue;
      this.seq = delta.seq;
      if (delta.reload) told.reload = true;
      if (delta.reviewer !== this.me) told.others.add(delta.reviewer);
      if (delta.splice) {
        const [at, remove, beads] = delta.splice;
        const gone = this.beads.splice(at, remove, ...beads);
        told.splices.push({ at, gone, come: beads });
      }
      for (const [key, verdicts] of Object.entries(delta.verdicts ?? {})) {
        this.verdicts[key] = verdicts;
        told.touched.add(key);
        this.folded.delete(key);
      }
      if (delta.dismissed) told.dismissed = true;
    }
    if (told.splices.length) this.index();
    return told;
  }

  bead(key) {
    return this.beads[this.placeOf.get(key)];
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

  comments(bead) {
    return (this.verdicts[bead.k] ?? []).filter((verdict) => verdict.comment);
  }

  findingsOf(bead) {
    return this.findings[bead.k] ?? [];
  }

  staleOf(bead) {
    const latest = this.latest(bead);
    return (this.stale[bead.k] ?? []).filter((old) => !latest || latest.seq < old.seq || latest.at < old.at);
  }

  wantsSecond(bead) {
    const opinions = this.opinions(bead);
    return this.decision(bead) === "needs-fix" && opinions.size === 1 && !opinions.has(this.me);
  }

  isDisputed(bead) {
    return new Set([...this.opinions(bead).values()].map((verdict) => verdict.decision)).size > 1;
  }

  isDoubtful(bead) {
    if (this.wantsSecond(bead) || this.staleOf(bead).length) return true;
    if (this.decision(bead)) return false;
    return bead.p < DOUBTFUL || this.findingsOf(bead).some((finding) => finding.severity !== "hint");
  }

  doubt(bead) {
    if (this.wantsSecond(bead)) return 5;
    if (this.decision(bead) && !this.staleOf(bead).length) return -1;
    return this.doubts[bead.k] ?? (1 - bead.p) * 10;
  }

  text(bead) {
    let text = this.folded.get(bead.k);
    if (text === undefined) {
      const parts = [...bead.s.map((i) => this.source.segments[i].t), ...bead.t.map((i) => this.target.segments[i].t)];
      for (const verdict of this.comments(bead)) parts.push(verdict.comment);
      text = fold(parts.join("\n"));
      this.folded.set(bead.k, text);
    }
    return text;
  }

  /** The beads to show: filtered, searched, in reading order or worst first. */
  view(filter, query, order) {
    const test = FILTERS.find(([name]) => name === filter)[2];
    const words = fold(query).split(/\s+/u).filter(Boolean);
    const shown = this.beads.filter((bead) => test(this, bead) && words.every((word) => this.text(bead).includes(word)));
    if (order !== "worst") return shown;
    const doubts = new Map(shown.map((bead) => [bead, this.doubt(bead)]));
    return shown.toSorted((one, other) => doubts.get(other) - doubts.get(one));
  }

  counts() {
    const by = {};
    let decided = 0;
    let doubt = 0;
    for (const bead of this.beads) {
      const decision = this.decision(bead);
      if (decision) {
        by[decision] = (by[decision] ?? 0) + 1;
        decided += 1;
      } else doubt += 1 - bead.p;
    }
    return { by, decided, doubt, beads: this.beads.length };
  }

  neighbour(bead, step) {
    return this.beads[this.placeOf.get(bead.k) + step];
  }
}

/** The shown beads after beads were regrouped: new ones stand where the old ones stood. */
export function follow(items, gone, splices, pair, order) {
  const come = new Set(splices.flatMap((splice) => splice.come).filter((bead) => pair.bead(bead.k) === bead));
  if (order === "reading") {
    const stays = new Set(items);
    return pair.beads.filter((bead) => stays.has(bead) || come.has(bead));
  }
  const first = items.findIndex((bead) => gone.has(bead));
  const kept = items.filter((bead) => !gone.has(bead));
  kept.splice(first < 0 ? kept.length : first, 0, ...come);
  return kept;
}

export const groupOf = (bead) => [bead.s, bead.t];

export const fold = (text) => text.normalize("NFKC").toLowerCase();

/** Where the other side of a split is best cut: at the share of the text that the first part holds. */
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
