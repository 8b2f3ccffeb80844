// The channels of a draft: those that it goes out on, and which slots stand on which.

import type { Change, Channel, Draft, Finding, Preview, TemplateView } from '../../src/wasm/types';
import type { State } from './state.ts';

/** The channels on which a draft goes out, in the template's order. */
export function chosen(draft: Draft | null, template: TemplateView | undefined): Channel[] {
  const all = template?.channels ?? [];
  return draft?.channels?.length ? all.filter((channel) => draft.channels!.includes(channel)) : all;
}

/** The channels on which a slot stands. */
export const standing = (state: State, slot: string): Channel[] =>
  state.standing.filter(([, slots]) => slots.includes(slot)).map(([channel]) => channel);

/** What a finding is about, in words: nothing where the draft goes out on one channel. */
export const about = (finding: Finding, names: Record<Channel, string>): string =>
  (finding.channels ?? []).map((channel) => names[channel]).join(', ');

/** What of a preview is no HTML: a change brings those that are others than before. */
export const LINES = ['subject', 'preheader', 'sms', 'push', 'content_card', 'whats_app', 'webhook'] as const satisfies (keyof Change & keyof Preview)[];

/** How many characters Android shows of a notification's text on the locked screen, and iPhones. */
export const LOCK_SCREEN = { android: 49, ios: 160 } as const;

/** A text as a screen shows it that has room for so many characters. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most - 1).join('').trimEnd()}…` : text;
}
