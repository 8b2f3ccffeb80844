// The author's desk: every verb that a person can do to a draft. Parts ask here; answers come down as state.

import type { Change, Channel, DocNode, Draft, FromRichText, Mapped, Recipient, Schedule, SlotValue } from '../../src/wasm/types';
import type { Texts } from '../text/en.ts';
import type { SavedDraft } from './drafts.ts';
import type { Engine } from './engine/client.ts';
import { Past } from './past.ts';
import { chosen, LINES } from './channels.ts';
import { fit, valueAt, withValue } from './path.ts';
import type { Step } from './state.ts';
import type { Store } from './store.ts';

/** What the desk asks of its surroundings. */
export interface Surroundings {
  engine: Engine;
  store: Store;
  words: () => Texts;
  /** A name that nobody else has. */
  name: () => string;
  failed: (error: unknown) => void;
}

/** Typing that waits while the engine answers an earlier key. */
type Typed = { value: SlotValue } | { doc: DocNode };

export class Desk {
  private readonly past = new Past();
  private waiting = new Map<string, { typed: Typed; settle: ((map: Mapped[] | null) => void)[] }>();
  private busy = false;

  constructor(private readonly at: Surroundings) {}

  private get store(): Store {
    return this.at.store;
  }

  /** The draft on the desk. */
  private get draft(): Draft {
    const { draft } = this.store.state;
    if (!draft) throw new Error('no draft is open');
    return draft;
  }

  // ── Beginning and leaving ────────────────────────────────────────────────────────────────────────────────────────

  /** A new draft from a template of the group. */
  async begin(template: string): Promise<void> {
    const { kit } = this.store.state;
    const found = kit?.templates.find(({ id }) => id === template);
    if (!kit || !found) return;
    await this.open({ template, template_version: found.version, group: kit.office.id, slots: {} });
    this.store.set({ tried: false });
  }

  /** Goes on with a draft that this browser kept. */
  async resume({ id, at, draft }: SavedDraft): Promise<void> {
    if (await this.tryOpen(draft, id)) this.store.set({ keptAt: at });
  }

  /** Opens a draft of before; where that cannot be done, says so and leaves it where it is. */
  async tryOpen(draft: Draft, id?: string): Promise<boolean> {
    try {
      await this.open(draft, id);
      return true;
    } catch (error) {
      this.at.failed(error);
      this.say(this.at.words().start.cannotOpen);
      return false;
    }
  }

  /** Puts a draft on the desk. */
  async open(draft: Draft, id: string = this.at.name()): Promise<void> {
    const template = this.store.state.kit?.templates.find((one) => one.id === draft.template);
    const slots = template ? fit(template.slots, draft.slots) : draft.slots;
    const opened = await this.at.engine.open({ ...draft, slots });
    this.past.clear();
    this.store.set({
      draft: { ...opened.draft, slots },
      draftId: id,
      report: opened.report,
      units: opened.units,
      standing: opened.standing ?? [],
      channel: chosen({ ...opened.draft, slots }, template)[0] ?? 'email',
      step: 'write',
      focus: null,
      outside: {},
      touched: {},
      tried: true,
      sending: { is: 'idle' },
      segments: { is: 'idle' },
      keptAt: null,
      undoable: false,
      redoable: false,
    });
    await this.refresh();
  }

  /** Back to the start; the draft stays kept. */
  async leave(): Promise<void> {
    this.store.set({
      draft: null,
      draftId: null,
      real: null,
      ...(this.store.state.recipient < 0 ? { recipient: 0 } : {}),
      sending: { is: 'idle' },
      report: { verdict: 'pass', findings: [] },
      step: 'write',
    });
    await this.at.engine.close();
  }

  go(step: Step): void {
    this.store.set({ step, tried: this.store.state.tried || step !== 'write' });
  }

  /** Another offer: the message is opened anew with it, and stays where it is kept. */
  async setOffer(offer: string | null): Promise<void> {
    const { draftId, tried, touched } = this.store.state;
    try {
      await this.open({ ...this.draft, offer: offer ?? undefined }, draftId ?? undefined);
      this.store.set({ tried, touched });
    } catch (error) {
      this.at.failed(error);
    }
  }

  // ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** What the author calls it. */
  setName(name: string): void {
    this.store.set({ draft: { ...this.draft, name } });
    void this.at.engine.setName(name);
  }

  /** On which channels it goes out; those of the template, in its order. */
  async setChannels(channels: Channel[]): Promise<void> {
    const template = this.store.state.kit?.templates.find(({ id }) => id === this.draft.template);
    if (channels.length === 0) return;
    const all = template?.channels.length === channels.length;
    const { channel } = this.store.state;
    this.store.set({
      draft: { ...this.draft, channels: all ? undefined : channels },
      channel: channels.includes(channel) ? channel : channels[0]!,
    });
    await this.changed(await this.at.engine.setChannels(channels));
    await this.refresh();
  }

  /** A slot's field says its new value. */
  type(path: string, value: SlotValue): void {
    this.remember(path, value);
    void this.queue(path, { value });
  }

  /** A rich-text field says its new document; answers where its words stand, or `null` if a later key overtook it. */
  typeRich(path: string, doc: DocNode): Promise<Mapped[] | null> {
    return this.queue(path, { doc });
  }

  /** A value that does not come from the slot's own field: a fix, undo, the host. */
  async put(path: string, value: SlotValue, remember = true): Promise<void> {
    if (remember) this.remember(path, value);
    else this.place(path, value);
    const { outside } = this.store.state;
    this.store.set({ outside: { ...outside, [path]: (outside[path] ?? 0) + 1 } });
    await this.queue(path, { value });
  }

  /** Takes a fix. */
  async fix(finding: number, fix: number): Promise<void> {
    try {
      const { path, value } = await this.at.engine.fixed(finding, fix);
      this.past.seal();
      await this.put(path, value);
      this.past.seal();
      this.say(this.at.words().fixed, true);
    } catch (error) {
      this.at.failed(error);
    }
  }

  /** The author answers for what a finding asks. */
  async attest(finding: number): Promise<void> {
    try {
      const { attestations, ...change } = await this.at.engine.attest(finding);
      this.store.set({ draft: { ...this.draft, attestations } });
      await this.changed(change);
      this.say(this.at.words().attested);
    } catch (error) {
      this.at.failed(error);
    }
  }

  async undo(): Promise<void> {
    await this.step(this.past.back(), this.at.words().undone);
  }

  async redo(): Promise<void> {
    await this.step(this.past.forth(), this.at.words().redone);
  }

  private async step(change: { path: string; value: SlotValue } | null, said: string): Promise<void> {
    if (!change) return;
    await this.put(change.path, change.value, false);
    this.store.set({ undoable: this.past.canUndo, redoable: this.past.canRedo });
    this.say(said);
  }

  private remember(path: string, value: SlotValue): void {
    const before = valueAt(this.draft.slots, path) as SlotValue | undefined;
    this.past.record(path, before ?? '', value, Date.now());
    this.place(path, value);
    this.store.set({ undoable: this.past.canUndo, redoable: this.past.canRedo });
  }

  private place(path: string, value: SlotValue): void {
    this.store.set({ draft: { ...this.draft, slots: withValue(this.draft.slots, path, value) } });
  }

  /** One question at a time; of several keys in one slot only the last is asked. */
  private queue(path: string, typed: Typed): Promise<Mapped[] | null> {
    return new Promise((settle) => {
      const before = this.waiting.get(path);
      this.waiting.delete(path);
      before?.settle.forEach((overtaken) => overtaken(null));
      this.waiting.set(path, { typed, settle: [settle] });
      void this.work();
    });
  }

  private async work(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      for (let next; (next = this.waiting.entries().next().value);) {
        const [path, { typed, settle }] = next;
        this.waiting.delete(path);
        const map = await this.tell(path, typed).catch((error: unknown) => {
          this.at.failed(error);
          return null;
        });
        settle.forEach((one) => one(map));
      }
    } finally {
      this.busy = false;
    }
  }

  private async tell(path: string, typed: Typed): Promise<Mapped[] | null> {
    if ('value' in typed) {
      await this.changed(await this.at.engine.set(path, typed.value));
      return null;
    }
    const change: Change & FromRichText = await this.at.engine.setRichText(path, typed.doc);
    if (this.store.state.draft) this.remember(path, change.markdown);
    await this.changed(change);
    return change.map;
  }

  private async changed(change: Change): Promise<void> {
    const { preview } = this.store.state;
    const { report, patches, whole: anew, ...lines } = change;
    const shown = LINES.filter((name) => lines[name] !== undefined);
    const whole =
      preview.whole && shown.length
        ? { ...preview.whole, ...Object.fromEntries(shown.map((name) => [name, lines[name]])) }
        : preview.whole;
    this.store.set({
      ...(report ? { report } : {}),
      preview:
        patches.length || whole !== preview.whole
          ? { ...preview, whole, patches, patched: preview.patched + 1 }
          : preview,
    });
    if (anew) await this.refresh();
  }

  // ── Looking ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /** The whole preview anew. */
  async refresh(): Promise<void> {
    const { kit, recipient } = this.store.state;
    const { real } = this.store.state;
    const whole = await this.at.engine.preview((recipient < 0 ? real : kit?.recipients[recipient]) ?? null);
    const { preview } = this.store.state;
    this.store.set({ preview: { revision: preview.revision + 1, whole, patches: [], patched: preview.patched } });
  }

  async lookAs(recipient: number): Promise<void> {
    this.store.set({ recipient });
    await this.refresh();
  }

  /** As a real customer, who is forgotten with the draft. */
  async lookAsReal(real: Recipient): Promise<void> {
    this.store.set({ real, realTrouble: null, recipient: -1 });
    await this.refresh();
  }

  look(how: { device?: 'desktop' | 'phone'; dark?: boolean; channel?: Channel }): void {
    this.store.set(how);
  }

  /** The author has been in this slot and left it. */
  touch(path: string): void {
    const { touched } = this.store.state;
    if (!touched[path]) this.store.set({ touched: { ...touched, [path]: true } });
  }

  /** The author is in this slot. */
  focus(path: string | null): void {
    this.store.set({ focus: path });
  }

  // ── Whom and when ────────────────────────────────────────────────────────────────────────────────────────────────

  async setAudience(segment: string | null): Promise<void> {
    this.store.set({ draft: { ...this.draft, audience: segment ? { segment } : undefined } });
    await this.changed(await this.at.engine.setAudience(segment));
  }

  /** A list of customers that the office uploaded. */
  async setList(list: string): Promise<void> {
    this.store.set({ draft: { ...this.draft, audience: { list } } });
    await this.changed(await this.at.engine.setList(list));
  }

  async setSchedule(schedule: Schedule | null): Promise<void> {
    this.store.set({ draft: { ...this.draft, schedule: schedule ?? undefined } });
    await this.changed(await this.at.engine.setSchedule(schedule));
  }

  /** A sentence for the live region, and for eyes for a moment. */
  say(text: string, undo = false): void {
    this.store.set({ said: { text, undo, count: this.store.state.said.count + 1 } });
  }
}
