addEventListener("keydown", function (event) {
  var step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  var all = Array.from(document.querySelectorAll("[data-change]"));
  if (!all.length) return;
  var at = all.indexOf(document.activeElement);
  var next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
});
