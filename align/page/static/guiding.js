// Commands of the guided pass, the line that says where it stands, and its end.
import { ask } from "./dialogs.js";
import { byId, h } from "./dom.js";
import { say } from "./messages.js";
import { LEAST, Pass } from "./pass.js";
import { t } from "./words.js";

const MOST_SHOWN = 200; // beads in the preview of what is accepted

export class Guiding {
  /** @param {import("./commands.js").Commands} commands */
  constructor(commands) {
    this.commands = commands;
    this.state = commands.state;
    this.pair = commands.pair;
    this.network = commands.network;
    this.ends = 0; // how often the end was reached or left
    this.state.subscribe((change) => {
      if (change.progress || change.focus) this.draw();
    });
  }

  table() {
    return { guide: () => (this.state.pass ? this.end() : this.begin()) };
  }

  begin() {
    this.state.pass = new Pass(this.pair);
    this.state.setFilter("all");
    this.go(1);
  }

  /** Go to the next stop, or the one before. @param {1 | -1} by */
  go(by) {
    const { pass } = this.state;
    if (!pass) return;
    this.ends += 1;
    const bead = by > 0 ? pass.next() : pass.previous();
    if (bead) this.state.focus(bead, true);
    else if (by > 0) this.finish();
    else say(t("pass.first"));
    this.draw();
  }

  end() {
    this.ends += 1;
    this.state.pass = null;
    this.state.changed(this.state.focused ? [this.state.focused] : []);
    this.state.tell({ focus: { old: this.state.focused, jump: false } });
  }

  draw() {
    const { pass } = this.state;
    byId("pass").hidden = !pass;
    byId("guide").setAttribute("aria-pressed", String(Boolean(pass)));
    if (!pass) return;
    byId("pass-standing").textContent = t("pass.standing", pass.standing());
  }

  /**
   * Nothing waits any more: offer to accept the rest, to see again what was passed, and the next pair. The server is asked
   * once it has all changes. Nothing is offered to a person who went on meanwhile.
   */
  async finish() {
    this.ends += 1;
    const turn = this.ends;
    const above = 1 - LEAST;
    const asked = () => Promise.all([this.network.eligible(above), this.network.following()]);
    const [answer, next] = (await this.network.queue(asked).catch((error) => say(error.message))) ?? [];
    if (!answer || turn !== this.ends) return;
    const beads = answer.keys.flatMap((key) => this.pair.bead(key) ?? []);
    const left = this.pair.beads.filter((bead) => !this.pair.decision(bead) && this.pair.passed.has(bead.k)).length;
    const lesser = this.state.pass?.waiting(LEAST).length ?? 0;
    const percent = Math.round(100 * above);
    const body = h(
      "div",
      {},
      h("p", {}, beads.length ? t("end.accept", { count: beads.length, percent }) : t("end.nothing")),
      beads.length ? this.preview(beads) : null,
      left ? h("p", {}, t("end.passed", { count: left })) : null,
      lesser ? h("p", {}, t("end.lesser", { count: lesser })) : null,
      next.pair ? h("p", {}, t("end.next", { pair: next.title, count: next.undecided })) : null,
    );
    const buttons = [["", t("close"), !beads.length && !left && !next.pair]];
    if (lesser) buttons.push(["lesser", t("end.lesser-go"), false]);
    if (left) buttons.push(["again", t("end.again"), !beads.length]);
    if (next.pair) buttons.push(["next", t("end.go"), !beads.length && !left]);
    if (beads.length) buttons.push(["accept", t("end.accept-them", { count: beads.length }), true]);
    const chosen = await ask(t("end.title"), body, buttons, "wide");
    await this.after(chosen?.value, { threshold: above, doubted: answer.doubted, beads: answer.keys }, next);
  }

  async after(choice, accepted, next) {
    if (choice === "lesser") {
      if (this.state.pass) this.state.pass.least = LEAST;
      this.go(1);
    } else if (choice === "again") {
      this.pair.forgetPassed();
      this.begin();
    } else if (choice === "next") location.assign(`/pair/${encodeURIComponent(next.pair)}?pass=1`);
    else if (choice === "accept") {
      await this.commands.deciding.acceptAll(accepted);
      await this.finish();
    } else this.end();
  }

  /** What would be accepted, to be read before. */
  preview(beads) {
    const { source, target } = this.pair;
    const text = (side, indices) => h("p", { lang: side.lang }, indices.map((i) => side.segments[i].t).join(" "));
    const rows = beads
      .slice(0, MOST_SHOWN)
      .map((bead) => h("li", { class: "two" }, text(source, bead.s), text(target, bead.t)));
    if (beads.length > MOST_SHOWN)
      rows.push(h("li", { class: "soft" }, t("more", { count: beads.length - MOST_SHOWN })));
    return h("details", { class: "preview" }, h("summary", {}, t("end.preview")), h("ol", { class: "boxed" }, rows));
  }
}
