// Correcting a text in its row: the form with the text, its difference, category, severity and comment.
import { byId, h } from "./dom.js";
import { draftOf, keepDraft } from "./drafts.js";
import { say } from "./messages.js";
import { CATEGORIES, SEVERITIES, tagged } from "./mqm.js";
import { diffLine } from "./threads.js";
import { t } from "./words.js";

/** @typedef {import("./pair.js").Side} Side */

export class Correcting {
  /** @param {import("./commands.js").Commands} commands */
  constructor(commands) {
    this.commands = commands;
    this.state = commands.state;
    this.pair = commands.pair;
    commands.view.editor = () => this.form;
    /** @type {HTMLElement | null} the open form */
    this.form = null;
  }

  table() {
    return {
      suggest: () => this.open("target"),
      suggestSource: () => this.open("source"),
    };
  }

  /** Open the form in the row of the bead in focus. @param {Side} side */
  open(side) {
    const bead = this.state.focused;
    if (!bead) return;
    if (this.form) this.close();
    const before = this.pair.textOf(bead, side);
    if (!before) return say(t("correct.no-text"));
    this.form = this.build(bead, side, before);
    this.state.editing = bead.k;
    this.state.changed([bead]);
    this.place();
    const area = /** @type {HTMLTextAreaElement} */ (this.form.querySelector("textarea"));
    area.focus();
    area.setSelectionRange(area.value.length, area.value.length);
    fit(area);
    this.place();
    requestAnimationFrame(() => area.scrollIntoView({ block: "nearest" })); // the rows are placed by then
  }

  /** The row's height changed: place the rows below it. */
  place() {
    this.commands.view.list.request();
  }

  close() {
    const key = this.state.editing;
    this.form?.remove();
    this.form = null;
    this.state.editing = "";
    const bead = this.pair.bead(key);
    if (bead) this.state.changed([bead]);
    this.place();
    this.commands.view.giveKeyboard();
  }

  /** @param {import("./pair.js").Bead} bead @param {Side} side @param {string} before @returns {HTMLElement} */
  build(bead, side, before) {
    const draft = `correction ${side} ${bead.k}`;
    const known = this.pair.corrections(bead, side).get(this.pair.me)?.[`${side}_text`];
    const area = h("textarea", {
      lang: this.pair[side].lang,
      rows: 2,
      maxlength: 100000,
      "aria-label": t(`correct.${side}`),
    });
    area.value = draftOf(draft) ?? known ?? before;
    const shown = h("p", { class: "diff", lang: this.pair[side].lang, "aria-hidden": "true" });
    const category = choice("category", [
      ["", t("correct.no-category")],
      ...CATEGORIES.map((one) => [one, t(`mqm.${one}`)]),
    ]);
    const severity = choice(
      "severity",
      SEVERITIES.map((one) => [one, t(`severity.${one}`)]),
    );
    const comment = h("input", {
      "aria-label": t("correct.comment"),
      placeholder: t("correct.comment"),
      maxlength: 9000,
    });
    const show = () => {
      shown.replaceChildren(...(area.value === before ? [] : diffLine(before, area.value)));
      fit(area);
      this.place();
    };
    area.addEventListener("input", () => {
      keepDraft(draft, area.value === (known ?? before) ? null : area.value);
      show();
    });
    show();
    const save = () => this.save(bead, side, { before, area, category, severity, comment, draft });
    const form = h(
      "div",
      { class: "correct-form", role: "group", "aria-label": t(`correct.${side}`) },
      area,
      shown,
      h("div", { class: "correct-line" }, category, severity, comment),
      h(
        "div",
        { class: "correct-line" },
        h("span", { class: "soft tiny" }, t("correct.keys")),
        h("span", { class: "gap" }),
        h("button", { type: "button", onclick: () => this.close() }, t("cancel")),
        h("button", { type: "button", class: "primary", onclick: save }, t("save")),
      ),
    );
    form.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      event.stopPropagation();
      if (event.key === "Escape") this.close();
      else if (event.key === "Enter" && !event.shiftKey && event.target.matches("textarea, input")) save();
      else return;
      event.preventDefault();
    });
    return form;
  }

  /** Record the correction, the marked error and the comment together. */
  save(bead, side, { before, area, category, severity, comment, draft }) {
    const text = area.value.replace(/\s*\n\s*/g, " ").trim();
    const said = tagged(category.value, severity.value, comment.value);
    const changed = text && text !== before;
    if (!changed && !said) return say(t("correct.nothing"));
    keepDraft(draft, null);
    this.close();
    const now = this.pair.now(bead);
    this.state.focus(now ?? this.pair.heir(bead));
    const correction = changed ? { [`${side}_text`]: text } : {};
    // A row that was regrouped meanwhile is a conflict, in which the person chooses.
    this.commands.deciding.decide(
      "needs-fix",
      { ...correction, ...(said ? { comment: said } : {}) },
      { bead: now ?? bead, advance: Boolean(now) },
    );
  }
}

/** @param {string} name @param {string[][]} options */
function choice(name, options) {
  return h(
    "select",
    { name, "aria-label": t(`correct.${name}`) },
    options.map(([value, label]) => h("option", { value }, label)),
  );
}

/** As high as its text. @param {HTMLTextAreaElement} area */
function fit(area) {
  area.style.height = "auto";
  area.style.height = `${area.scrollHeight + 2}px`;
}

/** Put the open form into its row. @param {HTMLElement | null} form */
export function mount(form) {
  const place = byId("rows").querySelector(".correct");
  if (form && place && !place.contains(form)) place.append(form);
}
