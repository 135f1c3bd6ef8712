// Requests. A change is sent again with the same id until the server acknowledges it; the server makes it once.
import { t } from "./words.js";

let csrf = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=csrf]"))?.content ?? "";

/** The server refused the request; sending it again does not help. */
export class Refused extends Error {}

/** Nobody is signed in here; sending it again helps after signing in. */
export class SignedOut extends Error {}

/** The token of this page is out of date: another session has begun in this browser. */
class OldToken extends Error {}

async function answerOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    body = {};
  }
  const said = body.error ?? t("server.status", { status: response.status });
  if (response.status >= 500 || response.status === 404) throw new TypeError(said); // may work later
  if (response.status === 401) throw new SignedOut(said);
  if (response.status === 403 && body.token === "old") throw new OldToken(said);
  if (!response.ok) throw new Refused(said);
  return body;
}

export async function get(url) {
  return answerOf(await fetch(url, { headers: { accept: "application/json" } }));
}

/** Who is signed in here now. The token of this session is used from now on. Throws SignedOut. */
export async function me() {
  const answer = await get("/api/me");
  csrf = answer.csrf;
  return answer;
}

async function postOnce(url, body) {
  const headers = { "content-type": "application/json", "x-csrf-token": csrf };
  return answerOf(await fetch(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

export async function post(url, body) {
  try {
    return await postOnce(url, body);
  } catch (error) {
    if (!(error instanceof OldToken)) throw error;
    await me();
    return postOnce(url, body);
  }
}

/**
 * Post a change until it is acknowledged; `waiting(true, why)` while the server cannot be reached. `signIn` resolves
 * once somebody is signed in again. Throws Refused.
 * @param {string} url @param {object} body
 * @param {{away: (away: boolean, why?: string) => void, signIn: () => Promise<void>}} told
 */
export async function insist(url, body, { away, signIn }) {
  for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
    try {
      const answer = await post(url, body);
      away(false);
      return answer;
    } catch (error) {
      if (error instanceof Refused) {
        away(false);
        throw error;
      }
      if (error instanceof SignedOut) {
        await signIn();
        continue;
      }
      away(true, error instanceof Error ? error.message : String(error));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export const pairPath = (pair) => pair.split("/").map(encodeURIComponent).join("/");

export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
