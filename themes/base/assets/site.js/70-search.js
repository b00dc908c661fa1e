// The search field: keys that lead to it, and its script, when somebody searches.
(() => {
  const form = document.querySelector("form[role=search]");
  if (!form) return;
  const field = form.querySelector("input[type=search]");
  const instead = form.querySelector(".search-instead");

  // A page opened from a folder may fetch nothing: the list from A to Z stands in.
  const fromFolder = location.protocol === "file:";
  if (fromFolder && instead) {
    for (const part of form.children) part.hidden = part !== instead;
  }

  // On a telephone the field waits behind its button.
  const open = () => {
    form.classList.add("is-open");
    field.focus();
  };
  form.addEventListener("submit", (event) => {
    if (field.checkVisibility()) return;
    event.preventDefault();
    open();
  });

  // "/" and Ctrl+K lead to the field, but never away from one that somebody writes into.
  const writes = (place) => place && (place.isContentEditable || place.matches("input:not([type=checkbox]), textarea, select"));
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !sopgen.recall("slash");
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (event.defaultPrevented || !(slash || letter) || (slash && writes(event.target))) return;
    event.preventDefault();
    if (fromFolder && instead) return instead.focus();
    open();
    field.select();
  });

  if (fromFolder || !form.dataset.script) return;
  let asked = false;
  const load = () => {
    if (asked) return;
    asked = true;
    const script = document.createElement("script");
    script.src = form.dataset.script;
    script.addEventListener("error", () => { asked = false; });
    document.head.append(script);
  };
  field.addEventListener("input", load);
  const results = document.querySelector("[data-search-results]");
  if (location.search) results?.classList.add("search-awaited");
  if (field.value || (results && location.search)) load();
})();
