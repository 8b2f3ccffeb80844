// Where no program can know, the editor asks a person, and her name goes with the message. Where head office allowed what a
// rule refuses, it says who did, why and until when.

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
  appendFileSync(
    join(kit, 'policy.toml'),
    '\n[[waivers]]\nrule = "brand-forbidden-terms"\ngroup = "lyon-pentes"\nwho = "Inès Auber, juridique"\nwhy = "Le titre d’un livre."\nuntil = 2100-01-31\n',
  );
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

test('what head office allows is told, folded away', async () => {
  const page = await chromium.page();
  page.setDefaultTimeout(20_000);
  await page.goto(`${stage.page}/?office=lyon-pentes&lang=fr`);
  await page.getByRole('button', { name: /^Ouvrir.*mot interdit/ }).click();
  await page.locator('.tab-findings').click();
  const allowed = page.locator('.findings .exceptions');
  await allowed.waitFor();
  assert.equal(await page.locator('.finding[data-rule="brand-forbidden-terms"]').count(), 0);
  assert.equal(await allowed.getAttribute('open'), null);
  assert.equal(await allowed.locator('summary').innerText(), '1 dérogation accordée');
  await allowed.locator('summary').click();
  assert.match(await allowed.innerText(), /Le titre d’un livre\.[^]*Autorisé par Inès Auber, juridique, jusqu’au 31 janvier 2100/);
  await picture(page, 'exceptions');
  assert.deepEqual(page.errors, []);
  await page.close();
});
