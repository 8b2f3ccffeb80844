// A slot of blocks that repeat: add, move, remove; each block has its own fields.

import type { BlockValue } from '../../../src/wasm/types';
import { h, icon, Keyed, set } from '../dom.ts';
import { icons } from '../icons.ts';
import { emptyBlock, inside, valueAt } from '../path.ts';
import { localized } from '../context.ts';
import type { State } from '../state.ts';
import type { Field, MakeField } from './field.ts';
import { SlotFrame } from './frame.ts';

interface Block {
  index: number;
}

export const repeatField: MakeField = ({ slot, path, context, names }): Field => {
  const { store, desk, words, locale } = context;
  const w = words.write;
  const label = localized(slot.label, locale);
  const value = (): BlockValue[] => (valueAt(store.state.draft?.slots ?? {}, path) as BlockValue[] | undefined) ?? [];
  const frames = new Map<number, SlotFrame[]>();
  const least = slot.min ?? 0;
  const most = slot.max ?? 20;

  /** Blocks have no names: what moved is told to every field as a value from elsewhere. */
  const put = (blocks: BlockValue[]) => desk.put(path, blocks);
  const move = (from: number, to: number) => {
    const blocks = [...value()];
    const [one] = blocks.splice(from, 1);
    blocks.splice(to, 0, one!);
    void put(blocks).then(() =>
      list.querySelectorAll<HTMLButtonElement>(to < from ? '.move-up' : '.move-down')[to]?.focus(),
    );
  };

  const create = ({ index }: Block) => {
    const title = w.block(label, index + 1);
    const inner = (slot.slots ?? []).map(
      (one) => new SlotFrame({ slot: one, path: `${path}[${index}].${one.id}`, context, number: null }),
    );
    frames.set(index, inner);
    const tool = (className: string, name: string, drawing: string, click: () => void) =>
      h(
        'button',
        { class: `tool ${className}`, type: 'button', 'aria-label': name, title: name, on: { click } },
        icon(drawing, 18),
      );
    const up = tool('move-up', w.up(title), icons.up, () => index > 0 && move(index, index - 1));
    const down = tool(
      'move-down',
      w.down(title),
      icons.down,
      () => index < value().length - 1 && move(index, index + 1),
    );
    const remove = tool('remove', w.removeBlock(title), icons.remove, () => {
      void put(value().filter((_, at) => at !== index)).then(() => {
        desk.say(w.blockRemoved(title), true);
        add.focus();
      });
    });
    const titleId = context.id('block');
    const element = h(
      'li',
      { class: 'block', 'aria-labelledby': titleId },
      h(
        'div',
        { class: 'block-head' },
        h('span', { class: 'block-title', id: titleId }, title),
        h('span', { class: 'block-tools' }, up, down, remove),
      ),
      ...inner.map((frame) => frame.element),
    );
    return {
      element,
      update: () => {
        const count = value().length;
        set(up, 'aria-disabled', index === 0 ? 'true' : null);
        set(down, 'aria-disabled', index >= count - 1 ? 'true' : null);
        remove.disabled = count <= least || store.state.readonly;
      },
    };
  };

  const list = h('ol', { class: 'blocks' });
  const keyed = new Keyed<Block>(list, ({ index }) => String(index), create);
  const add = h(
    'button',
    {
      class: 'button add',
      type: 'button',
      id: names.field,
      'aria-describedby': names.described,
      on: {
        click: () => {
          const index = value().length;
          void put([...value(), emptyBlock(slot)]).then(() => frames.get(index)?.[0]?.focus());
        },
        focus: () => desk.focus(path),
      },
    },
    icon(icons.add, 18),
    w.add(label),
  );
  const count = h('span', { class: 'count' });

  return {
    element: h('div', { class: 'field repeat' }, list, h('div', { class: 'repeat-foot' }, add, count)),
    update(state: State) {
      const blocks = value();
      for (const index of [...frames.keys()].filter((one) => one >= blocks.length)) {
        frames.get(index)?.forEach((frame) => frame.destroy());
        frames.delete(index);
      }
      keyed.show(blocks.map((_, index) => ({ index })));
      for (const inner of frames.values()) inner.forEach((frame) => frame.update(state));
      add.disabled = blocks.length >= most || state.readonly;
      count.textContent = slot.max ? w.blocks(blocks.length, slot.max) : '';
    },
    focus(span, where) {
      const frame =
        [...frames.values()].flat().find((one) => where !== undefined && inside(where, one.path)) ?? frames.get(0)?.[0];
      if (frame) frame.focus(span, where);
      else add.focus();
    },
    destroy: () => [...frames.values()].flat().forEach((frame) => frame.destroy()),
  };
};
