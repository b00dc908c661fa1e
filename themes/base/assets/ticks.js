// Steps to tick: a real checkbox at each step, what is done kept in this browser for this version of these steps.
(() => {
  const bar = document.querySelector(".ticks");
  const text = document.querySelector(".text");
  if (!bar || !text) return;
  const { name, state, done: someWords, needs: needWords, all, begun, changed, lost } = bar.dataset;
  const { lang } = document.documentElement;
  const key = `ticks:${name}:${lang}`;
  const line = bar.querySelector(".ticks-line");
  const needLine = bar.querySelector(".ticks-needs");
  const note = bar.querySelector(".ticks-note");
  const end = document.querySelector(".ticks-end");
  const fill = (words, values) => words.replace(/\{(\w+)\}/g, (whole, word) => values[word] ?? whole);
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].join("-");

  // The words of a step itself: without what stands below it.
  const wordsOf = (item) => {
    const copy = item.cloneNode(true);
    for (const below of copy.querySelectorAll("ol, ul, .callout, .step-facts, table, figure, pre, details, input")) below.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  };
  const numberOf = (item) => {
    const list = item.parentElement;
    const own = list.start + [...list.children].indexOf(item);
    const outer = list.parentElement.closest("ol > li");
    return outer ? `${numberOf(outer)}.${own}` : `${own}`;
  };
  // The warning that guards a step: the last thing in the step before, or right above the list.
  const guardOf = (item) => {
    const before = item.previousElementSibling;
    const guard = before ? before.lastElementChild : item.parentElement.previousElementSibling;
    return guard && guard.matches(".guards") ? guard : null;
  };

  const add = (item, label, id) => {
    let box = item.querySelector(":scope > input, :scope > label > input, :scope > p > label > input");
    if (box) box.disabled = false; // a task list: its boxes come alive
    else {
      box = document.createElement("input");
      box.type = "checkbox";
      box.className = "tick";
      box.setAttribute("aria-label", label);
      item.prepend(box);
    }
    box.autocomplete = "off"; // what is kept here says what is ticked, not what the browser recalls of the form
    box.name = id;
    return { item, box, id, below: [] };
  };
  const addStep = (item) => {
    const step = add(item, `${numberOf(item)}. ${wordsOf(item)}`, item.id);
    const guard = guardOf(item);
    if (guard) {
      guard.id ||= `guard-${item.id}`;
      step.box.setAttribute("aria-describedby", guard.id);
    }
    step.below = [...item.querySelectorAll("ol:not(.list) > li[id]")]
      .filter((sub) => sub.parentElement.parentElement.closest("ol > li") === item).map(addStep);
    return step;
  };
  const steps = [...text.querySelectorAll("li.to-tick")].map(addStep);
  const needs = [...text.querySelectorAll(".need > li")].map((item, at) => add(item, wordsOf(item), `need-${at + 1}`));
  const flat = (list) => list.flatMap((one) => [one, ...flat(one.below)]);
  const every = [...flat(steps), ...needs];

  // Of tabs one is done: the one that is begun, else the longest.
  const counted = () => {
    const tabs = new Map();
    const alone = [];
    for (const step of steps) {
      const tab = step.item.closest(".tab");
      if (!tab) { alone.push(step); continue; }
      const group = tabs.get(tab.parentElement) ?? new Map();
      tabs.set(tab.parentElement, group.set(tab, [...(group.get(tab) ?? []), step]));
    }
    const ticked = (list) => list.filter((step) => step.box.checked).length;
    for (const group of tabs.values()) {
      alone.push(...[...group.values()].sort((a, b) => ticked(b) - ticked(a) || b.length - a.length)[0]);
    }
    return { done: ticked(alone), count: alone.length };
  };

  const show = () => {
    const { done, count } = counted();
    const words = fill(done === count ? all : someWords, { done, count });
    if (line.textContent !== words) line.textContent = words;
    // what is at hand is counted apart: it is no step
    const ready = needs.filter((one) => one.box.checked).length;
    const needed = ready ? fill(needWords, { done: ready, count: needs.length }) : "";
    if (needLine.textContent !== needed) needLine.textContent = needed;
    if (end) end.textContent = done ? words : "";
    bar.classList.toggle("ticks-all", done === count);
    bar.classList.toggle("ticks-none", !every.some((one) => one.box.checked));
    for (const { item, box } of every) item.classList.toggle("ticked", box.checked);
  };
  // A step with smaller ones is done when they are; ticking it ticks them.
  const settle = (step) => {
    if (!step.below.length) return;
    step.below.forEach(settle);
    step.box.checked = step.below.every((sub) => sub.box.checked);
    step.box.indeterminate = !step.box.checked && step.below.some((sub) => sub.box.checked || sub.box.indeterminate);
  };
  const save = () => {
    const done = every.filter((one) => one.box.checked).map((one) => one.id);
    const kept = sopgen.keep(key, done.length ? { state, day: today, done } : null);
    note.textContent = kept || !done.length ? "" : lost;
  };

  const kept = sopgen.recall(key);
  if (kept && kept.state === state && Array.isArray(kept.done)) {
    const done = new Set(kept.done);
    for (const one of every) one.box.checked = done.has(one.id);
    if (kept.day && kept.day !== today) {
      const [year, month, day] = kept.day.split("-").map(Number);
      const date = new Date(year, month - 1, day).toLocaleDateString(lang === "en" ? "en-GB" : lang, { weekday: "long", day: "numeric", month: "long" });
      note.textContent = fill(begun, { date });
      bar.classList.add("ticks-old");
    }
  } else if (kept) {
    sopgen.keep(key, null);
    note.textContent = changed;
  }

  text.addEventListener("change", (event) => {
    const one = every.find(({ box }) => box === event.target);
    if (!one) return;
    for (const sub of flat(one.below)) sub.box.checked = one.box.checked;
    steps.forEach(settle);
    bar.classList.remove("ticks-old");
    save();
    show();
  });
  bar.querySelector(".ticks-reset").addEventListener("click", () => {
    for (const { box } of every) box.checked = false;
    steps.forEach(settle);
    bar.classList.remove("ticks-old");
    save();
    show();
    // the button goes when nothing is ticked: on with the first step
    const first = steps[0]?.box;
    if (first) { first.focus({ preventScroll: true }); first.scrollIntoView({ block: "nearest" }); }
  });
  steps.forEach(settle);
  show();
  document.documentElement.classList.add("ticking");
})();

// The button of a run sheet.
(() => {
  const button = document.querySelector("[data-print]");
  if (button) button.addEventListener("click", () => window.print());
})();
