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
  const split = (text) => text.toLowerCase().normalize("NFC").match(/[\p{L}\p{N}\p{M}·]+/gu) || [];
  const wordsOf = (text) => {
    const words = [...new Set(split(text))];
    const long = words.filter((word) => word.length > 1);
    return (long.length ? long : words).slice(0, 12);
  };

  // How far two folded words are the same: 1 altogether, less where an ending differs or one is only begun, else 0.
  const alike = (wanted, known) => {
    if (wanted === known) return 1;
    let same = 0;
    while (same < wanted.length && wanted[same] === known[same]) same++;
    const [left, over] = [wanted.length - same, known.length - same];
    if (same < 3) return 0;
    if (left === 0) return over <= 3 ? 0.8 : 0.4;
    if (left > 3 || over > 4 || same < 0.55 * Math.max(wanted.length, known.length)) return 0;
    return same > 3 || (left === 1 && (over < 2 || (over === 2 && /[sσν]$/.test(known)))) ? 0.7 : 0;
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

  // Each page's title, headings and questions, and the words of the site, those on most pages first. The file is packed,
  // as most hosts of small sites do not compress what they send.
  const unpacked = async (answer) => {
    if (!answer.ok) return { pages: {}, words: [] };
    const data = await answer.arrayBuffer();
    const packed = new Uint8Array(data)[0] === 0x1f; // unless the host unpacked it on the way
    return (packed ? new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"))) : new Response(data)).json();
  };
  const foldedWords = (text) => split(fold(text));
  const loadWords = async () => {
    const { pages, words } = await unpacked(await fetch(new URL(`words.${document.documentElement.lang.toLowerCase()}.pf_words`, folder)));
    const parts = Object.entries(pages).map(([id, [title, headings, asked]]) => ({
      id, title: foldedWords(title), headings: foldedWords(headings), asked: asked.map(foldedWords),
    }));
    return { parts, list: words.map((word) => [word, fold(word)]) };
  };

  // A slip is sure where one letter of a longer word is wrong, and not its first.
  const similar = (word, list) => {
    const wanted = fold(word);
    const most = wanted.length < 4 ? 0 : wanted.length < 7 ? 1 : 2;
    const found = [];
    for (const [rank, [known, folded]] of list.entries()) {
      const wrong = wrongLetters(wanted, folded, most);
      const begun = folded[0] === wanted[0];
      if (wrong === 0 || wrong > most || (!begun && (wrong > 1 || wanted.length < 5))) continue;
      found.push({ known, sure: wrong === 1 && wanted.length > 4 && begun, order: wrong * 1e6 + Number(!begun) * 5e5 + rank });
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
      const [all, words] = await Promise.all([pagefind.search(null), loadWords()]);
      return { pagefind, ...words, all: new Map(all.results.map((result) => [result.id, result])) };
    })();
    engine.catch(() => { engine = null; });
    return engine;
  };

  const pieces = (fragment) => {
    const text = fragment.raw_content.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
    return text.includes("\u200B") ? text.split("\u200B") : text.split(/\s+/);
  };

  // How much a page says about a word, by where it says it: the title before headings, questions and text.
  const QUESTION = 8; // what a page is worth that has the whole question among its own
  const WEIGHTS = { title: 12, headings: 4, asked: 3, text: 1 };
  const best = (word, words) => words.reduce((most, known) => Math.max(most, alike(word, known)), 0);
  const place = (word, part) => Math.max(
    WEIGHTS.title * best(word, part.title) * (0.8 + 0.2 / Math.max(1, part.title.length)),
    WEIGHTS.headings * best(word, part.headings),
    WEIGHTS.asked * part.asked.reduce((most, question) => Math.max(most, best(word, question)), 0),
  );

  // The pages that have a word: Map of id → {worth, result}. Where no page has it, Pagefind takes a shorter one that it
  // begins with: chance, unless the list of words holds one that differs by its ending alone.
  const ask = async (word) => {
    const { pagefind, parts, list, all } = await load();
    const wanted = fold(word);
    const pages = new Map();
    const same = list.map(([spelt, folded]) => [spelt, alike(wanted, folded)]);
    const begun = same.some(([, how]) => how > 0.4) ? [] : same.filter(([, how]) => how).slice(0, 3).map(([spelt]) => spelt);
    const known = !list.length || same.some(([, how]) => how) || /^\P{L}*$/u.test(word);
    if (known) {
      // a word that is only begun is asked for as the pages have it: Pagefind would take any that is like its stem
      const results = (await Promise.all((begun.length ? begun : [word]).map((one) => pagefind.search(one)))).flatMap((one) => one.results);
      const top = Math.max(...results.map(({ score }) => score), 1e-9);
      for (const result of results.reverse()) pages.set(result.id, { worth: WEIGHTS.text * (0.3 + 0.7 * result.score / top), result });
      for (const part of parts) {
        const worth = place(wanted, part);
        const at = pages.get(part.id);
        if (worth && all.has(part.id)) pages.set(part.id, { worth: worth + (at ? at.worth : 0), result: at ? at.result : all.get(part.id) });
      }
    }
    return { word, pages, rare: Math.log(1 + (all.size - pages.size + 0.5) / (pages.size + 0.5)) };
  };

  // Of the words of a question those that one question of the page has, by how rare they are: 0 to 1.
  const sameQuestion = (answers, part) => {
    const all = answers.reduce((sum, { rare }) => sum + rare, 0);
    const shares = part.asked.map((question) => {
      const rare = answers.reduce((sum, { word, rare }) => sum + rare * best(fold(word), question), 0);
      return rare / all * (0.85 + 0.15 * Math.min(1, answers.length / question.length));
    });
    return Math.max(0, ...shares);
  };

  // {results: [{score, hits: [result]}], query, instead, others}: best first; `instead` where a word was mended.
  const search = async (query) => {
    const { parts, list } = await load();
    const answers = await Promise.all(wordsOf(query).map(ask));
    const lost = answers.filter(({ pages }) => !pages.size);
    let instead = query.toLowerCase();
    const others = [];
    const guesses = lost.map(({ word }) => similar(word, list));
    if (lost.length === 1 && guesses[0].length && guesses[0][0].sure) {
      const [first, ...more] = guesses[0];
      answers[answers.indexOf(lost[0])] = await ask(first.known);
      others.push(...more.map(({ known }) => instead.replace(lost[0].word, known)));
      instead = instead.replace(lost[0].word, first.known);
    } else if (lost.length === 1) {
      others.push(...guesses[0].map(({ known }) => instead.replace(lost[0].word, known)));
    } else if (guesses.some((guess) => guess.length)) {
      others.push(lost.reduce((text, { word }, at) => (guesses[at].length ? text.replace(word, guesses[at][0].known) : text), instead));
    }
    const known = answers.filter(({ pages }) => pages.size);
    const all = known.reduce((sum, { rare }) => sum + rare, 0);
    const found = new Map();
    for (const { rare, pages } of known) {
      for (const [id, { worth, result }] of pages) {
        const page = found.get(id) || { id, score: 0, rare: 0, hits: [], named: false };
        page.score += rare * worth;
        page.rare += rare;
        page.hits.push(result);
        page.named ||= worth > WEIGHTS.title / 2;
        found.set(id, page);
      }
    }
    const asked = new Map(parts.map((part) => [part.id, known.length > 1 ? sameQuestion(known, part) : 0]));
    const results = [...found.values()].map((page) => ({
      ...page,
      score: (page.score + QUESTION * all * (asked.get(page.id) || 0) ** 2) * (page.rare / all) ** 2,
    }));
    results.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
    const least = results.length ? results[0].score * 0.03 : 0;
    const mended = instead !== query.toLowerCase();
    return {
      query, instead: mended ? instead : "", others: [...new Set(others)].filter((other) => fold(other) !== fold(query)),
      results: results.filter(({ score, named }) => named || score >= least),
    };
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
    link.href = new URL(`.${fragment.raw_url}`, sopgen.root);
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
