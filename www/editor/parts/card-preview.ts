// A content card as an app shows it, in the form that its template has.

import type { CardPreview } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import { fill, h, say } from '../dom.ts';
import type { PhonePart } from './phone-preview.ts';

/** The home screen of an app with the card on it; beneath, how long it stays and what a tap opens. */
export function cardPreview({ words, store, mirror }: Context): PhonePart<CardPreview> {
  const w = words.preview.card;
  const { brand } = store.state.kit ?? {};
  const picture = h('img', { class: 'card-picture', alt: '' });
  const [title, text] = [h('strong', { class: 'card-shown-title' }), h('p', { class: 'card-shown-text' })];
  const link = h('span', { class: 'card-shown-link' });
  const pin = h('span', { class: 'card-pin' }, w.pinned);
  const card = h('div', { class: 'card-shown' }, picture, h('div', { class: 'card-words' }, title, text, link), pin);
  const stays = h('p', { class: 'card-stays' });
  const opens = h('p', { class: 'push-opens' });
  const element = h(
    'div',
    { class: 'phone' },
    h('p', { class: 'phone-name' }, brand?.name ?? ''),
    h('div', { class: 'phone-screen app' }, card, h('div', { class: 'card-ghost' })),
    h('div', { class: 'phone-foot' }, stays, opens),
  );
  return {
    element,
    show(shown) {
      if (!shown) return;
      card.dataset.type = shown.type;
      const address = shown.image ? mirror(shown.image) : '';
      picture.hidden = !address;
      picture.alt = shown.image_alt ?? '';
      if (address && picture.getAttribute('src') !== address) picture.src = address;
      say(title, shown.title || words.preview.nothing);
      say(text, shown.description);
      link.hidden = !shown.link_text;
      say(link, shown.link_text ?? '');
      pin.hidden = !shown.pinned;
      say(stays, w.stays(shown.days));
      opens.hidden = !shown.link;
      fill(opens, `${words.preview.push.opens} `, h('code', null, shown.link ?? ''));
    },
  };
}
