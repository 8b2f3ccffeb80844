// Both homes of the engine say the same: every story, told natively in `tests/stories/*/expected`, is told again by the browser's
// module. The digest covers all that is sent, byte for byte; findings differ only in that JavaScript counts UTF-16 units.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const program = process.env.COUNTERSIGN ?? join(root, 'target/debug/countersign');
const stories = join(root, 'tests/stories');
const NOW = Date.parse('2026-11-23T12:00:00Z') / 1000;
let folder;
let engines;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-stories-'));
  execFileSync(program, ['kit', 'build', join(root, 'www/demo/kit'), '-o', join(folder, 'kit.json')], { stdio: 'ignore' });
  const { initSync, Engine } = await import('../../pkg/countersign.js');
  initSync({ module: readFileSync(join(root, 'pkg/countersign_bg.wasm')) });
  const kit = readFileSync(join(folder, 'kit.json'), 'utf8');
  engines = { en: Engine.fromKit(kit, 'en'), fr: Engine.fromKit(kit, 'fr') };
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** A byte span of the native report in UTF-16 units of `text`. */
function inUnits({ start, end }, text) {
  const units = (bytes) => Buffer.from(text).subarray(0, bytes).toString('utf8').length;
  return { start: units(start), end: units(end) };
}

/** The text of a slot by its path: `hero.alt`, `stories[1].text`. */
function slotText(draft, path) {
  const value = path.split(/[.[\]]+/).filter(Boolean).reduce((at, name) => at?.[name], draft.slots);
  return typeof value === 'string' ? value : '';
}

const names = readdirSync(stories, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

test('there are stories', () => assert.ok(names.length >= 8, `${names.length} stories in ${stories}`));

for (const name of names) {
  test(`the module tells ${name} as the native engine does`, () => {
    const read = (file) => readFileSync(join(stories, name, file), 'utf8');
    const draft = JSON.parse(read('draft.json'));
    for (const locale of ['en', 'fr']) {
      const review = engines[locale].open(draft, NOW);
      const [, digest] = read('expected/head.txt').match(/^Digest: (.*)$/m);
      assert.equal(review.digest(), digest);
      const expected = JSON.parse(read(`expected/report.${locale}.json`));
      const report = review.report();
      assert.equal(report.verdict, expected.verdict);
      assert.equal(report.findings.length, expected.findings.length);
      expected.findings.forEach((told, at) => {
        const found = report.findings[at];
        if (told.source.in === 'slot') assert.deepEqual(found.span, inUnits(told.span, slotText(draft, told.source.name)), told.message);
        for (const field of ['rule', 'severity', 'owner', 'source', 'title', 'message', 'why', 'hint', 'facts']) {
          assert.deepEqual(found[field], told[field], `${told.rule}: ${field}`);
        }
      });
      review.free();
    }
  });
}
