// Liquid next to other engines, in one run: `cargo xtask bench liquid` builds what is measured and calls this.
//
// The engines take turns, round after round, so that a busy machine slows all of them: the ratios hold. A figure is the
// median of the rounds; the range is that of the rounds.

import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';
import { items, known, texts } from './liquid/texts.mjs';

const root = new URL('..', import.meta.url);
const { FULL, EMPTY } = process.env;
const words = process.argv.slice(2);
const rounds = Number(words[words.indexOf('--rounds') + 1]) || 7;

weigh();
if (!words.includes('--size')) await measure();

/** What Liquid adds to a module that has all else that the product needs of the crates and floors that Liquid uses. */
function weigh() {
  const brotli = (file) => {
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    return { raw: bytes.length, brotli: brotliCompressSync(bytes, { params }).length };
  };
  const [full, empty] = [FULL, EMPTY].map((folder) => brotli(join(folder, 'liquid_face_bg.wasm')));
  const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
  console.log(`\nLiquid in the module: ${kB(full.brotli - empty.brotli)} brotli, ${kB(full.raw - empty.raw)} raw`);
  console.log(`  alone ${kB(full.brotli)}, the module without it ${kB(empty.brotli)}`);
}

async function measure() {
  const data = join(FULL, '..', 'data');
  mkdirSync(data, { recursive: true });
  for (const [name, forms] of Object.entries(texts)) {
    for (const [form, text] of Object.entries(forms)) writeFileSync(join(data, `${name}.${form}`), text);
  }
  writeFileSync(join(data, 'items'), items);
  writeFileSync(join(data, 'known'), known);

  const figures = new Map();
  const note = (what, who, us) => {
    const key = `${what}\t${who}`;
    figures.set(key, [...(figures.get(key) ?? []), us]);
  };
  const inWasm = await ours();
  const inScript = await theirs();
  // The compiler of JavaScript gets the time that it needs; ours is done with less, and gets the same.
  for (const [, , work] of [...inWasm, ...inScript]) cost(work, 1000);
  for (let round = 0; round < rounds; round++) {
    for (const [what, who, work] of [...inWasm, ...inScript]) note(what, who, cost(work));
    for (const { what, who, us } of natively(data)) note(what, who === 'ours' ? 'ours, native' : who, us);
  }
  tell(figures);
}

/** Our module, as the page would call it: text in, text out; and without the copies. */
async function ours() {
  const module = await import(pathToFileURL(join(FULL, 'liquid_face.js')));
  module.initSync({ module: readFileSync(join(FULL, 'liquid_face_bg.wasm')) });
  const works = [];
  for (const name of ['mail', 'dense']) {
    const text = texts[name].ours;
    const held = new module.Held(text, known);
    works.push([`parse ${name}`, 'ours, wasm', () => module.parsed(text)]);
    works.push([`parse ${name}`, 'ours, wasm, text already there', () => held.parse()]);
    works.push([`uses ${name}`, 'ours, wasm', () => held.uses()]);
    works.push([`partial ${name}`, 'ours, wasm', () => held.specialise()]);
  }
  const held = new module.Held(texts.loop.ours, items);
  works.push(['render loop', 'ours, wasm', () => held.render()]);
  return works;
}

async function theirs() {
  const { Liquid } = await import('liquidjs');
  const engine = new Liquid();
  engine.registerFilter('money', (value) => Number(value).toFixed(2));
  for (const name of ['number_with_delimiter', 'url_param_escape']) engine.registerFilter(name, String);
  engine.registerFilter('url_escape', (value) => encodeURI(String(value)));
  const loop = engine.parse(texts.loop.plain);
  const data = JSON.parse(items);
  const rows = engine.renderSync(loop, data).match(/<tr/g).length;
  if (rows !== 200) throw new Error(`the loop prints ${rows} rows, not 200`);
  return [
    ['parse mail', 'liquidjs', () => engine.parse(texts.mail.plain)],
    ['parse dense', 'liquidjs', () => engine.parse(texts.dense.plain)],
    ['render loop', 'liquidjs', () => engine.renderSync(loop, data)],
  ];
}

/** The same in a program of its own, which prints a line of JSON for each figure. */
function natively(data) {
  const bench = ['bench', '--locked', '--quiet', '--no-default-features', '--bench', 'liquid'];
  const env = { ...process.env, BENCH_DATA: data };
  const out = execFileSync(process.env.CARGO ?? 'cargo', bench, { cwd: root, encoding: 'utf8', env });
  return out.trim().split('\n').map((line) => JSON.parse(line));
}

/**
 * What a run costs, in microseconds: the median of as many as fit into a moment, or the processor's time for one where that
 * is less. (On a busy machine a long run is interrupted and a short one is not; the clock on the wall would flatter us.)
 */
function cost(work, ms = 200) {
  const until = (end, times = []) => {
    while (performance.now() < end) {
      const start = process.hrtime.bigint();
      work();
      times.push(Number(process.hrtime.bigint() - start) / 1e3);
    }
    return times;
  };
  until(performance.now() + ms / 4);
  const before = process.cpuUsage();
  const times = until(performance.now() + ms);
  const { user, system } = process.cpuUsage(before);
  return Math.min(middle(times), (user + system) / times.length);
}

function middle(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function tell(figures) {
  const of = (what, who) => figures.get(`${what}\t${who}`);
  if (words.includes('--json')) return console.log(JSON.stringify(Object.fromEntries(figures)));
  console.log(`\n${'µs, median of the rounds (range)'.padEnd(52)}${'to liquidjs'.padStart(12)}`);
  for (const [key, times] of [...figures].sort(([a], [b]) => (a.split('\t')[0] < b.split('\t')[0] ? -1 : 0))) {
    const [what, who] = key.split('\t');
    const us = middle(times);
    const range = `(${times[0].toFixed(0)}–${times.at(-1).toFixed(0)})`;
    const ratio = of(what, 'liquidjs') ? `${(middle(of(what, 'liquidjs')) / us).toFixed(1)}×` : '';
    console.log(`${what.padEnd(14)}${who.padEnd(32)}${us.toFixed(1).padStart(9)} ${range.padEnd(14)}${ratio.padStart(8)}`);
  }
  console.log('');
  const ratio = (what, slow, fast) => middle(of(what, slow)) / middle(of(what, fast));
  const held = (text, value, least) => console.log(`${value >= least ? '✓' : '✗'} ${text}: ${value.toFixed(1)}× (at least ${least}×)`);
  for (const mail of ['mail', 'dense']) held(`parse ${mail}, wasm, to liquidjs`, ratio(`parse ${mail}`, 'liquidjs', 'ours, wasm'), 5);
  for (const mail of ['mail', 'dense']) {
    const us = middle(of(`parse ${mail}`, 'ours, native'));
    const jinja = ratio(`parse ${mail}`, 'minijinja', 'ours, native');
    console.log(`${us <= 100 ? '✓' : '✗'} parse ${mail}, native: ${us.toFixed(0)} µs (at most 100); minijinja takes ${jinja.toFixed(1)}× as long`);
  }
  for (const where of ['wasm', 'native']) held(`render loop, ${where}, to liquidjs`, ratio('render loop', 'liquidjs', `ours, ${where}`), 8);
}
