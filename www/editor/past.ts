// What was done to slots, so that it can be undone: typing in one slot is one step until a pause.

import type { SlotValue } from '../../src/wasm/types';

interface Done {
  path: string;
  before: SlotValue;
  after: SlotValue;
  at: number;
}

/** Milliseconds of silence after which typing counts as a new step. */
const PAUSE = 1200;
/** Steps kept; enough for an hour's work, small enough for any phone. */
const MOST = 200;

export class Past {
  private done: Done[] = [];
  private undone: Done[] = [];
  private sealed = true;

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  record(path: string, before: SlotValue, after: SlotValue, at: number): void {
    if (same(before, after)) return;
    this.undone = [];
    const last = this.done.at(-1);
    if (last && !this.sealed && last.path === path && at - last.at < PAUSE)
      this.done[this.done.length - 1] = { ...last, after, at };
    else this.done.push({ path, before, after, at });
    this.sealed = false;
    if (this.done.length > MOST) this.done.shift();
  }

  /** The next record is a step of its own. */
  seal(): void {
    this.sealed = true;
  }

  back(): { path: string; value: SlotValue } | null {
    const last = this.done.pop();
    if (!last) return null;
    this.undone.push(last);
    this.sealed = true;
    return { path: last.path, value: last.before };
  }

  forth(): { path: string; value: SlotValue } | null {
    const last = this.undone.pop();
    if (!last) return null;
    this.done.push(last);
    this.sealed = true;
    return { path: last.path, value: last.after };
  }

  clear(): void {
    this.done = [];
    this.undone = [];
    this.sealed = true;
  }
}

const same = (a: SlotValue, b: SlotValue): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
