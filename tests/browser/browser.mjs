// A page in headless Chromium, for tests: what drives it, the keys, and a scan for what shuts people out.

import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, existsSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const port = async (profile) => {
  const file = join(profile, "DevToolsActivePort");
  for (let tries = 0; tries < 300; tries++) {
    if (existsSync(file) && readFileSync(file, "utf8").includes("\n")) return readFileSync(file, "utf8").split("\n")[0];
    await wait(100);
  }
  throw new Error("the browser does not answer");
};

const connect = async (profile) => {
  const at = await port(profile);
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

// Opens `page` in `chromium` and hands what drives it to `use`: `send` a command, `evaluate` an expression, `press`
// a key, `open` the page again once `ready` holds, `scan` it with axe-core in light and in dark.
export const inBrowser = async ([chromium, page, axe], ready, use) => {
  const profile = mkdtempSync(join(tmpdir(), "page-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", `--user-data-dir=${profile}`, "about:blank"];
  const browser = spawn(chromium, flags, { stdio: "ignore" });
  try {
    const send = await connect(profile);
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
      for (let tries = 0; tries < 100 && !(await evaluate(`document.readyState === 'complete' && ${ready}`)); tries++) await wait(50);
    };
    const scan = async () => {
      await evaluate(readFileSync(axe, "utf8") + ";0");
      const violations = [];
      for (const value of ["light", "dark"]) {
        await send("Emulation.setEmulatedMedia", { features: [{ name: "prefers-color-scheme", value }] });
        violations.push(...(await evaluate("axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).join(', ')))")));
      }
      return violations;
    };
    await send("Page.enable");
    await open();
    return await use({ send, evaluate, press, open, scan });
  } finally {
    browser.kill();
    await wait(200);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
};
