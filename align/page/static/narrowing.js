// The dialog that narrows the rows down by several conditions at once.
import { ask } from "./dialogs.js";
import { h, sizeOf } from "./dom.js";
import { CONDITIONS } from "./filters.js";
import { CATEGORIES } from "./mqm.js";
import { has, t } from "./words.js";

/** @typedef {import("./pair.js").Pair} Pair */
/** @typedef {import("./filters.js").Conditions} Conditions */

/** What each condition can ask for in this pair. @param {Pair} pair @returns {Record<string, [string, string][]>} */
export function choices(pair) {
  const people = new Set([pair.me, ...pair.beads.flatMap((bead) => [...pair.opinions(bead).keys()])]);
  const checks = new Set(pair.beads.flatMap((bead) => pair.findingsOf(bead).map((one) => one.check)));
  /** @param {Iterable<string>} names @returns {[string, string][]} */
  const persons = (names) => [...names].map((name) => [`=${name}`, name === pair.me ? t("narrow.me", { name }) : name]);
  const kinds = [...new Set(pair.beads.map(sizeOf))].sort();
  return {
    by: [["nobody", t("narrow.nobody")], ...persons(people)],
    assigned: [["nobody", t("narrow.assigned-nobody")], ...persons(new Set(Object.values(pair.assigned)))],
    check: [...checks].sort().map((name) => [name, has(`reason.${name}`) ? t(`reason.${name}`) : name]),
    category: CATEGORIES.map((name) => [name, t(`mqm.${name}`)]),
    kind: kinds.map((size) => [size, size]),
  };
}

/** Ask for conditions; null if the dialog was left. @param {Pair} pair @param {Conditions} now @returns {Promise<Conditions | null>} */
export async function askConditions(pair, now) {
  const select = ([name, rows]) => {
    const field = h(
      "select",
      { name },
      h("option", { value: "" }, t("narrow.any")),
      rows.map(([value, label]) => h("option", { value }, label)),
    );
    field.value = rows.some(([value]) => value === now[name]) ? now[name] : "";
    return h("label", { class: "line" }, h("span", {}, t(`narrow.${name}`)), field);
  };
  const number = (name) =>
    h("input", { name, type: "number", min: 0, max: 100, value: now[name] ?? "", "aria-label": t(`narrow.${name}`) });
  const body = h(
    "div",
    { class: "narrow" },
    Object.entries(choices(pair)).map(select),
    h(
      "div",
      { class: "line" },
      h("span", {}, t("narrow.doubt")),
      h("span", { class: "range" }, number("from"), " – ", number("to"), " %"),
    ),
    h("p", { class: "soft tiny" }, t("narrow.note")),
  );
  const answer = /** @type {any} */ (
    await ask(
      t("narrow.title"),
      body,
      [
        ["none", t("narrow.none")],
        ["", t("cancel")],
        ["go", t("narrow.go"), true],
      ],
      "small",
    )
  );
  if (!answer) return null;
  if (answer.value === "none") return {};
  const given = Object.keys(CONDITIONS).map((name) => [name, answer.form.querySelector(`[name=${name}]`)?.value ?? ""]);
  return Object.fromEntries(given.filter(([, value]) => value));
}
