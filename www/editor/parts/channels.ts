// On which of its channels a draft goes out, where its template has several.

import type { Channel } from '../../../src/wasm/types';
import { chosen } from '../channels.ts';
import { type Context, type Part } from '../context.ts';
import { h } from '../dom.ts';
import type { State } from '../state.ts';

export function channels(context: Context): Part {
  const { words, store, desk } = context;
  const template = store.state.kit?.templates.find(({ id }) => id === store.state.draft?.template);
  const boxes = (template?.channels ?? []).map((channel): [Channel, HTMLInputElement] => [
    channel,
    h('input', { type: 'checkbox', data: { channel }, on: { change: () => void change(channel) } }),
  ]);
  const change = async (channel: Channel) => {
    const wanted = boxes.filter(([, box]) => box.checked).map(([one]) => one);
    // The last one stays: a message that goes nowhere is none.
    if (wanted.length === 0) boxes.find(([one]) => one === channel)![1].checked = true;
    else await desk.setChannels(wanted);
  };
  const element = h(
    'fieldset',
    { class: 'name-field channels' },
    h('legend', { class: 'sub-label' }, words.write.channels),
    h(
      'div',
      { class: 'choices' },
      ...boxes.map(([channel, box]) => h('label', { class: 'choice' }, box, words.channels[channel])),
    ),
  );
  element.hidden = boxes.length < 2;
  return {
    element,
    update(state: State) {
      const now = chosen(state.draft, template);
      for (const [channel, box] of boxes) {
        box.checked = now.includes(channel);
        box.disabled = state.readonly;
      }
    },
  };
}
