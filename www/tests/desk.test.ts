import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Draft, KitView, Report } from '../../src/wasm/types';
import { Desk } from '../editor/desk.ts';
import { InStorage } from '../editor/drafts.ts';
import type { Engine } from '../editor/engine/client.ts';
import { CountersignError } from '../editor/engine/protocol.ts';
import { Keeping } from '../editor/keeping.ts';
import { Sending } from '../editor/sending.ts';
import { Store } from '../editor/store.ts';
import { en } from '../text/en.ts';

const kit: KitView = {
  brand: { name: 'Colombe' },
  office: { id: 'lyon', name: 'Lyon' },
  tags: [],
  recipients: [],
  schedule: {},
  offers: [],
  real_recipients: false,
  templates: [
    {
      id: 'news',
      name: { en: 'News', fr: 'Actus' },
      description: { en: '', fr: '' },
      version: 1,
      purpose: 'promotional',
      channels: ['email'],
      slots: [{ id: 'title', kind: 'text', label: { en: 'Title', fr: 'Titre' }, required: true }],
    },
  ],
};
const clean: Report = { verdict: 'pass', findings: [] };

/** An engine that notes what it is asked and answers plainly. */
function fake(more: Partial<Record<keyof Engine, (...args: any[]) => unknown>> = {}) {
  const asked: unknown[][] = [];
  const answers: Record<string, (...args: any[]) => unknown> = {
    open: (draft: Draft) => ({ draft, report: clean, units: [] }),
    preview: () => ({ subject: 's', preheader: '', html: '', text: '' }),
    set: () => ({ patches: [], whole: false }),
    ...more,
  };
  const engine = new Proxy({} as Engine, {
    get:
      (_, verb: string) =>
      async (...args: unknown[]) => {
        asked.push([verb, ...args]);
        return answers[verb]?.(...args);
      },
  });
  return { engine, asked };
}

function desk(engine: Engine) {
  const store = new Store({ kit });
  const failures: unknown[] = [];
  return {
    store,
    failures,
    desk: new Desk({ engine, store, words: () => en, name: () => 'draft-1', failed: (error) => failures.push(error) }),
  };
}
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

test('a template begins with empty slots, and typing is told to the engine', async () => {
  const { engine, asked } = fake();
  const at = desk(engine);
  await at.desk.begin('news');
  assert.deepEqual(at.store.state.draft?.slots, { title: '' });
  at.desk.type('title', 'H');
  at.desk.type('title', 'Hello');
  await settled();
  assert.equal(at.store.state.draft?.slots.title, 'Hello');
  assert.deepEqual(asked.filter(([verb]) => verb === 'set').at(-1), ['set', 'title', 'Hello']);
});

test('keys that come while the engine answers are asked as one', async () => {
  let answer = () => {};
  const { engine, asked } = fake({
    set: () =>
      new Promise((resolve) => {
        answer = () => resolve({ patches: [], whole: false });
      }),
  });
  const at = desk(engine);
  await at.desk.begin('news');
  for (const text of ['a', 'ab', 'abc', 'abcd']) at.desk.type('title', text);
  await settled();
  answer();
  await settled();
  answer();
  assert.deepEqual(
    asked.filter(([verb]) => verb === 'set').map((one) => one[2]),
    ['a', 'abcd'],
  );
});

test('a fix can be undone and done again', async () => {
  const { engine } = fake({ fixed: () => ({ path: 'title', value: 'great value' }) });
  const at = desk(engine);
  await at.desk.begin('news');
  at.desk.type('title', 'cheap');
  await at.desk.fix(0, 0);
  assert.equal(at.store.state.draft?.slots.title, 'great value');
  assert.ok(at.store.state.said.undo);
  await at.desk.undo();
  assert.equal(at.store.state.draft?.slots.title, 'cheap');
  await at.desk.redo();
  assert.equal(at.store.state.draft?.slots.title, 'great value');
});

test('a trap of the engine loses nothing', async () => {
  const { engine } = fake({
    set: () => {
      throw new CountersignError({ code: 'slot', message: 'no' });
    },
  });
  const at = desk(engine);
  await at.desk.begin('news');
  at.desk.type('title', 'kept');
  await settled();
  assert.equal(at.store.state.draft?.slots.title, 'kept');
  assert.equal(at.failures.length, 1);
});

test('drafts are kept per office, the newest first', async () => {
  const rows = new Map<string, string>();
  const storage = {
    getItem: (key: string) => rows.get(key) ?? null,
    setItem: (key: string, value: string) => void rows.set(key, value),
  };
  const drafts = new InStorage(storage, 'proxy|lyon');
  const { engine } = fake();
  const at = desk(engine);
  const keeping = new Keeping(at.store, drafts, () => {});
  await at.desk.begin('news');
  at.desk.type('title', 'Hello');
  await keeping.keep();
  await drafts.put({ id: 'other', at: Date.now() + 1000, draft: { template: 'news', group: 'lyon', slots: {} } });
  await keeping.list();
  assert.deepEqual(
    at.store.state.saved.map(({ id }) => id),
    ['other', 'draft-1'],
  );
  assert.deepEqual(await new InStorage(storage, 'proxy|paris').list(), []);
});

function post(submit: (key: string) => unknown) {
  const { engine } = fake({ submit: (_endpoint: string, key: string) => submit(key) });
  let names = 0;
  const store = new Store({ kit, draft: { template: 'news', group: 'lyon', slots: {} }, draftId: 'd' });
  let renewed = 0;
  const sending = new Sending({
    engine,
    store,
    endpoint: () => 'https://p.example',
    name: () => `name-${++names}`,
    renew: async () => void renewed++,
  });
  return { store, sending, renewed: () => renewed };
}
const refuse = (status: number, code: string, more = {}) => {
  throw new CountersignError({ code, message: code, problem: { code, status, title: code, ...more } });
};

test('the same wish keeps its key over retries; another draft is another wish', async () => {
  const keys: string[] = [];
  const at = post((key) => {
    keys.push(key);
    return refuse(503, 'busy');
  });
  await at.sending.send();
  await at.sending.send();
  at.store.set({ draft: { template: 'news', group: 'lyon', slots: { title: 'x' } } });
  await at.sending.send();
  assert.deepEqual(keys, ['name-1', 'name-1', 'name-2']);
  assert.equal(at.store.state.sending.is, 'failed');
});

test('what the ledger holds is tried again there; a second time is another wish', async () => {
  const asked: unknown[][] = [];
  const send = { id: 'snd_1', state: 'intended', can_retry: true, attempts: 1 };
  const { engine } = fake({
    submit: (...args) => {
      asked.push(['submit', ...args]);
      return { send, repeated: false };
    },
    retry: (...args) => {
      asked.push(['retry', ...args]);
      return { send: { ...send, state: 'confirmed' }, repeated: false };
    },
  });
  let names = 0;
  const store = new Store({ kit, draft: { template: 'news', group: 'lyon', slots: {} }, draftId: 'd' });
  const sending = new Sending({
    engine,
    store,
    endpoint: () => 'p',
    name: () => `name-${++names}`,
    renew: async () => {},
  });
  await sending.send();
  await sending.send();
  assert.deepEqual(asked, [
    ['submit', 'p', 'name-1', false],
    ['retry', 'p', 'name-2', 'snd_1'],
  ]);
  assert.equal(store.state.sending.is, 'scheduled');
});

test('after a change a failure is over: what is sent next is not what the ledger holds', async () => {
  const asked: unknown[][] = [];
  const send = { id: 'snd_1', state: 'intended', can_retry: true, attempts: 1 };
  const { engine } = fake({
    submit: (...args) => {
      asked.push(['submit', ...args]);
      return { send, repeated: false };
    },
    retry: (...args) => {
      asked.push(['retry', ...args]);
      return { send, repeated: false };
    },
  });
  const store = new Store({ kit, draft: { template: 'news', group: 'lyon', slots: {} }, draftId: 'd' });
  const sending = new Sending({ engine, store, endpoint: () => 'p', name: () => 'name', renew: async () => {} });
  await sending.send();
  assert.equal(store.state.sending.is, 'failed');
  store.set({ draft: { template: 'news', group: 'lyon', slots: { title: 'mended' } } });
  assert.equal(store.state.sending.is, 'idle');
  await sending.send();
  assert.deepEqual(
    asked.map(([verb]) => verb),
    ['submit', 'submit'],
  );
});

test('a refusal shows the report of the proxy', async () => {
  const report: Report = { verdict: 'fail', findings: [] };
  const at = post(() => refuse(422, 'report-fails', { report }));
  await at.sending.send();
  assert.equal(at.store.state.sending.is, 'refused');
  assert.equal(at.store.state.report, report);
});

test('a session that ended is renewed once', async () => {
  let asked = 0;
  const at = post(() =>
    ++asked === 1 ? refuse(401, 'unauthorized') : { send: { state: 'confirmed' }, repeated: false },
  );
  await at.sending.send();
  assert.equal(at.renewed(), 1);
  assert.equal(at.store.state.sending.is, 'scheduled');
});

test('what Braze may have is never called failed and never sent again by itself', async () => {
  const at = post(() => ({ send: { state: 'unknown' }, repeated: false }));
  await at.sending.send();
  assert.deepEqual(at.store.state.sending.is === 'failed' && at.store.state.sending.code, 'send-unknown');
});
