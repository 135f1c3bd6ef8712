// On every page: the theme, the reviewer's name, and menus that close.

import { when } from "./dom.js";
import { keep } from "./kept.js";
import { post } from "./requests.js";

for (const time of /** @type {NodeListOf<HTMLTimeElement>} */ (document.querySelectorAll("time[datetime]"))) {
  time.title = time.textContent;
  time.textContent = when(time.dateTime, "medium");
}

export function toggleTheme() {
  const root = document.documentElement;
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = dark ? "light" : "dark";
  keep("align-theme", root.dataset.theme);
  document.dispatchEvent(new Event("theme"));
}

document.getElementById("theme")?.addEventListener("click", toggleTheme);

const who = document.getElementById("who");
const dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById("name-dialog"));
who?.addEventListener("click", () => dialog?.showModal());
dialog?.addEventListener("close", async () => {
  if (dialog.returnValue === "leave") {
    await post("/api/leave", {});
    location.assign("/login");
  } else if (dialog.returnValue === "save") {
    const answer = await post("/api/name", { name: dialog.querySelector("input")?.value });
    if (answer.name) location.reload();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(/** @type {Node} */ (event.target))) menu.removeAttribute("open");
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.removeAttribute("open");
});
