// What is shown when the editor cannot start: what happened, what to do, and the detail for whoever is called.

import type { Texts } from '../../text/en.ts';
import { h, icon } from '../dom.ts';
import { icons } from '../icons.ts';

export function trouble(
  { code, message }: { code: string; message: string },
  words: Texts,
  again: () => void,
): HTMLElement {
  const w = words.trouble;
  const text = (w as Record<string, string>)[code] ?? w.other;
  return h(
    'div',
    { class: 'trouble', role: 'alert' },
    h('div', { class: 'result-icon' }, icon(icons.warning, 32)),
    h('h2', { class: 'title' }, w.title),
    h('p', { class: 'lead' }, text),
    h('button', { class: 'button primary', type: 'button', on: { click: again } }, w.reload),
    h('details', { class: 'technical' }, h('summary', null, w.detail), h('p', null, `${message} (${code})`)),
  );
}
