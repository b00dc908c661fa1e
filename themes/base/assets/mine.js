// My role and my branch on the handbook's first page: what this browser keeps for its reader comes first there.
(() => {
  const panels = new Map([...document.querySelectorAll("[data-mine]")].map((panel) => [panel.dataset.mine, panel]));

  // A key that is no longer there is nobody's choice.
  const show = (kind, key) => {
    const panel = panels.get(kind);
    if (!panel) return;
    const found = [...panel.querySelectorAll("template")].find(({ dataset }) => dataset.key === key);
    panel.querySelector(".mine-shown").replaceChildren(...(found ? [found.content.cloneNode(true)] : []));
    const list = panel.querySelector("select");
    panel.querySelector(".mine-all").hidden = Boolean(found || list);
    if (list) list.value = found ? key : "";
  };

  const choice = panels.get("role")?.querySelector(".mine-choice");
  if (choice) {
    choice.hidden = false;
    choice.querySelector("select").addEventListener("change", ({ currentTarget: { value } }) => {
      sopgen.keep("role", value || null);
      show("role", value);
    });
  }

  const remember = () => {
    for (const kind of panels.keys()) show(kind, sopgen.recall(kind));
  };
  remember();
  window.addEventListener("storage", remember); // chosen in another tab
  document.addEventListener("sopgen:branch", ({ detail }) => {
    show("branch", typeof detail === "string" ? detail : sopgen.recall("branch"));
  });
})();
