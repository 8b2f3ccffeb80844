// The exceptions that head office granted and this message makes use of: who allowed what, why, until when. Folded away:
// nothing is to be done about them.

import type { Waived } from '../../../src/wasm/types';
import { type Context } from '../context.ts';
import { fill, h, say } from '../dom.ts';

export function exceptions(context: Context): { element: HTMLElement; show: (waived: readonly Waived[]) => void } {
  const w = context.words.findings.exceptions;
  const tag = context.locale === 'fr' ? 'fr-FR' : 'en-GB';
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' });
  const summary = h('summary', null);
  const list = h('ul', { class: 'exception-list' });
  const element = h('details', { class: 'exceptions' }, summary, h('p', { class: 'help' }, w.explain), list);
  const line = (one: Waived) =>
    h(
      'li',
      { class: 'exception', data: { rule: one.rule } },
      h('strong', null, one.title),
      h('p', null, one.why),
      h('p', { class: 'finding-source' }, w.by(one.who, day.format(new Date(`${one.until}T00:00:00Z`)))),
      one.severity && h('p', { class: 'finding-source' }, w.lighter),
    );
  return {
    element,
    show(waived) {
      element.hidden = waived.length === 0;
      say(summary, w.count(waived.length));
      fill(list, ...waived.map(line));
    },
  };
}
