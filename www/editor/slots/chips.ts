// Merge tags as chips: one unbreakable word with a label that people understand.

import type { NodeSpec } from 'prosemirror-model';
import type { MergeTag, Slot } from '../../../src/wasm/types';
import { localized } from '../context.ts';
import type { Texts } from '../../text/en.ts';

/** What each chip says, by name. */
export type ChipLabels = ReadonlyMap<string, { label: string; title: string }>;

/** The chips that a slot may hold. */
export function chipLabels(slot: Slot, tags: readonly MergeTag[], locale: 'en' | 'fr', words: Texts): ChipLabels {
  return new Map(
    (slot.merge_tags ?? []).flatMap((name) => {
      const tag = tags.find((one) => one.name === name);
      if (!tag) return [];
      const label = localized(tag.label, locale) || name;
      return [[name, { label, title: words.write.tagOf(label, localized(tag.default, locale)) }]];
    }),
  );
}

/** The node of a chip. */
export const chipSpec = (labels: ChipLabels): NodeSpec => ({
  group: 'inline',
  inline: true,
  atom: true,
  attrs: { name: { validate: 'string' } },
  toDOM: (node) => {
    const known = labels.get(String(node.attrs.name));
    return [
      'span',
      { class: 'chip', title: known?.title ?? '', 'data-tag': node.attrs.name, contenteditable: 'false' },
      known?.label ?? String(node.attrs.name),
    ];
  },
  leafText: (node) => `{{ ${String(node.attrs.name)} }}`,
});
