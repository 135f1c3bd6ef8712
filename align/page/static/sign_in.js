// Signing in again inside the page, so that nothing that waits is lost.
import { ask, isOpen } from "./dialogs.js";
import { byId, h } from "./dom.js";
import { me, post, SignedOut } from "./requests.js";
import { t } from "./words.js";

/** @type {Promise<void> | null} */
let asking = null;

/**
 * Resolve once `reviewer` is signed in again; ask for it in a dialog. Another reviewer's session reloads the page, which
 * keeps what waits for its owner.
 * @param {string} reviewer
 */
export function signIn(reviewer) {
  asking ??= again(reviewer).finally(() => {
    asking = null;
  });
  return asking;
}

async function again(reviewer) {
  if (isOpen()) await new Promise((resolve) => byId("dialog").addEventListener("close", resolve, { once: true }));
  let trouble = "";
  for (;;) {
    try {
      const now = await me();
      if (now.reviewer !== reviewer) location.reload();
      return;
    } catch (error) {
      if (!(error instanceof SignedOut)) return; // the server is away: the change is tried again anyway
    }
    const withPassword = document.documentElement.dataset.login === "yes";
    trouble = withPassword ? await askPassword(reviewer, trouble) : await askLink(trouble);
  }
}

async function askPassword(reviewer, trouble) {
  const password = h("input", {
    type: "password",
    autocomplete: "current-password",
    "aria-label": t("signin.password"),
  });
  const body = h(
    "div",
    { class: "stack" },
    h("p", {}, t("signin.ended", { name: reviewer })),
    h("label", {}, `${t("signin.password")} `, password),
    h("p", { class: "trouble", role: "alert", hidden: !trouble }, trouble),
  );
  await ask(t("signin.title"), body, [["go", t("signin.go"), true]], "small");
  try {
    await post("/api/sign-in", { name: reviewer, password: password.value });
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function askLink(trouble) {
  const body = h(
    "div",
    {},
    h("p", {}, t("signin.link")),
    h("p", {}, t("signin.open")),
    h("p", { class: "trouble", role: "alert", hidden: !trouble }, trouble),
  );
  await ask(t("signin.title"), body, [["go", t("signin.done"), true]], "small");
  return t("signin.still");
}
