// Ties the page's fields, buttons, clicks and keys to the commands.
import { isOpen } from "./dialogs.js";
import { byId, h } from "./dom.js";
import { FILTERS } from "./filters.js";
import { actionOf } from "./keys.js";
import { t } from "./words.js";

/**
 * @param {import("./commands.js").Commands} commands @param {import("./page_state.js").PageState} state
 * @param {import("./view.js").View} view
 */
export function wire(commands, state, view) {
  byId("filter").append(...FILTERS.map(([name]) => h("option", { value: name }, t(`filter.${name}`))));
  byId("filter").addEventListener("change", (event) => commands.run("showFilter", event.target.value));
  byId("order").addEventListener("change", (event) => commands.run("showOrder", event.target.value));
  byId("seek").addEventListener("input", (event) => state.setQuery(event.target.value));
  byId("seek").addEventListener("keydown", (event) => leaveSearch(state, event));
  for (const name of ["undo", "redo", "help", "save", "guide"]) {
    byId(name).addEventListener("click", () => commands.run(name));
  }
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-run]"))) {
    button.addEventListener("click", () => {
      byId("more").removeAttribute("open");
      commands.run(button.dataset.run);
    });
  }
  byId("rows").addEventListener("click", (event) => clicked(state, view, event));
  document.addEventListener("keydown", (event) => pressed(commands, event));
  byId("dialog").addEventListener("close", () => {
    const lost = [document.body, ...byId("dialog").querySelectorAll("*")].includes(document.activeElement);
    if (lost) view.giveKeyboard(); // the row that had the keyboard was drawn again behind the dialog
  });
  addEventListener("hashchange", () => {
    const bead = state.pair.bead(decodeURIComponent(location.hash.slice(1)));
    if (bead) state.focus(bead, true);
  });
}

/** Enter and Escape leave the search field for the bead in focus; Escape also empties it. */
function leaveSearch(state, event) {
  if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
  if (event.key === "Escape") {
    event.target.value = "";
    state.setQuery("");
  }
  event.preventDefault();
  event.target.blur();
  state.focus(state.focused ?? state.items[0] ?? null, true);
}

function pressed(commands, event) {
  const target = event.target;
  const field = target.closest("input:not([type=checkbox]), textarea, select");
  if (isOpen() || (field && !field.closest("dialog"))) return; // a dialog just closed may still have the keyboard
  const found = actionOf(event);
  if (!found) return;
  if (target.closest("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
  event.preventDefault();
  commands.run(...found);
}

function clicked(state, view, event) {
  const row = event.target.closest(".bead");
  if (!row) return;
  const note = event.target.closest(".note");
  if (note) view.marks.show(note); // where nothing hovers
  const selection = getSelection();
  if (selection && !selection.isCollapsed && row.contains(selection.anchorNode)) return; // text is being selected
  const segment = event.target.closest(".seg");
  state.focus(state.pair.bead(row.dataset.key));
  if (segment) state.point(segment.dataset.side, 0, Number(segment.dataset.at));
}
