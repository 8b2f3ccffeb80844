// Messages that are no e-mail, and one that goes out every way, from the editor to the inbox of a customer.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { browser, demo, picture } from './stage.mjs';

let chromium;
let stage;

before(async () => {
  [chromium, stage] = await Promise.all([browser(), demo()]);
});
after(async () => {
  await chromium?.close();
  await stage?.close();
});

async function at(template, query = 'office=lyon-pentes&lang=fr', options = {}) {
  const page = await chromium.page(options);
  page.setDefaultTimeout(20_000);
  await page.goto(`${stage.page}/?${query}`);
  await page.locator(`[data-template="${template}"]`).click();
  return page;
}

const slot = (page, path) => page.locator(`[data-path="${path}"]`);

async function type(page, path, text) {
  await slot(page, path).locator('[contenteditable="true"], .field > input').first().click();
  await page.keyboard.type(text);
}

/** Chooses the first segment and the first time, sends; what Braze got is what the author saw. */
async function send(page, name) {
  const before = (await stage.received()).length;
  await page.locator('[data-step="audience"]').click();
  await page.locator('.step-audience input[type="radio"]').first().check();
  await page.locator('[data-step="time"]').click();
  await page.locator('.step-time .presets button').first().click();
  await page.locator('[data-step="send"]').click();
  await picture(page, name);
  await page.locator('[data-act="send"]').click();
  const digest = await page.locator('[data-result="scheduled"] .digest').textContent();
  const received = await stage.received();
  assert.equal(received.length, before + 1, 'one message, not more');
  const message = received.find((one) => one.digest === digest);
  assert.ok(message, 'Braze holds exactly what she saw');
  return message.body.messages;
}

/** What is in the inbox of a customer on a channel, once its time has come. */
async function inbox(channel) {
  const turned = await fetch(new URL('/sandbox/clock', stage.sandbox), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance_seconds: 14 * 86_400 }),
  });
  assert.equal(turned.status, 200, await turned.clone().text());
  const all = await (await fetch(new URL('/sandbox/inbox?user=sample-1', stage.sandbox))).json();
  return JSON.stringify(all.inbox.filter((one) => one.channel === channel));
}

test('she writes a text message, sees what it costs, sends it, and it is in the inbox', async () => {
  const page = await at('text-message');
  await type(page, 'text', 'Ce samedi, la Carte Grain compte double sur les viennoiseries.');
  const bubble = page.locator('.bubble');
  await bubble.getByText('viennoiseries.').waitFor();
  assert.match(await bubble.textContent(), /^Torrèle Lyon : Ce samedi.*\nSTOP au 36111$/s);
  assert.match(await page.locator('.sms-count').textContent(), /^1 message · 91 caractères sur 160 · GSM-7$/);

  // One letter that phones have no place for.
  await type(page, 'text', ' Fête !');
  await page.locator('.sms-because').getByText('ê').waitFor();
  await bubble.getByText('Fête !').waitFor();
  assert.match(await page.locator('.sms-count').textContent(), /^2 messages · \d+ caractères sur 134 · UCS-2$/);
  await picture(page, 'channels-sms');
  for (let letters = ' Fête !'.length; letters > 0; letters--) await page.keyboard.press('Backspace');
  await page.locator('.sms-count').getByText('GSM-7').waitFor();

  const message = await send(page, 'channels-sms-send');
  assert.deepEqual(Object.keys(message), ['sms']);
  assert.match(await inbox('sms'), /compte double sur les viennoiseries/);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a card in the app: picture and words, what is missing, and in the inbox', async () => {
  const page = await at('app-card');
  await type(page, 'title', 'La brioche est de retour');
  await type(page, 'text', 'Elle sort du four à 8 h, et la première est pour vous.');
  const card = page.locator('.card-shown');
  await card.getByText('la première est pour vous').waitFor();
  assert.equal(await card.getAttribute('data-type'), 'captioned_image');
  assert.equal(await card.locator('.card-shown-link').textContent(), 'Voir');
  assert.equal(await page.locator('.card-stays').textContent(), 'Reste dans l’application 14 jours.');

  await slot(page, 'picture').locator('.thumb').first().click();
  await card.locator('img:visible').waitFor();
  await slot(page, 'place').locator('input[type="radio"]').first().check();
  await picture(page, 'channels-card');
  const message = await send(page, 'channels-card-send');
  assert.deepEqual(Object.keys(message), ['content_card']);
  assert.equal(message.content_card.time_to_live, 14 * 86_400);
  assert.match(message.content_card.web_uri, /^torrele:\/\/offers\/lyon-pentes$/);
  assert.match(message.content_card.extra.image_alt, /./);
  assert.match(await inbox('content_card'), /la première est pour vous/);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a WhatsApp message: her words among those that Meta approved, of which Braze gets what is filled in', async () => {
  const page = await at('whatsapp-message');
  const bubble = page.locator('.talk-bubble');
  await type(page, 'text', 'La brioche est de retour, dès 8 h.');
  await bubble.getByText('La brioche est de retour, dès 8 h.').waitFor();
  assert.match(await bubble.textContent(), /^Bonjour Léa, du nouveau chez Torrèle Lyon Pentes.*Répondez STOP.*Voir le café.*Appeler la maison.*Ne plus recevoir$/s);
  await slot(page, 'picture').locator('.thumb').first().click();
  await bubble.locator('img:visible').waitFor();
  await picture(page, 'channels-whatsapp');

  const { whats_app: message, ...others } = await send(page, 'channels-whatsapp-send');
  assert.deepEqual(others, {});
  assert.equal(message.message_type, 'template_message');
  assert.equal(message.message.template_name, 'shop_news');
  assert.equal(message.message.template_language_code, 'fr');
  assert.deepEqual(message.message.body_variables, {
    0: "{{${first_name} | default: 'ami du café'}}",
    1: 'Torrèle Lyon Pentes',
    2: 'La brioche est de retour, dès 8 h.',
    3: '22 montée des Tisseurs, 69001 Lyon, France',
  });
  assert.deepEqual(message.message.button_variables, { 0: 'lyon-pentes' });
  assert.match(await inbox('whats_app'), /La brioche est de retour/);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a printed card: her words cannot leave the quotes of the request', async () => {
  const page = await at('printed-card');
  await type(page, 'greeting', 'Chère amie", "paper": "gold');
  await type(page, 'text', 'Un café \\ offert "à vous"');
  await page.keyboard.press('Enter');
  await page.keyboard.type('À demain');
  await slot(page, 'paper').locator('input[type="radio"]').first().check();
  const body = page.locator('.request-body');
  await body.getByText('À demain').waitFor();
  const shown = JSON.parse(await body.textContent());
  assert.equal(shown.greeting, 'Chère amie", "paper": "gold');
  assert.equal(shown.paper, 'plain');
  assert.match(shown.text, /^Un café \\ offert "à vous"\n+À demain$/);
  assert.equal(await page.locator('.request-url').textContent(), 'https://print.torrele.example/v1/cards/lyon-pentes');
  await picture(page, 'channels-webhook');

  const { webhook, ...others } = await send(page, 'channels-webhook-send');
  assert.deepEqual(others, {});
  assert.equal(webhook.request_method, 'POST');
  assert.equal(webhook.url, 'https://print.torrele.example/v1/cards/lyon-pentes');
  const [delivered] = JSON.parse(await inbox('webhook'));
  assert.deepEqual(JSON.parse(delivered.message.body), { ...shown, customer: 'sample-1' });
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('one piece of news goes every way, each in its tab, and on fewer where she says so', async () => {
  const page = await at('all-channels');
  await type(page, 'title', 'Soirée torréfaction');
  await type(page, 'short', 'Vendredi, on torréfie devant vous.');
  const tabs = page.locator('.channel-tabs [role="tab"]');
  assert.deepEqual(await tabs.allTextContents(), ['E-mail', 'SMS', 'Notification', 'Carte', 'WhatsApp']);
  assert.equal(await tabs.first().getAttribute('aria-selected'), 'true');

  await tabs.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.locator('.bubble').getByText('on torréfie devant vous').waitFor();
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.locator('.push-ios .push-title').textContent(), 'Soirée torréfaction');
  assert.equal(await page.locator('[role="tabpanel"]:visible').count(), 1);
  await picture(page, 'channels-push');

  assert.match(await slot(page, 'short').locator('.slot-channels').textContent(), /E-mail, SMS, Notification, Carte, WhatsApp/);
  assert.equal(await slot(page, 'message').isVisible(), true);
  await page.locator('.channels input[data-channel="email"]').uncheck();
  await slot(page, 'message').waitFor({ state: 'hidden' });
  assert.deepEqual(await tabs.filter({ visible: true }).allTextContents(), ['SMS', 'Notification', 'Carte', 'WhatsApp']);
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('a notification in English, dark, on a phone', async () => {
  const page = await at('app-notification', 'office=london-hackney&lang=en&theme=dark', {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  await type(page, 'title', 'A new roast is on the bar');
  await type(page, 'text', 'Try our Ethiopian filter this week and tell us what you taste in it.');
  await page.locator('.tab-preview').click();
  assert.match(await page.locator('.push-android .push-body').textContent(), /^Try our Ethiopian filter this week.*…$/);
  assert.equal([...(await page.locator('.push-android .push-body').textContent())].length <= 49, true);
  assert.match(await page.locator('.push-hidden').textContent(), /68 characters; many Android phones show the first 49/);
  await picture(page, 'channels-phone-dark');
  assert.deepEqual(page.errors, []);
  await page.close();
});

test('law holds in a notification too, and its hint tells head office’s keys from words', async () => {
  const page = await at('app-notification', 'office=london-hackney&lang=en');
  await type(page, 'text', 'A free latte.');
  const hint = page.locator('.finding[data-rule="gb-dmcc-banned-practices"] .finding-hint').first();
  await hint.waitFor();
  assert.match(await hint.textContent(), /^Choose the offer that it is true of, or take the words out\. Head office declares/);
  assert.equal(await hint.locator('code').first().textContent(), 'offer.until');
  assert.ok(!(await hint.textContent()).includes('`'), 'no sign of the catalogue is left');
  await picture(page, 'channels-hint');
  assert.deepEqual(page.errors, []);
  await page.close();
});
