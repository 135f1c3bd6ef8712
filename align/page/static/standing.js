// Where the pair stands, and what the page says: progress, undo and redo, short messages.
import { h } from "./dom.js";

const $ = (id) => document.getElementById(id);

export class Standing {
  constructor(pair) {
    this.pair = pair;
  }

  countSoon() {
    clearTimeout(this.counting);
    this.counting = setTimeout(() => this.count(), 60);
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

  say(text) {
    const toast = $("toast");
    toast.textContent = text;
    toast.classList.add("shown");
    clearTimeout(this.hush);
    this.hush = setTimeout(() => toast.classList.remove("shown"), 2500);
  }

  /** Say what is wrong until it is right again, "" for nothing. */
  warn(text) {
    if ($("warning").textContent !== text) $("warning").textContent = text;
    $("warning").hidden = !text;
  }

  /** Show which segment is being carried to another bead, null for none. */
  showCarried(held) {
    const box = $("carry");
    box.hidden = !held;
    if (!held) return;
    const { lang, segments } = this.pair[held.side];
    const soft = (text) => h("span", { class: "soft" }, text);
    box.replaceChildren(h("b", {}, "Carrying "), h("span", { lang }, segments[held.index].t.slice(0, 80)), soft(" go to its bead and press "), h("kbd", {}, "x"), soft(" or "), h("kbd", {}, "Esc"));
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
