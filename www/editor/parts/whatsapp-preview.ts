// A WhatsApp message as a phone shows it: what Meta approved, with what the author filled in.

import type { WhatsAppPreview } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import { fill, h, icon, say } from '../dom.ts';
import { icons } from '../icons.ts';
import type { PhonePart } from './phone-preview.ts';

/** The talk with its bubble and buttons; beneath, what the buttons open and call. */
export function whatsAppPreview({ words, store, mirror }: Context): PhonePart<WhatsAppPreview> {
  const { brand, office } = store.state.kit ?? {};
  const picture = h('img', { class: 'talk-picture', alt: '' });
  const [header, body, footer] = [
    h('strong', { class: 'talk-header' }),
    h('p', { class: 'talk-body' }),
    h('p', { class: 'talk-footer' }),
  ];
  const buttons = h('div', { class: 'talk-buttons' });
  const opens = h('p', { class: 'push-opens' });
  const calls = h('p', { class: 'push-opens' });
  const element = h(
    'div',
    { class: 'phone' },
    h('p', { class: 'phone-name talk-name' }, brand?.name ?? office?.name ?? ''),
    h(
      'div',
      { class: 'phone-screen talk' },
      h('div', { class: 'talk-bubble' }, picture, h('div', { class: 'talk-words' }, header, body, footer), buttons),
    ),
    h('div', { class: 'phone-foot' }, opens, calls),
  );
  return {
    element,
    show(shown) {
      if (!shown) return;
      const address = shown.image ? mirror(shown.image) : '';
      picture.hidden = !address;
      if (address && picture.getAttribute('src') !== address) picture.src = address;
      for (const [line, text] of [[header, shown.header], [footer, shown.footer]] as const) {
        line.hidden = !text;
        say(line, text ?? '');
      }
      say(body, shown.body || words.preview.nothing);
      fill(
        buttons,
        shown.link_text ? h('span', { class: 'talk-button' }, icon(icons.link, 16), shown.link_text) : null,
        shown.phone_text ? h('span', { class: 'talk-button' }, icon(icons.call, 16), shown.phone_text) : null,
        ...shown.replies.map((reply) => h('span', { class: 'talk-button' }, icon(icons.reply, 16), reply)),
      );
      buttons.hidden = !shown.link_text && !shown.phone_text && shown.replies.length === 0;
      opens.hidden = !shown.link;
      fill(opens, `${words.preview.whatsApp.opens} `, h('code', null, shown.link ?? ''));
      calls.hidden = !shown.phone;
      fill(calls, `${words.preview.whatsApp.calls} `, h('code', null, shown.phone ?? ''));
    },
  };
}
