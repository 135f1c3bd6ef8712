// What the server takes longer to know: findings, doubts and old decisions.
import { get, pairPath } from "./api.js";

/** Ask for them and put them into the pair. Gives whether that is all, and why something is missing, "" if nothing is. */
export async function learn(pair) {
  const path = pairPath(pair.id);
  const [found, stale] = await Promise.allSettled([get(`/api/findings/${path}`), get(`/api/stale/${path}`)]);
  if (stale.status === "fulfilled") pair.stale = Object.groupBy(stale.value, (old) => old.bead);
  if (found.status === "fulfilled") {
    pair.findings = found.value.findings;
    pair.doubts = found.value.risk;
  }
  const failed = [found, stale].find((one) => one.status === "rejected");
  if (failed) return { all: false, trouble: `Findings and old decisions could not be fetched: ${failed.reason.message}` };
  const { all, trouble } = found.value;
  return { all: all || Boolean(trouble), trouble: trouble && `No findings for now, ${trouble}` };
}
