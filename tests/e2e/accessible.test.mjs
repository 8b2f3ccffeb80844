// Every part of the editor by the rules of WCAG 2.2 A and AA that a machine can judge, in light and in dark.

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { browser, demo } from './stage.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let stage;
let chromium;
before(async () => {
  [stage, chromium] = await Promise.all([demo(), browser()]);
});
after(async () => {
  await chromium?.close();
  await stage?.close();
});

/** What axe has to say of the editor; the e-mail in its frame is the brand's. */
async function faults(page, where) {
  const found = await page.evaluate(async (tags) => {
    const { violations } = await globalThis.axe.run(document.querySelector('countersign-editor'), {
      runOnly: tags,
      iframes: false,
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, any }) => `${id}: ${target.flat().join(' ')} ${any[0]?.message ?? ''}`),
    );
  }, RULES);
  return found.map((one) => `${where}: ${one}`);
}

for (const [colorScheme, lang, office] of [
  ['light', 'fr', 'lyon-pentes'],
  ['dark', 'en', 'london-hackney'],
]) {
  test(`the preview of every channel in ${colorScheme}, ${lang}`, async () => {
    const page = await chromium.page({ colorScheme });
    const found = [];
    for (const template of ['all-channels', 'whatsapp-message', 'app-card', 'printed-card']) {
      await page.goto(`${stage.page}/?office=${office}&lang=${lang}`);
      await page.locator(`[data-template="${template}"]`).click();
      await page.locator('.pane-form').waitFor();
      await page.evaluate(axe);
      for (const picture of await page.locator('.thumb').all()) await picture.click();
      if (colorScheme === 'dark') await page.locator('.preview-bar > .tool:visible').first().click();
      const tabs = await page.locator('.channel-tabs [role="tab"]').all();
      for (const tab of tabs) {
        await tab.click();
        found.push(...(await faults(page, `${template}, ${await tab.textContent()}`)));
      }
      if (tabs.length === 0) found.push(...(await faults(page, template)));
    }
    assert.deepEqual(found, []);
    await page.close();
  });
}

for (const [colorScheme, lang, office] of [
  ['light', 'fr', 'lyon-pentes'],
  ['dark', 'en', 'bristol-harbourside'],
]) {
  test(`every part in ${colorScheme}, ${lang}`, async () => {
    const page = await chromium.page({ colorScheme });
    await page.goto(`${stage.page}/?office=${office}&lang=${lang}`);
    await page.locator('.card-button').first().waitFor();
    await page.evaluate(axe);
    const found = await faults(page, 'start');
    await page.locator('.row .button').first().click();
    await page.locator('.pane-form').waitFor();
    await page.locator('.slot-findings .finding').first().waitFor();
    found.push(...(await faults(page, 'write')));
    await page.locator('.tab-findings').click();
    found.push(...(await faults(page, 'findings')));
    await page.locator('[data-step=audience]').click();
    await page.locator('.option').first().waitFor();
    found.push(...(await faults(page, 'audience')));
    const rows = Buffer.from('id;mail;remark\nc-1;c1@people.example;x\nc-2;none;y\n');
    await page.locator('.drop input').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: rows });
    await page.locator('.columns table').waitFor();
    found.push(...(await faults(page, 'columns')));
    await page.locator('[data-act=upload]').click();
    await page.locator('[data-list=done]').waitFor();
    found.push(...(await faults(page, 'lists')));
    await page.locator('[data-step=time]').click();
    await page.locator('.presets .button').first().click();
    found.push(...(await faults(page, 'time')));
    await page.locator('[data-step=send]').click();
    found.push(...(await faults(page, 'send')));
    assert.deepEqual(found, []);
    await page.close();
  });
}
