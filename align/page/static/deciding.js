// Decisions, comments, suggestions and dismissals: what a reviewer says about a bead.
import { askConflict, askText, askThreshold, confirmed } from "./dialogs.js";
import { byId } from "./dom.js";
import { groupOf } from "./ladder.js";
import { say } from "./messages.js";
import { tagged, untagged } from "./mqm.js";
import { newId } from "./requests.js";
import { UNSENT } from "./verdicts.js";
import { t } from "./words.js";

export class Deciding {
  /** @param {import("./commands.js").Commands} commands */
  constructor(commands) {
    this.commands = commands;
    this.state = commands.state;
    this.pair = commands.pair;
    this.view = commands.view;
    this.network = commands.network;
  }

  table() {
    return {
      accept: () => this.decide("accept"),
      needsFix: () => this.decide("needs-fix"),
      reject: () => this.decide("reject"),
      intended: () => this.decide(this.state.focused?.s.length ? "intended-omission" : "intended-addition"),
      intendedAddition: () => this.decide("intended-addition"),
      comment: () => this.comment(),
      answer: (seq) => this.answer(seq),
      resolve: (seq) => this.decide("", { reply_to: seq, resolves: true }, { advance: false }),
      editComment: (seq) => this.editComment(seq),
      takeBack: (seq) => this.takeBack(seq),
      acceptAbove: () => this.acceptAbove(),
      dismiss: (number) => this.dismiss(number),
      save: () => this.save(),
    };
  }

  /** Decide on the bead in focus. The page shows the decision at once; the server's answer replaces it. */
  decide(decision, extra = {}, { advance = true, bead = this.state.focused } = {}) {
    const { state, pair } = this;
    if (!bead) return;
    const known = (pair.verdicts[bead.k] ?? []).filter((one) => one.decision && one.seq < UNSENT);
    const seen = known.at(-1)?.seq ?? 0;
    const verdict = { seq: UNSENT, decision, reviewer: pair.me, at: new Date().toISOString(), ...extra };
    pair.verdicts[bead.k] = [...(pair.verdicts[bead.k] ?? []), verdict];
    state.changed([bead]);
    say(t(decision ? `decision.${decision}` : "said.saved"));
    if (advance && state.pass) this.commands.guiding.go(1);
    else if (advance) state.step(1, true);
    const body = { kind: "verdict", bead: bead.k, group: groupOf(bead), texts: pair.texts, decision, seen, ...extra };
    const request = this.network.prepare(body);
    this.network.queue(async () => {
      let answer;
      try {
        answer = await this.commands.send(request);
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
    const choice = await askConflict(pair, answer, { verdict });
    this.network.settle(answer.id);
    if (choice !== "mine") return;
    const now = answer.theirs.beads[0];
    if (!now) return say(t("said.gone"));
    const theirs = answer.theirs.verdicts[now.k] ?? [];
    await this.commands.send({
      ...request,
      id: newId(),
      bead: now.k,
      seen: theirs.findLast((one) => one.decision)?.seq ?? 0,
    });
  }

  /** A change that an earlier page left behind met a conflict. */
  async settleLeftover(answer, request) {
    if (request.kind === "verdict") {
      const { decision, comment, target_text } = request;
      const at = new Date().toISOString();
      const verdict = { seq: UNSENT, decision, comment, target_text, reviewer: this.pair.me, at };
      await this.settleConflict(answer, request, verdict);
      return;
    }
    const choice = await askConflict(this.pair, answer, { groups: answer.wanted });
    this.network.settle(answer.id);
    if (choice === "mine") {
      await this.commands.send({ kind: "edit", act: "set", groups: answer.wanted, texts: this.pair.texts });
    }
  }

  /** Take back a verdict that was shown before the server's answer. */
  retract(bead, verdict) {
    const changed = this.pair.retract(bead, verdict);
    if (changed.length) this.state.changed(changed);
  }

  async acceptAbove() {
    const chosen = await askThreshold((above) => this.network.eligible(above));
    if (chosen) await this.acceptAll(chosen);
  }

  /** Accept what `chosen` names: a threshold, the beads in doubt, and, if only some are meant, these beads. */
  acceptAll(chosen) {
    const request = this.network.prepare({ kind: "verdicts", ...chosen });
    return this.network.queue(async () => {
      const answer = await this.commands.send(request);
      if (answer.done) say(t("said.accepted", { count: answer.done.count }));
    });
  }

  async comment() {
    const bead = this.state.focused;
    if (!bead) return;
    const text = await askText(t("comment"), t("comment"), { key: `comment ${bead.k}` });
    this.state.focus(this.pair.bead(bead.k) ?? this.state.focused);
    if (text?.trim()) this.decide("", { comment: text.trim() }, { advance: false });
  }

  /** Answer a comment, "" as the text settles it only. @param {number} seq */
  async answer(seq) {
    const bead = this.state.focused;
    const text = await askText(t("threads.answer"), t("threads.answer"), { key: `answer ${seq}` });
    if (bead) this.state.focus(this.pair.bead(bead.k) ?? this.state.focused);
    if (text?.trim()) this.decide("", { comment: text.trim(), reply_to: seq }, { advance: false });
  }

  /** Write an own comment anew; its error tag and its place in the thread stay. @param {number} seq */
  async editComment(seq) {
    const bead = this.state.focused;
    const old = bead && this.pair.verdicts[bead.k]?.find((one) => one.seq === seq);
    if (!old) return;
    const { category, severity, text } = untagged(old.comment ?? "");
    const now = await askText(t("threads.edit"), t("threads.edit"), { key: `edit ${seq}`, text });
    this.state.focus(this.pair.bead(bead.k) ?? this.state.focused);
    if (!now?.trim() || now.trim() === text) return;
    const { decision, source_text, target_text, reply_to } = old;
    this.takeBack(seq);
    const comment = tagged(category, severity, now);
    this.decide(decision, { comment, source_text, target_text, reply_to }, { advance: false });
  }

  /** Take an own decision or comment back. @param {number} seq */
  takeBack(seq) {
    const request = this.network.prepare({ kind: "withdraw", of: seq });
    return this.network.queue(async () => {
      await this.commands.send(request);
      say(t("threads.taken-back"));
    });
  }

  dismiss(number) {
    const bead = this.state.focused;
    const finding =
      bead && this.pair.findingsOf(bead)[typeof number === "number" ? number : (this.view.marks.finding() ?? 0)];
    if (!finding) return say(t("said.no-finding"));
    const { check, message } = finding;
    const request = this.network.prepare({ kind: "dismiss", bead: bead.k, check, message });
    this.network.queue(async () => {
      await this.commands.send(request);
      say(t("said.dismissed"));
    });
  }

  async save() {
    const file = byId("save").dataset.file;
    if (!(await confirmed(t("write.title"), t("write.text", { file }), t("write.go")))) return;
    this.network.queue(async () => {
      const answer = await this.network.save();
      say(t("write.done", { path: answer.path }));
    });
  }
}
