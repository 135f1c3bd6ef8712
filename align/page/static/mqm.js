// Error categories and severities (the core of MQM), as tags of comments: "[omission, minor] The second sentence."

export const CATEGORIES = [
  "mistranslation",
  "omission",
  "addition",
  "untranslated",
  "terminology",
  "linguistic",
  "style",
];
export const SEVERITIES = ["minor", "major", "critical"];

const TAG = new RegExp(`^\\[(${CATEGORIES.join("|")}), (${SEVERITIES.join("|")})\\](?: |$)`);

/**
 * A comment without its tag, and the tag's parts; both "" if it has none.
 * @param {string} comment @returns {{category: string, severity: string, text: string}}
 */
export function untagged(comment) {
  const found = comment.match(TAG);
  return found
    ? { category: found[1], severity: found[2], text: comment.slice(found[0].length) }
    : { category: "", severity: "", text: comment };
}

/** A comment with a tag before it; without one if there is no category. @param {string} category @param {string} severity @param {string} text */
export const tagged = (category, severity, text) =>
  category ? `[${category}, ${severity}] ${text.trim()}`.trim() : text.trim();
