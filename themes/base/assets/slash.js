// Who speaks to the computer may type a "/" by chance: on the page of results it can be turned off.
(() => {
  const slash = document.querySelector("[data-slash]");
  if (!slash || location.protocol === "file:") return;
  const box = slash.querySelector("input");
  slash.hidden = false;
  box.checked = !sopgen.recall("slash");
  box.addEventListener("change", () => {
    if (!sopgen.keep("slash", box.checked ? null : "off")) box.checked = true;
  });
})();
