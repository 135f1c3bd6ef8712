// Facts and findings in the text: fetched for what is in sight, explained on hover and, one after the other, on a key.
import { get, pairPath } from "./api.js";
import { drawRibbons } from "./ribbons.js";
import { factMarks } from "./row.js";

const why = document.getElementById("why");

export class Notes {
  constructor(desk) {
    this.desk = desk;
    this.facts = { source: new Map(), target: new Map() };
    this.asked = { source: new Set(), target: new Set() };
    this.at = -1;
    const rows = document.getElementById("rows");
    rows.addEventListener("mouseover", (event) => {
      const note = event.target.closest(".note");
      if (note) this.show(note);
    });
    rows.addEventListener("mouseout", (event) => {
      if (event.target.closest(".note")) this.hide();
    });
    document.getElementById("main").addEventListener("scroll", () => this.hide(), { passive: true });
  }

  /** The marks of a bead's facts by side and segment, as far as they are known. */
  marksOf(bead) {
    const sides = { source: bead.s, target: bead.t };
    const values = {};
    for (const [side, indices] of Object.entries(sides)) {
      values[side] = new Set(indices.flatMap((i) => (this.facts[side].get(i) ?? []).map(([, , kind, value]) => `${kind} ${value}`)));
    }
    const alone = !bead.s.length || !bead.t.length;
    const marks = { source: {}, target: {} };
    for (const [side, indices] of Object.entries(sides)) {
      const other = values[side === "source" ? "target" : "source"];
      for (const i of indices) marks[side][i] = factMarks(this.facts[side].get(i) ?? [], other, alone);
    }
    return marks;
  }

  /** Ask for the facts of beads in sight, a moment after they came to rest. */
  ask(beads) {
    this.wanted = beads;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.fetch(), 140);
  }

  async fetch() {
    const beads = this.wanted;
    const need = { source: [], target: [] };
    for (const bead of beads) {
      for (const i of bead.s) if (!this.asked.source.has(i)) need.source.push(i);
      for (const i of bead.t) if (!this.asked.target.has(i)) need.target.push(i);
    }
    if (!need.source.length && !need.target.length) return;
    for (const side of ["source", "target"]) {
      need[side] = need[side].slice(0, 200);
      need[side].forEach((i) => this.asked[side].add(i));
    }
    let found;
    try {
      found = await get(`/api/facts/${pairPath(this.desk.pair.id)}?source=${need.source}&target=${need.target}`);
    } catch {
      return;
    }
    for (const side of ["source", "target"]) {
      for (const [i, facts] of Object.entries(found[side])) this.facts[side].set(Number(i), facts);
    }
    const shown = beads.filter((bead) => this.desk.list.rows.has(bead));
    for (const bead of shown) this.desk.list.refresh(bead);
    drawRibbons(this.desk.ribbonsOf(shown));
  }

  show(note) {
    why.textContent = note.dataset.why;
    why.hidden = false;
    const box = note.getBoundingClientRect();
    const left = Math.max(8, Math.min(box.left, innerWidth - why.offsetWidth - 8));
    const below = box.bottom + 6 + why.offsetHeight < innerHeight;
    why.style.left = `${left}px`;
    why.style.top = `${below ? box.bottom + 6 : box.top - why.offsetHeight - 6}px`;
  }

  hide() {
    why.hidden = true;
    document.querySelector(".note.explained")?.classList.remove("explained");
  }

  reset() {
    this.at = -1;
    this.hide();
  }

  /** Explain the next mark of the focused bead, findings before facts that one side lacks, then the others. */
  next() {
    const row = this.desk.list.rows.get(this.desk.focused);
    const rank = (note) => (note.classList.contains("finding") ? 0 : note.classList.contains("lone") ? 1 : 2);
    const marks = row ? [...row.querySelectorAll(".note")].sort((one, other) => rank(one) - rank(other)) : [];
    this.hide();
    if (!marks.length) {
      const [first] = this.desk.focused ? this.desk.pair.findingsOf(this.desk.focused) : [];
      this.desk.say(first ? first.message : "Nothing is marked here.");
      return;
    }
    this.at = (this.at + 1) % marks.length;
    const note = marks[this.at];
    note.classList.add("explained");
    this.show(note);
    this.desk.announce(note.dataset.why);
  }

  /** The number of the finding that is being explained. */
  finding() {
    const note = document.querySelector(".note.finding.explained");
    return note ? Number(note.dataset.number) : undefined;
  }
}
