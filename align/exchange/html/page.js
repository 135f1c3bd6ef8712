
"use strict";
// Filters, the pairs' list, and the ribbons of what is on screen. Without scripts the page shows everything.
const bar = document.querySelector(".toolbar");
const beads = [...document.querySelectorAll("tbody.bead")];
const ribbons = new Map(beads.map((bead) => [bead.id, []]));
for (const ribbon of document.querySelectorAll("a.ribbon")) ribbons.get(ribbon.dataset.of).push(ribbon);

function mark(id, name, on) {
  for (const ribbon of ribbons.get(id)) ribbon.classList.toggle(name, on);
}

function apply() {
  const form = new FormData(bar);
  const kinds = new Set(form.getAll("kind"));
  const only = form.getAll("only");
  const most = Number(form.get("most"));
  bar.querySelector("output").textContent = most + " %";
  let shown = 0;
  for (const bead of beads) {
    const data = bead.dataset;
    const fits = kinds.has(data.group) && Number(data.p) * 100 <= most &&
      only.every((name) => name === "open" ? data.verdict === "" : data[name] !== "0");
    bead.classList.toggle("off", !fits);
    mark(bead.id, "off", !fits);
    shown += fits;
  }
  bar.querySelector(".count").textContent = `${shown} of ${beads.length} beads`;
}

function listPairs() {
  const pairs = [...document.querySelectorAll("section.pair")];
  if (pairs.length < 2) return;
  const list = document.createElement("nav");
  list.className = "pairs";
  for (const pair of pairs) {
    const link = document.createElement("a");
    link.href = "#" + pair.id;
    link.textContent = pair.dataset.name;
    list.append(link);
  }
  bar.append(list);
}

bar.hidden = false;
bar.addEventListener("input", apply);
bar.addEventListener("submit", (event) => event.preventDefault());
bar.addEventListener("reset", () => setTimeout(apply));
listPairs();
apply();

const seen = new IntersectionObserver((entries) => {
  for (const entry of entries) mark(entry.target.id, "here", entry.isIntersecting);
}, { rootMargin: "-25% 0px -25% 0px" });
for (const bead of beads) seen.observe(bead);
for (const bead of beads) {
  bead.addEventListener("pointerenter", () => mark(bead.id, "hover", true));
  bead.addEventListener("pointerleave", () => mark(bead.id, "hover", false));
}

// Words that answer each other light up together; with the chip, words that nothing answers are underlined.
const words = bar.querySelector(".words");
if (document.querySelector("span.w, span.u")) words.hidden = false;
bar.addEventListener("input", () => document.body.classList.toggle("unanswered", words.querySelector("input").checked));
bar.addEventListener("reset", () => document.body.classList.remove("unanswered"));

function light(word, on) {
  const numbers = new Set(word.dataset.l.split(" "));
  for (const other of word.closest("tbody").querySelectorAll("span.w")) {
    if (other.dataset.l.split(" ").some((number) => numbers.has(number))) other.classList.toggle("lit", on);
  }
}
for (const [name, on] of [["pointerover", true], ["pointerout", false]]) {
  document.querySelector("main").addEventListener(name, (event) => {
    const word = event.target.closest?.("span.w");
    if (word) light(word, on);
  });
}
