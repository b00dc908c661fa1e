/* Where readers ask a person: which page they come from goes into the links that can carry it, and is shown for those
   who call. Only pages in the list of this site count, and only their names are used, as text. */
(() => {
  const box = document.querySelector("[data-about]");
  const list = document.querySelector("script[data-origins]");
  const from = new URLSearchParams(location.search).get("from");
  if (!box || !list || !from) return;
  const origins = JSON.parse(list.textContent);
  if (!Object.hasOwn(origins, from)) return;
  const [title, id = "", version = "", language = ""] = origins[from];
  const url = box.dataset.base ? box.dataset.base + encodeURI(from) : from;
  const own = box.dataset.language;
  const values = {
    title, id, version, url, language: own,
    subject: `${title} (${[id, own].filter(Boolean).join(", ")})`,
    below: `\r\n\r\n${url}`,
    above: `${title}\n${url}\n\n`,
  };
  for (const link of document.querySelectorAll("[data-carries]"))
    link.href = link.dataset.carries.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(values[name] ?? ""));
  const shown = box.querySelector("[data-about-title]");
  shown.textContent = title;
  if (language) shown.lang = language;
  box.hidden = false;
})();
