// Fields, buttons, clicks and keys of the pair's page, tied to the desk.
import { isOpen } from "./dialogs.js";
import { h } from "./dom.js";
import { actionOf } from "./keys.js";
import { FILTERS } from "./state.js";

const $ = (id) => document.getElementById(id);

/** Tie the page's fields, buttons, clicks and keys to the desk. */
export function wire(desk) {
  $("filter").append(...FILTERS.map(([name, label], number) => h("option", { value: name }, `${label}`)));
  $("filter").addEventListener("change", (event) => desk.setFilter(event.target.value));
  $("order").addEventListener("change", (event) => desk.setOrder(event.target.value));
  $("seek").addEventListener("input", (event) => {
    desk.query = event.target.value;
    desk.rebuild();
  });
  $("seek").addEventListener("keydown", (event) => {
    if (event.isComposing || !["Enter", "Escape"].includes(event.key)) return;
    if (event.key === "Escape") {
      event.target.value = desk.query = "";
      desk.rebuild();
    }
    event.preventDefault();
    event.target.blur();
    desk.focus(desk.focused ?? desk.list.items[0], true);
  });
  $("undo").addEventListener("click", () => desk.act("undo"));
  $("redo").addEventListener("click", () => desk.act("redo"));
  $("help").addEventListener("click", () => desk.act("help"));
  $("save")?.addEventListener("click", () => desk.save());
  $("rows").addEventListener("click", (event) => clicked(desk, event));
  document.addEventListener("keydown", (event) => pressed(desk, event));
  $("dialog").addEventListener("close", () => {
    const lost = [document.body, ...$("dialog").querySelectorAll("*")].includes(document.activeElement);
    if (lost) desk.refocus(); // the row that had the keyboard was drawn anew behind the dialog
  });
  addEventListener("hashchange", () => {
    const bead = desk.pair.bead(decodeURIComponent(location.hash.slice(1)));
    if (bead) desk.focus(bead, true);
  });
}

function pressed(desk, event) {
  const target = event.target;
  const field = target.closest("input:not([type=checkbox]), textarea, select");
  if (isOpen() || (field && !field.closest("dialog"))) return; // a dialog just closed may still hold the focus
  const found = actionOf(event);
  if (!found) return;
  if (target.closest("button, a, summary") && [" ", "Enter"].includes(event.key)) return;
  event.preventDefault();
  desk.act(...found);
}

function clicked(desk, event) {
  const row = event.target.closest(".bead");
  if (!row) return;
  const bead = desk.pair.bead(row.dataset.key);
  const segment = event.target.closest(".seg");
  desk.focus(bead);
  if (segment) desk.point(segment.dataset.side, 0, Number(segment.dataset.at));
}
