// The page of one pair: shows the ladder, keeps the focus, and ties keys, changes and news together.
import "./common.js";
import { actionsOf } from "./actions.js";
import { get, pairPath, post } from "./api.js";
import { isOpen } from "./dialogs.js";
import { Inspector } from "./inspector.js";
import { learn } from "./learning.js";
import { VirtualList } from "./list.js";
import { Notes } from "./notes.js";
import { Overview } from "./overview.js";
import { drawArcs, drawRibbons } from "./ribbons.js";
import { beadRow, guessHeight } from "./row.js";
import { Standing } from "./standing.js";
import { FILTERS, Pair, follow } from "./state.js";
import { Sync } from "./sync.js";
import { wire } from "./wiring.js";

const $ = (id) => document.getElementById(id);
const work = $("work");

class Desk extends Standing {
  constructor(pair) {
    super(pair);
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
      estimate: (bead) => guessHeight(pair, bead, $("rows").clientWidth),
      render: (bead) => this.render(bead),
      placed: (rows) => this.placed(rows),
    });
    this.overview = new Overview(this);
    wire(this);
    this.rebuild();
    this.focus(pair.bead(decodeURIComponent(location.hash.slice(1))) ?? this.list.items[0], true);
    this.learn();
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

  // The view: which beads, in which order. It stays as it is while beads are decided, so that nothing jumps away.
  rebuild() {
    const items = this.pair.view(this.filter, this.query, this.order);
    $("nothing").hidden = items.length > 0;
    this.list.keep = items.includes(this.focused) ? this.focused : null;
    this.list.set(items);
    if (items.length && !items.includes(this.focused)) this.focus(items[0], true);
    if (!items.length) this.focus(null);
    this.overview?.changed();
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
    this.refocus();
    this.inspector.show(bead);
    this.overview.request();
    history.replaceState(null, "", `#${bead.k}`);
  }

  /** Give the keyboard to the bead in focus, unless somebody types elsewhere. */
  refocus() {
    if (isOpen() || document.activeElement === $("seek")) return;
    this.list.rows.get(this.focused)?.focus({ preventScroll: true });
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
    const shown = [this.carrying, held].filter(Boolean).map(({ side, index }) => this.pair.holder[side][index]);
    this.carrying = held;
    this.showCarried(held);
    for (const bead of new Set([...shown, this.focused].filter(Boolean))) this.changed(bead);
  }

  letGo() {
    if (this.carrying) this.carry(null);
    this.notes.hide();
    document.querySelectorAll("details.menu[open]").forEach((menu) => (menu.open = false));
    $("inspector").classList.remove("open");
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
    $("undo").disabled = !this.pair.undo;
    $("redo").disabled = !this.pair.redo;
    this.countSoon();
  }

  regrouped(splices) {
    const gone = new Set(splices.flatMap((splice) => splice.gone));
    const items = follow(this.list.items, gone, splices, this.pair, this.order);
    const focusGone = this.focused && gone.has(this.focused);
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
    this.overview.changed();
  }

  changed(bead) {
    this.list.refresh(bead);
    drawRibbons(this.ribbonsOf([bead]));
    if (bead === this.focused) this.inspector.show(bead);
    this.overview.changed();
    this.countSoon();
  }

  async reload() {
    this.pair.load(await this.sync.whole());
    this.focused = this.focused ? this.pair.bead(this.focused.k) : null;
    this.list.forget();
    this.rebuild();
    this.learn();
  }

  learnSoon(pause = 700) {
    clearTimeout(this.later);
    this.later = setTimeout(() => this.learn(), pause);
  }

  /** Findings, doubts and old decisions: they take the server longer, so the page does not wait for them. */
  async learn() {
    const { all, trouble } = await learn(this.pair);
    if (all) work.dataset.learned = "yes";
    else this.learnSoon(trouble ? 5000 : 1500);
    this.warn(trouble);
    for (const bead of this.list.rows.keys()) this.list.refresh(bead);
    drawRibbons(this.list.rows);
    this.inspector.show(this.focused);
    this.count();
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

  save() {
    this.sync.queue(async () => {
      const answer = await post(`/api/save/${pairPath(this.pair.id)}`, {});
      this.say(`Written to ${answer.path}`);
    });
  }
}

const pair = new Pair(await get(`/api/pair/${pairPath(work.dataset.pair)}`), work.dataset.me);
new Desk(pair);
work.dataset.ready = "yes";
