// What each key and button does: commands change the state of the page, or ask the server for a change of the pair.
import { toggleTheme } from "./common.js";
import { Correcting } from "./correcting.js";
import { Deciding } from "./deciding.js";
import { byId } from "./dom.js";
import { FILTERS } from "./filters.js";
import { Guiding } from "./guiding.js";
import { showHelp } from "./help.js";
import { say } from "./messages.js";
import { askConditions } from "./narrowing.js";
import { Regrouping } from "./regrouping.js";
import { Team } from "./team.js";
import { t } from "./words.js";

const DOUBT = {
  none: "doubt.none",
  found: "",
  "after the end": "doubt.after-end",
  "before the start": "doubt.before-start",
};

export class Commands {
  /**
   * @param {import("./page_state.js").PageState} state @param {import("./view.js").View} view
   * @param {import("./network.js").Network} network
   */
  constructor(state, view, network) {
    this.state = state;
    this.pair = state.pair;
    this.view = view;
    this.network = network;
    this.regrouping = false;
    /** @type {[string, unknown][]} */
    this.waiting = [];
    this.deciding = new Deciding(this);
    this.guiding = new Guiding(this);
    this.correcting = new Correcting(this);
    this.table = {
      ...this.goingAndSeeing(),
      ...this.guiding.table(),
      ...this.correcting.table(),
      ...this.deciding.table(),
      ...new Regrouping(this).table(),
      ...new Team(this).table(),
    };
  }

  /** Run a command. While an undo is on its way, commands wait for the ladder that it makes; none is taken blindly. */
  run(name, value) {
    if (!this.regrouping) {
      this.table[name]?.(value);
      return;
    }
    if (this.network.isAway) return say(t("said.waits"));
    /** @type {[string, unknown]} */
    const waiting = [name, value];
    this.waiting.push(waiting);
    this.network.unkept.add(waiting);
  }

  goingAndSeeing() {
    const { state } = this;
    return {
      next: () => state.step(1),
      previous: () => state.step(-1),
      nextDoubt: () => (state.pass ? this.guiding.go(1) : say(t(DOUBT[state.toDoubt(1)]))),
      previousDoubt: () => (state.pass ? this.guiding.go(-1) : say(t(DOUBT[state.toDoubt(-1)]))),
      first: () => state.focus(state.items[0] ?? null),
      last: () => state.focus(state.items.at(-1) ?? null),
      goTo: (bead) => state.focus(bead, true),
      toSource: () => state.point("source"),
      toTarget: () => state.point("target"),
      segmentUp: () => state.point(null, -1),
      segmentDown: () => state.point(null, 1),
      order: () => this.showOrder(state.order === "worst" ? "reading" : "worst"),
      showOrder: (name) => this.showOrder(name),
      filter: (key) => this.showFilter(FILTERS[Number(key)][0]),
      showFilter: (name) => this.showFilter(name),
      narrow: () => this.narrow(),
      search: () => byId("seek").focus(),
      lookup: () => this.view.lookup.toggle(),
      why: () => this.view.marks.next(),
      outline: () => byId("work").classList.toggle("outlined"),
      details: () => {
        byId("work").classList.toggle("undetailed");
        byId("inspector").classList.toggle("open");
      },
      theme: toggleTheme,
      help: () => showHelp(FILTERS),
      escape: () => this.letGo(),
    };
  }

  showOrder(name) {
    this.state.setOrder(name);
    say(t(`order.${name}`));
  }

  async narrow() {
    const wanted = await askConditions(this.pair, this.state.conditions);
    if (!wanted) return;
    this.state.narrow(wanted);
    say(t("filter.shown", { name: t("narrow.title"), count: this.state.items.length }));
  }

  showFilter(name) {
    this.state.setFilter(name);
    say(t("filter.shown", { name: t(`filter.${name}`), count: this.state.items.length }));
  }

  letGo() {
    if (this.state.carrying) this.state.carry(null);
    this.view.marks.hide();
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.removeAttribute("open");
    byId("inspector").classList.remove("open");
  }

  send(body) {
    return this.network.send(body, this.pair.seq);
  }

  /** Run `work`, which changes the ladder, after all changes asked for before; later commands wait for it. */
  async regroup(work) {
    this.regrouping = true;
    try {
      await this.network.queue(work);
    } finally {
      this.regrouping = false;
    }
    while (!this.regrouping) {
      const next = this.waiting.shift();
      if (!next) break;
      this.network.unkept.delete(next);
      this.run(...next);
    }
  }
}
