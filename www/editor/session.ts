// The session: asked of the host page, renewed at 80 % of its life, its key imported so that nobody can read it out again.

import { CountersignError, type SessionKey } from './engine/protocol.ts';

/** What the host's own server minted. */
export interface Session {
  token: string;
  key: string;
}
/** How the host page gives a session. */
export type SessionProvider = () => Promise<Session> | Session;

/** What a token says; the proxy verifies it, the page only reads it. */
export interface Claims {
  grp: string;
  sub: string;
  role: string;
  iat: number;
  exp: number;
}

/** Share of a session's life after which it is renewed. */
const RENEW_AT = 0.8;
/** Seconds after which renewing is tried again when the host did not answer. */
const AGAIN = 15;

const bytes = (base64url: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));

/** Reads a token's claims. */
export function claims(token: string): Claims {
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes(token.split('.')[1] ?? '')));
    const { grp, sub, role, iat, exp } = json as Claims;
    if (typeof grp === 'string' && typeof iat === 'number' && typeof exp === 'number')
      return { grp, sub, role, iat, exp };
  } catch {
    // Said below.
  }
  throw new CountersignError({ code: 'session-token', message: 'sessionProvider gave a token that does not parse.' });
}

/** The key as this browser can hold it best: a CryptoKey that cannot be read, or the text itself on plain http. */
async function importKey(key: string): Promise<CryptoKey | string> {
  if (!globalThis.crypto?.subtle) {
    console.warn(
      'countersign: crypto.subtle is missing (a page on plain http?); the session key stays readable in memory.',
    );
    return key;
  }
  return crypto.subtle.importKey('raw', bytes(key), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

/** Keeps one session alive. */
export class SessionKeeper {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly provider: SessionProvider,
    private readonly took: (session: SessionKey, claims: Claims) => void | Promise<void>,
    private readonly lost: () => void,
  ) {}

  /** Asks for a session now. */
  async renew(): Promise<Claims> {
    const { token, key } = await this.provider();
    const said = claims(token);
    await this.took({ token, key: await importKey(key) }, said);
    this.plan((said.exp - said.iat) * RENEW_AT);
    return said;
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private plan(seconds: number): void {
    this.stop();
    this.timer = setTimeout(() => {
      this.renew().catch(() => {
        this.lost();
        this.plan(AGAIN);
      });
    }, seconds * 1000);
  }
}
