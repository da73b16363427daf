// Shows an article with its marks. All text becomes text nodes: nothing of an article is ever read as HTML.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const legend = parentElement.querySelector(".legend");
  const text = parentElement.querySelector(".text");
  const hidden = new Set(data.hidden);
  // Marks of whole sentences and headlines are lines under them, so that the words' own marks can be seen.
  const lines = new Set(["one_sided", "dropped_attribution", "no_counterpart"]);
  parentElement.querySelector(".turn").hidden = !data.turns;
  for (const place of [legend, text]) {
    for (const [name, colour] of Object.entries(data.colours)) place.style.setProperty(`--k-${name}`, colour);
    for (const [name, colour] of Object.entries(data.voices)) place.style.setProperty(`--v-${name}`, colour);
  }

  const element = (tag, className, content) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (content !== undefined) node.textContent = content;
    return node;
  };

  const applyHidden = () => {
    for (const item of data.legend) text.classList.toggle("hide-" + item.id, hidden.has(item.id));
    for (const node of text.querySelectorAll("[data-kinds]")) {
      const shown = node.dataset.kinds.split(" ").filter((k) => k && !hidden.has(k));
      // Words get the tint of the last, innermost kind.
      const tints = shown.filter((k) => !lines.has(k));
      const lined = shown.find((k) => lines.has(k));
      node.classList.toggle("lined", lined !== undefined);
      if (lined) node.style.setProperty("--lined", data.colours[lined]);
      node.classList.toggle("tinted", tints.length > 0);
      if (tints.length) node.style.setProperty("--tint", data.colours[tints[tints.length - 1]]);
      // Marks set aside have no tint, only an edge, and their letter is struck out.
      const ghosts = hidden.has("set-aside") ? [] : node.dataset.asides.split(" ").filter((k) => k && !hidden.has(k));
      node.classList.toggle("aside", ghosts.length > 0);
      const ending = node.dataset.ends.split(" ");
      const gone = node.dataset.asideEnds.split(" ").filter((k) => ghosts.includes(k)).map((k) => data.letters[k]).join("");
      const letters = node.querySelector("sup");
      letters.replaceChildren(shown.filter((k) => ending.includes(k)).map((k) => data.letters[k]).join(""));
      if (gone) letters.append(element("s", "", gone));
      node.tabIndex = shown.length + ghosts.length && node.dataset.first ? 0 : -1;
    }
  };

  legend.replaceChildren();
  for (const item of data.legend) {
    const button = element("button", "", item.letter ? item.label + " " : item.label);
    if (item.letter) button.append(element("sup", "", item.letter));
    const sample = element("span", item.id, " abc");
    if (item.voice) button.append(sample);
    else if (item.aside) button.classList.add("aside");
    else if (lines.has(item.id)) {
      button.classList.add("lined");
      button.style.setProperty("--lined", data.colours[item.id]);
    } else {
      button.classList.add("tinted");
      button.style.setProperty("--tint", data.colours[item.id]);
    }
    button.type = "button";
    button.title = item.help;
    button.setAttribute("aria-pressed", String(!hidden.has(item.id)));
    button.onclick = () => {
      if (hidden.has(item.id)) hidden.delete(item.id); else hidden.add(item.id);
      button.setAttribute("aria-pressed", String(!hidden.has(item.id)));
      applyHidden();
      setTriggerValue("hide", [...hidden].join(","));
    };
    legend.append(button);
  }

  const segment = (s) => {
    const node = element("span", "seg " + s.voice);
    const live = s.marks.filter((m) => !m.aside);
    const aside = s.marks.filter((m) => m.aside);
    const ids = [...aside, ...live].map((m) => m.id);
    if (s.marks.length) {
      const kinds = (marks) => marks.map((m) => m.kind).join(" ");
      node.classList.add("mark");
      node.dataset.kinds = kinds(live);
      node.dataset.ends = kinds(live.filter((m) => m.last));
      node.dataset.asides = kinds(aside);
      node.dataset.asideEnds = kinds(aside.filter((m) => m.last));
      node.dataset.first = s.marks.some((m) => m.first) ? "1" : "";
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", s.text + ": " + s.marks.map((m) => m.label).join(", "));
      // The letter stays with the last word when the line breaks.
      const cut = s.text.length - (/\S{1,16}$/.exec(s.text)?.[0].length ?? 0);
      const tail = element("span", "tail", s.text.slice(cut));
      tail.append(element("sup", ""));
      tail.lastChild.setAttribute("aria-hidden", "true");
      node.append(s.text.slice(0, cut), tail);
    } else {
      node.textContent = s.text;
    }
    const target = ids.length ? ids[ids.length - 1] : s.attribution;
    if (target) {
      node.classList.add("clickable");
      node.dataset.target = target;
      node.onclick = () => setTriggerValue("pick", target);
    }
    if (s.evidence) node.classList.add("evidence");
    if (data.chosen && (ids.includes(data.chosen) || s.attribution === data.chosen)) node.classList.add("chosen");
    return node;
  };

  const edge = (line) => {
    for (const node of line.querySelectorAll(".evidence")) {
      node.classList.toggle("from", !node.previousElementSibling?.classList.contains("evidence"));
      node.classList.toggle("to", !node.nextElementSibling?.classList.contains("evidence"));
    }
  };

  text.replaceChildren();
  if (data.title.length) {
    const heading = element("div", "headline-line");
    heading.append(element("small", "", "Headline"), ...data.title.map(segment));
    edge(heading);
    text.append(heading);
  }
  for (const paragraph of data.paragraphs) {
    const node = element("p");
    node.dir = "auto";
    node.append(...paragraph.map(segment));
    edge(node);
    text.append(node);
  }
  text.classList.toggle("faded", data.faded);
  applyHidden();

  text.onkeydown = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [...text.querySelectorAll(".mark")].filter((node) => node.tabIndex === 0);
    const at = stops.indexOf(parentElement.activeElement ?? document.activeElement);
    if (event.key === "n" || event.key === "p") {
      const next = event.key === "n" ? at + 1 : at < 0 ? stops.length - 1 : at - 1;
      stops[(next + stops.length) % stops.length]?.focus();
      event.preventDefault();
    } else if ((event.key === "Enter" || event.key === " ") && at >= 0) {
      setTriggerValue("pick", stops[at].dataset.target);
      event.preventDefault();
    }
  };

  // Bring what was asked for into view, once for each question.
  const asked = String(data.focus ?? "");
  const first = text.querySelector(".evidence, .chosen");
  if (first && asked && text.dataset.asked !== asked) bringIntoView(first);
  text.dataset.asked = asked;
}

// On wide screens the text scrolls in a pane of its own and the page stays where it is, if the pane is in view; else the page scrolls.
function bringIntoView(node) {
  const pane = node.getRootNode().host?.closest('[class*="st-key-reader_"]');
  if (!pane || getComputedStyle(pane).overflowY !== "auto") {
    node.scrollIntoView({ block: "center" });
    return;
  }
  // What is above the text, such as the findings, can ask too: then the pane itself is brought up first.
  if (pane.getBoundingClientRect().top > window.innerHeight * 0.6) pane.scrollIntoView({ block: "nearest" });
  const place = node.getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  const room = Math.min(frame.bottom, window.innerHeight) - frame.top;
  if (place.top < frame.top + 60 || place.bottom > frame.top + room) pane.scrollTop += place.top - frame.top - room / 3;
}
