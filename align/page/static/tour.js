// A tour of the page in five steps: a card that takes neither keys nor clicks from the work.
import { byId, h } from "./dom.js";
import { keep, kept } from "./kept.js";
import { t } from "./words.js";

/** What each step is about, and where it is. @type {[string, string][]} */
const STEPS = [
  ["rows", "#rows"],
  ["pass", "#guide"],
  ["decide", ".inspector .decide"],
  ["mend", ".inspector .mend"],
  ["help", "#help"],
];
const SEEN = "align-toured";

/** The card with one step. @param {number} step */
export function showTour(step = 0) {
  closeTour();
  const [name, place] = STEPS[step];
  document.querySelector(place)?.classList.add("toured");
  const last = step === STEPS.length - 1;
  const go = (/** @type {string} */ label, /** @type {() => void} */ onclick, className = "") =>
    h("button", { type: "button", class: className, onclick }, t(label));
  const card = h(
    "aside",
    { class: "tour", id: "tour", "aria-label": t("tour.title") },
    h("p", { class: "soft tiny" }, t("tour.standing", { at: step + 1, of: STEPS.length })),
    h("h2", {}, t(`tour.${name}`)),
    h("p", {}, t(`tour.${name}-text`)),
    h(
      "menu",
      {},
      last ? null : go("tour.skip", endTour, "quiet"),
      step ? go("pass.back", () => showTour(step - 1)) : null,
      last ? go("tour.end", endTour, "primary") : go("tour.next", () => showTour(step + 1), "primary"),
    ),
  );
  byId("work").after(card);
  if (step) card.querySelector("button.primary").focus();
}

function closeTour() {
  document.getElementById("tour")?.remove();
  document.querySelector(".toured")?.classList.remove("toured");
}

function endTour() {
  closeTour();
  keep(SEEN, "yes");
}

/** Show the tour to a person who has not seen it in this browser. Where nothing is kept, it would come each time. */
export function offerTour() {
  if (kept(SEEN) === null) showTour();
}
