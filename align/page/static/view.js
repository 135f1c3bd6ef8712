// Draws the page of one pair from its state. It reads the state and never changes it.

import { mount } from "./correcting.js";
import { isOpen } from "./dialogs.js";
import { byId } from "./dom.js";
import { markHits } from "./hits.js";
import { Inspector } from "./inspector.js";
import { isUnsent } from "./ladder.js";
import { LookUp } from "./lookup.js";
import { Marks } from "./marks.js";
import { showCarried, showProgress } from "./messages.js";
import { Overview } from "./overview.js";
import { keepSelection } from "./places.js";
import { drawArcs, drawRibbons } from "./ribbons.js";
import { beadRow, guessHeight } from "./row.js";
import { VirtualList } from "./virtual_list.js";
import { t } from "./words.js";

/** @typedef {import("./page_state.js").PageState} PageState */
/** @typedef {import("./page_state.js").PageChange} PageChange */
/** @typedef {import("./pair.js").Bead} Bead */

const PROGRESS_PAUSE = 60; // milliseconds in which changes gather before the progress is counted again

export class View {
  /** @param {PageState} state @param {(name: string, value?: unknown) => void} run what a button calls for a command */
  constructor(state, run) {
    this.state = state;
    const { pair } = state;
    /** @type {() => HTMLElement | null} the open form of a correction */
    this.editor = () => null;
    this.arcs = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.arcs.setAttribute("class", "arcs");
    this.arcs.setAttribute("aria-hidden", "true");
    byId("rows").append(this.arcs);
    this.inspector = new Inspector(byId("inspector"), pair, run);
    this.lookup = new LookUp(state);
    this.list = new VirtualList(byId("main"), byId("rows"), {
      estimate: (bead) => guessHeight(pair, bead, byId("rows").clientWidth),
      render: (bead) => this.row(bead),
      placed: (rows) => this.placed(rows),
    });
    this.marks = new Marks(state, this);
    this.overview = new Overview(state, this.list, (bead) => run("goTo", bead));
    state.subscribe((change) => this.draw(change));
    this.drawBlind();
  }

  /** Say that this person reads blind. */
  drawBlind() {
    const { blind } = this.state.pair;
    byId("blind").hidden = !blind;
    byId("blind").textContent = blind && t("blind.you", { owner: blind });
  }

  /** @param {PageChange} change */
  draw(change) {
    if (change.forget) this.list.forget();
    if (change.forget) this.drawBlind();
    if (change.recut || change.forget) this.recut();
    if (change.items) this.drawItems(change.anchor ?? null);
    if (change.carrying) showCarried(this.state.pair, this.state.carrying);
    if (change.focus) this.drawFocus(change.focus.old, change.focus.jump);
    if (change.beads) this.redraw(change.beads);
    if (change.all) {
      this.redraw([...this.list.rows.keys()]);
      this.inspector.show(this.state.focused);
    }
    if (change.progress) this.progressSoon();
  }

  /** Whatever knows segments by their numbers must ask anew. */
  recut() {
    this.marks.forget();
    dispatchEvent(new Event("recut"));
  }

  /** @param {Bead | null} anchor */
  drawItems(anchor) {
    const { filter, order, query, items } = this.state;
    byId("filter").value = filter;
    byId("order").value = order;
    const narrowed = Object.keys(this.state.conditions).length;
    byId("narrow").textContent = narrowed ? t("narrow.count", { count: narrowed }) : t("narrow.open");
    byId("filter").parentElement.classList.toggle("narrowed", narrowed > 0); // where the bar has no room for the button
    byId("narrow").setAttribute("aria-pressed", String(narrowed > 0));
    if (byId("seek").value !== query) byId("seek").value = query;
    byId("nothing").hidden = items.length > 0;
    byId("nothing").textContent = nothing(this.state);
    this.showAddress();
    this.list.keep = anchor;
    const hadKeyboard = byId("rows").contains(document.activeElement);
    this.list.set(items);
    if (hadKeyboard && !byId("rows").contains(document.activeElement)) this.giveKeyboard(); // its row is another one
    this.overview.changed();
  }

  /** @param {Bead | null} old @param {boolean} jump */
  drawFocus(old, jump) {
    const bead = this.state.focused;
    if (bead !== old) this.marks.reset();
    if (old && old !== bead) this.list.refresh(old);
    this.inspector.show(bead);
    if (!bead) return;
    this.list.show(bead, jump);
    this.list.refresh(bead);
    this.marks.follow();
    drawRibbons(this.rowsOf([old, bead]));
    this.giveKeyboard();
    this.overview.request();
    this.showAddress();
  }

  /** Keep bead, filter, order and search in the address, so that a reload and a link lead here. */
  showAddress() {
    const { filter, order, query, focused } = this.state;
    const asked = new URLSearchParams();
    if (filter !== "all") asked.set("show", filter);
    if (order !== "reading") asked.set("order", order);
    if (query) asked.set("q", query);
    for (const [name, value] of Object.entries(this.state.conditions)) asked.set(name, value);
    if (this.state.pass) asked.set("pass", "1");
    const search = asked.size ? `?${asked}` : "";
    history.replaceState(
      null,
      "",
      `${location.pathname}${search}${focused && !isUnsent(focused) ? `#${focused.k}` : ""}`,
    );
  }

  /** Give the keyboard to the bead in focus, unless a dialog or a field in which a person types has it. */
  giveKeyboard() {
    if (isOpen() || document.activeElement?.closest("#seek, .correct, .lookup input")) return;
    this.list.rows.get(this.state.focused)?.focus({ preventScroll: true });
  }

  /** @param {Bead[]} beads */
  redraw(beads) {
    keepSelection(() => {
      for (const bead of beads) this.list.refresh(bead);
    });
    this.marks.follow();
    markHits(this.list.rows.values(), this.state.query);
    mount(this.editor());
    drawRibbons(this.rowsOf(beads));
    if (this.state.focused && beads.includes(this.state.focused)) this.inspector.show(this.state.focused);
    if (beads.length) this.overview.changed();
  }

  /** The rows of those beads that have one now. @param {(Bead | null)[]} beads @returns {Map<Bead, HTMLElement>} */
  rowsOf(beads) {
    /** @type {Map<Bead, HTMLElement>} */
    const found = new Map();
    for (const bead of beads) {
      const row = bead && this.list.rows.get(bead);
      if (row) found.set(bead, row);
    }
    return found;
  }

  /** @param {Bead} bead */
  row(bead) {
    const { state } = this;
    return beadRow(state.pair, bead, {
      focused: bead === state.focused,
      cursor: state.cursor,
      carrying: state.carrying,
      facts: this.marks.factsOf(bead),
      place: state.placeOf.get(bead),
      total: state.items.length,
      editing: bead.k === state.editing,
      why: bead === state.focused && state.pass ? state.pair.reasons(bead) : [],
    });
  }

  /** Draw what depends on the places of rows. @param {Map<Bead, HTMLElement>} rows */
  placed(rows) {
    drawRibbons(rows);
    if (this.state.order === "reading") drawArcs(this.arcs, this.state.pair, this.list, this.arcs.clientWidth || 64);
    else this.arcs.replaceChildren();
    this.marks.ask([...rows.keys()]);
    markHits(rows.values(), this.state.query);
    mount(this.editor?.() ?? null);
    this.overview?.request();
  }

  progressSoon() {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => showProgress(this.state.pair), PROGRESS_PAUSE);
  }
}

/** Why no bead is shown. @param {PageState} state */
function nothing({ query, filter, conditions }) {
  if (Object.keys(conditions).length) return t("nothing.narrowed");
  const name = `nothing.${query ? "search" : filter === "all" ? "all" : "in"}${query && filter !== "all" ? "-in" : ""}`;
  return t(name, { query, filter: t(`filter.${filter}`) });
}
