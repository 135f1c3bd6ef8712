// Questions and changes. A change is sent again, under the same id, until the server acknowledges it: it is made once.
const csrf = document.querySelector("meta[name=csrf]")?.content ?? "";

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

/** Post a change until it is acknowledged; `waiting(true)` while the server can't be reached. Refused is thrown on. */
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
      waiting(true, error.message);
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

export const pairPath = (pair) => pair.split("/").map(encodeURIComponent).join("/");

export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
