// The engine's thread: one kit, one open review, one session; every verb of the protocol in turn.

import type { Problem, Receipt, Report, Results, Segment, SendView } from '../../../src/wasm/types';
import init, { Engine, Request, type Review } from '../../../pkg/countersign.js';
import { claims } from '../session.ts';
import { type Answer, type Ask, CountersignError, type ErrorInfo, type SessionKey, type Verbs } from './protocol.ts';
import { Packer } from './report.ts';

type Handlers = {
  [V in keyof Verbs]: (...args: Parameters<Verbs[V]>) => ReturnType<Verbs[V]> | Promise<ReturnType<Verbs[V]>>;
};

// The page knows where its bundler put the module; without a word it lies beside this script.
const ready = init({ module_or_path: location.hash.slice(1) || undefined });
let engine: Engine | null = null;
let review: Review | null = null;
let session: SessionKey | null = null;
const packer = new Packer();

/** By so many seconds the proxy's clock is ahead of this machine's: what is signed and judged goes by the proxy's. */
let ahead = 0;

const here = (): number => Math.floor(Date.now() / 1000);
const now = (): number => here() + ahead;

function kit(): Engine {
  if (!engine) throw new CountersignError({ code: 'no-kit', message: 'No kit is loaded.' });
  return engine;
}

function open(): Review {
  if (!review) throw new CountersignError({ code: 'no-draft', message: 'No draft is open.' });
  return review;
}

const handlers: Handlers = {
  start(json, group, locale) {
    review?.free();
    engine?.free();
    review = engine = null;
    engine = Engine.fromKit(json, locale);
    return engine.view(group);
  },
  setLocale(locale) {
    engine?.setLocale(locale);
    review?.setLocale(locale);
    return review ? review.report() : null;
  },
  open(draft) {
    const opened = kit().open(draft, now());
    review?.free();
    review = opened;
    return { draft: opened.draft(), report: opened.report(), units: opened.units(), standing: opened.standing() };
  },
  close() {
    review?.free();
    review = null;
  },
  set: (path, value) => open().setSlot(path, value),
  setRichText: (path, doc) => open().setRichText(path, doc),
  setAudience: (segment) => open().setAudience(segment ?? undefined),
  setList: (list) => open().setList(list ?? undefined),
  setSchedule: (schedule) => open().setSchedule(schedule ?? undefined),
  setName: (name) => open().setName(name),
  setChannels: (channels) => open().setChannels(channels),
  preview: (recipient) => open().preview(recipient ?? undefined),
  sketch(draft) {
    const one = kit().open(draft, now());
    try {
      return one.preview(undefined).html;
    } finally {
      one.free();
    }
  },
  attest: (finding) => open().attest(finding, session ? claims(session.token).sub : 'local', now()),
  fixed: (finding, fix) => open().fixed(finding, fix),
  richText: (path, markdown) => open().richText(path, markdown),
  cleanPaste: (path, html) => open().cleanPaste(path, html),
  digest: () => open().digest(),
  payload: (account) => open().payload(account, now()),

  session(next) {
    session = next;
  },
  request: (endpoint, method, path, body, key) => ask(method, endpoint, path, body ?? undefined, key ?? undefined),
  kit: (endpoint) => ask('GET', endpoint, '/v1/kit'),
  async segments(endpoint) {
    const answer = JSON.parse(await ask('GET', endpoint, '/v1/segments')) as Segment[] | { segments: Segment[] };
    return Array.isArray(answer) ? answer : answer.segments;
  },
  async sends(endpoint) {
    const told = JSON.parse(await ask('GET', endpoint, '/v1/sends')) as { now: number; sends: SendView[] };
    ahead = told.now - here();
    return { ahead, sends: told.sends };
  },
  async results(endpoint, send) {
    return JSON.parse(await ask('GET', endpoint, `/v1/sends/${encodeURIComponent(send)}/results`)) as Results;
  },
  async submit(endpoint, idempotencyKey, again) {
    return JSON.parse(
      await ask('POST', endpoint, '/v1/schedules', open().submission(again), idempotencyKey),
    ) as Receipt;
  },
  async retry(endpoint, idempotencyKey, send) {
    return JSON.parse(
      await ask('POST', endpoint, `/v1/sends/${encodeURIComponent(send)}/retry`, '{}', idempotencyKey),
    ) as Receipt;
  },
};

/** One signed request. A clock that is wrong is corrected by the proxy's, once; the idempotency key stays. */
async function ask(
  method: string,
  endpoint: string,
  path: string,
  body?: string,
  idempotencyKey?: string,
): Promise<string> {
  const first = await send(method, endpoint, path, body, idempotencyKey);
  if (first.status !== 401) return taken(first);
  const problem = problemOf(first);
  if (problem.server_time === undefined || !session) return taken(first);
  ahead = problem.server_time - here();
  return taken(await send(method, endpoint, path, body, idempotencyKey));
}

async function send(
  method: string,
  endpoint: string,
  path: string,
  body?: string,
  idempotencyKey?: string,
): Promise<{ status: number; body: string }> {
  if (!session)
    throw new CountersignError({ code: 'no-session', message: 'There is no session: set sessionProvider.' });
  const nonce = crypto.getRandomValues(new Uint8Array(16));
  const url = endpoint.replace(/\/+$/, '') + path;
  const request = new Request(method, url, session.token, body, idempotencyKey, now(), nonce);
  const { key } = session;
  const mac =
    typeof key === 'string'
      ? request.mac(key)
      : new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(request.base())));
  return request.send(mac);
}

function taken(answer: { status: number; body: string }): string {
  if (answer.status >= 200 && answer.status < 300) return answer.body;
  const problem = problemOf(answer);
  throw new CountersignError({ code: problem.code, message: problem.detail ?? problem.title, problem });
}

function problemOf({ status, body }: { status: number; body: string }): Problem {
  try {
    const problem = JSON.parse(body) as Problem;
    if (typeof problem.code === 'string')
      return { ...problem, status, report: problem.report && inUtf16(problem.report) };
  } catch {
    // Not from the proxy, but from something between.
  }
  return { code: `http-${status}`, status, title: `The server answered ${status}.` };
}

/** The proxy's positions are bytes of the very draft that is open here: the engine's own report has them in UTF-16. */
function inUtf16(report: Report): Report {
  const ours = review?.report().findings ?? [];
  return {
    ...report,
    findings: report.findings.map(
      (finding) => ours.find((one) => one.rule === finding.rule && one.message === finding.message) ?? finding,
    ),
  };
}

function infoOf(error: unknown): ErrorInfo {
  if (error instanceof CountersignError) return { code: error.code, message: error.message, problem: error.problem };
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return {
    code: typeof code === 'string' ? code : 'engine-broken',
    message: typeof message === 'string' ? message : String(error),
  };
}

// Verbs are answered in the order in which they were asked, but a request over the network holds up nobody.
addEventListener('message', ({ data: { id, verb, args } }: MessageEvent<Ask>) => {
  void ready
    .then(() => (handlers[verb] as (...args: unknown[]) => unknown)(...args))
    .then(
      (ok): Answer => ({ id, ok: packer.pack(ok) }),
      (error: unknown): Answer => ({ id, error: infoOf(error) }),
    )
    .then((answer) => postMessage(answer));
});
