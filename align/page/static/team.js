// Who works on which rows, and who reads the pair blind: two dialogs.
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { say } from "./messages.js";
import { t } from "./words.js";

export class Team {
  /** @param {import("./commands.js").Commands} commands */
  constructor(commands) {
    this.commands = commands;
    this.state = commands.state;
    this.pair = commands.pair;
    this.network = commands.network;
  }

  table() {
    return { assign: () => this.assign(), reading: () => this.reading() };
  }

  /** Everybody who is known here. */
  people() {
    const deciders = this.pair.beads.flatMap((bead) => [...this.pair.opinions(bead).keys()]);
    const readers = this.pair.readings.flat();
    return [...new Set([this.pair.me, ...deciders, ...Object.values(this.pair.assigned), ...readers])];
  }

  /** Give rows to a person: from one to another, as the page numbers them. */
  async assign() {
    const { beads, placeOf } = this.pair;
    const here = (this.state.focused && placeOf.get(this.state.focused.k)) ?? 0;
    const row = (name, value) =>
      h("input", { name, type: "number", min: 1, max: beads.length, value, required: true, "aria-label": t(name) });
    const [first, last] = [row("assign.first", here + 1), row("assign.last", beads.length)];
    const person = this.nameField("assign.person");
    const body = h(
      "div",
      { class: "narrow" },
      person,
      h("div", { class: "line" }, h("span", {}, t("assign.rows")), h("span", { class: "range" }, first, " – ", last)),
      h("p", { class: "soft tiny" }, t("assign.note")),
    );
    const answer = /** @type {any} */ (await ask(t("assign.title"), body, buttons("assign.all", "assign.go"), "small"));
    if (!answer) return;
    const chosen = answer.value === "all" ? [] : [first, last].map((one) => beads[Number(one.value) - 1]?.k);
    const ends = chosen.length ? { first: chosen[0], last: chosen[1] } : {};
    this.send({ kind: "assign", person: answer.form.querySelector("[name=person]").value, ...ends });
  }

  /** Begin a blind second reading, or end one. */
  async reading() {
    const open = this.pair.readings.map(([reader, owner]) =>
      h("option", { value: reader }, t("reading.open", { name: reader, owner })),
    );
    const ending = h("select", { name: "ending" }, h("option", { value: "" }, t("reading.none")), open);
    const body = h(
      "div",
      { class: "narrow" },
      h("p", { class: "soft" }, t("reading.note")),
      this.nameField("reading.reader"),
      open.length ? h("label", { class: "line" }, h("span", {}, t("reading.end")), ending) : null,
    );
    const rows = buttons("reading.stop", "reading.go").filter(([value]) => value !== "all" || open.length);
    const answer = /** @type {any} */ (await ask(t("reading.title"), body, rows, "small"));
    if (!answer) return;
    const begins = answer.value === "go";
    const reader = begins ? answer.form.querySelector("[name=person]").value : ending.value;
    if (!reader) return;
    this.send({ kind: "blind", reader, open: begins }, () => this.note(reader, begins));
  }

  /** Know of a reading that this person began or ended, before the whole pair comes anew. */
  note(reader, begins) {
    const { readings, me } = this.pair;
    const others = readings.filter(([one]) => one !== reader);
    this.pair.readings = begins ? [...others, [reader, me]] : others;
  }

  /** @param {string} label */
  nameField(label) {
    const names = this.people().map((name) => h("option", { value: name }));
    const input = h("input", { name: "person", list: "people", maxlength: 80, "aria-label": t(label) });
    return h("label", { class: "line" }, h("span", {}, t(label)), input, h("datalist", { id: "people" }, names));
  }

  /** Send a change; `taken` is called once the server has taken it. @param {object} body @param {() => void} taken */
  send(body, taken = () => {}) {
    const request = this.network.prepare(body);
    return this.network.queue(async () => {
      const answer = await this.commands.send(request);
      taken();
      say(answer.done.text);
    });
  }
}

/** @param {string} other @param {string} go @returns {[string, string, boolean?][]} */
const buttons = (other, go) => [
  ["all", t(other)],
  ["", t("cancel")],
  ["go", t(go), true],
];
