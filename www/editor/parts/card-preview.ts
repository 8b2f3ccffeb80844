// A content card as an app shows it, in the form that its template has.

import type { CardPreview } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import { fill, h, say } from '../dom.ts';
import { spoken } from '../when.ts';
import type { PhonePart } from './phone-preview.ts';

/** The home screen of an app with the card on it; beneath, how long it stays and what a tap opens. */
export function cardPreview({ words, store, mirror, locale, ...context }: Context): PhonePart<CardPreview> {
  const w = words.preview.card;
  const { brand, office } = store.state.kit ?? {};
  const zone = office?.time_zone ?? context.zone;
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
  // A clock time is everybody's own; an instant is told in the office's zone.
  const ends = (until: string): string =>
    until.endsWith('Z') ? spoken(new Date(until), zone, locale) : spoken(new Date(`${until}Z`), 'UTC', locale);
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
      say(stays, 'days' in shown.stays ? w.stays(shown.stays.days) : w.until(ends(shown.stays.until)));
      opens.hidden = !shown.link;
      fill(opens, `${words.preview.push.opens} `, h('code', null, shown.link ?? ''));
    },
  };
}
