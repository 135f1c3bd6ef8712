// Edits of the pairing, which are shown at once, and undo and redo, which wait for the ladder that the server makes.
import { Cutting } from "./cutting.js";
import { askConflict } from "./dialogs.js";
import { groupOf } from "./ladder.js";
import { say } from "./messages.js";
import { splitAt } from "./splitting.js";
import { t } from "./words.js";

export class Regrouping {
  /** @param {import("./commands.js").Commands} commands */
  constructor(commands) {
    this.commands = commands;
    this.state = commands.state;
    this.pair = commands.pair;
    this.view = commands.view;
    this.network = commands.network;
    this.cutting = new Cutting(this);
  }

  table() {
    return {
      ...this.cutting.table(),
      mergeDown: () => this.merge(1),
      mergeUp: () => this.merge(-1),
      split: () => this.split(),
      moveDown: () => this.move(1),
      moveUp: () => this.move(-1),
      relink: () => this.relink(),
      undo: () => this.turn("undo"),
      redo: () => this.turn("redo"),
    };
  }

  /** Show the edit that `plan` makes of the ladder as it is now, and send it; null for no edit. */
  edit(plan) {
    const body = plan();
    if (!body) return;
    const { hold, ...edit } = body;
    const request = this.network.prepare({ kind: "edit", texts: this.pair.texts, ...edit });
    this.state.propose(request, hold);
    this.network.queue(async () => {
      const answer = await this.commands.send(request);
      if (!answer.conflict) return say(answer.done.text);
      await this.settle(answer);
    });
  }

  /** Send an edit of the paragraphs themselves, and wait for what the server makes of it; `then` runs once it is made. */
  recut(edit, hold, then = () => {}) {
    if (this.network.isAway) return say(t("cut.away"));
    const request = this.network.prepare({ kind: "edit", texts: this.pair.texts, ...edit });
    this.commands.regroup(async () => {
      this.state.focusAfterEdit = hold;
      const answer = await this.commands.send(request);
      if (answer.conflict) return this.settle(answer);
      then();
      say(answer.done.text);
    });
  }

  /** Show the others' version of what an edit wanted, and make the edit again if the person wants it. */
  async settle(answer) {
    const choice = await askConflict(this.pair, answer, { groups: answer.wanted });
    this.network.settle(answer.id);
    const again = { kind: "edit", act: "set", groups: answer.wanted, texts: this.pair.texts };
    if (choice === "mine") await this.commands.send(again);
  }

  merge(step) {
    this.edit(() => {
      const bead = this.state.focused;
      const other = bead && this.pair.neighbour(bead, step);
      if (!other) return say(t("merge.none"));
      const groups = step > 0 ? [groupOf(bead), groupOf(other)] : [groupOf(other), groupOf(bead)];
      return { act: "merge", groups, hold: this.state.held() };
    });
  }

  split() {
    this.edit(() => {
      const bead = this.state.focused;
      if (!bead) return null;
      if (bead.s.length + bead.t.length < 2) return say(t("split.single"));
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
      if (!other) return say(t("move.none"));
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
    if (this.network.isAway) return say(t("said.no-undo")); // what comes after it cannot be known
    const request = this.network.prepare({ kind });
    this.commands.regroup(async () => {
      const { pair, state } = this;
      const answer = await this.commands.send(request);
      if (answer.conflict) {
        await askConflict(pair, answer, {});
        this.network.settle(answer.id);
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
}
