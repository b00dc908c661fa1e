// Before and after: one picture over the other, and a slider between them. Without it both stand side by side.
"use strict";

for (const pair of document.querySelectorAll(".before-after")) {
  const [before, after] = pair.querySelectorAll("img");
  const same = () => Math.abs(before.naturalWidth / before.naturalHeight - after.naturalWidth / after.naturalHeight) < 0.01;
  const lay = () => {
    if (!same()) return;
    const slider = document.createElement("input");
    slider.type = "range";
    slider.className = "before-after-slider";
    slider.value = "50";
    slider.setAttribute("aria-label", pair.getAttribute("aria-label"));
    // The pictures do not turn round with the direction of reading, so the slider does not either.
    slider.dir = "ltr";
    const show = () => pair.style.setProperty("--shown", `${slider.value}%`);
    slider.addEventListener("input", show);
    show();
    pair.append(slider);
    pair.classList.add("is-slid");
  };
  if (before && after) {
    for (const picture of [before, after]) picture.loading = "eager";
    Promise.all([before.decode(), after.decode()]).then(lay, () => {});
  }
}
