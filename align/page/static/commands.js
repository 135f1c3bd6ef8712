// What each key and button does: commands change the state of the page, or ask the server for a change of the pair.
import { toggleTheme } from "./common.js";
import { askConflict, askText, askThreshold, showHelp } from "./dialogs.js";
import { byId } from "./dom.js";
import { say } from "./messages.js";
import { DECISIONS, FILTERS, groupOf, splitAt } from "./pair.js";

const UNSENT = Number.MAX_SAFE_INTEGER; // the seq of a verdict that the server has not acknowledged

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
    this.table = { ...this.goingAndSeeing(), ...this.deciding() };
  }

  /** Run a command. While an edit is on its way, commands wait for the ladder that it makes. */
  run(name, value) {
    if (this.regrouping) this.waiting.push([name, value]);
    else this.table[name]?.(value);
  }

  goingAndSeeing() {
    const { state } = this;
    return {
      next: () => state.step(1),
      previous: () => state.step(-1),
      nextDoubt: () => state.toDoubt(1) || say("No doubt is left here."),
      previousDoubt: () => state.toDoubt(-1) || say("No doubt is left here."),
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
      search: () => byId("seek").focus(),
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

  deciding() {
    return {
      accept: () => this.decide("accept"),
      needsFix: () => this.decide("needs-fix"),
      reject: () => this.decide("reject"),
      intended: () => this.decide(this.state.focused?.s.length ? "intended-omission" : "intended-addition"),
      intendedAddition: () => this.decide("intended-addition"),
      comment: () => this.comment(),
      suggest: () => this.suggest(),
      acceptAbove: () => this.acceptAbove(),
      dismiss: (number) => this.dismiss(number),
      mergeDown: () => this.merge(1),
      mergeUp: () => this.merge(-1),
      split: () => this.split(),
      moveDown: () => this.move(1),
      moveUp: () => this.move(-1),
      relink: () => this.relink(),
      undo: () => this.turn("undo"),
      redo: () => this.turn("redo"),
      save: () => this.save(),
    };
  }

  showOrder(name) {
    this.state.setOrder(name);
    say(name === "worst" ? "Worst first" : "Reading order");
  }

  showFilter(name) {
    this.state.setFilter(name);
    const [, label] = FILTERS.find(([one]) => one === name) ?? FILTERS[0];
    say(`${label}: ${this.state.items.length}`);
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

  /** Decide on the bead in focus. The page shows the decision at once; the server's answer replaces it. */
  decide(decision, extra = {}, { advance = true } = {}) {
    const { state, pair } = this;
    const bead = state.focused;
    if (!bead) return;
    const known = (pair.verdicts[bead.k] ?? []).filter((one) => one.decision && one.seq < UNSENT);
    const seen = known.at(-1)?.seq ?? 0;
    const verdict = { seq: UNSENT, decision, reviewer: pair.me, at: new Date().toISOString(), ...extra };
    pair.verdicts[bead.k] = [...(pair.verdicts[bead.k] ?? []), verdict];
    state.changed([bead]);
    say(decision ? DECISIONS[decision].label : "Comment saved");
    if (advance) state.step(1);
    const request = { kind: "verdict", bead: bead.k, group: groupOf(bead), decision, seen, ...extra };
    this.network.queue(async () => {
      let answer;
      try {
        answer = await this.send(request);
      } finally {
        this.retract(bead, verdict);
      }
      if (answer.conflict) await this.settleConflict(answer, request, verdict);
    });
  }

  /** Ask the person whether to record the own verdict beside the others' one. */
  async settleConflict(answer, request, verdict) {
    const { state, pair } = this;
    state.focus(pair.bead(answer.theirs.beads[0]?.k) ?? state.focused, true);
    if ((await askConflict(pair, answer, { verdict })) !== "mine") return;
    const now = answer.theirs.beads[0];
    const theirs = answer.theirs.verdicts[now.k] ?? [];
    await this.send({ ...request, bead: now.k, seen: theirs.findLast((one) => one.decision)?.seq ?? 0 });
  }

  /** Take back a verdict that was shown before the server's answer. */
  retract(bead, verdict) {
    const verdicts = this.pair.verdicts[bead.k];
    if (!verdicts?.includes(verdict)) return;
    this.pair.verdicts[bead.k] = verdicts.filter((one) => one !== verdict);
    this.state.changed([bead]);
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
      this.run(...next);
    }
  }

  /** Send the edit that `plan` makes of the ladder as it is when the edit's turn comes; null for no edit. */
  edit(plan) {
    this.regroup(async () => {
      const body = plan();
      if (!body) return;
      const { hold, ...request } = body;
      this.state.focusAfterEdit = hold;
      const answer = await this.send({ kind: "edit", ...request });
      if (!answer.conflict) return say(answer.done.text);
      const choice = await askConflict(this.pair, answer, { groups: answer.wanted });
      if (choice === "mine") await this.send({ kind: "edit", act: "set", groups: answer.wanted });
    });
  }

  merge(step) {
    this.edit(() => {
      const bead = this.state.focused;
      const other = bead && this.pair.neighbour(bead, step);
      if (!other) return say("There is no bead to merge with.");
      const groups = step > 0 ? [groupOf(bead), groupOf(other)] : [groupOf(other), groupOf(bead)];
      return { act: "merge", groups, hold: this.state.held() };
    });
  }

  split() {
    this.edit(() => {
      const bead = this.state.focused;
      if (!bead) return null;
      if (bead.s.length + bead.t.length < 2) return say("A single segment cannot be split.");
      return {
        act: "split",
        groups: [groupOf(bead)],
        cut: splitAt(this.pair, bead, this.state.cursor),
        hold: this.state.held(),
      };
    });
  }

  move(step) {
    this.edit(() => {
      const bead = this.state.focused;
      const other = bead && this.pair.neighbour(bead, step);
      if (!other) return say("There is no bead to move it to.");
      const { side, at } = this.state.cursor;
      const indices = side === "source" ? bead.s : bead.t;
      const moved = step > 0 ? indices.slice(at) : indices.slice(0, at + 1); // segments between the two beads go along
      const parts = moved.map((i) => [side, i]);
      return { act: "move", groups: [groupOf(bead), groupOf(other)], parts, hold: this.state.held() };
    });
  }

  /** Pick the segment under the cursor up; the second time, link the picked segment to the bead in focus. */
  relink() {
    const { state, pair } = this;
    if (!state.carrying) {
      state.carry(state.held());
      return;
    }
    const { side, index } = state.carrying;
    this.edit(() => {
      const origin = pair.holder[side][index];
      const goal = state.focused;
      state.carry(null);
      if (!goal || origin === goal) return null;
      return { act: "relink", groups: [groupOf(origin), groupOf(goal)], parts: [[side, index]], hold: { side, index } };
    });
  }

  /** Undo or redo, and go to the bead that it is about. @param {"undo" | "redo"} kind */
  turn(kind) {
    this.regroup(async () => {
      const { pair, state } = this;
      const answer = await this.send({ kind });
      if (answer.conflict) {
        await askConflict(pair, answer, {});
        return;
      }
      const { done } = answer;
      const [group] = kind === "undo" ? done.before : done.groups;
      const side = group?.[0].length ? "source" : "target";
      const bead = group ? pair.holder[side][group[side === "source" ? 0 : 1][0]] : pair.bead(done.bead);
      if (bead) state.focus(bead, true);
      say(done.text);
    });
  }

  async acceptAbove() {
    const chosen = await askThreshold((above) => this.network.eligible(above));
    if (!chosen) return;
    this.network.queue(async () => {
      const answer = await this.send({ kind: "verdicts", ...chosen });
      if (answer.done) say(`Accepted ${answer.done.count}. Press u to undo.`);
    });
  }

  async comment() {
    const bead = this.state.focused;
    if (!bead) return;
    const text = await askText("Comment", "Comment");
    this.state.focus(this.pair.bead(bead.k) ?? this.state.focused);
    if (text?.trim()) this.decide("", { comment: text.trim() }, { advance: false });
  }

  async suggest() {
    const { pair } = this;
    const bead = this.state.focused;
    if (!bead?.t.length) return say("There is no target text to improve.");
    const before = bead.t.map((i) => pair.target.segments[i].t).join(" ");
    const note = "Your suggestion is recorded with “needs fix”; the text itself does not change.";
    const text = await askText("Suggest a better text", "Target text", {
      text: before,
      lang: pair.target.lang,
      long: 100000,
      note,
    });
    if (text?.trim() && text.trim() !== before) this.decide("needs-fix", { target_text: text.trim() });
  }

  dismiss(number) {
    const bead = this.state.focused;
    const finding =
      bead && this.pair.findingsOf(bead)[typeof number === "number" ? number : (this.view.marks.finding() ?? 0)];
    if (!finding) return say("There is no finding here.");
    this.network.queue(async () => {
      await this.send({ kind: "dismiss", bead: bead.k, check: finding.check, message: finding.message });
      say("Dismissed. Press u to undo.");
    });
  }

  save() {
    this.network.queue(async () => {
      const answer = await this.network.save();
      say(`Written to ${answer.path}`);
    });
  }
}
