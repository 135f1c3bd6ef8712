// Marks in the text: facts and findings. Facts are fetched for rows near the window; a mark is explained on hover or key.
import { byId } from "./dom.js";
import { isUnsent } from "./ladder.js";
import { announce, say } from "./messages.js";
import { get, pairPath } from "./requests.js";
import { factMarks } from "./row.js";
import { t } from "./words.js";

const why = byId("why");

export class Marks {
  /** @param {import("./page_state.js").PageState} state @param {import("./view.js").View} view */
  constructor(state, view) {
    this.state = state;
    this.view = view;
    this.facts = new Map();
    /** @type {Set<string>} */
    this.asked = new Set();
    /** @type {import("./pair.js").Bead[]} */
    this.wanted = [];
    this.at = -1; // the place among the marks of the bead in focus of the one that a key explains; -1 for none
    this.said = ""; // what that mark says, while it is explained
    const rows = byId("rows");
    rows.addEventListener("mouseover", (event) => {
      const note = event.target.closest(".note");
      if (note) this.show(note);
    });
    rows.addEventListener("mouseout", (event) => {
      if (event.target.closest(".note")) this.hide();
    });
    byId("main").addEventListener("scroll", () => (this.said ? this.follow() : this.hide()), { passive: true });
  }

  /** A bead's facts as marks, by side and segment; undefined while they are unknown. */
  factsOf(bead) {
    return this.facts.get(bead.k);
  }

  /** Segments have other numbers. */
  forget() {
    this.facts.clear();
    this.asked.clear();
  }

  /** Ask for the facts of these beads once scrolling has stopped. */
  ask(beads) {
    this.wanted = beads;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.fetch(), 140);
  }

  async fetch() {
    const need = this.wanted.filter((bead) => !this.asked.has(bead.k) && !isUnsent(bead)).slice(0, 100);
    if (!need.length) return;
    for (const bead of need) this.asked.add(bead.k);
    let found;
    try {
      found = await get(
        `/api/facts/${pairPath(this.state.pair.id)}?beads=${need.map((bead) => encodeURIComponent(bead.k))}`,
      );
    } catch {
      for (const bead of need) this.asked.delete(bead.k); // ask again when rows are placed anew
      return;
    }
    for (const [key, sides] of Object.entries(found)) {
      for (const side of ["source", "target"]) {
        for (const i of Object.keys(sides[side])) sides[side][i] = factMarks(sides[side][i]);
      }
      this.facts.set(key, sides);
    }
    const beads = need.filter((bead) => this.facts.has(bead.k));
    this.view.redraw(beads.filter((bead) => this.view.list.rows.has(bead)));
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
    this.said = "";
    document.querySelector(".note.explained")?.classList.remove("explained");
  }

  reset() {
    this.at = -1;
    this.hide();
  }

  /** Rows were drawn again or moved: the mark that a key explains is explained on, if it is still there. */
  follow() {
    if (!this.said) return;
    const notes = this.notes();
    const isIt = (note) => note?.dataset.why === this.said;
    const at = isIt(notes[this.at]) ? this.at : notes.findIndex(isIt);
    if (at < 0) this.reset();
    else this.explain(notes, at);
  }

  /** The marks of the bead in focus: first findings, then facts that one side lacks, then the others. */
  notes() {
    const row = this.view.list.rows.get(this.state.focused);
    const rank = (note) => (note.classList.contains("finding") ? 0 : note.classList.contains("lone") ? 1 : 2);
    return row ? [...row.querySelectorAll(".note")].sort((one, other) => rank(one) - rank(other)) : [];
  }

  /** @param {any[]} notes @param {number} at */
  explain(notes, at) {
    this.hide();
    this.at = at;
    const note = notes[at];
    this.said = note.dataset.why ?? "";
    note.classList.add("explained");
    this.show(note);
  }

  /** Explain the next mark of the bead in focus. */
  next() {
    const notes = this.notes();
    if (!notes.length) {
      this.reset();
      const [first] = this.state.focused ? this.state.pair.findingsOf(this.state.focused) : [];
      say(first ? first.said : t("marks.none"));
      return;
    }
    this.explain(notes, (this.at + 1) % notes.length);
    announce(this.said);
  }

  /** The number of the finding that is being explained. */
  finding() {
    const note = /** @type {HTMLElement | null} */ (document.querySelector(".note.finding.explained"));
    return note ? Number(note.dataset.number) : undefined;
  }
}
