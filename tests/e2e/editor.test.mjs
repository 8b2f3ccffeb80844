// What the editor promises whoever sits in front of it: nothing is lost, everything can be undone, keys suffice.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, demo, picture } from './stage.mjs';

let stage;
let chromium;
before(async () => {
  [stage, chromium] = await Promise.all([demo(), browser()]);
});
after(async () => {
  await chromium?.close();
  await stage?.close();
});

/** The editor of an office, on its start page. */
async function open(office = 'lyon-pentes', lang = 'fr', options = {}) {
  const page = await chromium.page(options);
  await page.goto(`${stage.page}/?office=${office}&lang=${lang}`);
  await page.locator('.card-button').first().waitFor();
  return page;
}

/** The numbered slot of this label. */
const slot = (page, label) =>
  page.locator('.slot').filter({ has: page.locator('.slot-label', { hasText: new RegExp(`^${label}$`) }) });
const field = (page, label) => slot(page, label).locator('[role=textbox], .field > input[type=url]').first();
async function write(page, label, text) {
  await field(page, label).click();
  await page.keyboard.type(text);
}
const preview = (page) => page.frameLocator('.preview-frame');

async function chooseWhomAndWhen(page) {
  await page.locator('[data-step=audience]').click();
  await page.locator('.step-audience .option').first().click();
  await page.locator('[data-step=time]').click();
  await page.locator('.presets .button').nth(1).click();
  await page.locator('[data-step=send]').click();
}

test('after a refusal nothing is lost: without the meddler the same wish goes through', async () => {
  const before = (await stage.received()).length;
  const page = await open();
  await page.getByRole('button', { name: /^Ouvrir.*Noisette d’automne/ }).click();
  await page.locator('.pane-form').waitFor();
  await chooseWhomAndWhen(page);
  await page.route('**/v1/schedules', (route) =>
    route.continue({
      postData: route.request().postData().replace('noisette', 'noizette').replace('Noisette', 'Noizette'),
    }),
  );
  await page.locator('[data-act=send]').click();
  await page.locator('[data-result]').waitFor();
  assert.notEqual(await page.locator('[data-result]').getAttribute('data-result'), 'scheduled');
  await picture(page, 'changed-on-its-way');
  assert.equal((await stage.received()).length, before);

  await page.unroute('**/v1/schedules');
  await page.getByRole('button', { name: 'Réessayer' }).click();
  await page.locator('[data-result=scheduled]').waitFor();
  assert.equal((await stage.received()).length, before + 1);
  await page.getByRole('button', { name: 'Retour aux messages' }).click();
  await page.locator('.state', { hasText: 'Programmé' }).waitFor();
  await page.close();
});

test('a script in the page that signs another draft is answered with the report', async () => {
  const before = (await stage.received()).length;
  const page = await open();
  await page.getByRole('button', { name: /^Ouvrir.*mot interdit/ }).click();
  await page.locator('.pane-form').waitFor();
  await chooseWhomAndWhen(page);
  assert.ok(await page.locator('[data-act=send]').isDisabled());
  await page.evaluate(() => document.querySelector('countersign-editor').schedule());
  await page.locator('[data-result=refused]').waitFor();
  assert.ok(await page.locator('.result .finding.error').count());
  assert.equal((await stage.received()).length, before);
  await page.close();
});

test('what was typed is there after a reload', async () => {
  const page = await open('paris-canal');
  await page.locator('[data-template="local-offer"]').click();
  await write(page, 'Objet', 'À retrouver');
  await page.locator('.kept', { hasText: 'Enregistré' }).waitFor();
  await page.reload();
  await page
    .getByRole('button', { name: /^Reprendre/ })
    .first()
    .click();
  await field(page, 'Objet').waitFor();
  assert.match(await field(page, 'Objet').textContent(), /À retrouver/);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('fixes can be undone, F8 goes from one finding to the next, a click in the preview leads to its slot', async () => {
  const page = await open();
  await page.getByRole('button', { name: /^Ouvrir.*mot interdit/ }).click();
  await slot(page, 'Objet').locator('.fix').first().click();
  await page.locator('.toast').getByRole('button', { name: 'Annuler' }).click();
  await slot(page, 'Objet').locator('.squiggle', { hasText: 'expresso' }).waitFor();
  await page.keyboard.press('F8');
  const first = await page.evaluate(
    () => document.querySelector('countersign-editor').shadowRoot.activeElement?.closest('.slot')?.dataset.path,
  );
  assert.ok(first, 'F8 puts the cursor into a slot');
  await preview(page).getByText('L’espresso du matin').first().click();
  const clicked = await page.evaluate(
    () => document.querySelector('countersign-editor').shadowRoot.activeElement?.closest('.slot')?.dataset.path,
  );
  assert.equal(clicked, 'title');
  await page.close();
});

test('nothing is wider than a phone, in French and in English', async () => {
  for (const [office, lang] of [
    ['lyon-pentes', 'fr'],
    ['london-hackney', 'en'],
  ]) {
    const page = await open(office, lang, { viewport: { width: 390, height: 844 } });
    const fits = async (where) => {
      const { wide, view } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        view: innerWidth,
      }));
      assert.ok(wide <= view, `${where} (${lang}) is ${wide} wide`);
      await picture(page, `phone-${lang}-${where}`);
    };
    await fits('start');
    await page.locator('[data-template="local-offer"]').click();
    await page.locator('.pane-form').waitFor();
    await fits('write');
    await page.locator('.tab-preview').click();
    await fits('preview');
    await page.locator('.tab-findings').click();
    await fits('findings');
    for (const step of ['audience', 'time', 'send']) {
      await page.locator(`[data-step=${step}]`).click();
      await fits(step);
    }
    await page.close();
  }
});
