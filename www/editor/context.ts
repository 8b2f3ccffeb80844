// What every part is given: the state to read, the desk to ask, the words to say.

import type { Localized } from '../../src/wasm/types';
import type { Texts } from '../text/en.ts';
import type { Desk } from './desk.ts';
import type { Engine } from './engine/client.ts';
import type { Keeping } from './keeping.ts';
import type { Sending } from './sending.ts';
import type { State } from './state.ts';
import type { Store } from './store.ts';
import type { Uploading } from './uploading.ts';

export interface Context {
  store: Store;
  desk: Desk;
  sending: Sending;
  uploading: Uploading;
  keeping: Keeping;
  engine: Engine;
  words: Texts;
  locale: 'en' | 'fr';
  /** The time zone of a viewer without an office. */
  zone: string;
  /** A name for an element, of its own in this editor. */
  id: (what: string) => string;
  /** Brings the author to a slot (and to words in it) or to a step. */
  reveal: (path: string, span?: { start: number; end: number }) => void;
  /** Where the catalogue of rules is, if anywhere. */
  rules: string | null;
  /** Where a picture can be seen from here. */
  mirror: (address: string) => string;
}

/** A part of the editor: an element that follows the state. */
export interface Part {
  element: HTMLElement;
  update(state: State, before: State | null): void;
  destroy?(): void;
}

/** A brand's own words in the reader's language, the other language where one is missing. */
export const localized = (words: Localized | null | undefined, locale: 'en' | 'fr'): string =>
  words ? words[locale] || words.en || words.fr : '';
