// The start: templates of the group, drafts that this browser kept, samples that the host offers.

import type { TemplateView } from '../../../src/wasm/types';
import type { SavedDraft } from '../drafts.ts';
import { type Context, localized, type Part } from '../context.ts';
import { h, icon, Keyed } from '../dom.ts';
import { icons } from '../icons.ts';
import type { State } from '../state.ts';
import { sent } from './sent.ts';
import { sketch } from './sketch.ts';

export function start(context: Context): Part {
  const { words, locale, store, desk, keeping, sending } = context;
  const w = words.start;
  const { kit, samples } = store.state;
  const nameOf = (id: string) => localized(kit?.templates.find((one) => one.id === id)?.name, locale) || id;
  const date = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });

  const card = (template: TemplateView) => {
    const id = context.id('template');
    return h(
      'li',
      { class: 'card' },
      sketch(template, context),
      h(
        'div',
        { class: 'card-body' },
        h(
          'h3',
          { class: 'card-title', id },
          h(
            'button',
            {
              class: 'card-button',
              type: 'button',
              'aria-label': w.use(localized(template.name, locale)),
              'aria-describedby': `${id}-text`,
              data: { template: template.id },
              on: { click: () => void desk.begin(template.id) },
            },
            localized(template.name, locale),
          ),
        ),
        h('p', { class: 'card-text', id: `${id}-text` }, localized(template.description, locale)),
        h(
          'p',
          { class: 'card-foot' },
          [...template.channels.map((channel) => words.channels[channel]), w.places(template.slots.length)].join(' · '),
          icon(icons.next, 16),
        ),
      ),
    );
  };

  const draftList = h('ul', { class: 'rows' });
  const drafts = new Keyed<SavedDraft>(
    draftList,
    ({ id, at }) => `${id}${at}`,
    (saved) => {
      const title = saved.draft.name || nameOf(saved.draft.template);
      const element = h(
        'li',
        { class: 'row' },
        h(
          'div',
          { class: 'row-body' },
          h('strong', { class: 'row-title' }, title),
          h(
            'span',
            { class: 'row-text' },
            [saved.draft.name ? nameOf(saved.draft.template) : '', w.changed(date.format(saved.at))]
              .filter(Boolean)
              .join(' · '),
          ),
        ),
        h(
          'button',
          {
            class: 'button small',
            type: 'button',
            'aria-label': `${w.resume}: ${title}`,
            on: { click: () => void desk.resume(saved) },
          },
          w.resume,
        ),
        h(
          'button',
          {
            class: 'tool',
            type: 'button',
            'aria-label': `${w.remove}: ${title}`,
            title: w.remove,
            on: {
              click: () => {
                if (globalThis.confirm(w.removeAsk(title)))
                  void keeping.forget(saved.id).then(() => desk.say(w.removed));
              },
            },
          },
          icon(icons.remove, 18),
        ),
      );
      return { element, update: () => {} };
    },
  );
  const draftSection = h(
    'section',
    { class: 'start-section' },
    h('h2', { class: 'section-title' }, w.drafts),
    draftList,
  );
  const own = samples.filter(({ draft }) => draft.group === kit?.office.id);
  const sampleSection =
    own.length > 0 &&
    h(
      'section',
      { class: 'start-section' },
      h('h2', { class: 'section-title' }, w.samples),
      h(
        'ul',
        { class: 'rows' },
        ...own.map(({ name, description, draft }) =>
          h(
            'li',
            { class: 'row' },
            h(
              'div',
              { class: 'row-body' },
              h('strong', { class: 'row-title' }, name),
              h('span', { class: 'row-text' }, description || nameOf(draft.template)),
            ),
            h(
              'button',
              {
                class: 'button small',
                type: 'button',
                'aria-label': `${w.open}: ${name}`,
                on: { click: () => void desk.tryOpen(structuredClone(draft)) },
              },
              w.open,
            ),
          ),
        ),
      ),
    );
  const templates = kit?.templates ?? [];
  const past = sent(context);
  void sending.loadSends();
  const element = h(
    'div',
    { class: 'start' },
    h(
      'div',
      { class: 'start-head' },
      h('p', { class: 'eyebrow' }, w.hello(kit?.office.name ?? '')),
      h('h1', { class: 'title', tabindex: '-1' }, w.title),
    ),
    draftSection,
    h(
      'section',
      { class: 'start-section' },
      h('h2', { class: 'section-title' }, w.templates),
      templates.length ? h('ul', { class: 'cards' }, ...templates.map(card)) : h('p', { class: 'note' }, w.noTemplates),
    ),
    past.element,
    sampleSection,
    h('p', { class: 'help start-foot' }, words.keptExplain),
  );

  return {
    element,
    update(state: State) {
      drafts.show(state.saved);
      past.update(state, null);
      draftSection.hidden = state.saved.length === 0;
    },
  };
}
