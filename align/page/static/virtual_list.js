// A list of thousands of rows of different heights. Only rows near the window exist.
import { become, oncePerFrame } from "./dom.js";

const AROUND = 500; // pixels above and below the window

export class VirtualList {
  /**
   * `estimate` guesses an item's height; `render` makes its row; `placed` is called with the rows after they were placed.
   * @param {HTMLElement} scroller @param {HTMLElement} holder
   * @param {{estimate: (item: any) => number, render: (item: any) => HTMLElement,
   *   placed: (rows: Map<any, HTMLElement>) => void}} drawing
   */
  constructor(scroller, holder, { estimate, render, placed }) {
    this.scroller = scroller;
    this.holder = holder;
    this.estimate = estimate;
    this.render = render;
    this.placed = placed;
    this.request = oncePerFrame(() => this.draw());
    /** @type {any[]} */
    this.items = [];
    /** @type {Map<any, number>} */
    this.place = new Map();
    this.tops = new Float64Array(1); // of each item, and the end of the last one
    this.heights = new Map(); // as measured
    this.guesses = new Map(); // of rows that never existed
    /** @type {Map<any, HTMLElement>} */
    this.rows = new Map();
    /** @type {any} the item that should not move on the screen */
    this.keep = null;
    this.scroller.addEventListener("scroll", () => this.request(), { passive: true });
    new ResizeObserver(() => this.resized()).observe(holder);
    /** Marks and corrections that come later make rows higher. */
    this.grown = new ResizeObserver((rows) => {
      const changed = ({ target }) => target.isConnected && target.offsetHeight !== this.height(target);
      if (rows.some(changed)) this.request();
    });
  }

  set(items) {
    this.items = items;
    this.place = new Map(items.map((item, place) => [item, place]));
    this.measure();
    this.draw();
  }

  resized() {
    if (this.width === this.holder.clientWidth) return;
    this.width = this.holder.clientWidth;
    this.forget();
    this.measure();
    if (this.keep) this.show(this.keep, true);
    this.draw();
  }

  /** The height of a row as it was measured. @param {Element} row */
  height(row) {
    for (const [item, one] of this.rows) if (one === row) return this.heights.get(item);
    return undefined;
  }

  forget() {
    this.heights.clear();
    this.guesses.clear();
  }

  measure() {
    this.tops = new Float64Array(this.items.length + 1);
    let top = 0;
    for (let place = 0; place < this.items.length; place += 1) {
      this.tops[place] = top;
      const item = this.items[place];
      top += this.heights.get(item) ?? this.guesses.get(item) ?? this.guess(item);
    }
    this.tops[this.items.length] = top;
    this.holder.style.height = `${top}px`;
  }

  guess(item) {
    const height = this.estimate(item);
    this.guesses.set(item, height);
    return height;
  }

  at(y) {
    let low = 0;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= y) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  top(item) {
    return this.tops[this.place.get(item) ?? 0];
  }

  draw() {
    const offset = this.holder.offsetTop;
    for (let turn = 0; turn < 4; turn += 1) {
      const from = this.scroller.scrollTop - offset;
      const first = this.at(from - AROUND);
      const last = Math.min(this.items.length - 1, this.at(from + this.scroller.clientHeight + AROUND));
      const wanted = new Set(this.items.slice(first, last + 1));
      if (this.keep && this.place.has(this.keep)) wanted.add(this.keep);
      for (const [item, row] of this.rows) {
        if (!wanted.has(item)) {
          row.remove();
          this.grown.unobserve(row);
          this.rows.delete(item);
        }
      }
      for (const item of wanted) {
        if (!this.rows.has(item)) {
          const row = this.render(item);
          this.rows.set(item, row);
          this.holder.append(row);
          this.grown.observe(row);
        }
      }
      const anchor = this.anchor(from);
      const before = anchor ? this.top(anchor) : 0;
      let moved = false;
      for (const [item, row] of this.rows) {
        const height = row.offsetHeight;
        if (height !== this.heights.get(item)) {
          this.heights.set(item, height);
          moved = true;
        }
      }
      if (moved) {
        this.measure();
        if (anchor) {
          const shift = this.top(anchor) - before;
          if (Math.abs(shift) > 0.5) this.scroller.scrollTop += shift;
        }
      }
      for (const [item, row] of this.rows) row.style.transform = `translateY(${this.top(item)}px)`;
      if (!moved) break;
    }
    this.order();
    this.placed(this.rows);
  }

  // Screen readers and the Tab key follow the order of elements, so it must be that of the screen.
  order() {
    const sorted = [...this.rows].sort(([one], [other]) => (this.place.get(one) ?? 0) - (this.place.get(other) ?? 0));
    /** @type {HTMLElement | null} */
    let previous = null;
    for (const [, row] of sorted) {
      const right = previous ? previous.nextSibling : this.holder.firstChild;
      if (row !== right) this.holder.insertBefore(row, right);
      previous = row;
    }
  }

  anchor(from) {
    if (this.keep && this.rows.has(this.keep)) {
      const top = this.top(this.keep);
      if (top >= from - 50 && top < from + this.scroller.clientHeight) return this.keep;
    }
    return this.items[this.at(from)];
  }

  /** Draw an item again. Its row stays the same element, and texts that did not change stay too, with their selection. */
  refresh(item) {
    const row = this.rows.get(item);
    if (!row) return;
    const { transform } = row.style;
    become(row, this.render(item));
    row.style.transform = transform;
  }

  /** Scroll an item into the window: with `jump` to 30 % of its height, otherwise as little as possible. */
  show(item, jump = false) {
    this.keep = item;
    const place = this.place.get(item);
    if (place === undefined) return;
    const offset = this.holder.offsetTop;
    const room = this.scroller.clientHeight;
    const top = this.tops[place] + offset;
    const bottom = this.tops[place + 1] + offset;
    const from = this.scroller.scrollTop;
    const head = Math.min(140, room * 0.2);
    const foot = Math.min(180, room * 0.3);
    if (jump) this.scroller.scrollTop = top - room * 0.3;
    else if (top < from + head) this.scroller.scrollTop = top - head;
    else if (bottom > from + room - foot) this.scroller.scrollTop = Math.min(top - head, bottom - room + foot);
    this.draw();
  }
}
