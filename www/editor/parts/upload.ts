// A file of customers: chosen or dropped, its columns looked at, sent; what became of it is in the lists.

import type { Context, Part } from '../context.ts';
import { localized } from '../context.ts';
import { fill, h, icon, say, set } from '../dom.ts';
import { icons } from '../icons.ts';
import type { State } from '../state.ts';
import type { Upload } from '../uploading.ts';

export function upload(context: Context): Part {
  const { words, uploading, locale } = context;
  const w = words.upload;
  const title = context.id('upload');
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB');
  const chooser = h('input', {
    class: 'file',
    type: 'file',
    accept: '.csv,.tsv,.txt,text/csv',
    on: { change: () => chooser.files?.[0] && take(chooser.files[0]) },
  });
  const zone = h(
    'label',
    {
      class: 'drop',
      on: {
        dragover: (event: DragEvent) => (event.preventDefault(), zone.classList.add('over')),
        dragleave: () => zone.classList.remove('over'),
        drop: (event: DragEvent) => {
          event.preventDefault();
          zone.classList.remove('over');
          const file = event.dataTransfer?.files[0];
          if (file) take(file);
        },
      },
    },
    icon(icons.file, 24),
    h('span', { class: 'option-body' }, h('strong', null, w.choose), h('span', { class: 'option-text' }, w.chooseHelp)),
    chooser,
  );
  const status = h('p', { class: 'help', role: 'status' });
  const body = h('div', { class: 'upload-body' });
  const element = h(
    'section',
    { class: 'upload', 'aria-labelledby': title },
    h('h3', { class: 'section-title', id: title }, w.title),
    h('p', { class: 'help' }, w.explain),
    zone,
    status,
    body,
  );

  function take(file: File): void {
    chooser.value = '';
    void uploading.choose(file);
  }

  const button = (label: string, click: () => void, kind = '') =>
    h('button', { class: `button ${kind}`, type: 'button', on: { click } }, label);

  /** What stands in the file, and what each column is taken for. */
  function columns(chosen: Extract<Upload, { is: 'chosen' }>): Node[] {
    const { head, file } = chosen;
    const name = h('input', {
      class: 'input',
      type: 'text',
      maxlength: '100',
      id: context.id('list-name'),
      on: { input: () => uploading.setName(name.value) },
    });
    name.value = chosen.name;
    const rows = head.columns.map((column, at) => {
      const select = h(
        'select',
        {
          class: 'input select',
          'aria-label': w.holds(column.header || String(at + 1)),
          data: { column: String(at) },
          on: { change: () => uploading.setColumn(at, select.value || null) },
        },
        h('option', { value: '' }, w.leaveOut),
        ...head.fields.map(({ id, label }) => h('option', { value: id }, localized(label, locale))),
      );
      select.value = chosen.columns[at] ?? '';
      const samples = column.samples.filter(Boolean).join(' · ');
      return h(
        'tr',
        { data: { taken: select.value ? 'true' : 'false' } },
        h('th', { scope: 'row' }, column.header || w.unnamed(at + 1)),
        h('td', { class: 'samples' }, samples),
        h('td', null, select),
      );
    });
    return [
      h('div', null, h('label', { class: 'sub-label', for: name.id }, w.name), name),
      h(
        'div',
        { class: 'columns', tabindex: '0', role: 'region', 'aria-label': w.columns(file.name) },
        h(
          'table',
          null,
          h('caption', null, w.columns(file.name)),
          h('thead', null, h('tr', null, ...[w.column, w.sample, w.meaning].map((text) => h('th', { scope: 'col' }, text)))),
          h('tbody', null, ...rows),
        ),
      ),
      h('p', { class: 'note warning missing-id', hidden: true }, w.needsId),
      h(
        'div',
        { class: 'upload-foot' },
        h(
          'button',
          { class: 'button primary', type: 'button', data: { act: 'upload' }, on: { click: () => void uploading.start() } },
          w.start,
        ),
        button(words.back, () => uploading.reset()),
      ),
    ];
  }

  function failed(done: Extract<Upload, { is: 'failed' }>): Node[] {
    const said =
      done.code === 'other-file'
        ? w.otherFile
        : done.problem && done.problem.status !== 401
          ? `${done.problem.title} ${done.problem.detail ?? ''}`
          : w.broken;
    const { list } = done;
    return [
      h('p', { class: 'note warning', role: 'alert' }, said),
      h('div', { class: 'upload-foot' }, list && list.state === 'uploading' && button(w.giveUp, () => void uploading.cancel(list)), button(words.back, () => uploading.reset())),
    ];
  }

  const bar = h('progress', { class: 'progress', max: '1', 'aria-labelledby': title });
  const counted = h('p', { class: 'help counted' });

  return {
    element,
    update(state: State, before: State | null) {
      const { upload, lists } = state;
      element.hidden = lists.is !== 'here' || !lists.value.allowed || state.readonly;
      zone.hidden = upload.is !== 'idle';
      say(status, upload.is === 'looking' ? w.looking : '');
      set(element, 'aria-busy', upload.is === 'looking' || upload.is === 'sending' ? 'true' : null);
      if (before && before.upload === upload) return;
      if (upload.is === 'sending') {
        const { size, taken, rows, left_out } = upload.list;
        if (!bar.isConnected) fill(body, bar, counted, button(w.giveUp, () => void uploading.cancel(upload.list)));
        bar.value = size ? taken / size : 0;
        say(counted, w.progress(Math.round(bar.value * 100), number.format(rows), number.format(left_out)));
        return;
      }
      if (upload.is !== 'chosen') return fill(body, ...(upload.is === 'failed' ? failed(upload) : []));
      // Only another file builds the table anew: whoever changes a column keeps the focus.
      if (before?.upload.is !== 'chosen' || before.upload.file !== upload.file) {
        fill(body, ...columns(upload));
        body.querySelector<HTMLElement>('input')?.focus();
      }
      upload.columns.forEach((field, at) => {
        const select = body.querySelector<HTMLSelectElement>(`[data-column="${at}"]`);
        if (!select) return;
        select.value = field ?? '';
        select.closest('tr')!.dataset.taken = field ? 'true' : 'false';
      });
      const named = upload.columns.some((field) => upload.head.fields.some((one) => one.id === field && one.identifies));
      body.querySelector<HTMLElement>('.missing-id')!.hidden = named;
      body.querySelector<HTMLButtonElement>('[data-act="upload"]')!.disabled = !named;
    },
  };
}
