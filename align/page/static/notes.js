// Facts and findings in the text: fetched for what is in sight, explained on hover and, one after the other, on a key.
import { get, pairPath } from "./api.js";
import { drawRibbons } from "./ribbons.js";
import { factMarks } from "./row.js";

const why = document.getElementById("why");

export class Notes {
  constructor(desk) {
    this.desk = desk;
    this.facts = new Map();
    this.asked = new Set();
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
    return this.facts.get(bead.k);
  }

  /** Ask for the facts of beads in sight, a moment after they came to rest. */
  ask(beads) {
    this.wanted = beads;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.fetch(), 140);
  }

  async fetch() {
    const need = this.wanted.filter((bead) => !this.asked.has(bead.k)).slice(0, 100);
    if (!need.length) return;
    for (const bead of need) this.asked.add(bead.k);
    let found;
    try {
      found = await get(`/api/facts/${pairPath(this.desk.pair.id)}?beads=${need.map((bead) => encodeURIComponent(bead.k))}`);
    } catch {
      return;
    }
    for (const [key, sides] of Object.entries(found)) {
      for (const side of ["source", "target"]) {
        for (const i of Object.keys(sides[side])) sides[side][i] = factMarks(sides[side][i]);
      }
      this.facts.set(key, sides);
    }
    const beads = need.filter((bead) => this.facts.has(bead.k));
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
