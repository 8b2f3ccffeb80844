// The package as somebody installs it: packed, put into an empty project, imported by name in Node.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const pkg = fileURLToPath(new URL('../../pkg', import.meta.url));
let project;

before(() => {
  project = mkdtempSync(join(tmpdir(), 'countersign-package-'));
  execFileSync('npm', ['pack', '--silent', '--pack-destination', project], { cwd: pkg });
  const packed = readdirSync(project).find((name) => name.endsWith('.tgz'));
  const home = join(project, 'node_modules/countersign');
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', join(project, packed), '-C', home, '--strip-components', '1']);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
});

after(() => rmSync(project, { recursive: true, force: true }));

/** Runs a module script in the project; what it prints. */
function run(script) {
  writeFileSync(join(project, 'script.mjs'), script);
  return execFileSync(process.execPath, ['script.mjs'], { cwd: project, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim();
}

test('every file that the exports map names is in the package', () => {
  const script = `
    import { existsSync, readFileSync } from 'node:fs';
    const { exports } = JSON.parse(readFileSync(new URL('node_modules/countersign/package.json', import.meta.url)));
    const files = Object.values(exports).flatMap((entry) => (typeof entry === 'string' ? [entry] : Object.values(entry)));
    const missing = files.filter((file) => !file.includes('*') && !existsSync(new URL(file, import.meta.resolve('countersign/package.json'))));
    console.log(JSON.stringify(missing));`;
  assert.equal(run(script), '[]');
});

test('a TypeScript project finds the types, and they hold', () => {
  const tsc = fileURLToPath(new URL('../../www/node_modules/typescript/bin/tsc', import.meta.url));
  const compile = (resolution, source) => {
    writeFileSync(join(project, 'script.ts'), source);
    const words = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom,dom.iterable'];
    const module = resolution === 'bundler' ? 'esnext' : resolution;
    const rest = ['--module', module, '--moduleResolution', resolution, 'script.ts'];
    const { status, stdout } = spawnSync(process.execPath, [tsc, ...words, ...rest], { cwd: project, encoding: 'utf8' });
    return status === 0 ? '' : stdout;
  };
  for (const resolution of ['bundler', 'nodenext']) {
    const right = `
      import 'countersign/define';
      import { CountersignEditor, type Draft } from 'countersign';
      export const draft: Draft = { template: 'offer', group: 'lyon', slots: { title: 'Bonjour' } };
      export const editor: CountersignEditor | null = null;`;
    assert.equal(compile(resolution, right), '');
    const wrong = compile(resolution, right.replace("'Bonjour'", '7'));
    assert.match(wrong, /TS2322/, `a number in a slot passes under ${resolution}`);
  }
});

test('importing the editor on a server touches no browser and registers nothing', () => {
  assert.equal(run(`await import('countersign'); console.log(typeof customElements)`), 'undefined');
});

test('the engine runs in Node from the bytes of its own module', () => {
  const script = `
    import { readFileSync } from 'node:fs';
    import { initSync, Engine } from 'countersign/engine';
    initSync({ module: readFileSync(new URL(import.meta.resolve('countersign/countersign_bg.wasm'))) });
    try {
      Engine.fromKit('{', 'en');
      console.log('took a broken kit');
    } catch (error) {
      console.log(error.name, error.code);
    }`;
  assert.equal(run(script), 'CountersignError kit-json');
});
