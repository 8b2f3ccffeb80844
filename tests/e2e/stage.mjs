// What every end-to-end test stands on: `countersign demo` on loopback, and Chromium looking at it.
//
// `COUNTERSIGN` and `CHROMIUM` name the two programs; `cargo xtask test e2e` sets them.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.COUNTERSIGN ?? join(root, 'target/debug/countersign');
const pictures = join(root, 'target/e2e');

/** Starts the demo on a free port, in a folder of its own; `await stage.close()` ends it. */
export async function demo({ kit, patience = 60_000 } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-e2e-'));
  const words = ['demo', '--port', '0', '--data', folder, ...(kit ? ['--kit', kit] : [])];
  const child = spawn(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`the demo did not say its address within ${patience} ms:\n${said}`)), patience);
    const listen = (text) => {
      said += text;
      const found = said.match(/https?:\/\/(?:127\.0\.0\.1|localhost):\d+\S*/);
      if (found) {
        clearTimeout(late);
        resolve(found[0]);
      }
    };
    child.stdout.setEncoding('utf8').on('data', listen);
    child.stderr.setEncoding('utf8').on('data', listen);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the demo ended at once (${code}):\n${said}`));
    });
  });
  return {
    address,
    said: () => said,
    async close() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
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
      page.on('console', (message) => message.type() === 'error' && page.errors.push(message.text()));
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
