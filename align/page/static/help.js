// The dialog of keys: what each does, single-letter keys on or off, and another letter for a command.
import { ask } from "./dialogs.js";
import { h } from "./dom.js";
import { KEYS, keepKeyChoice, keyChoice, keyName, keysOf, pressName } from "./keys.js";
import { legend } from "./legend.js";
import { showTour } from "./tour.js";
import { t } from "./words.js";

/** @param {[string, unknown][]} filters */
export function showHelp(filters) {
  const choice = keyChoice();
  const on = h("input", { type: "checkbox" });
  on.checked = !choice.off;
  const columns = h("div", { class: "keys" });
  const draw = () => columns.replaceChildren(...sections(filters, choice, draw));
  on.addEventListener("change", () => {
    choice.off = !on.checked;
    keepKeyChoice(choice);
    draw();
  });
  const reset = h("button", { type: "button", class: "quiet" }, t("keys.usual"));
  reset.addEventListener("click", () => {
    choice.own = {};
    keepKeyChoice(choice);
    draw();
  });
  draw();
  const line = h("div", { class: "line keys-choice" }, h("label", { class: "line" }, on, t("keys.single")), reset);
  const buttons = [
    ["tour", t("tour.again")],
    ["", t("close"), true],
  ];
  return ask(t("keys.title"), h("div", {}, line, columns), buttons, "wide").then((answer) => answer && showTour());
}

function sections(filters, choice, draw) {
  const shown = KEYS.map(([title, rows]) =>
    section(
      t(`keys.${title}`),
      rows.map(([keys, command]) => row(keysOf(keys, command, choice), t(`key.${command}`), command, choice, draw)),
    ),
  );
  const numbers = filters.map(([name], number) => row(choice.off ? [] : [`${number}`], t(`filter.${name}`)));
  return [...shown, section(t("keys.show"), numbers), legend()];
}

const section = (title, rows) => h("section", {}, h("h3", {}, title), h("dl", {}, rows));

function row(keys, label, command = "", choice = null, draw = () => {}) {
  const names = keys.length > 4 ? [keys[0], "–", keys.at(-1)] : keys;
  const shown = names.map((key) => (key === "–" ? key : h("kbd", {}, keyName(key))));
  return h("div", {}, h("dt", {}, shown), h("dd", {}, label, choice ? change(command, label, choice, draw) : null));
}

/** A button that takes the next letter typed as the command's key. */
function change(command, label, choice, draw) {
  const button = h(
    "button",
    { type: "button", class: "quiet tiny change-key", "aria-label": t("keys.change-this", { label }) },
    t("keys.change"),
  );
  button.addEventListener("click", () => {
    button.textContent = t("keys.type");
  });
  button.addEventListener("keydown", (event) => {
    if (button.textContent === t("keys.change") || [...event.key].length !== 1 || event.key === " ") return;
    event.preventDefault();
    choice.own[command] = pressName(event);
    keepKeyChoice(choice);
    draw();
  });
  return button;
}
