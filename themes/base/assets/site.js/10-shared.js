// What the parts of this script share. They are joined in the order of their names.
"use strict";

const sopgen = (() => {
  const { site, root } = document.documentElement.dataset;
  const name = (key) => `sopgen:${site}:${key}`;
  return {
    // The address of the site's first folder, whatever page this is.
    root: new URL(".", new URL(root, location.href)),

    // What this browser alone keeps for its reader; null where there is nothing, or nothing may be kept.
    recall(key) {
      try { return JSON.parse(localStorage.getItem(name(key))); } catch { return null; }
    },

    // Keeps a value, or with null forgets it; says whether the browser let us.
    keep(key, value) {
      try {
        if (value === null) localStorage.removeItem(name(key));
        else localStorage.setItem(name(key), JSON.stringify(value));
        return true;
      } catch { return false; }
    },
  };
})();
