// Ribbons between the two sides of a row, arcs for crossing beads, and the threads in the strip at the edge.

/** Draw the ribbons of rows. All rows are measured first, so that the browser computes the layout once. */
export function drawRibbons(rows) {
  const sizes = [];
  for (const row of rows.values()) {
    const [source, link, target] = row.children;
    sizes.push([row, extent(source, link), extent(target, link), link.clientWidth, link.clientHeight]);
  }
  for (const [row, left, right, width, height] of sizes) {
    const svg = row.querySelector(".ribbon");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.firstChild.setAttribute("d", band(left, right, width));
  }
}

function extent(side, link) {
  if (side.firstElementChild.className === "absent") return null;
  const from = side.firstElementChild.offsetTop - link.offsetTop;
  const last = side.lastElementChild;
  return [from, last.offsetTop + last.offsetHeight - link.offsetTop];
}

function band(left, right, width) {
  if (!left && !right) return "";
  const middle = width / 2;
  if (!right)
    return `M0,${left[0]}C${middle},${left[0]} ${middle},${left[0] + 8} ${width * 0.86},${left[0] + 13}C${middle},${left[0] + 22} ${middle},${left[1]} 0,${left[1]}Z`;
  if (!left)
    return `M${width},${right[0]}C${middle},${right[0]} ${middle},${right[0] + 8} ${width * 0.14},${right[0] + 13}C${middle},${right[0] + 22} ${middle},${right[1]} ${width},${right[1]}Z`;
  return `M0,${left[0]}C${middle},${left[0]} ${middle},${right[0]} ${width},${right[0]}L${width},${right[1]}C${middle},${right[1]} ${middle},${left[1]} 0,${left[1]}Z`;
}

const NS = "http://www.w3.org/2000/svg";

/** Draw an arc from each crossing bead that has a row to the bead that its target follows in the target text. */
export function drawArcs(svg, pair, list, width) {
  const arcs = [];
  for (const [bead] of list.rows) {
    if (!bead.x || !bead.t.length) continue;
    const home = pair.holder.target[bead.t[0] - 1] ?? pair.holder.target[bead.t.at(-1) + 1];
    if (!home || home === bead || !list.place.has(home)) continue;
    const from = list.top(bead) + 26;
    const after = home.t[0] < bead.t[0];
    const to = list.top(home) + (after ? (list.heights.get(home) ?? 40) - 4 : 4);
    arcs.push({ from, to, key: bead.k });
  }
  svg.replaceChildren(
    ...arcs.flatMap(({ from, to, key }, number) => {
      const reach = 14 + (number % 3) * 7;
      const path = document.createElementNS(NS, "path");
      path.setAttribute(
        "d",
        `M${width - 2},${from}C${width - reach - 18},${from} ${width - reach - 18},${to} ${width - 2},${to}`,
      );
      path.setAttribute("class", "arc");
      path.dataset.key = key;
      const dot = document.createElementNS(NS, "circle");
      dot.setAttribute("cx", String(width - 2));
      dot.setAttribute("cy", String(to));
      dot.setAttribute("r", "3");
      dot.setAttribute("class", "arc-end");
      return [path, dot];
    }),
  );
}

/** Draw the whole pair: the source at the left edge, the target at the right, and a thread for each bead. */
export function drawThreads(canvas, pair) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const scale = devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  const pen = canvas.getContext("2d");
  pen.scale(scale, scale);
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(name).trim();
  const omit = colour("--omit");
  const tint = {
    accept: colour("--ok"),
    "needs-fix": colour("--fix"),
    reject: colour("--no"),
    "intended-omission": omit,
    "intended-addition": omit,
  };
  const [calm, doubt] = [colour("--thread"), colour("--doubt")];
  const rows = {
    source: height / Math.max(1, pair.source.segments.length),
    target: height / Math.max(1, pair.target.segments.length),
  };
  const [x0, x1] = [5, width - 5];
  for (const bead of pair.beads.toSorted((one, other) => (one.x ?? 0) - (other.x ?? 0))) {
    const decision = pair.decision(bead);
    pen.fillStyle = tint[decision] ?? (bead.p < 0.8 ? doubt : calm);
    pen.globalAlpha = decision ? 0.55 : bead.p < 0.8 ? 0.4 + 0.6 * (1 - bead.p) : 0.6;
    const s = bead.s.length ? [bead.s[0] * rows.source, (bead.s.at(-1) + 1) * rows.source] : null;
    const t = bead.t.length ? [bead.t[0] * rows.target, (bead.t.at(-1) + 1) * rows.target] : null;
    if (s) pen.fillRect(x0 - 5, s[0], 4, Math.max(0.6, s[1] - s[0] - 0.4));
    if (t) pen.fillRect(x1 + 1, t[0], 4, Math.max(0.6, t[1] - t[0] - 0.4));
    if (s && t) thread(pen, [x0, x1], s, t, bead.x);
  }
}

function thread(pen, [x0, x1], s, t, crossing) {
  if (!crossing) pen.globalAlpha *= 0.7;
  const middle = (x0 + x1) / 2;
  pen.beginPath();
  pen.moveTo(x0, s[0]);
  pen.bezierCurveTo(middle, s[0], middle, t[0], x1, t[0]);
  pen.lineTo(x1, Math.max(t[1] - 0.3, t[0] + 0.5));
  pen.bezierCurveTo(middle, t[1], middle, s[1], x0, Math.max(s[1] - 0.3, s[0] + 0.5));
  pen.fill();
}
