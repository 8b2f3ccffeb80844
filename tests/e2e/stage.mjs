// What every end-to-end test stands on: `countersign demo` on loopback, and Chromium looking at it.
//
// `COUNTERSIGN` and `CHROMIUM` name the two programs; `cargo xtask test e2e` sets them.

import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.COUNTERSIGN ?? join(root, 'target/debug/countersign');
const pictures = join(root, 'target/e2e');

/** Starts the demo on free ports; `page`, `proxy` and `sandbox` are its addresses, `await stage.close()` ends it. */
export async function demo({ kit, patience = 60_000 } = {}) {
  const words = ['demo', '--port', '0', '--format', 'json', ...(kit ? ['--kit', kit] : [])];
  const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const addresses = await new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the demo did not say its addresses within ${patience} ms:\n${said}`));
    }, patience);
    const listen = (text) => {
      said += text;
      const line = said.split('\n').find((one) => one.startsWith('{') && one.endsWith('}'));
      if (!line) return;
      clearTimeout(late);
      resolve(JSON.parse(line));
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', (text) => (said += text));
    child.once('error', (error) => reject(new Error(`${program} could not be started: ${error.message}`)));
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the demo ended at once (${code}):\n${said}`));
    });
  });
  return {
    ...addresses,
    /** What the stand-in Braze was asked to schedule. */
    async received() {
      const answer = await fetch(new URL('/sandbox/messages.json', addresses.sandbox));
      return (await answer.json()).messages;
    },
    async close() {
      if (child.exitCode !== null) return;
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
    },
  };
}

/** Chromium. A page's errors are collected in `page.errors`. */
export async function browser() {
  const launched = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
  return {
    async page(options = {}) {
      const page = await launched.newPage({ viewport: { width: 1280, height: 860 }, ...options });
      page.errors = [];
      page.on('pageerror', (error) => page.errors.push(error.message));
      // Pictures of hosts that do not exist (`*.example`) are no mistake of ours.
      const ours = (message) => message.type() === 'error' && !message.text().includes('ERR_NAME_NOT_RESOLVED');
      page.on('console', (message) => ours(message) && page.errors.push(message.text()));
      return page;
    },
    close: () => launched.close(),
  };
}

/** Keeps what the page looks like, for people: `target/e2e/NAME.png`. */
export async function picture(page, name) {
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`) });
}
