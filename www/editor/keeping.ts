// Keeps the draft in this browser a moment after every change, and at once when the page goes away.

import type { DraftStore } from './drafts.ts';
import type { Store } from './store.ts';

/** Milliseconds after the last key. */
const AFTER = 500;

export class Keeping {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly stopWatching: () => void;
  private due = false;

  constructor(
    private readonly store: Store,
    private readonly drafts: DraftStore,
    private readonly kept: () => void,
  ) {
    this.stopWatching = store.watch((state, before) => {
      if (state.draft && state.draftId && state.draftId === before.draftId && state.draft !== before.draft) this.plan();
    });
  }

  /** What was kept, newest first. */
  async list(): Promise<void> {
    this.store.set({ saved: await this.drafts.list() });
  }

  /** Keeps it now. */
  async keep(): Promise<void> {
    clearTimeout(this.timer);
    this.due = false;
    const { draft, draftId } = this.store.state;
    if (!draft || !draftId) return;
    const at = Date.now();
    try {
      await this.drafts.put({ id: draftId, at, draft });
      this.store.set({ keptAt: at, keepFailed: false });
      this.kept();
    } catch {
      this.store.set({ keepFailed: true });
    }
  }

  /** Keeps what has not been kept yet. */
  flush(): void {
    if (this.due) void this.keep();
  }

  async forget(id: string): Promise<void> {
    // What waits to be kept would bring it back.
    if (id === this.store.state.draftId) {
      clearTimeout(this.timer);
      this.due = false;
    }
    await this.drafts.remove(id);
    await this.list();
  }

  stop(): void {
    this.flush();
    this.stopWatching();
  }

  private plan(): void {
    this.due = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.keep(), AFTER);
  }
}
