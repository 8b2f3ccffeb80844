// <countersign-editor>: attributes and properties in, events out; holds the store, the desk and the thread together.

import type { Account, Draft, KitView, Locale, Report } from '../../src/wasm/types';
import { en, type Texts } from '../text/en.ts';
import { fr } from '../text/fr.ts';
import { accent } from './accent.ts';
import type { Context } from './context.ts';
import { Desk } from './desk.ts';
import { fill, h, set } from './dom.ts';
import { openDrafts } from './drafts.ts';
import { type RunningEngine, startEngine } from './engine/client.ts';
import { CountersignError } from './engine/protocol.ts';
import { Keeping } from './keeping.ts';
import { shell, type ShellPart } from './parts/shell.ts';
import { trouble } from './parts/trouble.ts';
import { Sending } from './sending.ts';
import { SessionKeeper, type SessionProvider } from './session.ts';
import type { LibraryImage, SampleDraft, State } from './state.ts';
import { Store } from './store.ts';
import { Uploading } from './uploading.ts';
import { sheets } from './style/sheets.ts';

/** What the host offers besides the proxy. */
export interface Providers {
  /** Pictures to choose from. */
  media?: LibraryImage[];
  /** Drafts to begin with. */
  samples?: SampleDraft[];
  /** Where a picture can be seen from here, if not at its own address: for previews only, the message keeps its own. */
  mirror?: (address: string) => string;
}

const WORDS: Record<Locale, Texts> = { en, fr };
/** 22 letters of base64url: 16 random bytes, as the proxy asks of idempotency keys. */
const name = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
/** The sample recipient who is most like the office's customers. */
function nearest({ office, recipients }: KitView): number {
  const language = office.locale?.slice(0, 2).toLowerCase();
  const likeness = recipients.map(
    ({ attributes }) => (attributes?.country === office.country ? 1 : 0) + (attributes?.language === language ? 2 : 0),
  );
  return Math.max(0, likeness.indexOf(Math.max(...likeness)));
}
const Base: typeof HTMLElement = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

export class CountersignEditor extends Base {
  static readonly observedAttributes = ['endpoint', 'locale', 'theme', 'template', 'group', 'readonly'];

  /** Gives a session; asked again before it ends. */
  sessionProvider: SessionProvider | null = null;
  /** What the host offers. */
  providers: Providers = {};
  /** A kit for use without a proxy: `kit.json` as text or value. */
  kit: string | object | null = null;

  private readonly store = new Store();
  private readonly root = this.attachShadow?.({ mode: 'open' });
  private readonly place = globalThis.document ? h('div', { class: 'root' }) : (null as unknown as HTMLElement);
  private running: RunningEngine | null = null;
  private desk: Desk | null = null;
  private sending: Sending | null = null;
  private uploading: Uploading | null = null;
  private keeping: Keeping | null = null;
  private keeper: SessionKeeper | null = null;
  private shown: ShellPart | null = null;
  private wanted: Draft | null = null;
  private unwatch: (() => void) | null = null;
  private ids = 0;

  // ── Life ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  connectedCallback(): void {
    if (!this.root) return;
    this.root.adoptedStyleSheets = sheets();
    this.root.replaceChildren(this.place);
    this.unwatch = this.store.watch((state, before) => this.follow(state, before));
    document.addEventListener('visibilitychange', this.hide);
    // Properties set in the same breath as the element are seen.
    queueMicrotask(() => void this.load());
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.hide);
    this.unwatch?.();
    this.end();
  }

  attributeChangedCallback(attribute: string, before: string | null, after: string | null): void {
    if (before === after || !this.isConnected) return;
    if (attribute === 'locale') void this.setLocale(after === 'fr' ? 'fr' : 'en');
    if (attribute === 'readonly') this.store.set({ readonly: this.hasAttribute('readonly') });
    if ((attribute === 'endpoint' || attribute === 'group') && before !== null) void this.load();
    if (attribute === 'template' && after) void this.desk?.begin(after).catch(this.failed);
  }

  private readonly hide = () => document.visibilityState === 'hidden' && this.keeping?.flush();

  private end(): void {
    this.keeping?.stop();
    this.keeper?.stop();
    this.sending?.stop();
    this.uploading?.stop();
    this.shown?.destroy?.();
    this.running?.stop();
    this.shown = null;
    this.running = null;
  }

  // ── Properties and methods ───────────────────────────────────────────────────────────────────────────────────────

  /** The draft on the desk. */
  get value(): Draft | null {
    return this.store.state.draft;
  }
  set value(draft: Draft | null) {
    this.wanted = draft;
    if (draft && this.desk && this.store.state.kit) void this.desk.open(draft).catch(this.failed);
  }

  /** What the engine says of it. */
  get report(): Report {
    return this.store.state.report;
  }

  private get locale(): Locale {
    const asked = this.getAttribute('locale') ?? document.documentElement.lang;
    return /^fr\b/i.test(asked) ? 'fr' : 'en';
  }

  /** Starts (again): session, kit, drafts. */
  async load(): Promise<void> {
    this.end();
    const { store, locale } = this;
    const endpoint = this.getAttribute('endpoint') ?? '';
    store.set({ broken: null, kit: null, draft: null, draftId: null, locale, readonly: this.hasAttribute('readonly') });
    this.show(h('p', { class: 'loading', role: 'status' }, WORDS[locale].loading));
    try {
      this.running = startEngine();
      const { engine } = this.running;
      let group = this.getAttribute('group') ?? '';
      let kit = typeof this.kit === 'string' ? this.kit : this.kit ? JSON.stringify(this.kit) : null;
      if (this.sessionProvider) {
        this.keeper = new SessionKeeper(
          this.sessionProvider,
          (session) => engine.session(session),
          () => this.tell('session-expired'),
        );
        const { grp } = await this.session();
        group ||= grp;
      } else if (!kit)
        throw new CountersignError({ code: 'no-session', message: 'Set sessionProvider, or kit and group.' });
      kit ??= await engine.kit(endpoint);
      const view = await engine.start(kit, group, locale);
      store.set({
        kit: view,
        recipient: nearest(view),
        samples: this.providers.samples ?? [],
        images: this.providers.media ?? [],
      });
      this.desk = new Desk({ engine, store, words: () => WORDS[store.state.locale], name, failed: this.failed });
      this.sending = new Sending({ engine, store, endpoint: () => endpoint, name, renew: () => this.session() });
      const post = this.sending;
      this.uploading = new Uploading({ engine, store, endpoint: () => endpoint, name, withSession: (work) => post.withSession(work) });
      this.keeping = new Keeping(store, await openDrafts(endpoint, view.office.id), () =>
        this.tell('saved', { draft: store.state.draft }),
      );
      await this.keeping.list();
      const template = this.getAttribute('template');
      if (this.wanted) await this.desk.open(this.wanted);
      else {
        const kept = store.state.saved.find(({ id }) => id === this.getAttribute('draft'));
        if (kept) await this.desk.resume(kept);
        else if (template) await this.desk.begin(template);
      }
      this.build();
      this.tell('ready', { office: view.office.id });
    } catch (error) {
      const { code, message } = this.failed(error);
      store.set({ broken: { code, message } });
    }
  }

  /** Keeps the draft in this browser now. */
  async save(): Promise<void> {
    await this.keeping?.keep();
  }

  /** The report of the draft on the desk. */
  async check(): Promise<Report> {
    return this.report;
  }

  /** Takes one fix of one finding, both by their place in the report. */
  async applyFix(finding: number, fix: number): Promise<void> {
    await this.desk?.fix(finding, fix);
  }

  async undo(): Promise<void> {
    await this.desk?.undo();
  }

  async redo(): Promise<void> {
    await this.desk?.redo();
  }

  /** Brings the author to a slot. */
  reveal(path: string): void {
    this.shown?.reveal(path);
  }

  /** The body that Braze would get, to look at; only of a draft that may go. */
  async exportPayload(account: Account): Promise<object | null> {
    return (await this.running?.engine.payload(account)) ?? null;
  }

  /** The digest of what the author sees. */
  async digest(): Promise<string> {
    return (await this.running?.engine.digest()) ?? '';
  }

  /** The message as a sample recipient gets it. */
  async exportHtml(): Promise<string> {
    return (await this.running?.engine.preview(null))?.html ?? '';
  }

  async exportText(): Promise<string> {
    return (await this.running?.engine.preview(null))?.text ?? '';
  }

  /** Sends the draft off, as the button does. */
  async schedule(): Promise<void> {
    await this.sending?.send();
  }

  async setLocale(locale: Locale): Promise<void> {
    if (!this.running || !this.store.state.kit) return;
    const report = await this.running.engine.setLocale(locale);
    this.store.set({ locale, ...(report ? { report } : {}) });
    this.build();
  }

  // ── Inside ───────────────────────────────────────────────────────────────────────────────────────────────────────

  private async session() {
    try {
      return await this.keeper!.renew();
    } catch (error) {
      this.tell('session-expired');
      throw error instanceof CountersignError
        ? error
        : new CountersignError({ code: 'no-session', message: `sessionProvider failed: ${String(error)}` });
    }
  }

  private show(element: HTMLElement): void {
    set(this.place, 'lang', this.store.state.locale);
    fill(this.place, element);
  }

  /** Builds the parts in the language of now. */
  private build(): void {
    const { store, desk, sending, uploading, keeping, running } = this;
    if (!desk || !sending || !uploading || !keeping || !running) return;
    this.shown?.destroy?.();
    const { locale, kit } = store.state;
    const context: Context = {
      store,
      desk,
      sending,
      uploading,
      keeping,
      engine: running.engine,
      words: WORDS[locale],
      locale,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      id: (what) => `${what}-${++this.ids}`,
      reveal: (path, span) => this.shown?.reveal(path, span),
      rules: this.getAttribute('rules'),
      mirror: this.providers.mirror ?? ((address) => address),
    };
    const colours = accent(kit?.brand.accent);
    for (const [part, value] of Object.entries(colours ?? {})) this.place.style.setProperty(`--brand-${part}`, value);
    this.shown = shell(context);
    this.show(this.shown.element);
    this.shown.update(store.state, null);
  }

  private follow(state: State, before: State): void {
    if (state.broken && state.broken !== before.broken)
      this.show(trouble(state.broken, WORDS[state.locale], () => void this.load()));
    else if (!state.broken) this.shown?.update(state, before);
    if (state.draft && state.draft !== before.draft) this.tell('change', { draft: state.draft });
    if (state.report !== before.report) this.tell('findings', { report: state.report });
    if (state.sending !== before.sending && state.sending.is === 'scheduled') {
      const id = state.draftId;
      if (id) void this.keeping?.forget(id);
      this.tell('scheduled', { receipt: state.sending.receipt });
    }
  }

  private readonly failed = (error: unknown): { code: string; message: string } => {
    const { code, message } = error instanceof CountersignError ? error : { code: 'unknown', message: String(error) };
    this.tell('error', { code, message });
    return { code, message };
  };

  private tell(what: string, detail: unknown = null): void {
    this.dispatchEvent(new CustomEvent(`countersign-${what}`, { detail, bubbles: true, composed: true }));
  }
}
