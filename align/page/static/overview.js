// The strip at the left edge: the whole pair as threads, and its headings as an outline.
import { byId, h, oncePerFrame } from "./dom.js";
import { drawThreads } from "./ribbons.js";
import { t } from "./words.js";

export class Overview {
  /**
   * @param {import("./page_state.js").PageState} state @param {import("./virtual_list.js").VirtualList} list
   * @param {(bead: import("./pair.js").Bead) => void} pick what a click on a bead does
   */
  constructor(state, list, pick) {
    this.state = state;
    this.list = list;
    this.pick = pick;
    this.request = oncePerFrame(() => this.draw());
    this.canvas = byId("map");
    this.outline = byId("outline");
    this.canvas.addEventListener("click", (event) => this.jump(event));
    this.fill();
    this.frame = byId("seen");
    new ResizeObserver(() => this.changed(0)).observe(this.canvas);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.changed(0));
    document.addEventListener("theme", () => this.changed(0));
    list.scroller.addEventListener("scroll", () => this.request(), { passive: true });
  }

  fill() {
    const { pair } = this.state;
    const headings = ["source", "target"].map((side) =>
      pair[side].segments.map((segment, i) => [segment, i]).filter(([segment]) => segment.k === "heading"),
    );
    const [side, rows] = headings[0].length ? ["source", headings[0]] : ["target", headings[1]];
    this.outline.lang = pair[side].lang;
    this.outline.replaceChildren(
      ...rows.map(([segment, i]) =>
        h(
          "li",
          { class: `level${Math.min(segment.l || 1, 4)}` },
          h(
            "button",
            { type: "button", onclick: () => this.pick(pair.holder[side][i]) },
            segment.m ? `${segment.m} ${segment.t}` : segment.t,
          ),
        ),
      ),
    );
    if (!rows.length)
      this.outline.replaceChildren(h("li", { class: "soft", lang: document.documentElement.lang }, t("outline.none")));
  }

  jump(event) {
    const { pair } = this.state;
    const share = event.offsetY / this.canvas.clientHeight;
    const side = event.offsetX < this.canvas.clientWidth / 2 ? "source" : "target";
    const index = Math.min(pair[side].segments.length - 1, Math.floor(share * pair[side].segments.length));
    const bead = pair.holder[side][index];
    if (bead) this.pick(bead);
  }

  /** Draw the threads again after a pause without changes: thousands of them take a while. */
  changed(pause = 250) {
    clearTimeout(this.later);
    this.later = setTimeout(() => drawThreads(this.canvas, this.state.pair), pause);
  }

  draw() {
    const { list } = this;
    const { pair, order } = this.state;
    /** @type {number[] | null} */
    let seen = null;
    if (order === "reading" && list.items.length) {
      const from = list.scroller.scrollTop - list.holder.offsetTop;
      const first = list.items[list.at(from)];
      const last = list.items[list.at(from + list.scroller.clientHeight)];
      const index = (bead, end) =>
        bead.s.length
          ? (end ? bead.s.at(-1) + 1 : bead.s[0]) / pair.source.segments.length
          : (end ? bead.t.at(-1) + 1 : bead.t[0]) / pair.target.segments.length;
      seen = [index(first, false), index(last, true)];
    }
    const frame = this.frame.style;
    frame.display = seen ? "block" : "none";
    if (seen) {
      const height = this.canvas.clientHeight;
      frame.transform = `translateY(${seen[0] * height}px)`;
      frame.height = `${Math.max(6, (seen[1] - seen[0]) * height)}px`;
    }
  }
}
