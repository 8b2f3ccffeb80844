// The office's own lists of customers: to write to where Braze has everybody, to go on with where a file broke off.

import type { ListView } from '../../../src/wasm/types';
import type { Context, Part } from '../context.ts';
import { h, Keyed, say } from '../dom.ts';
import type { State } from '../state.ts';

export function lists(context: Context, group: string): Part {
  const { words, desk, uploading, store, locale } = context;
  const w = words.upload;
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB');
  const title = context.id('lists');
  const list = h('div', { class: 'options', role: 'radiogroup', 'aria-labelledby': title });
  const element = h('section', { class: 'lists' }, h('h3', { class: 'section-title', id: title }, w.lists), list);

  const told = ({ state, rows, sent, left_out, size, taken, trouble }: ListView): string => {
    if (state === 'done') return w.done(number.format(sent));
    if (state === 'uploading') return w.stopped(Math.floor((taken / Math.max(size, 1)) * 100));
    const way = w.onItsWay(number.format(sent), number.format(rows - left_out));
    return trouble ? `${way} ${w.waits}` : way;
  };

  async function download(list: ListView): Promise<void> {
    const address = URL.createObjectURL(await uploading.report(list));
    const link = h('a', { href: address, download: `${list.name || 'report'} - ${w.reportFile}.csv` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  const options = new Keyed<ListView>(
    list,
    ({ id }) => id,
    (first) => {
      let list = first;
      const radio = h('input', {
        type: 'radio',
        name: group,
        value: list.id,
        on: { change: () => radio.checked && void desk.setList(list.id) },
      });
      const text = h('span', { class: 'option-text', role: 'status' });
      const report = h('button', { class: 'button small', type: 'button', on: { click: () => void download(list) } });
      const chooser = h('input', {
        class: 'file',
        type: 'file',
        accept: '.csv,.tsv,.txt,text/csv',
        'aria-label': `${w.goOn}: ${list.name}`,
        on: { change: () => chooser.files?.[0] && void uploading.choose(chooser.files[0], list) },
      });
      const goOn = h('label', { class: 'button small' }, w.goOn, chooser);
      const giveUp = h('button', { class: 'button small quiet', type: 'button', on: { click: () => void uploading.cancel(list) } }, w.giveUp);
      giveUp.setAttribute('aria-label', `${w.giveUp}: ${list.name}`);
      const option = h(
        'div',
        { class: 'option' },
        h('label', { class: 'option-main' }, radio, h('span', { class: 'option-body' }, h('strong', null, list.name || w.noName), text)),
        h('span', { class: 'option-tools' }, report, goOn, giveUp),
      );
      return {
        element: option,
        update: (now) => {
          list = now;
          const { readonly, draft, upload } = store.state;
          option.dataset.list = list.state;
          radio.checked = draft?.audience?.list === list.id;
          radio.disabled = readonly || list.state !== 'done';
          say(text, told(list));
          report.hidden = list.left_out === 0;
          say(report, w.report(number.format(list.left_out)));
          const idle = upload.is === 'idle' && list.state === 'uploading' && !readonly;
          goOn.hidden = !idle;
          giveUp.hidden = !(idle || (list.state === 'sending' && !readonly));
        },
      };
    },
  );
  return {
    element,
    update(state: State) {
      const sending = state.upload.is === 'sending' ? state.upload.list.id : null;
      const here = state.lists.is === 'here' ? state.lists.value.lists : [];
      options.show(here.filter(({ id }) => id !== sending));
      element.hidden = here.length === 0;
    },
  };
}
