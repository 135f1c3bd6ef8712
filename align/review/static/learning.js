// What the server takes longer to know: findings, doubts and old decisions.
import { get, pairPath } from "./api.js";

/** Ask for them and put them into the pair; false while the checks still run. */
export async function learn(pair) {
  const path = pairPath(pair.id);
  const [found, stale] = await Promise.allSettled([get(`/api/findings/${path}`), get(`/api/stale/${path}`)]);
  if (stale.status === "fulfilled") pair.stale = Object.groupBy(stale.value, (old) => old.bead);
  if (found.status !== "fulfilled") return true; // the checks failed; the page does without
  pair.findings = found.value.findings;
  pair.doubts = found.value.doubt;
  return found.value.all;
}
