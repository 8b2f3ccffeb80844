// Segments, and the last step: send, hear what the proxy says, try again with the same key.

import type { Engine } from './engine/client.ts';
import { CountersignError } from './engine/protocol.ts';
import type { Problem, Recipient, Schedule, SendView } from '../../src/wasm/types';
import { nowOf } from './state.ts';
import type { Store } from './store.ts';

/** Seconds by which two clocks may differ and still tell the same time. */
const SAME_TIME = 30;
/** Of so many sends the results are asked for. */
const LOOKED_AT = 5;
/** So often it is looked whether Braze has answered. */
const LOOKS = 20;

export interface Post {
  engine: Engine;
  store: Store;
  endpoint: () => string;
  /** A name that nobody else has, of `A-Za-z0-9_-`. */
  name: () => string;
  /** Asks the host page for a new session. */
  renew: () => Promise<unknown>;
}

export class Sending {
  /** One key per wish to send; the same wish tried again has the same key. */
  private wish: { key: string; of: string } | null = null;

  /** Looks at changes no more. */
  readonly stop: () => void;

  constructor(private readonly at: Post) {
    // What was refused or failed is not what stands there after a change: neither its findings nor its retry hold.
    this.stop = at.store.watch((state, before) => {
      const over = state.sending.is === 'failed' || state.sending.is === 'refused';
      if (over && state.sending === before.sending && state.draft !== before.draft) this.reset();
    });
  }

  async loadSegments(): Promise<void> {
    const { store, engine, endpoint } = this.at;
    if (store.state.segments.is === 'loading') return;
    store.set({ segments: { is: 'loading' } });
    try {
      store.set({ segments: { is: 'here', value: await this.withSession(() => engine.segments(endpoint())) } });
    } catch (error) {
      store.set({ segments: { is: 'failed', code: codeOf(error) } });
    }
  }

  /** What the office sent off. A list to look at: where it cannot be had, there is none. */
  async loadSends(): Promise<void> {
    const { store, engine, endpoint } = this.at;
    if (!endpoint()) return;
    const told = await this.withSession(() => engine.sends(endpoint())).catch(() => null);
    if (!told) return;
    const { ahead, sends } = told;
    store.set({ sends, ahead: Math.abs(ahead) < SAME_TIME ? 0 : ahead * 1000 });
    // What became of the latest of those that have gone out; where it cannot be had, nothing is said.
    const now = nowOf(store.state).getTime();
    const gone = sends.filter((send) => send.state === 'confirmed' && Date.parse(send.time) < now);
    for (const { id } of gone.slice(0, LOOKED_AT)) {
      const results = await this.withSession(() => engine.results(endpoint(), id)).catch(() => null);
      if (results) store.set({ results: { ...store.state.results, [id]: results } });
    }
  }

  /** Tries a send again that Braze definitely does not have. */
  async retry(send: SendView): Promise<void> {
    const { engine, endpoint, name } = this.at;
    await this.withSession(() => engine.retry(endpoint(), name(), send.id)).catch(() => null);
    await this.loadSends();
  }

  /** Gives a send another time. */
  async reschedule(send: SendView, schedule: Schedule): Promise<void> {
    await this.change(send, 'reschedule', { format: 1, schedule, locale: this.at.store.state.locale });
  }

  /** Takes a send back. */
  async cancel(send: SendView): Promise<void> {
    await this.change(send, 'cancel', {});
  }

  private async change(send: SendView, what: string, body: object): Promise<void> {
    const { store, engine, endpoint, name } = this.at;
    const tell = (problem: Problem | 'working' | null) => {
      const { [send.id]: _, ...others } = store.state.changes;
      store.set({ changes: problem ? { ...others, [send.id]: problem } : others });
    };
    tell('working');
    const [path, key] = [`/v1/sends/${encodeURIComponent(send.id)}/${what}`, name()];
    try {
      const ask = () => this.withSession(() => engine.request(endpoint(), 'POST', path, JSON.stringify(body), key));
      await ask().catch((error: unknown) => {
        // The way to the proxy broke: the same action again is the same change.
        if (error instanceof CountersignError && error.problem) throw error;
        return ask();
      });
      tell(null);
    } catch (error) {
      const problem = error instanceof CountersignError ? error.problem : undefined;
      tell(problem ?? { code: codeOf(error), status: 0, title: codeOf(error) });
    }
    await this.loadSends();
    // While Braze has not answered, the proxy asks again; the row says when it has.
    for (let looks = 0; looks < LOOKS && this.at.store.state.sends.some(asked(send.id)); looks += 1) {
      await new Promise((wait) => setTimeout(wait, 1500));
      await this.loadSends();
    }
  }

  /** A real customer for the preview, by the brand's number. */
  async real(id: string): Promise<Recipient | null> {
    const { store, engine, endpoint, name } = this.at;
    const body = JSON.stringify({ format: 1, external_id: id });
    try {
      const answer = await this.withSession(() => engine.request(endpoint(), 'POST', '/v1/recipients/preview', body, name()));
      return (JSON.parse(answer) as { recipient: Recipient }).recipient;
    } catch (error) {
      const problem = error instanceof CountersignError ? error.problem : undefined;
      store.set({ realTrouble: problem ? `${problem.title} ${problem.detail ?? ''}` : codeOf(error) });
      return null;
    }
  }

  /** Sends the draft on the desk. `again`: a second time, on purpose. */
  async send(again = false): Promise<void> {
    const { store, engine, endpoint, name } = this.at;
    const { draft, sending } = store.state;
    if (!draft || sending.is === 'sending' || sending.is === 'scheduled') return;
    const held = sending.is === 'failed' && sending.send?.can_retry ? sending.send : null;
    const wish = JSON.stringify([draft, again, held?.id, held?.attempts]);
    if (this.wish?.of !== wish) this.wish = { key: name(), of: wish };
    const { key } = this.wish;
    store.set({ sending: { is: 'sending' } });
    try {
      const receipt = await this.withSession(() =>
        held ? engine.retry(endpoint(), key, held.id) : engine.submit(endpoint(), key, again),
      );
      // The ledger holds it even where Braze did not take it: then it is tried again from there.
      store.set({
        sending:
          receipt.send.state === 'confirmed' || receipt.send.state === 'reserved'
            ? { is: 'scheduled', receipt }
            : { is: 'failed', code: `send-${receipt.send.state}`, send: receipt.send },
      });
    } catch (error) {
      const problem = error instanceof CountersignError ? error.problem : undefined;
      const refused = problem && (problem.report || problem.digest);
      // A refusal is final for this wish: what comes next is another message.
      if (refused) this.wish = null;
      store.set({
        sending: refused
          ? { is: 'refused', problem }
          : { is: 'failed', code: codeOf(error), problem, ...(held ? { send: held } : {}) },
      });
      if (problem?.report) store.set({ report: problem.report });
    }
  }

  /** Back to the review, to try again or to mend. */
  reset(): void {
    this.at.store.set({ sending: { is: 'idle' } });
  }

  /** A refused session is renewed once. */
  async withSession<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof CountersignError) || error.problem?.status !== 401) throw error;
      await this.at.renew();
      return work();
    }
  }
}

const asked =
  (id: string) =>
  (send: SendView): boolean =>
    send.id === id && send.change?.state === 'asked';
const codeOf = (error: unknown): string => (error instanceof CountersignError ? error.code : 'unknown');
