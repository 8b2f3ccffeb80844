// Where no program can know, the editor asks a person, and her name goes with the message.

import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { browser, demo, picture } from './stage.mjs';

const RULE = 'sched-approval-before-send';
const kit = join(mkdtempSync(join(tmpdir(), 'countersign-attest-')), 'kit');
let chromium;
let stage;

before(async () => {
  cpSync(fileURLToPath(new URL('../../www/demo/kit', import.meta.url)), kit, { recursive: true });
  // Head office wants a second pair of eyes on every message.
  appendFileSync(join(kit, 'policy.toml'), '\n[facts]\napproval = "required"\n');
  [chromium, stage] = await Promise.all([browser(), demo({ kit })]);
});
after(async () => {
  await chromium?.close();
  await stage?.close();
  rmSync(join(kit, '..'), { recursive: true, force: true });
});

test('she is asked, answers with one click, and is asked no more', async () => {
  const page = await chromium.page();
  page.setDefaultTimeout(20_000);
  await page.goto(`${stage.page}/?office=lyon-pentes&lang=fr`);
  await page.locator('[data-template="local-offer"]').click();
  await page.locator('.tab-findings').click();
  const finding = page.locator(`.findings .finding[data-rule="${RULE}"]`);
  await finding.waitFor();
  assert.match(await finding.innerText(), /Quelqu’un d’autre que vous/);
  await picture(page, 'attest-asked');
  await finding.locator('[data-asks]').click();
  await page.locator(`.finding[data-rule="${RULE}"]`).waitFor({ state: 'detached' });
  const words = await page.evaluate(() => document.querySelector('countersign-editor').value.attestations);
  assert.equal(words.length, 1);
  assert.equal(words[0].rule, RULE);
  assert.ok(words[0].by.length > 0, 'it is signed by whoever is signed in');
  assert.deepEqual(page.errors, []);
  await page.close();
});
