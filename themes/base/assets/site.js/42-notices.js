// Dated notices: a page may stand for weeks after it was built. Each notice carries the instants between which it is
// true, so the reader's clock needs no time zone. What is not sure stays as it was built.
(() => {
  const boards = document.querySelectorAll(".notices");
  if (!boards.length) return;

  const follow = () => {
    for (const board of boards) {
      const now = Date.now();
      if (!(now >= Date.parse(board.dataset.built))) continue; // a clock that is behind the build is wrong
      const notices = [...board.querySelectorAll("li")];
      for (const notice of notices) {
        const { begins, ends } = notice.dataset;
        const from = begins ? Date.parse(begins) : -Infinity;
        const until = ends ? Date.parse(ends) : Infinity;
        if (Number.isNaN(from) || Number.isNaN(until)) continue;
        notice.hidden = now < from || now >= until;
      }
      board.hidden = notices.every((notice) => notice.hidden);
    }
  };
  document.addEventListener("visibilitychange", follow);
  follow();
})();
