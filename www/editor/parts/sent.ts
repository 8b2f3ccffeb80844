// What the office sent off lately, as the ledger has it; what failed for certain can be tried again.

import type { SendView } from '../../../src/wasm/types';
import { type Context, localized, type Part } from '../context.ts';
import { fill, h, icon, Keyed } from '../dom.ts';
import { icons } from '../icons.ts';
import { type Outcome, outcomes } from '../outcome.ts';
import { nowOf, type State } from '../state.ts';
import { spoken } from '../when.ts';
import { change } from './change.ts';

/** As many as a person looks through; the rest is for the results page. */
const SHOWN = 5;
const LOOKS: Record<SendView['state'], 'clear' | 'warning' | 'error'> = {
  confirmed: 'clear',
  reserved: 'clear',
  intended: 'warning',
  unknown: 'warning',
  rejected: 'error',
  cancelled: 'warning',
};

export function sent(context: Context): Part {
  const { words, locale, store, sending } = context;
  const w = words.start;
  const zone = store.state.kit?.office.time_zone ?? context.zone;
  const nameOf = (id: string) => localized(store.state.kit?.templates.find((one) => one.id === id)?.name, locale) || id;
  const tag = locale === 'fr' ? 'fr-FR' : 'en-GB';
  const people = new Intl.NumberFormat(tag);
  const share = new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 });
  const told = (outcome: Outcome): HTMLElement => {
    const { reached, opened, clicked, usual, looks } = outcome;
    const rate = (value: number | null | undefined) => (typeof value === 'number' ? share.format(value) : null);
    const parts = [
      w.results.reached(people.format(reached)),
      opened !== null && w.results.opened(share.format(opened), rate(usual.opened)),
      clicked !== null && w.results.clicked(share.format(clicked), rate(usual.clicked)),
    ];
    return h('span', { class: `row-text outcome ${looks}` }, parts.filter(Boolean).join(' · '));
  };
  const list = h('ul', { class: 'rows' });
  const rows = new Keyed<SendView>(
    list,
    ({ id, state, attempts, time, change }) =>
      [id, state, attempts, time, change?.kind, change?.state, store.state.ahead].join('|'),
    (send) => {
      const title = send.name || send.subject || nameOf(send.template);
      const again = () => void sending.retry(send);
      const retry = h('button', { class: 'button small', type: 'button', on: { click: again } }, words.send.again);
      retry.setAttribute('aria-label', `${words.send.again}: ${title}`);
      const figures = h('span', { class: 'outcomes' });
      let shown: unknown;
      const changing = change(context, send, title);
      const element = h(
        'li',
        { class: 'row' },
        h(
          'div',
          { class: 'row-body' },
          h('strong', { class: 'row-title' }, title),
          h('span', { class: 'row-text' }, spoken(new Date(send.time), zone, locale)),
          figures,
        ),
        h(
          'span',
          { class: `state ${LOOKS[send.state]}` },
          icon(icons[send.state === 'confirmed' ? 'check' : 'info'], 16),
          send.state === 'confirmed' && Date.parse(send.time) < nowOf(store.state).getTime() ? w.gone : w.states[send.state],
        ),
        send.can_retry && retry,
        changing.tools,
        changing.panel,
      );
      const update = () => {
        changing.update(store.state);
        const results = store.state.results[send.id];
        if (results === shown) return;
        shown = results;
        fill(figures, ...(results ? outcomes(results).map(told) : []));
      };
      return { element, update };
    },
  );
  const element = h('section', { class: 'start-section' }, h('h2', { class: 'section-title' }, w.sent), list);
  return {
    element,
    update(state: State) {
      rows.show(state.sends.slice(0, SHOWN));
      element.hidden = state.sends.length === 0;
    },
  };
}
