// The module that wasm-bindgen writes, as far as the thread uses it. `cargo xtask test` holds both against each other.

import type {
  Account,
  Change,
  DocNode,
  Draft,
  Fixed,
  FromRichText,
  KitView,
  Locale,
  Preview,
  Recipient,
  Report,
  RichText,
  Schedule,
  SlotValue,
} from '../../../src/wasm/types';

export default function init(module?: unknown): Promise<unknown>;

export class Engine {
  static fromKit(json: string, locale: Locale): Engine;
  view(group: string): KitView;
  setLocale(locale: Locale): void;
  open(draft: Draft, now: number): Review;
  free(): void;
}

export class Review {
  draft(): Draft;
  report(): Report;
  units(): [number, string[]][];
  setSlot(path: string, value: SlotValue): Change;
  setRichText(path: string, doc: DocNode): Change & FromRichText;
  setAudience(segment?: string): Change;
  setSchedule(schedule?: Schedule): Change;
  setLocale(locale: Locale): void;
  preview(recipient?: Recipient): Preview;
  fixed(finding: number, fix: number): Fixed;
  richText(path: string, markdown: string): RichText;
  cleanPaste(path: string, html: string): DocNode;
  digest(): string;
  payload(account: Account, now: number): object;
  submission(again: boolean): string;
  setName(name: string): void;
  free(): void;
}

/** A request to the proxy, ready to be signed. */
export class Request {
  /** `body` and `idempotencyKey` together or neither; `created` in Unix seconds; `nonce` 16 random bytes. */
  constructor(
    method: string,
    url: string,
    token: string,
    body: string | undefined,
    idempotencyKey: string | undefined,
    created: number,
    nonce: Uint8Array,
  );
  /** What is signed. */
  base(): string;
  /** The MAC made here, where the browser has no `crypto.subtle`. */
  mac(key: string): Uint8Array;
  /** Sends it; consumed. */
  send(mac: Uint8Array): Promise<{ status: number; body: string }>;
}
