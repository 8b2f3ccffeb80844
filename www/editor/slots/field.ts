// What every field of a slot is: an element that shows the slot's value and says when the author changed it.

import type { Slot, Span } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import type { State } from '../state.ts';

/** The names of the elements that describe a field. */
export interface Names {
  field: string;
  label: string;
  described: string;
}

export interface Field {
  element: HTMLElement;
  update(state: State): void;
  /** Puts the cursor in, at these words where it can; `path` may name a part of the slot. */
  focus(span?: Span, path?: string): void;
  destroy?(): void;
}

export interface FieldOf {
  slot: Slot;
  path: string;
  context: Context;
  names: Names;
}
export type MakeField = (of: FieldOf) => Field;
