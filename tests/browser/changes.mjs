// Goes through the page of a comparison in Chromium from change to change by keyboard, looks at both views and
// at what is printed, and scans it.
// node --experimental-websocket changes.mjs CHROMIUM PAGE AXE  →  one JSON object.

import { inBrowser } from "./browser.mjs";

const use = async ({ send, evaluate, press, scan }) => {
  const violations = await scan();
  const changes = await evaluate("document.querySelectorAll('[data-change]').length");
  const at = () => evaluate("Array.from(document.querySelectorAll('[data-change]')).indexOf(document.activeElement)");
  const seen = () => evaluate("(({ top, bottom }) => bottom > 0 && top < innerHeight)(document.activeElement.getBoundingClientRect())");
  const visited = [];
  for (let n = 0; n <= changes; n++) {
    await press("j", 74, "j");
    visited.push((await seen()) ? await at() : "out of sight");
  }
  await press("k", 75, "k");
  visited.push(await at());

  const shown = (view) => evaluate(`Array.from(document.querySelectorAll('.${view}')).some((it) => getComputedStyle(it).display !== 'none')`);
  const views = [await shown("one"), await shown("two")];
  await evaluate("document.getElementById('view-one').focus()");
  await press("ArrowRight", 39);
  views.push(await shown("one"), await shown("two"));
  // The fourth change is at the top of the window: from there on, whatever is in focus.
  await evaluate("document.querySelectorAll('[data-change]')[3].scrollIntoView({ block: 'start' })");
  await press("j", 74, "j");
  const next = await at();
  violations.push(...(await scan()));
  await send("Emulation.setEmulatedMedia", { media: "print" });
  const printed = [await shown("one"), await shown("two"), await shown("keys")];
  return { violations, changes, visited, views, next, printed };
};

console.log(JSON.stringify(await inBrowser(process.argv.slice(2), "true", use)));
