addEventListener("keydown", function (event) {
  var step = { j: 1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
  var all = Array.from(document.querySelectorAll("[data-change]"));
  if (!all.length) return;
  var seen = function (change) {
    var box = change.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight;
  };
  var at = all.indexOf(document.activeElement);
  // Who scrolled away or changed the view goes on from what is on the screen.
  if (at < 0 || !seen(all[at])) {
    var below = all.findIndex(function (change) { return change.getBoundingClientRect().top > -1; });
    at = (below < 0 ? all.length : below) - (step > 0 ? 1 : 0);
  }
  var next = all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
});
