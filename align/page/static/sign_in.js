// Signing in again inside the page, so that nothing that waits is lost.
import { ask, isOpen } from "./dialogs.js";
import { byId, h } from "./dom.js";
import { me, post, SignedOut } from "./requests.js";

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
  const password = h("input", { type: "password", autocomplete: "current-password", "aria-label": "Password" });
  const body = h(
    "div",
    { class: "stack" },
    h("p", {}, `The session of ${reviewer} has ended. Nothing is lost: what you decided is sent once you are back.`),
    h("label", {}, "Password ", password),
    h("p", { class: "trouble", role: "alert", hidden: !trouble }, trouble),
  );
  await ask("Sign in again", body, [["go", "Sign in", true]], "small");
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
    h("p", {}, "This browser is not signed in any more. Nothing is lost: what you decided is kept here."),
    h("p", {}, "Open the newest link that the terminal shows, in another tab of this browser; then come back."),
    h("p", { class: "trouble", role: "alert", hidden: !trouble }, trouble),
  );
  await ask("Sign in again", body, [["go", "I am signed in", true]], "small");
  return "This browser is still not signed in.";
}
