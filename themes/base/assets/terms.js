// What a term means, beside its word: on hover, on focus, on the first tap; Esc takes it away.
// Without this script the word leads to the glossary, as it does on a second tap.
"use strict";

(() => {
  let note = null;
  let word = null;
  let timer = 0;
  let tap = false;

  const hide = () => {
    clearTimeout(timer);
    if (note) note.hidden = true;
    note = word = null;
  };

  // Below the word, above it where there is no room; never beyond the edge of the window.
  const place = () => {
    const at = word.getClientRects()[0];
    const ground = note.offsetParent.getBoundingClientRect();
    const room = document.documentElement.clientWidth - note.offsetWidth - 8;
    const below = at.bottom + 4 + note.offsetHeight <= innerHeight || at.top < note.offsetHeight + 4;
    note.style.left = `${Math.max(8, Math.min(at.left, room)) - ground.left}px`;
    note.style.top = `${(below ? at.bottom + 4 : at.top - note.offsetHeight - 4) - ground.top}px`;
  };

  const show = (term) => {
    clearTimeout(timer);
    const wanted = document.getElementById(term.getAttribute("aria-describedby"));
    if (!wanted || wanted === note) return;
    hide();
    note = wanted;
    word = term;
    note.hidden = false;
    place();
  };

  const term = (event) => event.target instanceof Element && event.target.closest("a.term");

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    clearTimeout(timer);
    const over = term(event);
    if (over) timer = setTimeout(show, 150, over);
    else if (note && !note.contains(event.target) && word !== document.activeElement) timer = setTimeout(hide, 300);
  });

  document.addEventListener("pointerdown", (event) => {
    const on = term(event);
    tap = event.pointerType === "touch" && on && on !== word;
    if (!on && note && !note.contains(event.target)) hide();
  });

  document.addEventListener("click", (event) => {
    const on = term(event);
    if (!on || !tap) return;
    tap = false;
    event.preventDefault();
    show(on);
  });

  document.addEventListener("focusin", (event) => {
    if (term(event)) show(event.target);
    else if (note && !note.contains(event.target)) hide();
  });

  document.addEventListener("focusout", (event) => { if (event.target === word) hide(); });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  window.addEventListener("resize", hide);
})();
