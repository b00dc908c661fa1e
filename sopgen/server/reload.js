// Reloads the page when a build came after the one it is from. Closed while nobody looks: browsers allow six streams.
(() => {
  const build = document.currentScript.dataset.build;
  let stream = null;
  const open = () => {
    if (stream || document.hidden) return;
    stream = new EventSource(`/-/events?page=${encodeURIComponent(location.pathname)}`);
    stream.addEventListener("build", (event) => {
      if (event.data !== build) location.reload();
    });
  };
  const close = () => {
    stream?.close();
    stream = null;
  };
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", open);
  open();
})();
