// A file of customers, a real customer in the preview, a send moved and one taken back: in the browser, through the proxy,
// to the stand-in, which is asked at the end what was called.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { browser, demo, picture } from './stage.mjs';

const ENDPOINTS = [
  '/users/track',
  '/users/export/ids',
  '/messages/schedule/create',
  '/messages/schedule/update',
  '/messages/schedule/delete',
  '/sends/id/create',
  '/segments/list',
  '/segments/data_series',
  '/segments/details',
  '/sends/data_series',
];

let chromium;
let stage;

before(async () => {
  [chromium, stage] = await Promise.all([browser(), demo()]);
});
after(async () => {
  await chromium?.close();
  await stage?.close();
});

const draft = JSON.parse(readFileSync(new URL('../../www/demo/drafts/fr-lyon-offre-parfaite.json', import.meta.url), 'utf8'));

/** How many customers a file has: those of a whole chain. `COUNTERSIGN_ROWS=4000` is quicker while one works on it. */
const ROWS = Number(process.env.COUNTERSIGN_ROWS ?? 100_000);
/** Bytes of a part as the editor sends it. */
const PART = 64 * 1024;
/** How many of them are sound: one row of a hundred is wrong. */
const SOUND = ROWS - Math.floor(ROWS / 100);
/** Milliseconds that an upload may take: what no machine needs, so that none fails for being slow. */
const PATIENCE = { timeout: 60_000 + ROWS * 6 };
const people = (count) => new RegExp(`${new Intl.NumberFormat('fr-FR').format(count).replaceAll(/\s/g, '\\s')} personnes`);

/** A shop's spreadsheet as Excel writes it in France: `;`, Windows-1252, one row of a hundred wrong. */
function spreadsheet(rows) {
  const lines = ['N° client;Prénom;Courriel;Remarque;Points Carte Grain'];
  for (let at = 0; at < rows; at += 1) {
    const mail = at % 100 === 9 ? 'pas une adresse' : `c${at}@clients.example`;
    lines.push(`c-${at};Zoé ${at};${mail};"aime ; beaucoup";${at}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

const file = (rows) => ({ name: 'Clients de la rue.csv', mimeType: 'text/csv', buffer: spreadsheet(rows) });

async function atTheAudience(options = {}, lang = 'fr') {
  const page = await chromium.page(options);
  page.setDefaultTimeout(20_000);
  await page.goto(`${stage.page}/?office=lyon-pentes&lang=${lang}${options.theme ? `&theme=${options.theme}` : ''}`);
  await page.locator('[data-template="local-offer"]').waitFor();
  await page.locator('countersign-editor').evaluate((editor, draft) => (editor.value = draft), draft);
  await page.locator('[data-step="audience"]').click();
  return page;
}

async function upload(page, rows) {
  await page.locator('.drop input[type="file"]').setInputFiles(file(rows));
  await page.locator('.columns table').waitFor();
}

const told = async (path) => (await fetch(new URL(path, stage.sandbox))).json();
const tell = (path, body) =>
  fetch(new URL(path, stage.sandbox), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const answered = new Set();
/** Notes which endpoints were called with success; the stand-in remembers only the latest requests. */
async function note() {
  const { requests } = await told('/sandbox/requests');
  for (const { status, path } of requests) if (status >= 200 && status < 300) answered.add(path);
}

test('a shop uploads its customers, writes to them, moves one send and takes another back', async () => {
  const page = await atTheAudience();
  await upload(page, ROWS);
  const taken = await page.locator('.columns select').evaluateAll((selects) => selects.map(({ value }) => value));
  assert.deepEqual(taken, ['external_id', 'first_name', 'email', '', 'points']);
  await picture(page, 'audience-columns');

  await note();
  // Braze fails a while, and the browser's way to the proxy breaks once.
  await tell('/sandbox/faults', [
    { on: '/users/track', fault: 'reset-after', count: 2 },
    { on: '/users/track', fault: { status: { code: 503, apply: true } }, count: 1, skip: 4 },
  ]);
  let broken = 0;
  await page.route('**/parts', (route) => (broken++ === 1 ? route.abort() : route.continue()));
  await page.locator('[data-act="upload"]').click();
  const list = page.locator('.lists [data-list="done"]');
  await list.waitFor(PATIENCE);
  assert.ok(broken > 2, 'the part was sent again');
  assert.match(await list.innerText(), people(SOUND));
  await picture(page, 'audience-list');
  const [saved] = await Promise.all([page.waitForEvent('download'), list.locator('button', { hasText: 'rapport' }).click()]);
  const report = readFileSync(await saved.path(), 'utf8');
  assert.equal(report.trim().split('\r\n').length, 1 + ROWS - SOUND, 'a head, and a line for each row that was left out');
  assert.match(report, /^\ufeffLigne;Colonne;/);
  assert.match(report, /\n11;3 \(Adresse e-mail\);Ce n’est pas une adresse e-mail/);
  assert.doesNotMatch(report, /pas une adresse;/);

  // As one of them would see it: masked, and not kept.
  await page.locator('[data-step="write"]').click();
  await page.locator('.preview-bar button[aria-expanded]').click();
  await page.locator('.real input').fill('c-7');
  await page.locator('.real button').click();
  await page.locator('.preview option[value="-1"]').waitFor({ state: 'attached' });
  assert.equal(await page.locator('.preview .as select').inputValue(), '-1');
  await picture(page, 'audience-real');

  const send = async (audience) => {
    await page.locator('[data-step="audience"]').click();
    await audience.check();
    await page.locator('[data-step="time"]').click();
    await page.locator('.step-time .presets button').nth(2).click();
    await page.locator('[data-step="send"]').click();
    await page.locator('[data-act="send"]').click();
    await page.locator('[data-result="scheduled"]').waitFor();
    await page.locator('.result-foot .primary').click();
    await page.locator('[data-template="local-offer"]').waitFor();
  };
  await send(page.locator('.lists input[type="radio"]').first());
  const first = page.locator('.rows .row', { hasText: 'Changer l’heure' }).first();
  await first.getByRole('button', { name: /^Changer l’heure/ }).click();
  const day = new Date(Date.now() + 12 * 86_400_000).toISOString().slice(0, 10);
  await page.locator('.row-panel input[type="date"]').fill(day);
  await page.locator('.row-panel input[type="time"]').fill('10:30');
  await picture(page, 'audience-move');
  await page.locator('.row-panel:not([hidden]) .primary').click();
  await page.locator('.change-said', { hasText: 'Part désormais' }).waitFor();

  // The same message to a segment, and taken back.
  await page.locator('countersign-editor').evaluate((editor, draft) => (editor.value = draft), draft);
  await send(page.locator('.option', { hasText: 'Habitués' }).locator('input'));
  // Newest first, once both are told.
  const cancel = page.getByRole('button', { name: /^Annuler\s?:/ });
  await cancel.nth(1).waitFor();
  await cancel.first().click();
  await page.locator('.row-panel:not([hidden]) .primary').click();
  await page.locator('.state', { hasText: 'Annulé' }).waitFor();
  await picture(page, 'audience-cancelled');

  await note();
  const schedules = (await told('/sandbox/schedules')).schedules;
  assert.deepEqual(schedules.map(({ state }) => state).sort(), ['deleted', 'scheduled']);
  assert.deepEqual(page.errors.filter((error) => !error.includes('ERR_FAILED')), []);
  await page.close();
});

test('an upload that was given up by the browser goes on where it stood', async () => {
  const page = await atTheAudience();
  await upload(page, ROWS);
  // The page is left in the middle.
  const middle = Math.floor(spreadsheet(ROWS).length / PART / 2);
  let parts = 0;
  await page.route('**/parts', (route) => (parts++ === middle ? page.close() : route.continue()));
  await Promise.all([page.waitForEvent('close'), page.locator('[data-act="upload"]').click()]);

  const again = await atTheAudience();
  const stopped = again.locator('.lists [data-list="uploading"]');
  await stopped.waitFor();
  assert.match(await stopped.innerText(), /Arrêté à \d+\s?%/);
  await picture(again, 'audience-stopped');
  await stopped.locator('input[type="file"]').setInputFiles(file(ROWS + 100));
  await again.locator('.upload [role="alert"]', { hasText: 'Ce n’est pas le fichier commencé' }).waitFor();
  await again.locator('.upload-foot .button').last().click();
  await stopped.locator('input[type="file"]').setInputFiles(file(ROWS));
  await again.locator('.lists [data-list="done"]', { hasText: people(SOUND) }).nth(1).waitFor(PATIENCE);
  assert.deepEqual(again.errors, []);
  await again.close();
});

test('the upload in both languages, dark and on a phone', async () => {
  const looks = [
    { name: 'en-dark', lang: 'en', theme: 'dark', colorScheme: 'dark' },
    { name: 'fr-phone', lang: 'fr', theme: 'light', viewport: { width: 390, height: 844 } },
  ];
  for (const { name, lang, ...options } of looks) {
    const page = await atTheAudience(options, lang);
    await page.locator('.drop').scrollIntoViewIfNeeded();
    await picture(page, `audience-${name}-drop`);
    await upload(page, 50);
    await page.locator('.columns').scrollIntoViewIfNeeded();
    await picture(page, `audience-${name}-columns`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, `${name} must not scroll sideways`);
    assert.deepEqual(page.errors, [], name);
    await page.close();
  }
});

test('days later everybody of the list has it, once, and she sees what became of it', async () => {
  await tell('/sandbox/clock', { advance_seconds: 14 * 86_400 });
  const { schedules } = await told('/sandbox/schedules');
  const kept = schedules.find(({ state }) => state !== 'deleted');
  const met = new Set();
  let count = 0;
  for (let page; (page = await told(`/sandbox/deliveries?schedule=${kept.schedule_id}&offset=${count}`)).deliveries.length; ) {
    for (const { user } of page.deliveries) met.add(user);
    count += page.deliveries.length;
  }
  assert.equal(count, SOUND);
  assert.equal(met.size, SOUND);

  // Her machine's clock is two weeks behind the proxy's: what has gone out has gone out by the proxy's.
  const page = await chromium.page();
  page.setDefaultTimeout(20_000);
  await page.goto(`${stage.page}/?office=lyon-pentes&lang=fr`);
  const row = page.locator('.rows .row', { hasText: 'Envoyé' });
  await row.locator('.outcome').waitFor(PATIENCE);
  const [, reached] = /^([\d\s]+) destinataires atteints/.exec(await row.locator('.outcome').innerText()) ?? [];
  assert.ok(Number(reached.replaceAll(/\s/g, '')) > SOUND * 0.9, `${reached} reached`);
  assert.equal(await row.getByRole('button').count(), 0, 'what has gone out is not moved or taken back');
  await row.scrollIntoViewIfNeeded();
  await picture(page, 'audience-results');
  // The times that are offered lie ahead of the proxy's clock.
  await page.locator('countersign-editor').evaluate((editor, draft) => (editor.value = draft), draft);
  await page.locator('[data-step="time"]').click();
  await page.locator('.step-time .presets button').first().click();
  const day = await page.locator('.step-time input[type="date"]').inputValue();
  assert.ok(Date.parse(day) > Date.now() + 13 * 86_400_000, day);
  // The first request was signed by the wrong clock, was refused, and told the right one.
  assert.deepEqual(page.errors.filter((error) => !error.includes('401')), []);
  await page.close();
});

test('the browser’s work called all ten endpoints, and Braze did what each asked', async () => {
  await note();
  assert.deepEqual(ENDPOINTS.filter((path) => !answered.has(path)), []);
});
