// What the page and the engine's thread say to each other. One entry per verb: its question and its answer.

import type {
  Account,
  Attestation,
  Change,
  Channel,
  DocNode,
  Draft,
  Fixed,
  FromRichText,
  KitView,
  Locale,
  Opened,
  Preview,
  Problem,
  Receipt,
  Recipient,
  Report,
  Results,
  RichText,
  Segment,
  SendView,
  SlotValue,
} from '../../../src/wasm/types';

/** What a session gives the thread: the key is non-extractable where the browser can. */
export interface SessionKey {
  token: string;
  key: CryptoKey | string;
}

/** Every verb of the engine's thread. */
export interface Verbs {
  /** Takes in a kit (`kit.json`); what follows speaks about `group`. */
  start(kit: string, group: string, locale: Locale): KitView;
  setLocale(locale: Locale): Report | null;
  open(draft: Draft): Opened;
  close(): void;
  set(path: string, value: SlotValue): Change;
  /** A rich-text slot was typed in: its Markdown comes back with the change. */
  setRichText(path: string, doc: DocNode): Change & FromRichText;
  setAudience(segment: string | null): Change;
  setSchedule(schedule: Draft['schedule'] | null): Change;
  preview(recipient: Recipient | null): Preview;
  /** The preview of a template as it stands when nothing is written yet; opens and closes by itself. */
  sketch(draft: Draft): string;
  /** The person's own word on what a finding asks. */
  attest(finding: number): Change & { attestations: Attestation[] };
  fixed(finding: number, fix: number): Fixed;
  richText(path: string, markdown: string): RichText;
  /** Pasted HTML, cleaned. */
  cleanPaste(path: string, html: string): DocNode;
  /** The digest of what the author sees. */
  digest(): string;
  payload(account: Account): object;

  /** Who we are to the proxy from now on. */
  session(session: SessionKey): void;
  kit(endpoint: string): string;
  segments(endpoint: string): Segment[];
  /** What the office sent off, and by how many seconds the proxy's clock is ahead of this machine's. */
  sends(endpoint: string): { ahead: number; sends: SendView[] };
  results(endpoint: string, send: string): Results;
  /** Sends the draft on the desk; `again`: although the same was sent a short while ago. */
  submit(endpoint: string, idempotencyKey: string, again: boolean): Receipt;
  /** Tries a send of the ledger again that Braze definitely does not have. */
  retry(endpoint: string, idempotencyKey: string, send: string): Receipt;
  setName(name: string): void;
  setList(list: string | null): Change;
  /** Any signed request; the body of the answer. */
  request(endpoint: string, method: string, path: string, body: string | null, idempotencyKey: string | null): string;
  /** The channels on which the draft goes out; all of the template's where none is named. */
  setChannels(channels: Channel[]): Change;
}

export type Verb = keyof Verbs;

/** A question to the thread. */
export interface Ask {
  id: number;
  verb: Verb;
  args: unknown[];
}
/** Its answer. */
export type Answer = { id: number; ok: unknown } | { id: number; error: ErrorInfo };
/** Why a verb was not done. `code` never changes; `problem` is what the proxy said. */
export interface ErrorInfo {
  code: string;
  message: string;
  problem?: Problem;
}

/** Every failure that an integrator can meet. */
export class CountersignError extends Error {
  readonly code: string;
  readonly problem: Problem | undefined;
  constructor({ code, message, problem }: ErrorInfo) {
    super(message);
    this.name = 'CountersignError';
    this.code = code;
    this.problem = problem;
  }
}
