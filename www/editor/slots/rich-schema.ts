// The document of a markdown slot. Names and attributes are those of the engine's `markdown::to_document`.

import { Schema } from 'prosemirror-model';
import { type ChipLabels, chipSpec } from './chips.ts';

export const richSchema = (labels: ChipLabels): Schema =>
  new Schema({
    nodes: {
      doc: { content: 'block+' },
      paragraph: { group: 'block', content: 'inline*', toDOM: () => ['p', 0] },
      heading: {
        group: 'block',
        content: 'inline*',
        attrs: { level: { default: 2 } },
        defining: true,
        toDOM: (node) => [`h${String(node.attrs.level)}`, 0],
      },
      bullet_list: {
        group: 'block',
        content: 'list_item+',
        attrs: { tight: { default: true } },
        toDOM: () => ['ul', 0],
      },
      ordered_list: {
        group: 'block',
        content: 'list_item+',
        attrs: { order: { default: 1 }, tight: { default: true } },
        toDOM: (node) => (node.attrs.order === 1 ? ['ol', 0] : ['ol', { start: node.attrs.order }, 0]),
      },
      list_item: { content: 'block+', defining: true, toDOM: () => ['li', 0] },
      text: { group: 'inline' },
      hard_break: { group: 'inline', inline: true, selectable: false, toDOM: () => ['br'] },
      merge_tag: chipSpec(labels),
    },
    marks: {
      link: {
        attrs: { href: {}, title: { default: null } },
        inclusive: false,
        toDOM: (mark) => ['a', { class: 'rich-link', title: String(mark.attrs.href) }, 0],
      },
      em: { toDOM: () => ['em', 0] },
      strong: { toDOM: () => ['strong', 0] },
    },
  });
