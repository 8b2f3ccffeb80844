// The page's end of the engine's thread: every verb is a promise, answered in the order in which it was asked.

import { scriptUrl } from '../trusted.ts';
import { type Answer, type Ask, CountersignError, type Verb, type Verbs } from './protocol.ts';
import { Unpacker } from './report.ts';

/** The engine as the page sees it. */
export type Engine = {
  [V in Verb]: (...args: Parameters<Verbs[V]>) => Promise<ReturnType<Verbs[V]>>;
};
/** The engine and the way to end it. */
export interface RunningEngine {
  engine: Engine;
  stop: () => void;
}

/** Starts the thread. Both addresses are written so that a host's bundler sees them and takes the files along. */
export function startEngine(): RunningEngine {
  if (typeof WebAssembly !== 'object')
    throw new CountersignError({ code: 'no-webassembly', message: 'This browser or page does not allow WebAssembly.' });
  const script = new URL('./worker.js', import.meta.url);
  script.hash = new URL('./countersign_bg.wasm', import.meta.url).href;
  const worker = new Worker(scriptUrl(script.href), { type: 'module', name: 'countersign' });
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  const unpacker = new Unpacker();
  let last = 0;
  let broken: CountersignError | null = null;

  worker.onmessage = ({ data }: MessageEvent<Answer>) => {
    const one = waiting.get(data.id);
    waiting.delete(data.id);
    if ('ok' in data) {
      const answer = unpacker.unpack(data.ok);
      one?.resolve(answer);
    }
    else one?.reject(new CountersignError(data.error));
  };
  worker.onerror = (event) => {
    broken = new CountersignError({
      code: 'engine-broken',
      message: event.message || 'worker.js could not be loaded.',
    });
    for (const { reject } of waiting.values()) reject(broken);
    waiting.clear();
  };

  const ask = (verb: Verb, args: unknown[]) =>
    new Promise((resolve, reject) => {
      if (broken) return reject(broken);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, verb, args } satisfies Ask);
    });
  const engine = new Proxy({} as Engine, {
    get:
      (_, verb: string) =>
      (...args: unknown[]) =>
        ask(verb as Verb, args),
  });
  return { engine, stop: () => worker.terminate() };
}
