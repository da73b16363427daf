// What was found, as rows and cards whose words open the article. All text becomes text nodes; a link holds ids and offsets only.
export default function (component) {
  const { data, parentElement } = component;
  const root = parentElement.querySelector(".blocks");
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

  const matrix = (block) => {
    const node = role(element("div", "matrix"), "table");
    node.setAttribute("aria-label", block.label);
    node.style.setProperty("--columns", data.articles.length);
    const head = role(element("div", "head"), "row");
    head.append(role(element("span", "", block.corner), "columnheader"));
    for (const article of data.articles) {
      const column = role(element("span", ""), "columnheader");
      column.append(letter(article.letter), article.name);
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
        const toggle = element("button", "", row.name);
        toggle.type = "button";
        toggle.dataset.row = `${block.label}:${number}:${row.name}`;
        const show = (yes) => {
          toggle.setAttribute("aria-expanded", String(yes));
          passages.hidden = !yes;
        };
        show(opened.has(toggle.dataset.row));
        toggle.onclick = () => show(passages.hidden);
        name.append(toggle);
        item.append(passages);
      } else name.append(element("span", "", row.name));
      if (row.note) name.append(element("span", "note", row.note));
      row.cells.forEach((given, n) => cells.append(cell(given, data.articles[n].letter)));
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

  const makers = { matrix, card, key };
  root.replaceChildren(...data.blocks.map((block) => makers[block.type](block)));
}
