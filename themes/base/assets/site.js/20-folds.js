// Menus and folds: small comforts; every page does its work without them.
(() => {
  const open = () => document.querySelectorAll("details.dropdown[open], .menu details.fold[open]");

  // Esc closes an open menu and gives the focus back to what opened it.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const fold of open()) {
      const inside = fold.contains(document.activeElement);
      fold.open = false;
      if (inside) fold.querySelector("summary").focus();
    }
  });

  // A click elsewhere closes the list of languages.
  document.addEventListener("click", (event) => {
    for (const list of document.querySelectorAll("details.dropdown[open]")) {
      if (!list.contains(event.target)) list.open = false;
    }
  });

  // A link into folded text unfolds it; so does printing, and folds it again.
  const unfold = () => {
    let place = null;
    try { place = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { return; }
    for (let fold = place && place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (place && place.matches(".thanks")) place.focus();
  };
  window.addEventListener("hashchange", unfold);
  unfold();

  let unfolded = [];
  window.addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("main details:not([open])")];
    for (const fold of unfolded) fold.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const fold of unfolded) fold.open = false;
  });
})();
