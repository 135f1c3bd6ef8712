// Requests. A change is sent again with the same id until the server acknowledges it; the server makes it once.
const csrf = /** @type {HTMLMetaElement | null} */ (document.querySelector("meta[name=csrf]"))?.content ?? "";

/** The server refused the request; sending it again does not help. */
export class Refused extends Error {}

async function answerOf(response) {
  let body = {};
  try {
    body = await response.json();
  } catch {
    body = { error: `The server answered ${response.status}.` };
  }
  if (response.status >= 500) throw new TypeError(body.error);
  if (!response.ok) throw new Refused(body.error ?? `The server answered ${response.status}.`);
  return body;
}

export async function get(url) {
  return answerOf(await fetch(url, { headers: { accept: "application/json" } }));
}

export async function post(url, body) {
  const headers = { "content-type": "application/json", "x-csrf-token": csrf };
  return answerOf(await fetch(url, { method: "POST", headers, body: JSON.stringify(body) }));
}

/**
 * Post a change until it is acknowledged; `waiting(true, why)` while the server cannot be reached. Throws Refused.
 * @param {string} url @param {object} body @param {(away: boolean, why?: string) => void} waiting
 */
export async function insist(url, body, waiting) {
  for (let pause = 200; ; pause = Math.min(pause * 2, 5000)) {
    try {
      const answer = await post(url, body);
      waiting(false);
      return answer;
    } catch (error) {
      if (error instanceof Refused) {
        waiting(false);
        throw error;
      }
      waiting(true, error instanceof Error ? error.message : String(error));
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export const pairPath = (pair) => pair.split("/").map(encodeURIComponent).join("/");

export const newId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
