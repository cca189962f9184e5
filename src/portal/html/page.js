"use strict";
(() => {
  const key = `respondent:${document.body.dataset.id}:`;
  const said = document.getElementById("said");
  const marks = [...document.querySelectorAll("[data-done]")];

  // Where the browser keeps nothing for pages, marks live as long as the page.
  const kept = (() => {
    try {
      localStorage.setItem(key, "");
      localStorage.removeItem(key);
      return localStorage;
    } catch {
      const map = new Map();
      return { getItem: (k) => map.get(k) ?? null, setItem: (k, v) => map.set(k, v), removeItem: (k) => map.delete(k) };
    }
  })();

  let clearing;
  const say = (words) => {
    said.textContent = words;
    clearTimeout(clearing);
    clearing = setTimeout(() => (said.textContent = ""), 4000);
  };

  const copy = async (box) => {
    try {
      await navigator.clipboard.writeText(box.value);
      return true;
    } catch {
      box.focus();
      box.select();
      return document.execCommand("copy");
    }
  };

  for (const button of document.querySelectorAll("[data-copies]")) {
    const box = document.getElementById(button.dataset.copies);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const copied = await copy(box);
      if (copied) button.focus();
      say(copied ? "Copied" : "The browser does not let this page copy: press Ctrl+C");
    });
  }

  const show = () => {
    const done = marks.filter((mark) => mark.checked).length;
    for (const mark of marks) mark.closest("article").classList.toggle("is-done", mark.checked);
    document.getElementById("progress").textContent = `${done} of ${marks.length} done`;
  };

  for (const mark of marks) {
    mark.checked = kept.getItem(key + mark.dataset.done) !== null;
    mark.addEventListener("change", () => {
      if (mark.checked) kept.setItem(key + mark.dataset.done, "done");
      else kept.removeItem(key + mark.dataset.done);
      show();
    });
  }
  show();
})();
