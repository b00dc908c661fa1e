// The search field: keys that lead to it, and its script, which is loaded when somebody searches.
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

  // "/" and Ctrl+K lead to the field, but never away from one that somebody writes into. Who speaks to the computer may
  // type a "/" by chance, so it can be turned off, on the page of results.
  const choice = document.querySelector("[data-slash]");
  const box = choice?.querySelector("input");
  let slashLeads = sopgen.recall("slash") !== "off";
  if (choice && !fromFolder) {
    choice.hidden = false;
    box.checked = slashLeads;
    box.addEventListener("change", () => {
      slashLeads = box.checked;
      sopgen.keep("slash", slashLeads ? null : "off");
    });
  }
  const writes = (place) => place && (place.isContentEditable || place.matches("input:not([type=checkbox]), textarea, select"));
  document.addEventListener("keydown", (event) => {
    const slash = slashLeads && event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
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
  if (field.value || new URLSearchParams(location.search).get("q")) {
    // results that were asked for by an address come where room is kept for them
    document.querySelector("[data-search-results]")?.classList.add("search-awaited");
    load();
  }
})();
