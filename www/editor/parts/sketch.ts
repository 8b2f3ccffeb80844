// A small still of a template, for its card: drawn when it comes into view, never touched, not read aloud.

import type { TemplateView } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import { h } from '../dom.ts';
import { empty } from '../path.ts';
import { html as trusted } from '../trusted.ts';
import { EMPTY, PreviewPage } from './preview-page.ts';

export function sketch(template: TemplateView, context: Context): HTMLElement {
  const { engine, store } = context;
  const frame = h('iframe', {
    class: 'sketch-frame',
    sandbox: 'allow-same-origin',
    referrerpolicy: 'no-referrer',
    tabindex: '-1',
    inert: true,
  });
  const element = h('div', { class: 'sketch', 'aria-hidden': 'true' }, frame);
  const draw = async () => {
    const group = store.state.kit?.office.id ?? '';
    const sample = store.state.samples.find(
      ({ draft }) => draft.template === template.id && draft.group === group,
    )?.draft;
    const slots = Object.fromEntries(template.slots.map((slot) => [slot.id, empty(slot)]));
    const drawn = await engine.sketch(sample ?? { template: template.id, group, slots }).catch(() => '');
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
