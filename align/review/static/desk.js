// The page of one pair: shows the ladder, keeps the focus, and ties keys, changes and news together.
import "./common.js";
import { actionsOf } from "./actions.js";
import { get, pairPath } from "./api.js";
import { isOpen } from "./dialogs.js";
import { h } from "./dom.js";
import { Inspector } from "./inspector.js";
import { actionOf } from "./keys.js";
import { VirtualList } from "./list.js";
import { Notes } from "./notes.js";
import { Overview } from "./overview.js";
import { drawArcs, drawRibbons } from "./ribbons.js";
import { beadRow } from "./row.js";
import { FILTERS, Pair } from "./state.js";
import { Sync } from "./sync.js";

const $ = (id) => document.getElementById(id);
const work = $("work");

class Desk {
  constructor(pair) {
    this.pair = pair;
    this.focused = null;
    this.cursor = { side: "source", at: 0 };
    this.carrying = null;
    this.regrouping = false;
    this.waiting = [];
    this.filter = "all";
    this.order = "reading";
    this.query = "";
    this.arcs = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    this.arcs.setAttribute("class", "arcs");
    this.arcs.setAttribute("aria-hidden", "true");
    $("rows").append(this.arcs);
    this.notes = new Notes(this);
    this.sync = new Sync(pair, {
      told: (answer, own) => this.take(answer, own),
      say: (text) => this.say(text),
      lost: (away, why) => this.away(away, why),
    });
    this.actions = actionsOf(this);
    this.inspector = new Inspector($("inspector"), pair, (name, value) => this.act(name, value));
    this.list = new VirtualList($("main"), $("rows"), {
      estimate: (bead) => this.estimate(bead),
      render: (bead) => this.render(bead),
      placed: (rows) => this.placed(rows),
    });
    this.overview = new Overview(this);
    this.wire();
    this.rebuild();
    this.focus(pair.bead(decodeURIComponent(location.hash.slice(1))) ?? this.list.items[0], true);
    this.learn();
  }

  wire() {
    $("filter").append(...FILTERS.map(([name, label], number) => h("option", { value: name }, `${label}`)));
    $("filter").addEventListener("change", (event) => this.setFilter(event.target.value));
    $("order").addEventListener("change", (event) => this.setOrder(event.target.value));
    $("seek").addEventListener("input", (event) => {
      this.query = event.target.value;
      this.rebuild();
    });
    $("seek").addEventListener("keydown", (event) => {
      if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
      if (event.key === "Escape") {
        event.target.value = this.query = "";
        this.rebuild();
      }
      event.preventDefault();
      event.target.blur();
      this.focus(this.focused ?? this.list.items[0], true);
    });
    $("undo").addEventListener("click", () => this.act("undo"));
    $("redo").addEventListener("click", () => this.act("redo"));
    $("help").addEventListener("click", () => this.act("help"));
    $("save")?.addEventListener("click", () => this.save());
    $("rows").addEventListener("click", (event) => this.clicked(event));
    document.addEventListener("keydown", (event) => this.pressed(event));
    document.addEventListener("theme", () => this.overview.request());
    addEventListener("hashchange", () => {
      const bead = this.pair.bead(decodeURIComponent(location.hash.slice(1)));
      if (bead) this.focus(bead, true);
    });
  }

  pressed(event) {
    const target = event.target;
    if (isOpen() || target.closest("input:not([type=checkbox]), textarea, select")) return;
    const found = actionOf(event);
    if (!found) return;
    if (target.closest("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
    event.preventDefault();
    this.act(...found);
  }

  /** Do what a key or button asks for. While an edit is on its way, keys wait for the ladder that it makes. */
  act(name, value) {
    if (this.regrouping) this.waiting.push([name, value]);
    else this.actions[name]?.(value);
  }

  /** Run `work`, which changes the ladder, after what was asked for before; hold back what is asked for after. */
  async regroup(work) {
    this.regrouping = true;
    await this.sync.queue(work);
    this.regrouping = false;
    while (this.waiting.length && !this.regrouping) this.act(...this.waiting.shift());
  }

  clicked(event) {
    const row = event.target.closest(".bead");
    if (!row) return;
    const bead = this.pair.bead(row.dataset.key);
    const segment = event.target.closest(".seg");
    this.focus(bead);
    if (segment) this.point(segment.dataset.side, 0, Number(segment.dataset.at));
  }

  // The view: which beads, in which order. It stays as it is while beads are decided, so that nothing jumps away.
  rebuild() {
    const items = this.pair.view(this.filter, this.query, this.order);
    $("nothing").hidden = items.length > 0;
    this.list.keep = items.includes(this.focused) ? this.focused : null;
    this.list.set(items);
    if (items.length && !items.includes(this.focused)) this.focus(items[0], true);
    if (!items.length) this.focus(null);
    this.overview?.request();
    this.count();
  }

  setFilter(name) {
    this.filter = name;
    $("filter").value = name;
    this.rebuild();
    if (this.focused) this.focus(this.focused, true);
    this.say(`${FILTERS.find(([one]) => one === name)[1]}: ${this.list.items.length}`);
  }

  setOrder(name) {
    this.order = name;
    $("order").value = name;
    this.rebuild();
    this.focus(name === "worst" ? this.list.items[0] : this.focused, true);
    this.say(name === "worst" ? "Worst first" : "Reading order");
  }

  focus(bead, jump = false) {
    const old = this.focused;
    if (bead && !this.list.place?.has(bead)) {
      if (!this.pair.placeOf.has(bead.k)) return;
      this.filter = "all";
      this.query = $("seek").value = "";
      $("filter").value = "all";
      this.focused = bead;
      this.rebuild();
    }
    this.focused = bead ?? null;
    if (bead !== old) {
      const side = bead?.[this.cursor.side === "source" ? "s" : "t"].length ? this.cursor.side : bead?.s.length ? "source" : "target";
      this.cursor = { side, at: 0 };
      this.notes.reset();
    }
    if (old && old !== bead) this.list.refresh(old);
    if (!bead) {
      this.inspector.show(null);
      return;
    }
    this.list.show(bead, jump);
    this.list.refresh(bead);
    drawRibbons(this.ribbonsOf([old, bead]));
    const row = this.list.rows.get(bead);
    if (!isOpen() && document.activeElement !== $("seek")) row?.focus({ preventScroll: true });
    this.inspector.show(bead);
    this.overview.request();
    history.replaceState(null, "", `#${bead.k}`);
  }

  ribbonsOf(beads) {
    return new Map(beads.filter((bead) => this.list.rows.has(bead)).map((bead) => [bead, this.list.rows.get(bead)]));
  }

  step(by) {
    const items = this.list.items;
    const place = this.list.place.get(this.focused);
    if (place === undefined) return this.focus(items[0]);
    const next = items[place + by];
    if (next) this.focus(next);
    else this.focus(this.focused);
  }

  toDoubt(by) {
    const items = this.list.items;
    const start = this.list.place.get(this.focused) ?? 0;
    for (let gone = 1; gone <= items.length; gone += 1) {
      const bead = items[(start + by * gone + items.length * gone) % items.length];
      if (this.pair.isDoubtful(bead)) {
        this.focus(bead, true);
        return;
      }
    }
    this.say("No doubt is left here.");
  }

  point(side, by = 0, at = null) {
    const bead = this.focused;
    if (!bead) return;
    const wanted = side ?? this.cursor.side;
    const length = wanted === "source" ? bead.s.length : bead.t.length;
    if (!length) return;
    const place = at ?? (wanted === this.cursor.side ? this.cursor.at + by : this.cursor.at);
    this.cursor = { side: wanted, at: Math.max(0, Math.min(place, length - 1)) };
    this.changed(bead);
  }

  held() {
    const bead = this.focused;
    if (!bead) return null;
    const indices = this.cursor.side === "source" ? bead.s : bead.t;
    return { side: this.cursor.side, index: indices[this.cursor.at] ?? indices[0] };
  }

  carry(held) {
    this.carrying = held;
    const box = $("carry");
    box.hidden = !held;
    if (held) {
      const text = this.pair[held.side].segments[held.index].t;
      box.replaceChildren(h("b", {}, "Carrying "), h("span", { lang: this.pair[held.side].lang }, text.slice(0, 80)), h("span", { class: "soft" }, " go to its bead and press "), h("kbd", {}, "x"), h("span", { class: "soft" }, " or "), h("kbd", {}, "Esc"));
    }
    if (this.focused) this.changed(this.focused);
  }

  letGo() {
    if (this.carrying) this.carry(null);
    this.notes.hide();
    document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
    $("inspector").classList.remove("open");
  }

  explain() {
    this.notes.next();
  }

  noted() {
    return this.notes.finding();
  }

  toggleDetails() {
    work.classList.toggle("undetailed");
    $("inspector").classList.toggle("open");
  }

  // What came in: own changes acknowledged, and those of others.
  take(answer) {
    const told = this.pair.apply(answer);
    if (told.reload) {
      this.reload();
      return;
    }
    if (told.splices.length) this.regrouped(told.splices);
    for (const key of told.touched) {
      const bead = this.pair.bead(key);
      if (bead) this.changed(bead);
    }
    if (told.splices.length || told.dismissed) this.learnSoon();
    if (told.others.size) this.say(`${[...told.others].join(", ")} changed something here`);
    this.count();
  }

  regrouped(splices) {
    const goneKeys = new Map(splices.flatMap(({ gone }) => gone.map((bead) => [bead, true])));
    const come = new Set(splices.flatMap((splice) => splice.come).filter((bead) => this.pair.bead(bead.k) === bead));
    let items = this.list.items;
    if (this.order === "reading") {
      const stays = new Set(items);
      items = this.pair.beads.filter((bead) => stays.has(bead) || come.has(bead));
    } else {
      const first = items.findIndex((bead) => goneKeys.has(bead));
      const kept = items.filter((bead) => !goneKeys.has(bead));
      kept.splice(first < 0 ? kept.length : first, 0, ...come);
      items = kept;
    }
    const focusGone = this.focused && goneKeys.has(this.focused);
    const hold = this.holdOn ?? (focusGone ? this.held() : null);
    this.holdOn = null;
    this.list.keep = null;
    this.list.set(items);
    const bead = hold ? this.pair.holder[hold.side][hold.index] : this.focused;
    if (bead && bead !== this.focused) {
      this.focused = null;
      this.focus(bead);
      const at = (hold.side === "source" ? bead.s : bead.t).indexOf(hold.index);
      this.point(hold.side, 0, at);
    }
    this.overview.request();
  }

  changed(bead) {
    this.list.refresh(bead);
    drawRibbons(this.ribbonsOf([bead]));
    if (bead === this.focused) this.inspector.show(bead);
    this.overview.request();
    this.count();
  }

  async reload() {
    this.pair.load(await this.sync.whole());
    this.focused = this.focused ? this.pair.bead(this.focused.k) : null;
    this.list.heights.clear();
    this.rebuild();
    this.learn();
  }

  learnSoon() {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.learn(), 700);
  }

  /** Findings, doubts and old decisions: they take the server longer, so the page does not wait for them. */
  async learn() {
    const path = pairPath(this.pair.id);
    const [found, stale] = await Promise.allSettled([get(`/api/findings/${path}`), get(`/api/stale/${path}`)]);
    if (found.status === "fulfilled") {
      this.pair.findings = found.value.findings;
      this.pair.doubts = found.value.doubt;
    } else this.say("The findings could not be read.");
    if (stale.status === "fulfilled") this.pair.stale = Object.groupBy(stale.value, (old) => old.bead);
    work.dataset.learned = "yes";
    for (const bead of this.list.rows.keys()) this.list.refresh(bead);
    drawRibbons(this.list.rows);
    this.inspector.show(this.focused);
    this.count();
  }

  estimate(bead) {
    const wide = ($("rows").clientWidth - 64) / 2 || 300;
    const lines = (name, indices, size) => indices.reduce((sum, i) => sum + Math.ceil((this.pair[name].segments[i].t.length * size) / (wide - 50)), 0);
    const source = lines("source", bead.s, /^(ja|zh)/.test(this.pair.source.lang) ? 15.5 : 8) * 28 + bead.s.length * 6;
    const target = lines("target", bead.t, /^(ja|zh)/.test(this.pair.target.lang) ? 15.5 : 8) * 25 + bead.t.length * 6;
    return Math.max(source, target, 28) + 26;
  }

  render(bead) {
    const focused = bead === this.focused;
    return beadRow(this.pair, bead, {
      focused,
      cursor: this.cursor,
      carrying: this.carrying,
      facts: this.notes.marksOf(bead),
      place: this.list.place.get(bead),
      total: this.list.items.length,
    });
  }

  placed(rows) {
    drawRibbons(rows);
    if (this.order === "reading") drawArcs(this.arcs, this.pair, this.list, this.arcs.clientWidth || 64);
    else this.arcs.replaceChildren();
    this.notes.ask([...rows.keys()]);
    this.overview?.request();
  }

  count() {
    const { by, decided, doubt, beads } = this.pair.counts();
    $("counts").textContent = `${decided} of ${beads} · ${doubt.toFixed(1)} in doubt`;
    $("undo").disabled = !this.pair.undo;
    $("redo").disabled = !this.pair.redo;
    let x = 0;
    const bars = Object.entries(by).map(([name, number]) => {
      const width = (1000 * number) / (beads || 1);
      x += width;
      return h("svg:rect", { class: name, x: x - width, width, height: 10 });
    });
    $("meter").replaceChildren(h("svg:rect", { class: "rest", width: 1000, height: 10 }), ...bars);
  }

  async save() {
    const { post } = await import("./api.js");
    this.sync.queue(async () => {
      const answer = await post(`/api/save/${pairPath(this.pair.id)}`, {});
      this.say(`Written to ${answer.path}`);
    });
  }

  say(text) {
    const toast = $("toast");
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(this.hush);
    this.hush = setTimeout(() => toast.classList.remove("shown"), 2500);
  }

  /** Say it to screen readers only. */
  announce(text) {
    $("spoken").textContent = text;
  }

  away(away, why) {
    document.documentElement.classList.toggle("away", away);
    if (away) this.say(`Not saved yet: ${why}. Trying again…`);
  }
}

const pair = new Pair(await get(`/api/pair/${pairPath(work.dataset.pair)}`), work.dataset.me);
const desk = new Desk(pair);
work.dataset.ready = "yes";
if (new URLSearchParams(location.search).has("measure")) window.desk = desk; // the bench reads the page's own state
