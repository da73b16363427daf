// What was found, as rows and cards whose words open the article. All text becomes text nodes; a link holds ids and offsets only.
export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".blocks");
  for (const [name, colour] of Object.entries(data.colours)) root.style.setProperty(`--c-${name}`, colour);
  const opened = new Set([...root.querySelectorAll('[aria-expanded="true"]')].map((node) => node.dataset.row));

  const element = (tag, className, content) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (content !== undefined && content !== null) node.textContent = content;
    return node;
  };
  const role = (node, name) => {
    node.setAttribute("role", name);
    return node;
  };
  // A plain link: the address holds all that the page shows, so Back brings it back. (A switch of pages by the script leaves
  // the old page in the history under the new page's parameters.)
  const link = (query, label) => {
    const node = element("a", "");
    node.href = "article?" + new URLSearchParams(query);
    if (label) node.setAttribute("aria-label", label);
    return node;
  };
  const letter = (name) => {
    const node = element("span", "letter", name);
    node.style.setProperty("--own", data.colours[name]);
    const article = data.articles.find((a) => a.letter === name);
    node.title = article ? article.name : "";
    return node;
  };
  const words = (parts) => parts.map(([text, kind]) => (kind ? element("span", kind, text) : document.createTextNode(text)));

  const line = (given) => {
    const node = element("div", given.letter ? "line" : "line bare");
    if (given.letter) node.append(letter(given.letter));
    const told = element("span", "told");
    if (given.where) told.append(element("span", "where", given.where));
    const quote = element("span", "quote");
    quote.dir = "auto";
    const target = given.query ? link(given.query) : quote;
    target.append(...words(given.parts));
    if (given.query) quote.append(target);
    told.append(quote);
    if (given.note) told.append(" ", element("span", "note", given.note));
    node.append(told);
    return node;
  };

  const cell = (given, name) => {
    const node = role(element("div", `cell ${given.state}`), "cell");
    if (name) node.append(letter(name));
    const told = element("span", "told");
    const target = given.query ? link(given.query, given.label) : told;
    target.append(given.text);
    if (given.query) told.append(target);
    node.append(told);
    if (given.note) node.append(element("span", "note", given.note));
    return node;
  };

  const fresh = !root.hasChildNodes();
  const toggle = (block, number, row, passages) => {
    const node = element("button", "", row.name);
    node.type = "button";
    node.dataset.row = `${block.label}:${number}:${row.name}`;
    const show = (yes) => {
      node.setAttribute("aria-expanded", String(yes));
      passages.hidden = !yes;
    };
    show(opened.has(node.dataset.row) || (fresh && Boolean(row.opened)));
    node.onclick = () => show(passages.hidden);
    return node;
  };

  const matrix = (block) => {
    const shape = block.even ? "matrix even" : data.articles.some((a) => a.letter) ? "matrix" : "matrix slim";
    const node = role(element("div", shape), "table");
    node.setAttribute("aria-label", block.label);
    node.style.setProperty("--columns", data.articles.length);
    const head = role(element("div", "head"), "row");
    head.append(role(element("span", "", block.corner), "columnheader"));
    for (const article of data.articles) {
      const column = role(element("span", ""), "columnheader");
      if (article.letter) column.append(letter(article.letter));
      column.append(article.name);
      head.append(column);
    }
    node.append(head);
    block.rows.forEach((row, number) => {
      const item = role(element("div", "item"), "rowgroup");
      const cells = role(element("div", "row"), "row");
      const name = role(element("div", "name"), "rowheader");
      item.append(cells);
      cells.append(name);
      if (row.lines.length) {
        const passages = role(element("div", "passages"), "row");
        const inside = role(element("div", ""), "cell");
        inside.append(...row.lines.map(line));
        passages.append(inside);
        name.append(toggle(block, number, row, passages));
        item.append(passages);
      } else name.append(element("span", "", row.name));
      if (row.note) name.append(element("span", "note", row.note));
      row.cells.forEach((given, n) => cells.append(cell(given, data.articles[n].letter)));
      node.append(item);
    });
    return node;
  };

  const bars = (block) => {
    const node = element("ul", "bars");
    node.setAttribute("aria-label", block.label);
    block.rows.forEach((row, number) => {
      const item = element("li", "item");
      const name = element("div", "name");
      const passages = element("div", "passages");
      passages.append(...row.lines.map(line));
      name.append(row.lines.length ? toggle(block, number, row, passages) : element("span", "", row.name));
      if (row.note) name.append(element("span", "note", row.note));
      const told = element("div", "told");
      const bar = element("div", "bar");
      bar.setAttribute("aria-hidden", "true");
      for (const [kind, share] of row.bar) {
        const part = element("span", kind);
        part.style.width = `${100 * share}%`;
        bar.append(part);
      }
      const value = element("span", "value");
      const target = row.query ? link(row.query, row.label) : value;
      target.append(row.value);
      if (row.query) value.append(target);
      told.append(...(row.bar.length ? [bar] : []), value);
      item.append(name, told);
      if (row.lines.length) item.append(passages);
      node.append(item);
    });
    return node;
  };

  const card = (block) => {
    const node = element("div", "card");
    if (block.title) node.append(element("div", "title", block.title));
    node.append(...block.lines.map(line));
    if (block.notes.length) {
      const list = element("ul", "");
      for (const note of block.notes) {
        const entry = element("li", "");
        if (note.letter) entry.append(letter(note.letter));
        const told = words(note.parts);
        if (note.query) {
          const target = link(note.query);
          target.append(told.pop());
          told.push(target);
        }
        entry.append(...told);
        list.append(entry);
      }
      node.append(list);
    }
    return node;
  };

  const key = (block) => {
    const node = element("p", "key");
    node.append(...words(block.parts));
    return node;
  };

  const makers = { matrix, bars, card, key };
  root.replaceChildren(...data.blocks.map((block) => makers[block.type](block)));
}
