// The search: asks Pagefind for each word, puts the answers together, shows them. Loaded when somebody searches.
//
// Pagefind wants every word of a question on the page. People write "how do I get my money back": so each word is asked
// for by itself, a page counts by the words that it has and by how rare they are, and a word that no page has is taken
// for the nearest one that some page has.
(() => {
  const form = document.querySelector("form[role=search]");
  const field = form.querySelector("input[type=search]");
  const page = document.querySelector("[data-search-results]");
  const none = document.querySelector("[data-search-none]");
  const say = (name, values = {}) => form.dataset[name].replace(/\{(\w+)\}/g, (all, key) => values[key] ?? all);
  const folder = new URL("pagefind/", sopgen.root);

  // ------------------------------------------------------------------------------------------------------- words

  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/ς/g, "σ");

  // What is left of an apostrophe is an article or pronoun; a single letter says nothing beside a word.
  const wordsOf = (text) => {
    const words = [...new Set(text.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}\p{M}·]+/gu) || [])];
    const long = words.filter((word) => word.length > 1);
    return (long.length ? long : words).slice(0, 12);
  };

  // How many letters are wrong: added, missing, another one, or two that changed places; more than `most` is `most + 1`.
  const wrongLetters = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      for (let j = 1; j <= other.length; j++) {
        const cost = Number(one[i - 1] !== other[j - 1]);
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost);
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [before, last] = [last, row];
    }
    return last[other.length];
  };

  // The words of the site, those on most pages first; only fetched for a word that no page has.
  let list = null;
  const siteWords = () => {
    list ??= fetch(new URL(`words.${document.documentElement.lang.toLowerCase()}.txt`, folder))
      .then((answer) => (answer.ok ? answer.text() : ""))
      .then((text) => text.split("\n").filter(Boolean).map((word) => [word, fold(word)]));
    return list;
  };

  const similar = async (word) => {
    const wanted = fold(word);
    const most = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
    const found = [];
    for (const [rank, [known, folded]] of (await siteWords()).entries()) {
      const wrong = wrongLetters(wanted, folded, most);
      const sure = wrong === 1 && wanted.length > 5 && folded[0] === wanted[0];
      if (wrong <= most) found.push({ known, sure, order: wrong * 1e6 + Number(folded[0] !== wanted[0]) * 5e5 + rank });
    }
    return found.sort((a, b) => a.order - b.order).slice(0, 3);
  };

  // ------------------------------------------------------------------------------------------------------ engine

  let engine = null;
  const load = () => {
    engine ??= (async () => {
      const { createInstance } = await import(new URL("pagefind.js", folder));
      // An index of this size is searched in a few milliseconds: a worker would be another 40 KB to fetch.
      const pagefind = createInstance({
        basePath: folder.href,
        noWorker: true,
        ranking: { pageLength: 0.2, termFrequency: 0.5, metaWeights: { title: 5, asked_as: 2.5, id: 5, way: 0, kind: 0, language: 0, says: 0 } },
      });
      return { pagefind, pages: (await pagefind.search(null)).results.length };
    })();
    engine.catch(() => { engine = null; });
    return engine;
  };

  const pieces = (fragment) => {
    const text = fragment.raw_content.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    return text.includes("\u200B") ? text.split("\u200B") : text.split(/\s+/);
  };

  // Where no page has a word, Pagefind takes a shorter one that the word begins with. That is right for an ending
  // ("refunding"), and chance for all else: half of the word at least must be the same, and all but an ending where a
  // title or a question may hold the word, as it does not say which of its words was meant.
  const alike = (wanted, text, ending) => wordsOf(fold(text)).some((word) => {
    let same = 0;
    while (same < word.length && word[same] === wanted[same]) same++;
    return same === wanted.length || (same > 1 && same * 2 >= wanted.length && same >= wanted.length - ending);
  });
  const meant = async (word, results) => {
    const wanted = fold(word);
    for (const result of results.slice(0, 2)) {
      const fragment = await result.data();
      const text = pieces(fragment);
      const said = result.words.map((at) => text[at] || "").join(" ");
      if (alike(wanted, said, wanted.length) || alike(wanted, Object.values(fragment.meta).join(" "), 3)) return true;
    }
    return false;
  };

  const ask = async (word) => {
    const { pagefind, pages } = await load();
    const { results } = await pagefind.search(word);
    const common = results.length > pages / 2;
    const known = results.length > 0 && (common || await meant(word, results));
    return { word, results: known ? results : [], rare: Math.log(1 + (pages - results.length + 0.5) / (results.length + 0.5)) };
  };

  // {results: [{score, hits: [{word, result}]}], query, instead, others}: best first; `instead` where words were mended.
  const search = async (query) => {
    const answers = await Promise.all(wordsOf(query).map(ask));
    const lost = answers.every(({ results }) => !results.length);
    const others = [];
    let instead = query;
    for (const [at, answer] of answers.entries()) {
      if (answer.results.length) continue;
      const [first, ...more] = await similar(answer.word);
      // beside words that are found, one that no page has may be right all the same: then it is only asked about
      const mend = first && (lost || first.sure);
      if (mend) {
        answers[at] = await ask(first.known);
        instead = instead.toLowerCase().replace(answer.word, first.known);
      }
      others.push(...(mend || !first ? more : [first, ...more]).map(({ known }) => query.toLowerCase().replace(answer.word, known)));
    }
    const known = answers.filter(({ results }) => results.length);
    const all = known.reduce((sum, { rare }) => sum + rare, 0);
    const pages = new Map();
    for (const { rare, results } of known) {
      for (const result of results) {
        const found = pages.get(result.id) || { id: result.id, score: 0, rare: 0, hits: [] };
        found.score += result.score;
        found.rare += rare;
        found.hits.push(result);
        pages.set(result.id, found);
      }
    }
    const results = [...pages.values()].map((found) => ({ ...found, score: found.score * (found.rare / all) ** 2 }));
    results.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const least = results.length ? results[0].score * 0.12 : 0;
    return { query, instead: instead === query ? "" : instead, others, results: results.filter(({ score }) => score >= least) };
  };

  // ------------------------------------------------------------------------------------------------------- shown

  const make = (name, className, ...inside) => {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...inside.filter((part) => part !== ""));
    return element;
  };

  // Words with those that were found marked: text nodes, whatever a page says.
  const marked = (words, from, to, found) => {
    const parts = [];
    for (let at = from; at < to; at++) {
      if (at > from) parts.push(" ");
      parts.push(found.has(at) ? make("mark", "", words[at]) : words[at]);
    }
    return parts;
  };

  const LENGTH = 26;
  const excerpt = (words, from, found) => {
    const spots = [...found].filter((at) => at >= from).sort((a, b) => a - b);
    let [start, best] = [from, 0];
    for (const spot of spots) {
      const inside = new Set(spots.filter((at) => at >= spot && at < spot + LENGTH - 6).map((at) => fold(words[at]).slice(0, 5))).size;
      if (inside > best) [start, best] = [Math.max(from, spot - 5), inside];
    }
    const end = Math.min(words.length, start + LENGTH);
    return [start > from ? "… " : "", ...marked(words, start, end, found), end < words.length ? " …" : ""];
  };

  const item = async ({ hits }) => {
    const fragment = await hits[0].data();
    const { title, way, kind, language, says } = fragment.meta;
    const words = pieces(fragment);
    const found = new Set(hits.flatMap((hit) => hit.words));
    const head = title.split(/\s+/).length;
    const link = make("a", "result-title", ...marked(words, 0, Math.min(head, words.length), found));
    // the heading opens the text, where a sentence mark follows it
    if (fold(link.textContent).replace(/\.$/, "") !== fold(title)) link.replaceChildren(title);
    else if (!title.endsWith(".")) trim(link);
    link.href = new URL(fragment.raw_url, sopgen.root);
    const text = make("p", "result-text", ...excerpt(words, head, found));
    if (language) link.lang = text.lang = language;
    const about = [way, kind, says].filter(Boolean).join(" · ");
    return make("li", "result", link, about ? make("p", "result-about", about) : "", text);
  };

  const trim = (link) => {
    let last = link;
    while (last.lastChild) last = last.lastChild;
    last.data = last.data.replace(/\.$/, "");
  };

  const status = make("p", "search-status");
  status.setAttribute("role", "status");
  const results = make("ul", "results");
  const suggestions = make("p", "search-similar");
  const more = page ? make("button", "button button-quiet search-more", say("more")) : make("a", "search-all", say("all"));
  if (page) more.type = "button";
  const panel = page || make("div", "search-panel");
  panel.append(status, suggestions, results, more);
  suggestions.hidden = more.hidden = true;
  if (!page) {
    panel.hidden = true;
    form.append(panel);
  }

  const suggest = (others) => {
    const links = others.map((words) => {
      const link = make("a", "", words);
      link.href = address(words);
      return link;
    });
    suggestions.replaceChildren(say("similar"), ...links.flatMap((link) => [" ", link]));
    suggestions.hidden = !links.length;
  };

  const address = (words) => {
    const url = new URL(form.action);
    url.search = new URLSearchParams({ q: words });
    return url.href;
  };

  const AT_ONCE = page ? 10 : 6;
  let shown = { results: [] };
  const show = async (found) => {
    const items = await Promise.all(found.results.slice(0, AT_ONCE).map(item));
    if (!latest(found.query)) return;
    shown = found;
    const values = { query: found.query, instead: found.instead, count: found.results.length };
    const inside = results.contains(document.activeElement);
    results.replaceChildren(...items);
    if (inside) (items.length ? items[0].querySelector("a") : field).focus();
    status.textContent = say(!items.length ? "none" : found.instead ? "instead" : "count", values);
    suggest(found.others);
    more.hidden = page ? found.results.length <= AT_ONCE : false;
    if (!page) {
      more.href = address(found.query);
      more.textContent = say(items.length ? "all" : "ways");
      panel.hidden = false;
    }
    if (none) none.hidden = items.length > 0;
    if (!items.length) panel.classList.remove("search-awaited");
  };

  const clear = () => {
    panel.classList.remove("search-awaited");
    shown = { results: [] };
    results.replaceChildren();
    status.textContent = "";
    suggestions.hidden = more.hidden = true;
    if (page) none.hidden = true;
    else panel.hidden = true;
  };

  let wanted = "";
  const latest = (query) => query === wanted;
  const run = async () => {
    const query = field.value.trim();
    if (query === wanted) return;
    wanted = query;
    if (page) history.replaceState(null, "", query ? address(query) : form.action);
    if (!query) return clear();
    try {
      const found = await search(query);
      if (latest(query)) await show(found);
    } catch {
      if (!latest(query)) return;
      clear();
      wanted = "";
      status.textContent = say("failed");
      if (!page) panel.hidden = false;
    }
  };

  if (page) {
    more.addEventListener("click", async () => {
      const at = results.children.length;
      const items = await Promise.all(shown.results.slice(at, at + AT_ONCE).map(item));
      results.append(...items);
      more.hidden = results.children.length >= shown.results.length;
      results.children[at].querySelector("a").focus();
    });
  }

  // -------------------------------------------------------------------------------------------- keys and leaving

  // Results are pages to go to: plain links, so that they open in a new tab, can be copied and are read as links. The
  // arrow keys go from the field to the first and from one to the next, Esc goes back to the field.
  const links = () => [...results.querySelectorAll("a.result-title"), ...(more.hidden ? [] : [more])];
  const move = (event, to) => {
    if (!to) return;
    event.preventDefault();
    to.focus();
  };
  panel.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    if (event.key === "ArrowDown") move(event, all[at + 1]);
    if (event.key === "ArrowUp") move(event, all[at - 1] || field);
    if (event.key === "Home") move(event, all[0]);
    if (event.key === "End") move(event, all.at(-1));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") {
      if (!page && shown.results.length) panel.hidden = false;
      move(event, panel.hidden ? null : links()[0]);
    }
  });
  if (page) panel.addEventListener("keydown", (event) => { if (event.key === "Escape") move(event, field); });
  else {
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      move(event, field);
      panel.hidden = true;
    });
    document.addEventListener("click", (event) => { if (!form.contains(event.target)) panel.hidden = true; });
    form.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !form.contains(event.relatedTarget)) panel.hidden = true;
    });
    field.addEventListener("focus", () => { if (shown.results.length) panel.hidden = false; });
  }

  // On the page of results Enter shows them there and then; elsewhere it leads to that page.
  form.addEventListener("submit", (event) => {
    if (!field.value.trim()) event.preventDefault();
    if (!page) return;
    event.preventDefault();
    clearTimeout(waiting);
    run();
  });

  let waiting = 0;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(run, 120);
  });
  if (page && !field.value) field.value = new URLSearchParams(location.search).get("q") || "";
  run();
})();
