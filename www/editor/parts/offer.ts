// Which of head office's offers the message is about; templates print its price, dates and conditions.

import { type Context, localized, type Part } from '../context.ts';
import { h } from '../dom.ts';
import type { State } from '../state.ts';

export function offer(context: Context): Part {
  const { words, locale, store, desk } = context;
  const offers = store.state.kit?.offers ?? [];
  const id = context.id('offer');
  const change = () => void desk.setOffer(select.value || null);
  const select = h(
    'select',
    { class: 'input select', id, on: { change } },
    h('option', { value: '' }, words.write.noOffer),
    ...offers.map((one) => h('option', { value: one.id }, localized(one.name, locale))),
  );
  const element = h(
    'div',
    { class: 'name-field' },
    h('label', { class: 'sub-label', for: id }, words.write.offer),
    select,
  );
  element.hidden = offers.length === 0;
  return {
    element,
    update(state: State) {
      select.value = state.draft?.offer ?? '';
      select.disabled = state.readonly;
    },
  };
}
