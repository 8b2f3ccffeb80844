// A small still of a template, for its card: drawn when it comes into view, never touched, not read aloud.

import type { BlockValue, Channel, Slot, SlotValue, TemplateView } from '../../../src/wasm/types';
import { type Context, localized } from '../context.ts';
import { h, icon } from '../dom.ts';
import { icons } from '../icons.ts';
import { empty } from '../path.ts';
import type { LibraryImage } from '../state.ts';
import { html as trusted } from '../trusted.ts';
import { EMPTY, PreviewPage } from './preview-page.ts';

/** What stands for a message that has no page to draw. */
const DRAWINGS: Record<Channel, keyof typeof icons> = { email: 'file', sms: 'bubble', push: 'bell', content_card: 'card', whats_app: 'talk', webhook: 'server' };

export function sketch(template: TemplateView, context: Context): HTMLElement {
  const { engine, store } = context;
  if (!template.channels.includes('email')) {
    const drawing = icons[DRAWINGS[template.channels[0] ?? 'email']];
    return h('div', { class: 'sketch drawn', 'aria-hidden': 'true' }, icon(drawing, 96));
  }
  const frame = h('iframe', {
    class: 'sketch-frame',
    sandbox: 'allow-same-origin',
    referrerpolicy: 'no-referrer',
    tabindex: '-1',
    inert: true,
  });
  const element = h('div', { class: 'sketch', 'aria-hidden': 'true' }, frame);
  const draw = async () => {
    const { kit, images } = store.state;
    const locale = /^fr/i.test(kit?.office.locale ?? '') ? 'fr' : 'en';
    const group = kit?.office.id ?? '';
    // Each template with another picture.
    const own = 4 + (kit?.templates.findIndex(({ id }) => id === template.id) ?? 0) * 2;
    const slots = Object.fromEntries(
      template.slots.map((slot, at) => [slot.id, filler(slot, images, locale, own + at)]),
    );
    const drawn = await engine.sketch({ template: template.id, group, slots }).catch(() => '');
    if (frame.contentDocument && drawn) new PreviewPage(frame.contentDocument, context.mirror).show(drawn, false);
  };
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    frame.addEventListener('load', () => void draw(), { once: true });
    frame.srcdoc = trusted(EMPTY);
  });
  seen.observe(element);
  return element;
}

/** What stands in a slot of a still: its example or its label, a picture of the library, two blocks. */
function filler(slot: Slot, images: readonly LibraryImage[], locale: 'en' | 'fr', at: number): SlotValue {
  const words = localized(slot.placeholder, locale) || localized(slot.label, locale);
  const image = images[at % Math.max(images.length, 1)];
  switch (slot.kind) {
    case 'text':
      return words.slice(0, slot.max ?? words.length);
    case 'markdown':
      return words;
    case 'image':
      return { src: image?.src ?? '', alt: '' };
    case 'switch':
      return true;
    case 'repeat':
      return Array.from({ length: Math.min(2, slot.max ?? 2) }, (_, block): BlockValue =>
        Object.fromEntries((slot.slots ?? []).map((one) => [one.id, filler(one, images, locale, at + block)])),
      );
    default:
      return empty(slot);
  }
}
