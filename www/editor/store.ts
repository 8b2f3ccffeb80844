// Holds the state and tells who asked when it is another. No DOM, no network.

import { blank, type State } from './state.ts';

export type Watcher = (state: State, before: State) => void;

export class Store {
  private now: State;
  private readonly watchers = new Set<Watcher>();
  private telling = false;

  constructor(begin: Partial<State> = {}) {
    this.now = { ...blank, ...begin };
  }

  get state(): State {
    return this.now;
  }

  /** Some parts of the state become others; watchers hear of it once all of it stands. */
  set(change: Partial<State>): void {
    const names = Object.keys(change) as (keyof State)[];
    if (names.every((name) => Object.is(this.now[name], change[name]))) return;
    const before = this.now;
    this.now = { ...before, ...change };
    if (this.telling) return;
    this.telling = true;
    let told = before;
    // A watcher may change the state itself: then everybody hears of that too, after this round.
    for (let round = 0; told !== this.now && round < 20; round++) {
      const [from, to] = [told, this.now];
      told = to;
      for (const watcher of [...this.watchers]) watcher(to, from);
    }
    this.telling = false;
  }

  /** Calls `watcher` at every change, until the answer is called. */
  watch(watcher: Watcher): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}
