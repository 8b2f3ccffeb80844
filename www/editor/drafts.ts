// Drafts kept in this browser: IndexedDB, else localStorage, else this page's memory. One drawer per endpoint and group.

import type { Draft } from '../../src/wasm/types';

/** A draft as it is kept. */
export interface SavedDraft {
  id: string;
  at: number;
  draft: Draft;
}

/** Where drafts are kept. */
export interface DraftStore {
  list(): Promise<SavedDraft[]>;
  put(saved: SavedDraft): Promise<void>;
  remove(id: string): Promise<void>;
}

const DATABASE = 'countersign';
const TABLE = 'drafts';
/** Old drafts beyond this many are forgotten, the oldest first, so that storage does not grow for ever. */
const MOST = 50;

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });

class InDatabase implements DraftStore {
  constructor(
    private readonly database: IDBDatabase,
    private readonly drawer: string,
  ) {}

  private table(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(TABLE, mode).objectStore(TABLE);
  }

  async list(): Promise<SavedDraft[]> {
    const rows: (SavedDraft & { drawer: string })[] = await done(
      this.table('readonly').index('drawer').getAll(this.drawer),
    );
    return newestFirst(rows.map(({ id, at, draft }) => ({ id, at, draft })));
  }

  async put(saved: SavedDraft): Promise<void> {
    await done(this.table('readwrite').put({ ...saved, drawer: this.drawer }));
    const extra = (await this.list()).slice(MOST);
    for (const { id } of extra) await this.remove(id);
  }

  async remove(id: string): Promise<void> {
    await done(this.table('readwrite').delete(id));
  }
}

/** The same in a `Storage`; also what tests use. */
export class InStorage implements DraftStore {
  constructor(
    private readonly storage: Pick<Storage, 'getItem' | 'setItem'>,
    private readonly drawer: string,
  ) {}

  private get key(): string {
    return `countersign:${this.drawer}`;
  }

  async list(): Promise<SavedDraft[]> {
    try {
      return newestFirst(JSON.parse(this.storage.getItem(this.key) ?? '[]') as SavedDraft[]);
    } catch {
      return [];
    }
  }

  async put(saved: SavedDraft): Promise<void> {
    const others = (await this.list()).filter(({ id }) => id !== saved.id);
    this.storage.setItem(this.key, JSON.stringify([saved, ...others].slice(0, MOST)));
  }

  async remove(id: string): Promise<void> {
    this.storage.setItem(this.key, JSON.stringify((await this.list()).filter((one) => one.id !== id)));
  }
}

const newestFirst = (drafts: SavedDraft[]): SavedDraft[] => drafts.sort((a, b) => b.at - a.at);

function memory(): Pick<Storage, 'getItem' | 'setItem'> {
  const kept = new Map<string, string>();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) };
}

/** The best place that this browser has. */
export async function openDrafts(endpoint: string, group: string): Promise<DraftStore> {
  const drawer = `${endpoint}|${group}`;
  try {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(TABLE, { keyPath: 'id' }).createIndex('drawer', 'drawer');
    };
    return new InDatabase(await done(request), drawer);
  } catch {
    try {
      localStorage.setItem('countersign:probe', '');
      return new InStorage(localStorage, drawer);
    } catch {
      return new InStorage(memory(), drawer);
    }
  }
}
