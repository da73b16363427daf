// Figures by voice: a value that opens its words, an interval, the counts, and a "?" with the definition.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".figures");
  const element = (tag, className, content) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (content !== undefined) node.textContent = content;
    return node;
  };
  const open = new Set([...root.querySelectorAll("details[open]")].map((node) => node.dataset.id));
  const share = (value, axis) => `${Math.max(0, Math.min(100, (100 * (value - axis[0])) / (axis[1] - axis[0] || 1)))}%`;

  const row = (metric, cell) => {
    const line = element("div", "row");
    line.append(element("span", "voice", cell.voice_label));
    const without = () => (cell.without ? [element("span", "without", `Without marks set aside: ${cell.without}`)] : []);
    if (cell.counts_mark) {
      line.classList.add("counting");
      line.lastChild.append(element("span", "hidden", ", counts the chosen mark"));
    }
    if (cell.missing) {
      line.append(element("span", "why", cell.missing), ...without());
      return line;
    }
    const button = element("button", "", cell.shown);
    button.type = "button";
    button.dataset.figure = `${metric.id}:${cell.voice}`;
    button.setAttribute("aria-pressed", String(cell.chosen));
    button.setAttribute("aria-label", `${metric.label}, ${cell.voice_label}: ${cell.shown}. Show the words behind it.`);
    button.onclick = () => setTriggerValue("figure", cell.chosen ? "" : `${metric.id}:${cell.voice}`);
    const bar = element("span", "bar");
    bar.setAttribute("aria-hidden", "true");
    bar.append(element("span", "axis"));
    if (cell.low !== null) {
      const span = element("span", "span");
      span.style.left = share(cell.low, metric.axis);
      span.style.right = `calc(100% - ${share(cell.high, metric.axis)})`;
      span.style.background = cell.colour;
      bar.append(span);
    }
    const dot = element("span", "dot");
    dot.style.left = share(cell.value, metric.axis);
    dot.style.background = cell.colour;
    bar.append(dot);
    line.append(button, bar, element("span", "range", cell.range), element("span", "counts", cell.counts), ...without());
    return line;
  };

  const head = element("div", "head");
  head.append(...["Voice", "Value", "", "95 % interval", "Counted"].map((name) => element("span", "", name)));
  root.replaceChildren(head);
  let family = "";
  for (const metric of data.metrics) {
    if (metric.family !== family) root.append(element("div", "family", (family = metric.family)));
    const block = element("div", "metric");
    const name = element("div", "name");
    name.append(element("span", "label", metric.label), element("span", "unit", metric.unit));
    const details = element("details");
    details.dataset.id = metric.id;
    details.open = open.has(metric.id);
    const summary = element("summary", "", "?");
    summary.setAttribute("aria-label", `What “${metric.label}” means`);
    details.append(summary, ...metric.help.map((line) => element("p", "", line)));
    name.append(details);
    block.append(name, ...metric.cells.map((cell) => row(metric, cell)));
    root.append(block);
  }
}
