import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ListView } from '../../src/wasm/types';
import type { Engine } from '../editor/engine/client.ts';
import { CountersignError } from '../editor/engine/protocol.ts';
import { Store } from '../editor/store.ts';
import { encodingOf, Uploading } from '../editor/uploading.ts';

const fields = [
  { id: 'external_id', label: { en: 'Number', fr: 'Numéro' }, identifies: true },
  { id: 'email', label: { en: 'E-mail', fr: 'E-mail' }, identifies: true },
];

/** A proxy that takes parts as the real one does: whole rows, from where it stands. */
function proxy(fails: (part: number) => boolean = () => false) {
  const asked: { method: string; path: string; body: any }[] = [];
  let list: ListView | null = null;
  let [text, parts] = ['', 0];
  const request = async (_: string, method: string, path: string, sent: string | null): Promise<string> => {
    const body = sent === null ? null : JSON.parse(sent);
    asked.push({ method, path, body });
    if (path.endsWith('/preview'))
      return JSON.stringify({
        delimiter: ';',
        columns: [{ header: 'id', field: 'external_id', samples: [] }, { header: 'mail', field: 'email', samples: [] }],
        fields,
        digest: `d${body.text.length}`,
        most_rows: 9,
      });
    if (path.endsWith('/parts')) {
      if (fails((parts += 1))) throw new CountersignError({ code: 'network', message: 'gone' });
      assert.equal(body.from, list!.taken, 'it goes on where the proxy stands');
      const rows = body.ends ? body.text : body.text.slice(0, body.text.lastIndexOf('\n') + 1);
      text += rows;
      list = { ...list!, taken: body.ends ? list!.size : list!.taken + new TextEncoder().encode(rows).length };
      if (body.ends) list = { ...list, state: 'done' };
    } else if (method === 'POST') list = { id: 'l', state: 'uploading', taken: 0, ...body } as ListView;
    return JSON.stringify(method === 'GET' ? { allowed: true, lists: list ? [list] : [] } : { list });
  };
  const store = new Store();
  const uploading = new Uploading({
    engine: { request } as unknown as Engine,
    store,
    endpoint: () => 'https://proxy',
    name: () => 'name',
    withSession: (work) => work(),
  });
  return { store, uploading, asked, text: () => text, leave: (at: ListView) => (list = at) };
}

const file = (rows: number) => {
  const lines = Array.from({ length: rows }, (_, at) => `c-${at};zoé${at}@x.example`);
  return new File([`id;mail\n${lines.join('\n')}\n`], 'Clients.csv');
};

test('how a file is written', async () => {
  assert.equal(await encodingOf(new Blob(['né €'])), 'utf-8');
  assert.equal(await encodingOf(new Blob([new Uint8Array([0x6e, 0xe9])])), 'windows-1252');
  assert.equal(await encodingOf(new Blob([new Uint8Array([0xff, 0xfe, 0x6e, 0])])), 'utf-16le');
  // A letter on the border of two slices is no mistake.
  assert.equal(await encodingOf(new Blob(['x'.repeat((1 << 20) - 1), 'é'])), 'utf-8');
});

test('a file arrives letter for letter, though parts are lost on the way', async () => {
  const { store, uploading, text } = proxy((part) => part === 2);
  const one = file(12_000);
  await uploading.choose(one);
  const { upload } = store.state;
  assert.ok(upload.is === 'chosen' && upload.name === 'Clients');
  uploading.setColumn(1, 'external_id');
  assert.deepEqual(store.state.upload.is === 'chosen' && store.state.upload.columns, [null, 'external_id']);
  await uploading.start();
  assert.equal(text(), await one.text());
  assert.equal(store.state.upload.is, 'idle');
  uploading.stop();
});

test('another file is not taken for the one that was begun', async () => {
  const { store, uploading, asked } = proxy();
  const begun = { id: 'l', state: 'uploading', taken: 10, size: 99, digest: 'd1' } as ListView;
  await uploading.choose(file(3), begun);
  assert.ok(store.state.upload.is === 'failed' && store.state.upload.code === 'other-file');
  assert.ok(asked.every(({ path }) => !path.endsWith('/parts')));
});
