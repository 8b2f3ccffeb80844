// Bundles the JavaScript stacks, opens a page in headless Chromium, measures, prints the table. `cargo xtask bench` calls this.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { build } from 'esbuild';
import { chromium } from 'playwright-core';
import { context, EVERYWHERE, keystrokes, kit, mails, terms } from './mails.mjs';

const option = (name, otherwise) => {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
const brotli = (bytes) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

const { outputFiles } = await build({
  entryPoints: [here('js/page.mjs')],
  bundle: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  minify: true,
  write: false,
  logLevel: 'error',
  define: { global: 'globalThis' },
  alias: { path: here('js/node.mjs'), util: here('js/node.mjs') },
  banner: { js: "globalThis.process ??= { env: { NODE_ENV: 'production' }, platform: 'linux', versions: {} };" },
});
const bundle = outputFiles[0].contents;

const server = await serve();
const address = `http://127.0.0.1:${server.address().port}/`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(`in the page: ${error.message}`));
  await page.goto(address);
  await page.waitForFunction(() => 'measure' in globalThis);
  const whole = process.argv.includes('check');
  const all = mails();
  for (const mail of all) for (const side of [mail.ours, mail.theirs]) side.keystrokes = keystrokes(side.slots.s0);
  const rounds = Number(option('--runs', 30));
  const result = await page.evaluate((input) => globalThis.measure(input), {
    mails: all,
    kit: JSON.stringify(whole ? kit(all, EVERYWHERE) : kit(all)),
    terms,
    context: context(),
    module: process.argv.includes('--theirs') ? null : '/pkg/countersign.js',
    only: option('--only', null),
    whole,
    rounds,
    warm: Math.ceil(rounds / 3),
  });
  if (process.argv.includes('--json')) console.log(JSON.stringify(result));
  else {
    await table(result, all, browser.version(), whole);
    if (whole) verdict(result);
  }
} finally {
  await browser.close();
  server.close();
}

/** The fastest of the runs with the 45 kB e-mail: a busy machine interrupts long runs and not short ones. */
function verdict(result) {
  const least = (stack) => Math.min(...result[stack]['45 kB'].times);
  const [ours] = Object.keys(result);
  const times = (stack) => least(stack) / least(ours);
  const checkers = times('html-validate + caniemail');
  console.log(`\nThe fastest runs with 45 kB: ours ${least(ours).toFixed(2)} ms.`);
  console.log(`${checkers >= 10 ? '✓' : '✗'} html-validate and caniemail take ${checkers.toFixed(0)}× as long (at least 10×)`);
  console.log(`  Y4, whole, takes ${times('Y4 our design in JS, whole').toFixed(2)}× as long`);
}

/** The page, the bundle and `pkg/`; isolated from other origins, so that the clock ticks in 5 µs. */
function serve() {
  const types = { '.js': 'text/javascript', '.wasm': 'application/wasm' };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url, 'http://localhost').pathname;
    const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
    try {
      if (path === '/') {
        response.writeHead(200, { ...headers, 'content-type': 'text/html' });
        response.end('<!DOCTYPE html><title>bench</title><script type="module" src="/bundle.js"></script>');
      } else if (path === '/bundle.js') {
        response.writeHead(200, { ...headers, 'content-type': 'text/javascript' });
        response.end(bundle);
      } else if (/^\/pkg\/[\w.-]+$/.test(path)) {
        const body = await readFile(here(`..${path}`));
        response.writeHead(200, { ...headers, 'content-type': types[extname(path)] ?? 'application/octet-stream' });
        response.end(body);
      } else throw new Error('no such page');
    } catch {
      response.writeHead(404, headers).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function table(result, all, version, whole) {
  const [first, ...others] = Object.keys(result);
  const quantile = (times, share) => [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))];
  const figure = (ms) => (ms < 0.1 ? ms.toFixed(3) : ms < 10 ? ms.toFixed(2) : ms.toFixed(0));
  const cell = (stack, mail) => {
    const { times } = result[stack][mail.name];
    const p50 = quantile(times, 0.5);
    const times_ours = p50 / quantile(result[first][mail.name].times, 0.5);
    const ratio = stack === first ? '' : `×${times_ours < 10 ? times_ours.toFixed(1) : times_ours.toFixed(0)}`;
    return [figure(p50), figure(quantile(times, 0.95)), ratio];
  };
  const rows = [first, ...others].map((stack) => [stack, ...all.flatMap((mail) => cell(stack, mail))]);
  const count = Object.values(result[first])[0].times.length;
  const what = whole ? 'A whole check: findings' : 'A keystroke: findings and preview';
  console.log(`\n${what}, milliseconds, ${count} keystrokes each, interleaved. Chromium ${version}`);
  console.log(`E-mails of ${all.map((mail) => kilobytes(mail.bytes)).join(', ')}; ${terms.length} phrases. × is against the first line.\n`);
  const head = ['', ...all.flatMap((mail) => [`${mail.name} p50`, 'p95', '×'])];
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
  for (const row of [head, ...rows]) {
    console.log(row.map((text, column) => (column ? text.padStart(widths[column]) : text.padEnd(widths[0]))).join('  '));
  }
  const module = await readFile(here('../pkg/countersign_bg.wasm')).catch(() => null);
  if (module) console.log(`\nThe module: ${kilobytes(module.length)}, ${kilobytes(brotli(module))} with brotli.`);
  console.log(`The JavaScript stacks together: ${kilobytes(bundle.length)}, ${kilobytes(brotli(bundle))} with brotli.`);
}
