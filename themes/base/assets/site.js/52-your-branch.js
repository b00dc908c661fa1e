// Your branch: chosen once, remembered by this browser alone. It comes first inside the blocks about whom to reach;
// the blocks stay where they are, and the order of all else in them too.
(() => {
  const model = document.getElementById("your_branch");
  if (!model) return;
  const words = model.dataset;
  const links = new Map([...document.querySelectorAll("[data-branch]")].map((link) => [link.dataset.branch, link]));
  const facts = new Map();
  const slots = document.querySelectorAll("[data-your-branch]");
  const said = document.querySelector("[data-branch-said]");
  let mine = null, asked = false;

  for (const { dataset } of document.querySelectorAll("[data-branch-facts]")) {
    facts.set(dataset.branchKey, JSON.parse(dataset.branchFacts));
  }

  const element = (name, text = "") => Object.assign(document.createElement(name), { textContent: text });

  const fillLines = (list, pattern, lines) => {
    list.replaceChildren(...lines.map((line) => {
      const item = pattern.cloneNode(true);
      line.forEach((text, at) => { item.children[at].textContent = text; });
      return item;
    }));
  };

  const fillWays = (list, ways) => {
    const patterns = new Map([...list.children].map((item) => [item.dataset.kind, item]));
    list.replaceChildren(...ways.filter(([kind]) => patterns.has(kind)).map(([kind, label, value, href]) => {
      const item = patterns.get(kind).cloneNode(true);
      item.querySelector("a").href = href;
      item.querySelector(".channel-label").textContent = label;
      if (value) item.querySelector(".channel-value").textContent = value;
      return item;
    }));
  };

  const panel = (key) => {
    const about = facts.get(key), link = links.get(key);
    const box = model.content.firstElementChild.cloneNode(true);
    const part = (name) => box.querySelector(`[data-fill="${name}"]`);
    Object.assign(part("name"), { href: link.href, textContent: link.textContent });
    fillWays(part("ways"), about.ways);
    const line = part("hours").firstElementChild;
    fillLines(part("hours"), line, about.hours);
    if (about.other.length) fillLines(part("other"), line, about.other);
    else part("other").parentElement.remove();
    part("address").append(...about.address.flatMap((text) => [element("span", text), " ", element("br")]).slice(0, -2));
    if (about.map && !about.ways.some((way) => way[3] === about.map)) part("map").firstChild.href = about.map;
    else part("map").remove();
    if (about.clock) part("clock").dataset.hours = JSON.stringify(about.clock);
    box.querySelector("[data-branch-off]").addEventListener("click", ({ currentTarget }) => {
      const slot = currentTarget.closest("[data-your-branch]");
      choose("");
      slot.tabIndex = -1;
      slot.focus();
    });
    return box;
  };

  const show = () => {
    for (const slot of slots) slot.replaceChildren(...(facts.has(mine) ? [panel(mine)] : []));
    for (const button of document.querySelectorAll("[data-branch-button] button")) {
      const own = button.parentElement.dataset.branchButton === mine;
      button.firstChild.textContent = own ? words.forget : words.make;
    }
    const list = document.getElementById("branch_of_mine");
    if (list) list.value = mine;
    sopgen.tellHours?.();
    if (links.has(mine) && !facts.has(mine) && !asked) {
      asked = true;
      document.head.append(Object.assign(document.createElement("script"), { src: words.script }));
    }
  };

  const choose = (key) => {
    const before = mine;
    mine = key;
    const kept = sopgen.keep("branch", key || null);
    show();
    document.dispatchEvent(new CustomEvent("sopgen:branch", { detail: key }));
    const text = key ? words.chosen : words.forgotten;
    said.textContent = text.replace("{branch}", links.get(key || before).textContent) + (kept || !key ? "" : ` ${words.unkept}`);
  };

  // A key that no branch has any more is nobody's choice.
  const remember = () => {
    const key = sopgen.recall("branch");
    mine = links.has(key) ? key : "";
    show();
  };

  sopgen.branches = (all) => {
    for (const [key, about] of Object.entries(all)) facts.set(key, about);
    show();
  };

  for (const place of document.querySelectorAll("[data-branch-button]")) {
    const button = Object.assign(element("button"), { type: "button", className: "button button-quiet" });
    // who listens to a list of buttons hears which branch each is for
    const which = Object.assign(element("span", ` – ${links.get(place.dataset.branchButton)?.textContent ?? ""}`), { className: "unseen" });
    button.append(element("span", words.make), which);
    button.addEventListener("click", () => {
      const key = place.dataset.branchButton;
      choose(key === mine ? "" : key);
    });
    place.append(button);
  }
  const choice = document.querySelector("[data-branch-choice]");
  choice.append(model.content.querySelector(".choose").cloneNode(true));
  const list = choice.querySelector("select");
  list.append(...[...links].map(([key, link]) => new Option(link.textContent, key)));
  list.addEventListener("change", () => { if (list.value !== mine) choose(list.value); });

  remember();
  // chosen in another tab, or on the page that the reader comes back from
  for (const name of ["storage", "pageshow"]) window.addEventListener(name, remember);
})();
