// What the editor knows at one moment. Plain data: parts read it, nobody but the store replaces it.

import type {
  Channel,
  Draft,
  KitView,
  ListView,
  Locale,
  Patch,
  Preview,
  Problem,
  Receipt,
  Recipient,
  Report,
  Results,
  Segment,
  SendView,
} from '../../src/wasm/types';
import type { SavedDraft } from './drafts.ts';
import type { Upload } from './uploading.ts';

/** A picture that the host offers. */
export interface LibraryImage {
  src: string;
  alt: string;
  name: string;
}
/** A draft that the host offers to begin with. */
export interface SampleDraft {
  name: string;
  description?: string;
  draft: Draft;
}

export type Step = 'write' | 'audience' | 'time' | 'send';
export const STEPS: readonly Step[] = ['write', 'audience', 'time', 'send'];

/** Something that has to be fetched. */
export type Loadable<T> =
  { is: 'idle' } | { is: 'loading' } | { is: 'here'; value: T } | { is: 'failed'; code: string };

/** How sending goes. */
export type Sending =
  | { is: 'idle' }
  | { is: 'sending' }
  | { is: 'scheduled'; receipt: Receipt }
  | { is: 'refused'; problem: Problem }
  | { is: 'failed'; code: string; problem?: Problem; send?: SendView };

/** The preview: `whole` is anew with every `revision`; `patches` are what changed since. */
export interface PreviewState {
  revision: number;
  whole: Preview | null;
  patches: Patch[];
  patched: number;
}

export interface State {
  locale: Locale;
  readonly: boolean;
  /** What hinders the whole editor, by code. */
  broken: { code: string; message: string } | null;
  kit: KitView | null;
  saved: SavedDraft[];
  samples: SampleDraft[];
  images: LibraryImage[];
  draft: Draft | null;
  /** The name under which the draft is kept in this browser. */
  draftId: string | null;
  step: Step;
  report: Report;
  units: [number, string[]][];
  /** Which slots stand on which channel. */
  standing: [Channel, string[]][];
  /** The channel that the preview shows. */
  channel: Channel;
  /** Slots whose value came from elsewhere than their own field: counts up. */
  outside: Record<string, number>;
  preview: PreviewState;
  /** Which sample recipient; -1 is the real one. */
  recipient: number;
  /** A real customer, for this preview only: kept nowhere else. */
  real: Recipient | null;
  /** What kept a real customer from being shown. */
  realTrouble: string | null;
  device: 'desktop' | 'phone';
  dark: boolean;
  /** The slot where the author is. */
  focus: string | null;
  /** Slots where the author has been; `tried` once he went on, or for a draft of before. */
  touched: Readonly<Record<string, true>>;
  tried: boolean;
  segments: Loadable<Segment[]>;
  /** By so many milliseconds the proxy's clock is ahead of this machine's. */
  ahead: number;
  /** What the office sent off, newest first. */
  sends: SendView[];
  /** What became of them, by id, as far as it was asked for. */
  results: Readonly<Record<string, Results>>;
  sending: Sending;
  /** What is wrong with a change of a send, by its id; or that it is on its way. */
  changes: Readonly<Record<string, Problem | 'working'>>;
  lists: Loadable<{ allowed: boolean; lists: ListView[] }>;
  upload: Upload;
  /** When it was last kept in this browser. */
  keptAt: number | null;
  keepFailed: boolean;
  undoable: boolean;
  redoable: boolean;
  /** A sentence for the live region; counts up so that the same sentence is said twice. */
  said: { text: string; count: number; undo: boolean };
}

/** The state before anything is known. */
export const blank: State = {
  locale: 'en',
  readonly: false,
  broken: null,
  kit: null,
  saved: [],
  samples: [],
  images: [],
  draft: null,
  draftId: null,
  step: 'write',
  report: { verdict: 'pass', findings: [] },
  units: [],
  standing: [],
  channel: 'email',
  outside: {},
  preview: { revision: 0, whole: null, patches: [], patched: 0 },
  recipient: 0,
  real: null,
  realTrouble: null,
  device: 'desktop',
  dark: false,
  focus: null,
  touched: {},
  tried: false,
  segments: { is: 'idle' },
  ahead: 0,
  sends: [],
  results: {},
  sending: { is: 'idle' },
  changes: {},
  lists: { is: 'idle' },
  upload: { is: 'idle' },
  keptAt: null,
  keepFailed: false,
  undoable: false,
  redoable: false,
  said: { text: '', count: 0, undo: false },
};

/** Now, by the proxy's clock: what it judges and sends goes by it, whatever this machine's says. */
export const nowOf = ({ ahead }: Pick<State, 'ahead'>): Date => new Date(Date.now() + ahead);
