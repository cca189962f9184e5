// Uses the page of a portal pack in Chromium as somebody without a mouse would, and scans it.
// node --experimental-websocket portal.mjs CHROMIUM PAGE AXE  →  one JSON object.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [chromium, page, axe] = process.argv.slice(2);
const profile = mkdtempSync(join(tmpdir(), "portal-"));
const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
const browser = spawn(chromium, flags, { stdio: "ignore" });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const port = async () => {
  const file = join(profile, "DevToolsActivePort");
  for (let tries = 0; tries < 300; tries++) {
    if (existsSync(file) && readFileSync(file, "utf8").includes("\n")) return readFileSync(file, "utf8").split("\n")[0];
    await wait(100);
  }
  throw new Error("the browser does not answer");
};

const connect = async () => {
  const at = await port();
  const targets = await (await fetch(`http://127.0.0.1:${at}/json`)).json();
  const socket = new WebSocket(targets.find((target) => target.type === "page").webSocketDebuggerUrl);
  await new Promise((resolve) => (socket.onopen = resolve));
  const waiting = new Map();
  let id = 0;
  socket.onmessage = ({ data }) => {
    const answer = JSON.parse(data);
    waiting.get(answer.id)?.(answer);
  };
  return (method, params = {}) =>
    new Promise((resolve, reject) => {
      waiting.set(++id, (answer) => (answer.error ? reject(new Error(`${method}: ${answer.error.message}`)) : resolve(answer.result)));
      socket.send(JSON.stringify({ id, method, params }));
    });
};

const run = async () => {
  const send = await connect();
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true, userGesture: true });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
  const press = async (key, code, text) => {
    for (const type of ["keyDown", "keyUp"]) await send("Input.dispatchKeyEvent", { type, key, code: key, windowsVirtualKeyCode: code, text: type === "keyDown" ? text : undefined });
    await wait(20);
  };
  const open = async () => {
    await send("Page.navigate", { url: pathToFileURL(page).href });
    for (let tries = 0; tries < 100 && !(await evaluate("document.readyState === 'complete' && !!document.getElementById('progress')")); tries++) await wait(50);
  };

  await send("Page.enable");
  await send("Browser.grantPermissions", { permissions: ["clipboardReadWrite", "clipboardSanitizedWrite"] });
  await open();
  await evaluate(readFileSync(axe, "utf8") + ";0");
  const scan = () => evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))");
  const violations = await scan();
  await send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value: "dark" }] });
  violations.push(...(await scan()));

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

try {
  console.log(JSON.stringify(await run()));
} finally {
  browser.kill();
  await wait(200);
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
}
