// Uses the page of a portal pack in Chromium as somebody without a mouse would, and scans it.
// node --experimental-websocket portal.mjs CHROMIUM PAGE AXE  →  one JSON object.

import { inBrowser, wait } from "./browser.mjs";

const use = async ({ send, evaluate, press, open, scan }) => {
  await send("Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"] });
  const violations = await scan();

  // By keyboard alone: every stop of the Tab key; Enter on buttons, Space on marks.
  const copied = {};
  const focused = "(() => { const it = document.activeElement; return { tag: it.tagName, copies: it.dataset.copies, done: it.dataset.done, seen: it.getBoundingClientRect().height > 0 } })()";
  const marks = await evaluate("document.querySelectorAll('[data-done]').length");
  const buttons = await evaluate("document.querySelectorAll('[data-copies]').length");
  for (let stops = 0; stops < 2000 && Object.keys(copied).length < buttons; stops++) {
    await press("Tab", 9);
    const it = await evaluate(focused);
    if (it.copies) {
      await press("Enter", 13, "\r");
      await wait(30);
      copied[it.copies] = await evaluate("navigator.clipboard.readText()");
    } else if (it.done) {
      await press(" ", 32, " ");
    }
  }
  await press("Tab", 9);
  if ((await evaluate(focused)).done) await press(" ", 32, " ");
  const progress = await evaluate("document.getElementById('progress').textContent");
  await open();
  const kept = await evaluate("document.getElementById('progress').textContent");
  return { violations, copied, marks, progress, kept };
};

console.log(JSON.stringify(await inBrowser(process.argv.slice(2), "!!document.getElementById('progress')", use)));
