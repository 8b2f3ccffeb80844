// Files of customers: looked at, sent to the proxy part by part, followed until Braze has everybody. A file is read in
// slices and never kept; an upload that broke off goes on from the byte that the proxy names.

import type { HeadView, ListView, Problem } from '../../src/wasm/types';
import type { Engine } from './engine/client.ts';
import { CountersignError } from './engine/protocol.ts';
import type { Store } from './store.ts';

/** Bytes of one part: as JSON in UTF-8 they stay below what the proxy takes, whatever stands in them. */
const PART = 64 * 1024;
/** Bytes of the beginning that is looked at. */
const HEAD = 16 * 1024;
/** Milliseconds between two looks at a list that is on its way. */
const LOOK = 1000;
/** Tries of one part before the author is asked. */
const TRIES = 5;

type FileEncoding = 'utf-8' | 'windows-1252' | 'utf-16le';

/** How the upload goes. */
export type Upload =
  | { is: 'idle' }
  | { is: 'looking' }
  | { is: 'chosen'; name: string; file: File; encoding: FileEncoding; head: HeadView; columns: (string | null)[] }
  | { is: 'sending'; list: ListView }
  | { is: 'failed'; code: string; problem?: Problem; list?: ListView };

export interface Proxying {
  engine: Engine;
  store: Store;
  endpoint: () => string;
  name: () => string;
  withSession: <T>(work: () => Promise<T>) => Promise<T>;
}

export class Uploading {
  private file: { file: File; encoding: FileEncoding } | null = null;
  private stopped = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly at: Proxying) {}

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** The group's lists; looked at again while one of them is on its way. */
  async load(): Promise<void> {
    const { store, endpoint } = this.at;
    if (!endpoint() || store.state.lists.is === 'loading') return;
    if (store.state.lists.is === 'idle') store.set({ lists: { is: 'loading' } });
    try {
      const value = await this.ask<{ allowed: boolean; lists: ListView[] }>('GET', '/v1/audiences');
      store.set({ lists: { is: 'here', value } });
      clearTimeout(this.timer);
      if (!this.stopped && value.lists.some(({ state }) => state === 'sending'))
        this.timer = setTimeout(() => void this.load(), LOOK);
    } catch (error) {
      store.set({ lists: { is: 'failed', code: codeOf(error) } });
    }
  }

  /** Looks at a file. `of`: the list that it belongs to, where an upload goes on. */
  async choose(file: File, of?: ListView): Promise<void> {
    const { store } = this.at;
    store.set({ upload: { is: 'looking' } });
    try {
      const encoding = await encodingOf(file);
      const bytes = await file.slice(0, even(Math.min(HEAD, file.size))).arrayBuffer();
      const text = decode(bytes, encoding, file.size <= HEAD);
      const head = await this.ask<HeadView>('POST', '/v1/audiences/preview', { format: 1, text: whole(text, file) });
      this.file = { file, encoding };
      if (of) {
        if (of.size !== file.size || of.digest !== head.digest)
          return store.set({ upload: { is: 'failed', code: 'other-file', list: of } });
        return void (await this.send(of));
      }
      const columns = head.columns.map(({ field }) => field);
      const name = file.name.replace(/\.\w+$/, '');
      store.set({ upload: { is: 'chosen', name, file, encoding, head, columns } });
    } catch (error) {
      this.failed(error);
    }
  }

  /** What a column holds; `null` leaves it out. A field that another column had is taken from it. */
  setColumn(at: number, field: string | null): void {
    const { store } = this.at;
    const { upload } = store.state;
    if (upload.is !== 'chosen') return;
    const columns = upload.columns.map((one, index) => (index === at ? field : field && one === field ? null : one));
    store.set({ upload: { ...upload, columns } });
  }

  setName(name: string): void {
    const { store } = this.at;
    if (store.state.upload.is === 'chosen') store.set({ upload: { ...store.state.upload, name } });
  }

  /** Begins the list and sends the file. */
  async start(): Promise<void> {
    const { upload } = this.at.store.state;
    if (upload.is !== 'chosen') return;
    const { name, file, encoding, head, columns } = upload;
    try {
      const layout = { delimiter: head.delimiter, columns, encoding };
      const begun = { format: 1, name, size: file.size, digest: head.digest, layout };
      const { list } = await this.ask<{ list: ListView }>('POST', '/v1/audiences', begun);
      await this.send(list);
    } catch (error) {
      this.failed(error);
    }
  }

  /** Gives a list up. */
  async cancel(list: ListView): Promise<void> {
    this.file = null;
    await this.ask('POST', `/v1/audiences/${list.id}/cancel`, {}).catch((error: unknown) => this.failed(error));
    this.reset();
    await this.load();
  }

  /** The report of a list, as a file. */
  async report({ id }: ListView): Promise<Blob> {
    const { engine, endpoint, store, withSession } = this.at;
    const path = `/v1/audiences/${id}/report?locale=${store.state.locale}`;
    const text = await withSession(() => engine.request(endpoint(), 'GET', path, null, null));
    // The mark by which spreadsheets know UTF-8 is lost on the way through a browser.
    return new Blob(['\ufeff', text.replace(/^\ufeff/, '')], { type: 'text/csv;charset=utf-8' });
  }

  /** Back to the beginning. */
  reset(): void {
    this.at.store.set({ upload: { is: 'idle' } });
  }

  private async send(list: ListView): Promise<void> {
    const { store } = this.at;
    const { file, encoding } = this.file!;
    store.set({ upload: { is: 'sending', list } });
    await this.load();
    let failures = 0;
    while (list.state === 'uploading' && !this.stopped && this.file?.file === file) {
      try {
        list = await this.part(list, file, encoding);
        failures = 0;
        store.set({ upload: { is: 'sending', list } });
      } catch (error) {
        failures += 1;
        // What the proxy says of the file is so the next time, too; the way to it may be open again.
        const final = error instanceof CountersignError && (error.problem?.status ?? 500) < 500 && error.code !== 'rate';
        if (final || failures >= TRIES) return this.failed(error, list);
        await new Promise((wait) => setTimeout(wait, 500 * 2 ** failures));
      }
    }
    if (this.file?.file !== file) return;
    this.file = null;
    this.reset();
    await this.load();
  }

  private async part(list: ListView, file: File, encoding: FileEncoding): Promise<ListView> {
    const from = list.taken;
    const ends = from + PART >= file.size;
    const text = decode(await file.slice(from, from + PART).arrayBuffer(), encoding, ends);
    const part = { format: 1, from, text, ends };
    return (await this.ask<{ list: ListView }>('POST', `/v1/audiences/${list.id}/parts`, part)).list;
  }

  private failed(error: unknown, list?: ListView): void {
    const problem = error instanceof CountersignError ? error.problem : undefined;
    this.at.store.set({ upload: { is: 'failed', code: codeOf(error), problem, list } });
  }

  private async ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const { engine, endpoint, name, withSession } = this.at;
    const [text, key] = body === undefined ? [null, null] : [JSON.stringify(body), name()];
    return JSON.parse(await withSession(() => engine.request(endpoint(), method, path, text, key))) as T;
  }
}

/** UTF-8 where all of the file is; else what spreadsheets write. */
export async function encodingOf(file: Blob): Promise<FileEncoding> {
  const mark = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < file.size; at += 1 << 20)
      decoder.decode(await file.slice(at, at + (1 << 20)).arrayBuffer(), { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}

/** Text of a slice; a letter that is cut in two is left for the next one. The mark at the beginning stays: it has a length. */
function decode(bytes: ArrayBuffer, encoding: FileEncoding, ends: boolean): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes, { stream: !ends });
}

/** Up to its last whole row, so that no half one is shown. */
const whole = (text: string, { size }: File): string =>
  size <= HEAD ? text : text.slice(0, text.lastIndexOf('\n') + 1 || text.length);
const even = (length: number): number => length - (length % 2);
const codeOf = (error: unknown): string => (error instanceof CountersignError ? error.code : 'unknown');
