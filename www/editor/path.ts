// Paths into a draft's slots: `intro`, `hero.alt`, `offers[2].title`.

import type { Slot, SlotValue } from '../../src/wasm/types';

type Step = string | number;
type Tree = Record<string, unknown> | unknown[];

/** The steps of a path. */
export function steps(path: string): Step[] {
  return [...path.matchAll(/([^.[\]]+)|\[(\d+)\]/g)].map((match) =>
    match[2] === undefined ? match[1]! : Number(match[2]),
  );
}

/** What stands at `path`. */
export function valueAt(slots: Record<string, SlotValue>, path: string): unknown {
  return steps(path).reduce<unknown>(
    (at, step) => (at === null || typeof at !== 'object' ? undefined : (at as Record<Step, unknown>)[step]),
    slots,
  );
}

/** The slots with `value` at `path`; what is not on the way is shared, what is missing on the way is made. */
export function withValue(slots: Record<string, SlotValue>, path: string, value: SlotValue): Record<string, SlotValue> {
  const put = (at: Tree | undefined, [step, ...rest]: Step[]): Tree => {
    const copy: any =
      typeof step === 'number'
        ? [...((at as unknown[] | undefined) ?? [])]
        : { ...(at as Record<string, unknown> | undefined) };
    copy[step!] = rest.length ? put(copy[step!], rest) : value;
    return copy;
  };
  return put(slots, steps(path)) as Record<string, SlotValue>;
}

/** The slot that `path` names, whatever part of it. */
export function slotAt(slots: readonly Slot[], path: string): Slot | undefined {
  let level: readonly Slot[] = slots;
  let found: Slot | undefined;
  for (const step of steps(path)) {
    if (typeof step === 'number') continue;
    const next = level.find((slot) => slot.id === step);
    if (!next) break;
    found = next;
    level = next.slots ?? [];
  }
  return found;
}

/** The first part: the slot of the form's first level. */
export const top = (path: string): string => String(steps(path)[0] ?? '');

/** Whether `path` is `above` or lies in it. */
export const inside = (path: string, above: string): boolean =>
  path === above || path.startsWith(`${above}.`) || path.startsWith(`${above}[`);

/** What an untouched slot holds. */
export function empty(slot: Slot): SlotValue {
  switch (slot.kind) {
    case 'image':
      return { src: '', alt: '' };
    case 'switch':
      return false;
    case 'repeat':
      return Array.from({ length: slot.min ?? 0 }, () => emptyBlock(slot));
    case 'choice':
      return slot.choices?.[0]?.value ?? '';
    default:
      return '';
  }
}

/** A new block of a repeat slot. */
export const emptyBlock = (slot: Slot): Record<string, SlotValue> =>
  Object.fromEntries((slot.slots ?? []).map((inner) => [inner.id, empty(inner)]));

/** Whether an author has put something in. */
export function filled(value: unknown): boolean {
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.some(filled);
  if (value !== null && typeof value === 'object')
    return 'src' in value ? filled(value.src) : Object.values(value).some(filled);
  return value === true;
}

/** The values that fit these slots: a draft may be older than its template. What a slot is without is empty. */
export function fit(slots: readonly Slot[], values: Record<string, unknown>): Record<string, SlotValue> {
  return Object.fromEntries(slots.map((slot) => [slot.id, fitting(slot, values[slot.id])]));
}

function fitting(slot: Slot, value: unknown): SlotValue {
  switch (slot.kind) {
    case 'image': {
      const { src, alt } = (typeof value === 'object' && value ? value : {}) as Partial<Record<'src' | 'alt', unknown>>;
      return { src: typeof src === 'string' ? src : '', alt: typeof alt === 'string' ? alt : '' };
    }
    case 'switch':
      return value === true;
    case 'repeat':
      return Array.isArray(value)
        ? value.map((block) => fit(slot.slots ?? [], (block ?? {}) as Record<string, unknown>))
        : empty(slot);
    case 'choice':
      return slot.choices?.some((choice) => choice.value === value) ? (value as string) : empty(slot);
    default:
      return typeof value === 'string' ? value : '';
  }
}
