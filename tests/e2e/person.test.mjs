// What a branch manager does, in a real browser, against the whole of it: page, engine, proxy, stand-in Braze.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, demo, picture } from './stage.mjs';

const FORBIDDEN = 'brand-forbidden-terms';
let chromium;
let stage;

before(async () => {
  [chromium, stage] = await Promise.all([browser(), demo()]);
});
after(async () => {
  await chromium?.close();
  await stage?.close();
});

/** The editor of the Lyon shop in French, with the template of offers open. */
async function atTheOffer(options) {
  const page = await chromium.page(options);
  page.setDefaultTimeout(20_000);
  await page.goto(`${stage.page}/?office=lyon-pentes&lang=fr`);
  await page.locator('[data-template="local-offer"]').click();
  return page;
}

const slot = (page, path) => page.locator(`[data-path="${path}"]`);

/** Types into a slot as a person does: letter by letter. */
async function type(page, path, text) {
  await slot(page, path).locator('[contenteditable="true"], .field > input').first().click();
  await page.keyboard.type(text);
}

/** Fills everything but `intro`, chooses a segment and a time, and stands before the button. */
async function fillAndGoToTheEnd(page) {
  await type(page, 'subject', 'Le cappuccino noisette est de retour');
  await type(page, 'preheader', 'Jusqu’au 6 décembre, à Lyon Pentes.');
  await slot(page, 'hero').locator('.thumb').first().click();
  const alt = slot(page, 'hero').locator('.image-alt input');
  await alt.fill('Un cappuccino à la noisette sur une table en bois');
  await type(page, 'title', 'Le cappuccino noisette');
  await type(page, 'button_label', 'Voir la carte');
  await type(page, 'button_url', 'https://www.torrele.example/lyon-pentes/carte');
  await type(page, 'conditions', 'Du 24 novembre au 6 décembre 2026, dans la limite des stocks.');
  await page.locator('[data-step="audience"]').click();
  await page.locator('.step-audience input[type="radio"]').first().check();
  await page.locator('[data-step="time"]').click();
  await page.locator('.step-time .presets button').first().click();
  await page.locator('[data-step="send"]').click();
}

test('she writes a forbidden word, takes the fix, fills the rest and sends what she saw', async () => {
  const page = await atTheOffer();
  await type(page, 'intro', 'Bonjour, venez goûter notre expresso à la noisette torréfiée.');

  const squiggle = slot(page, 'intro').locator(`.squiggle[data-rule="${FORBIDDEN}"]`);
  await squiggle.waitFor();
  assert.equal(await squiggle.textContent(), 'expresso');
  await picture(page, 'person-squiggle');
  await slot(page, 'intro').locator(`.finding[data-rule="${FORBIDDEN}"] .fix`).first().click();
  await squiggle.waitFor({ state: 'detached' });
  const text = await slot(page, 'intro').locator('[contenteditable="true"]').innerText();
  assert.match(text, /notre espresso à la noisette/);

  await fillAndGoToTheEnd(page);
  await picture(page, 'person-before-sending');
  const account = { app_id: '5d1f8c0e-0000-4000-a000-00000000a990', campaign_id: '5d1f8c0e-0000-4000-a000-00000000c0de' };
  const shown = await page
    .locator('countersign-editor')
    .evaluate(async (editor, account) => JSON.stringify(await editor.exportPayload(account)), account);
  await page.locator('[data-act="send"]').click();
  const digest = await page.locator('[data-result="scheduled"] .digest').textContent();
  await picture(page, 'person-sent');

  const [message, ...others] = await stage.received();
  assert.equal(others.length, 0, 'one message, not more');
  assert.equal(message.digest, digest, 'Braze holds exactly what she saw');
  assert.match(message.body.messages.email.body, /notre espresso à la noisette/);
  // The name under which Braze counts the send is made when it goes; all else was known in the browser.
  const { send_id: name, ...body } = message.body;
  assert.match(name, /^\S+$/, 'the send has a name');
  assert.equal(JSON.stringify(body), shown, 'the body that the browser shows is the one that the proxy makes');
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a request that was changed on its way is refused, and nothing reaches Braze', async () => {
  const before = await stage.received();
  const page = await atTheOffer();
  let changed = 0;
  await page.context().route('**/v1/schedules', async (route) => {
    const body = route.request().postData() ?? '';
    if (!body.includes('torréfiée')) return route.continue();
    changed += 1;
    return route.continue({ postData: body.replace('torréfiée', 'gratos pour tous') });
  });
  await type(page, 'intro', 'Bonjour, venez goûter notre espresso à la noisette torréfiée.');
  await fillAndGoToTheEnd(page);
  await page.locator('[data-act="send"]').click();
  const result = page.locator('[data-result]');
  await result.waitFor();
  assert.ok(changed > 0, 'the request was changed');
  assert.notEqual(await result.getAttribute('data-result'), 'scheduled');
  await picture(page, 'person-refused');
  assert.deepEqual(await stage.received(), before);
  await page.close();
});

test('both languages, dark and a phone: the editor is there and nothing is broken', async () => {
  const looks = [
    { name: 'fr-light', query: 'office=lyon-pentes&lang=fr&theme=light' },
    { name: 'en-dark', query: 'office=bristol-harbourside&lang=en&theme=dark', colorScheme: 'dark' },
    { name: 'fr-phone', query: 'office=lyon-pentes&lang=fr&theme=light', viewport: { width: 390, height: 844 } },
  ];
  for (const { name, query, ...options } of looks) {
    const page = await chromium.page(options);
    page.setDefaultTimeout(20_000);
    await page.goto(`${stage.page}/?${query}`);
    await page.locator('[data-template="local-offer"]').waitFor();
    await picture(page, `look-${name}-start`);
    await page.locator('[data-template="local-offer"]').click();
    await slot(page, 'intro').waitFor();
    await picture(page, `look-${name}-write`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, `${name} must not scroll sideways`);
    assert.deepEqual(page.errors, [], name);
    await page.close();
  }
});
