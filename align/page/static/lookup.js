// The panel that looks up beside the row in focus: glossary, renderings elsewhere, similar rows, any text.
import { byId, h } from "./dom.js";
import { keep, kept } from "./kept.js";
import { isUnsent } from "./ladder.js";
import { get, pairPath } from "./requests.js";
import { t } from "./words.js";

const PAUSE = 200; // milliseconds that a row is in focus before it is looked up
const OPEN = "align-lookup";

export class LookUp {
  /** @param {import("./page_state.js").PageState} state */
  constructor(state) {
    this.state = state;
    this.path = `/api/lookup/${pairPath(state.pair.id)}`;
    this.field = h("input", {
      type: "search",
      "aria-label": t("lookup.text"),
      placeholder: t("lookup.text"),
      maxlength: 200,
    });
    this.body = h("div", { class: "looked-up", "aria-live": "polite" });
    this.box = h(
      "details",
      { class: "lookup" },
      h("summary", {}, t("lookup.title"), h("kbd", { "aria-hidden": "true" }, "l")),
      this.field,
      this.body,
    );
    this.box.open = kept(OPEN) === "yes";
    byId("inspector").append(this.box);
    this.box.addEventListener("toggle", () => {
      keep(OPEN, this.box.open ? "yes" : "no");
      this.soon();
    });
    this.field.addEventListener("input", () => this.soon());
    this.field.addEventListener("keydown", (event) => this.leave(event));
    this.body.addEventListener("click", (event) => this.follow(event));
    state.subscribe((change) => {
      if (change.focus && change.focus.old !== state.focused) this.soon();
    });
  }

  /** Open the panel with the text that is selected, or close it. */
  toggle() {
    const selected = String(getSelection() ?? "").trim();
    const inside = this.box.contains(document.activeElement);
    this.box.open = Boolean(selected) || inside || !this.box.open;
    if (inside && !selected) this.box.open = false;
    byId("inspector").classList.toggle("open", this.box.open);
    if (!this.box.open) return;
    if (selected) this.field.value = selected;
    this.field.focus();
    this.field.select();
    this.box.scrollIntoView({ block: "start" });
    this.soon();
  }

  leave(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.field.value = "";
    this.field.blur(); // the row takes no keyboard from a field
    this.state.focus(this.state.focused);
    this.soon();
  }

  soon() {
    clearTimeout(this.later);
    if (this.box.open) this.later = setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    const bead = this.state.focused;
    const text = this.field.value.trim();
    if (!text && (!bead || isUnsent(bead))) return;
    const asked = new URLSearchParams(text ? { q: text } : { bead: bead?.k ?? "" });
    this.asked = String(asked);
    let answer;
    try {
      answer = await get(`${this.path}?${asked}`);
    } catch (error) {
      answer = { trouble: error instanceof Error ? error.message : String(error) };
    }
    if (this.asked !== String(asked)) return;
    this.body.dataset.shows = text || bead?.k;
    this.body.replaceChildren(...this.parts(answer));
  }

  parts(answer) {
    if (answer.trouble) return [h("p", { class: "trouble" }, answer.trouble)];
    if (answer.found) return [this.passages(t("lookup.found", { count: answer.found.length }), answer.found)];
    const { terms, words, similar, read, pairs } = answer;
    const parts = [
      terms.length
        ? h(
            "section",
            {},
            h("h3", {}, t("lookup.glossary")),
            h(
              "ul",
              {},
              terms.map((one) => this.term(one)),
            ),
          )
        : null,
      words.length
        ? h(
            "section",
            {},
            h("h3", {}, t("lookup.words")),
            h(
              "dl",
              {},
              words.map((one) => this.word(one)),
            ),
          )
        : null,
      similar.length ? this.passages(t("lookup.similar"), similar) : null,
    ].filter(Boolean);
    const rest = read < pairs ? t("lookup.read", { read, pairs }) : "";
    return [...parts, h("p", { class: "soft tiny" }, parts.length ? rest : `${t("lookup.nothing")} ${rest}`)];
  }

  term([source, allowed, kept]) {
    const { source: from, target } = this.state.pair;
    return h(
      "li",
      { class: kept ? "" : "warning" },
      h("b", { lang: from.lang }, source),
      " → ",
      h("span", { lang: target.lang }, allowed.join(t("lookup.or"))),
      kept ? null : h("span", { class: "tag warning" }, t("lookup.not-used")),
    );
  }

  word([word, here, differs, elsewhere]) {
    const { source, target } = this.state.pair;
    return h(
      "div",
      {},
      h("dt", { lang: source.lang }, word),
      h(
        "dd",
        { lang: target.lang },
        differs
          ? h(
              "span",
              { class: "tag warning", lang: document.documentElement.lang },
              t("lookup.here", { text: here.join(" ") }),
            )
          : null,
        elsewhere.map(([text, count, place]) => [this.link(place, text), h("span", { class: "soft" }, ` ${count}× `)]),
      ),
    );
  }

  passages(title, rows) {
    const { source, target } = this.state.pair;
    return h(
      "section",
      {},
      h("h3", {}, title),
      h(
        "ul",
        { class: "passages" },
        rows.map((one) =>
          h(
            "li",
            {},
            h("p", { lang: source.lang }, this.link(one.place, one.source || "–")),
            h("p", { lang: target.lang }, one.target || "–"),
          ),
        ),
      ),
    );
  }

  link([pair, key], text) {
    return h(
      "a",
      { href: `/pair/${encodeURIComponent(pair)}#${key}`, "data-key": pair === this.state.pair.id ? key : "" },
      text,
    );
  }

  /** A link to a row of this pair goes there without loading the page. */
  follow(event) {
    const bead = this.state.pair.bead(event.target.closest("a")?.dataset.key ?? "");
    if (!bead || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.state.focus(bead, true);
  }
}
