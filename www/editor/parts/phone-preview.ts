// A text message and a notification as a phone shows them, with what they cost and where they are cut.

import type { PushPreview, SmsPreview } from '../../../src/wasm/types';
import { cut, LOCK_SCREEN } from '../channels.ts';
import type { Context } from '../context.ts';
import { fill, h, say } from '../dom.ts';

/** What shows one message of a phone. */
export interface PhonePart<T> {
  element: HTMLElement;
  show(message: T | undefined): void;
}

/** The bubble of a text message, and beneath it how many messages it takes. */
export function smsPreview({ words, store }: Context): PhonePart<SmsPreview> {
  const w = words.preview.sms;
  const bubble = h('p', { class: 'bubble' });
  const count = h('p', { class: 'sms-count' });
  const because = h('p', { class: 'sms-because' });
  const { office, brand } = store.state.kit ?? {};
  const element = h(
    'div',
    { class: 'phone' },
    h('p', { class: 'phone-name' }, brand?.name ?? office?.name ?? ''),
    h('div', { class: 'phone-screen' }, bubble),
    h('div', { class: 'phone-foot' }, count, because),
  );
  return {
    element,
    show(sms) {
      if (!sms) return;
      say(bubble, sms.body || words.preview.nothing);
      const [alone, among] = sms.encoding === 'gsm7' ? [160, 153] : [70, 67];
      const room = sms.segments > 1 ? sms.segments * among : alone;
      say(count, w.count(sms.segments, sms.units, room, sms.encoding === 'gsm7' ? 'GSM-7' : 'UCS-2'));
      count.dataset.over = sms.segments > 1 ? '' : undefined;
      if (sms.segments <= 1) delete count.dataset.over;
      because.hidden = sms.outside.length === 0;
      say(because, sms.outside.length ? w.because(sms.outside.join(' ')) : '');
    },
  };
}

/** A notification on the locked screens of an iPhone and of an Android phone. */
export function pushPreview({ words, store, mirror }: Context): PhonePart<PushPreview> {
  const w = words.preview.push;
  const { brand } = store.state.kit ?? {};
  const card = (system: 'ios' | 'android') => {
    const [title, body] = [h('strong', { class: 'push-title' }), h('p', { class: 'push-body' })];
    const picture = h('img', { class: 'push-picture', alt: '' });
    const logo = brand?.logo
      ? h('img', { class: 'push-logo', alt: '', src: mirror(brand.logo) })
      : h('span', { class: 'push-logo' });
    const element = h(
      'section',
      { class: `push push-${system}`, 'aria-label': w[system] },
      h('p', { class: 'push-system' }, w[system]),
      h(
        'div',
        { class: 'push-card' },
        h('p', { class: 'push-app' }, logo, h('span', null, brand?.name ?? ''), h('span', { class: 'push-now' }, w.now)),
        h('div', { class: 'push-words' }, h('div', null, title, body), picture),
      ),
    );
    const show = (push: PushPreview) => {
      say(title, push.title || words.preview.nothing);
      say(body, cut(push.body, LOCK_SCREEN[system]));
      picture.hidden = !push.image;
      if (push.image && picture.src !== mirror(push.image)) picture.src = mirror(push.image);
    };
    return { element, show };
  };
  const cards = [card('ios'), card('android')];
  const opens = h('p', { class: 'push-opens' });
  const hidden = h('p', { class: 'push-hidden' });
  const element = h(
    'div',
    { class: 'phone' },
    h('div', { class: 'phone-screen lock' }, ...cards.map((one) => one.element)),
    h('div', { class: 'phone-foot' }, hidden, opens),
  );
  return {
    element,
    show(push) {
      if (!push) return;
      cards.forEach((one) => one.show(push));
      const length = [...push.body].length;
      say(hidden, w.length(length, LOCK_SCREEN.android));
      hidden.toggleAttribute('data-over', length > LOCK_SCREEN.android);
      opens.hidden = !push.link;
      fill(opens, `${w.opens} `, h('code', null, push.link ?? ''));
    },
  };
}
