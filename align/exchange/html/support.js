
// Sentences: what one rests on, or where it went, lights up in both columns and on the map.
{
  const sentences = [...document.querySelectorAll("td .sent")];
  const panel = document.querySelector(".rests");
  const boxes = new Map([...document.querySelectorAll("rect[data-s]")].map((box) => [box.dataset.s, box]));
  const bandsOf = new Map();
  for (const band of document.querySelectorAll("a.link")) {
    for (const end of [band.dataset.a, band.dataset.b]) bandsOf.set(end, [...(bandsOf.get(end) ?? []), band]);
  }
  let kept = null;
  let lit = [];
  let faded = null;

  function linksOf(sentence) {
    return (sentence.dataset.to ?? "").split(" ").filter(Boolean).map((part) => {
      const at = part.lastIndexOf(":");
      return { element: document.getElementById(part.slice(0, at)), p: Number(part.slice(at + 1)) };
    }).filter((link) => link.element);
  }

  function darken() {
    for (const element of lit) element.classList.remove("lit", "point");
    lit = [];
  }

  function fade(map) {
    if (map === faded) return; // thousands of bands would be styled anew
    faded?.classList.remove("busy");
    map?.classList.add("busy");
    faded = map;
  }

  function clear() {
    darken();
    fade(null);
    panel.hidden = true;
  }

  function light(element, ...names) {
    if (!element) return;
    element.classList.add(...names);
    lit.push(element);
  }

  function show(sentence) {
    darken();
    const links = linksOf(sentence);
    light(sentence, "point");
    light(boxes.get(sentence.id), "lit");
    fade(sentence.closest("section").querySelector("svg.sentences"));
    for (const link of links) {
      link.element.style.setProperty("--p", link.p);
      light(link.element, "lit");
      light(boxes.get(link.element.id), "lit");
    }
    for (const band of bandsOf.get(sentence.id) ?? []) light(band, "lit");
    tell(sentence, links);
  }

  function tell(sentence, links) {
    const isTarget = sentence.closest("td").classList.contains("target");
    const count = `${links.length} sentence${links.length === 1 ? "" : "s"}`;
    const head = document.createElement("b");
    const other = isTarget ? "the original" : "the summary";
    head.textContent = links.length ? `${isTarget ? "Rests on" : "Went into"} ${count} of ${other}` : sentence.title;
    const list = document.createElement("ol");
    for (const link of links) list.append(entry(link));
    panel.replaceChildren(head, sentence.title && links.length ? ` – ${sentence.title}` : "", list);
    panel.classList.toggle("up", sentence.getBoundingClientRect().bottom > innerHeight * 0.55);
    panel.hidden = false;
  }

  function entry(link) {
    const box = link.element.getBoundingClientRect();
    const way = box.bottom < 0 ? " ↑" : box.top > innerHeight ? " ↓" : "";
    const item = document.createElement("li");
    const place = document.createElement("a");
    const number = link.element.closest("p")?.dataset.n;
    place.href = "#" + link.element.id;
    place.textContent = (number ? `¶${number}` : "corrected") + way;
    const chance = document.createElement("span");
    chance.textContent = link.p.toFixed(2);
    const text = document.createElement("span");
    text.lang = link.element.closest("[lang]").lang;
    text.textContent = link.element.matches(".sent") ? link.element.textContent : "";
    item.append(place, chance, text);
    return item;
  }

  function keep(sentence) {
    kept = kept === sentence ? null : sentence;
    panel.classList.toggle("kept", kept !== null);
    if (kept) show(kept);
  }

  function release() {
    if (kept) show(kept);
    else clear();
  }

  function go(sentence) {
    if (!sentence) return;
    for (const other of sentences) other.tabIndex = -1;
    sentence.tabIndex = 0;
    sentence.focus();
    sentence.scrollIntoView({ block: "nearest" });
  }

  function neighbour(sentence, step) {
    const sideOf = (one) => one.closest("td").classList[0];
    let place = sentences.indexOf(sentence) + step;
    while (sentences[place] && !(sideOf(sentences[place]) === sideOf(sentence) && sentences[place].offsetParent)) place += step;
    return sentences[place];
  }

  function linked(sentence, side) {
    const [best] = linksOf(sentence).sort((a, b) => b.p - a.p);
    return best && best.element.closest(`td.${side}`) ? best.element : null;
  }

  const moves = {
    ArrowDown: (sentence) => go(neighbour(sentence, 1)),
    ArrowUp: (sentence) => go(neighbour(sentence, -1)),
    ArrowRight: (sentence) => go(linked(sentence, "target")),
    ArrowLeft: (sentence) => go(linked(sentence, "source")),
    Enter: keep,
    " ": keep,
  };

  for (const sentence of sentences) {
    sentence.tabIndex = sentence === sentences[0] ? 0 : -1;
    sentence.addEventListener("pointerenter", () => kept || show(sentence));
    sentence.addEventListener("pointerleave", () => kept || clear());
    sentence.addEventListener("focus", () => kept || show(sentence));
    sentence.addEventListener("blur", release);
    sentence.addEventListener("click", () => keep(sentence));
    sentence.addEventListener("keydown", (event) => {
      const move = moves[event.key];
      if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      move(sentence);
    });
  }
  for (const [id, box] of boxes) {
    const sentence = document.getElementById(id);
    if (!sentence?.matches(".sent")) continue;
    box.addEventListener("pointerenter", () => kept || show(sentence));
    box.addEventListener("pointerleave", () => kept || clear());
    box.addEventListener("click", () => go(sentence));
  }
  for (const bands of bandsOf.values()) {
    for (const band of bands) {
      band.addEventListener("pointerenter", () => kept || show(document.getElementById(band.dataset.b)));
      band.addEventListener("pointerleave", () => kept || clear());
    }
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden) return;
    kept = null;
    panel.classList.remove("kept");
    clear();
  });
}
