// A decision, one question at a time. The list of questions stays what it is: its parts are marked, the style sheet
// shows those that count. The address names where the reader is, so Back leads one question back.
"use strict";

for (const decision of document.querySelectorAll(".decision")) {
  const list = decision.querySelector(".decision-list");
  const buttons = decision.querySelector(".decision-buttons");
  if (!list || !buttons) continue;
  const entries = [...list.children];
  const ends = [...list.querySelectorAll(".decision-answers .decision-end")];
  const way = [entries[0].id];

  // An answer with its end beside it is a link to this end, and looks like the other answers.
  for (const end of ends) {
    const answer = end.querySelector(".decision-answer");
    const link = document.createElement("a");
    link.href = `#${end.id}`;
    link.className = "decision-open";
    answer.replaceWith(link);
    link.append(answer);
  }

  const named = () => { try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; } };
  const target = (link) => decodeURIComponent(link.getAttribute("href").slice(1));
  const place = (id) => document.getElementById(id);
  const entryOf = (id) => entries.find((entry) => entry.contains(place(id)));
  const answersOf = (entry) => [...entry.querySelectorAll(".decision-answers > li")];
  const leads = (answer, id) => answer.id === id || [...answer.querySelectorAll(":scope > a")].some((link) => target(link) === id);

  // The way to this place: cut where the reader has been there, longer by one where it answers the last question.
  const walk = (id) => {
    const known = way.indexOf(id);
    if (known >= 0) way.length = known + 1;
    else if (answersOf(entryOf(way.at(-1))).some((answer) => leads(answer, id))) way.push(id);
    else way.splice(0, way.length, ...(ends.includes(place(id)) ? [entryOf(id).id, id] : [id]));
  };

  const show = () => {
    const shown = way.map((id) => entryOf(id)).filter((entry, index, all) => all.indexOf(entry) === index);
    for (const entry of entries) {
      const past = shown.includes(entry) && way.at(-1) !== entry.id;
      entry.classList.toggle("is-away", !shown.includes(entry));
      entry.classList.toggle("is-past", past);
      entry.classList.toggle("is-here", way.at(-1) === entry.id);
      const next = way[way.indexOf(entry.id) + 1];
      for (const answer of answersOf(entry)) {
        const chosen = past && leads(answer, next);
        answer.classList.toggle("is-away", past && !chosen);
        const outcome = answer.querySelector(".decision-outcome");
        outcome?.classList.toggle("is-away", !(chosen && answer.id === next));
        outcome?.classList.toggle("is-reached", chosen && answer.id === next);
      }
    }
    list.append(...shown, ...entries.filter((entry) => !shown.includes(entry)));
    for (const name of ["back", "again"]) button(name).hidden = way.length < 2;
  };

  const button = (name) => buttons.querySelector(`[data-decision="${name}"]`);

  // Moves the focus to the question or end that has come, so that it is read out.
  const focus = () => {
    const here = place(way.at(-1));
    const words = here.querySelector(".decision-outcome, .decision-words");
    words.tabIndex = -1;
    words.focus({ preventScroll: true });
    if (decision.getBoundingClientRect().top < 0) decision.scrollIntoView({ block: "start" });
  };

  const one = (walked) => {
    decision.classList.toggle("is-walked", walked);
    button("all").hidden = !walked;
    button("one").hidden = walked;
    if (walked) return show();
    list.append(...entries);
    for (const name of ["back", "again"]) button(name).hidden = true;
  };

  const follow = () => {
    const id = named();
    if (!decision.classList.contains("is-walked")) return false;
    if (!id || id === list.id) way.splice(1);
    else if (list.contains(place(id)) && (entries.includes(place(id)) || ends.includes(place(id)))) walk(id);
    else return false;
    show();
    return Boolean(id);
  };

  window.addEventListener("hashchange", () => { if (follow()) focus(); });
  buttons.addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.decision;
    if (name === "back") location.hash = way.at(-2);
    if (name === "again") location.hash = entries[0].id;
    if (name === "all" || name === "one") {
      one(name === "one");
      button(name === "one" ? "all" : "one").focus();
    }
  });
  buttons.hidden = false;
  one(true);
  follow();
}
