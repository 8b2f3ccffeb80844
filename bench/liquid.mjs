// Liquid beside liquidjs, in one run: `npm ci && node liquid.mjs` (after `cargo bench --bench liquid` has been built).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Liquid } from 'liquidjs';

const here = new URL('.', import.meta.url);
const read = (name) => readFileSync(new URL(`liquid/${name}`, here), 'utf8');

/** The middle of many runs, in microseconds. */
const median = (runs, work) => {
  const times = Array.from({ length: runs }, () => {
    const start = process.hrtime.bigint();
    work();
    return Number(process.hrtime.bigint() - start) / 1e3;
  }).sort((a, b) => a - b);
  return times[runs >> 1];
};

const engine = new Liquid();
for (const name of ['money', 'number_with_delimiter', 'url_escape', 'url_param_escape']) {
  engine.registerFilter(name, name === 'money' ? (value) => Number(value).toFixed(2) : (value) => encodeURI(String(value)));
}
// liquidjs knows neither ${name} nor braces in braces: it reads the same template with plain names.
const plain = (liquid) =>
  liquid.replace(/\{\{(custom_attribute\.\$\{\w+\})\}\}/g, '$1').replace(/\$\{(\w+)\}/g, '$1');

const loop = engine.parse(plain(read('loop.liquid')));
const data = JSON.parse(read('loop.json'));
const section = read('section.liquid');
const mail = plain(section.repeat(Math.floor(60_000 / Buffer.byteLength(section))));
const theirs = {};
median(300, () => engine.renderSync(loop, data));
theirs.render = median(1000, () => engine.renderSync(loop, data));
median(300, () => engine.parse(mail));
theirs.parse = median(500, () => engine.parse(mail));

const out = execFileSync('cargo', ['bench', '--quiet', '--no-default-features', '--bench', 'liquid'], { cwd: new URL('..', here), encoding: 'utf8' });
for (const line of out.trim().split('\n')) {
  const { what, us } = JSON.parse(line);
  console.log(`${what.padEnd(8)} ours ${us.toFixed(1)} µs   liquidjs ${theirs[what].toFixed(1)} µs   ${(theirs[what] / us).toFixed(1)}×`);
}
