// What the page of one pair shows: which beads in which order, the bead in focus, the cursor, the segment picked up.
// It knows no document. Commands and the network change it; it tells its listeners; they draw.
import { follow, renumbered } from "./ladder.js";

/** @typedef {import("./pair.js").Pair} Pair */
/** @typedef {import("./pair.js").Bead} Bead */
/** @typedef {import("./pair.js").Side} Side */
/** @typedef {{side: Side, index: number}} Held A segment, by its index in its document. */

/**
 * What changed. `items`: the list of beads, `anchor` is the bead that should not move on the screen. `focus`: the bead in
 * focus. `beads`: beads to draw again. `all`: draw all rows again. `carrying`: the segment picked up. `recut`: segments
 * have other numbers.
 * @typedef {{items?: boolean, anchor?: Bead | null, focus?: {old: Bead | null, jump: boolean}, beads?: Bead[],
 *   all?: boolean, forget?: boolean, carrying?: boolean, progress?: boolean, recut?: boolean}} PageChange
 */

export class PageState {
  /** @param {Pair} pair */
  constructor(pair) {
    this.pair = pair;
    /** @type {Bead[]} */
    this.items = [];
    /** @type {Map<Bead, number>} */
    this.placeOf = new Map();
    /** @type {Bead | null} */
    this.focused = null;
    /** @type {Bead | null} the bead to which the page went by itself, until the reviewer goes on */
    this.arrived = null;
    /** @type {{side: Side, at: number}} */
    this.cursor = { side: "source", at: 0 };
    /** @type {Held | null} */
    this.carrying = null;
    this.editing = ""; // the key of the bead whose text is being corrected
    /** @type {import("./pass.js").Pass | null} the guided pass, while there is one */
    this.pass = null;
    this.filter = "all";
    this.order = "reading";
    this.query = "";
    /** @type {import("./filters.js").Conditions} */
    this.conditions = {};
    /** @type {Held | null} */
    this.focusAfterEdit = null;
    /** @type {((change: PageChange) => void)[]} */
    this.listeners = [];
  }

  /** @param {(change: PageChange) => void} listener */
  subscribe(listener) {
    this.listeners.push(listener);
  }

  /** @param {PageChange} change */
  tell(change) {
    for (const listener of this.listeners) listener(change);
  }

  /** @param {Bead[]} items @param {Bead | null} anchor */
  setItems(items, anchor) {
    this.items = items;
    this.placeOf = new Map(items.map((bead, place) => [bead, place]));
    this.tell({ items: true, anchor, progress: true });
  }

  /** Choose the beads to show. Later decisions do not change the choice, so that no row jumps away. */
  choose() {
    const items = this.pair.view(this.filter, this.query, this.order, this.conditions);
    const stays = this.focused !== null && items.includes(this.focused);
    this.setItems(items, stays ? this.focused : null);
    if (!stays) this.focus(items[0] ?? null, true);
  }

  /** @param {string} name */
  setFilter(name) {
    this.filter = name;
    this.choose();
    if (this.focused) this.focus(this.focused, true);
  }

  /** @param {string} name */
  setOrder(name) {
    this.order = name;
    this.choose();
    this.focus(name === "worst" ? (this.items[0] ?? null) : this.focused, true);
  }

  /** @param {import("./filters.js").Conditions} conditions */
  narrow(conditions) {
    this.conditions = conditions;
    this.choose();
    if (this.focused) this.focus(this.focused, true);
  }

  /** @param {string} text */
  setQuery(text) {
    this.query = text;
    this.choose();
  }

  /**
   * Put a bead in focus; a bead that is not shown resets filter and search. `jump` scrolls it into the upper third.
   * @param {Bead | null} bead @param {boolean} jump
   */
  focus(bead, jump = false) {
    const old = this.focused;
    if (bead && !this.placeOf.has(bead)) {
      if (!this.pair.placeOf.has(bead.k)) return;
      this.filter = "all";
      this.query = "";
      this.conditions = {};
      this.focused = bead;
      this.choose();
    }
    this.focused = bead;
    this.arrived = null;
    if (bead && bead !== old) {
      const here = this.cursor.side === "source" ? bead.s : bead.t;
      const side = here.length ? this.cursor.side : bead.s.length ? "source" : "target";
      this.cursor = { side, at: 0 };
    }
    this.tell({ focus: { old, jump } });
  }

  /** @param {number} by @param {boolean} arrived true if the page goes there by itself, as after a decision */
  step(by, arrived = false) {
    const place = this.focused ? this.placeOf.get(this.focused) : undefined;
    if (place === undefined) this.focus(this.items[0] ?? null);
    else this.focus(this.items[place + by] ?? this.focused);
    this.arrived = arrived && this.focused !== this.items[place ?? 0] ? this.focused : null;
  }

  /**
   * Go to the next doubtful bead in this direction, around the end. A doubtful bead to which the page went by itself
   * counts as the next one.
   * @param {1 | -1} by @returns {"none" | "found" | "after the end" | "before the start"}
   */
  toDoubt(by) {
    const { items } = this;
    const place = this.focused ? this.placeOf.get(this.focused) : undefined;
    const start = place === undefined ? (by > 0 ? -1 : items.length) : place;
    const first = place !== undefined && this.arrived === this.focused ? 0 : 1;
    for (let gone = first; gone < first + items.length; gone += 1) {
      const at = start + by * gone;
      const bead = items[((at % items.length) + items.length) % items.length];
      if (!this.pair.isDoubtful(bead)) continue;
      this.focus(bead, true);
      if (at >= items.length) return "after the end";
      return at < 0 ? "before the start" : "found";
    }
    return "none";
  }

  /**
   * Move the cursor in the bead in focus: to a side (null: stay), by a number of segments, or to a place.
   * @param {Side | null} side @param {number} by @param {number | null} at
   */
  point(side, by = 0, at = null) {
    const bead = this.focused;
    if (!bead) return;
    const wanted = side ?? this.cursor.side;
    const length = wanted === "source" ? bead.s.length : bead.t.length;
    if (!length) return;
    const place = at ?? (wanted === this.cursor.side ? this.cursor.at + by : this.cursor.at);
    this.cursor = { side: wanted, at: Math.max(0, Math.min(place, length - 1)) };
    this.changed([bead]);
  }

  /** The segment under the cursor. @returns {Held | null} */
  held() {
    const bead = this.focused;
    if (!bead) return null;
    const indices = this.cursor.side === "source" ? bead.s : bead.t;
    return { side: this.cursor.side, index: indices[this.cursor.at] ?? indices[0] };
  }

  /** Pick a segment up, or put it down with null. @param {Held | null} held */
  carry(held) {
    const beads = [this.carrying, held].flatMap((one) => (one ? [this.pair.holder[one.side][one.index]] : []));
    if (this.focused) beads.push(this.focused);
    this.carrying = held;
    this.tell({ carrying: true, beads: [...new Set(beads)] });
  }

  /** @param {Bead[]} beads */
  changed(beads) {
    this.tell({ beads, progress: true });
  }

  /** Take in the server's changes; gives what `Pair.apply` gives. @param {object} answer */
  take(answer) {
    const told = this.pair.apply(answer);
    if (told.reload) return told;
    for (const cut of told.recuts) {
      for (const held of [this.carrying, this.focusAfterEdit]) {
        if (held?.side === cut[0]) held.index = renumbered([held.index], cut)[0];
      }
    }
    if (told.recuts.length) this.tell({ recut: true, all: true });
    if (told.splice) this.regroup(told.splice);
    this.changed([...told.touched].flatMap((key) => this.pair.bead(key) ?? []));
    return told;
  }

  /** Show an own edit before the server acknowledges it; the focus goes to `hold`. @param {any} request @param {Held | null} hold */
  propose(request, hold) {
    this.focusAfterEdit = hold;
    this.regroup(this.pair.propose(request));
  }

  /** Follow edits of the ladder: the focus stays with the segment under the cursor. @param {import("./ladder.js").Splice} splice */
  regroup(splice) {
    const gone = new Set(splice.gone);
    const hold = this.focusAfterEdit ?? (this.focused && gone.has(this.focused) ? this.held() : null);
    this.focusAfterEdit = null;
    const anchor = this.focused && gone.has(this.focused) ? null : this.focused;
    const edited = splice.gone.find((bead) => bead.k === this.editing);
    if (edited) this.editing = this.pair.heir(edited)?.k ?? "";
    this.setItems(follow(this.items, splice, this.pair.beads, this.order), anchor);
    const bead = hold ? this.pair.holder[hold.side][hold.index] : this.focused;
    if (!hold || !bead || bead === this.focused) return;
    this.focused = null;
    this.focus(bead);
    this.point(hold.side, 0, (hold.side === "source" ? bead.s : bead.t).indexOf(hold.index));
  }

  /** Start anew from what the server says about the whole pair. @param {object} body */
  load(body) {
    this.pair.load(body);
    this.focused = this.focused ? (this.pair.bead(this.focused.k) ?? null) : null;
    this.tell({ forget: true });
    this.choose();
  }

  /** Findings, risks or stale decisions came in. */
  learned() {
    this.tell({ all: true, progress: true });
  }
}
