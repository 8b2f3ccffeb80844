// The writing step: the form beside the preview and the findings; on a narrow page one of the three at a time.

import { type Context, type Part } from '../context.ts';
import { h, icon, say, set } from '../dom.ts';
import { icons } from '../icons.ts';
import type { State } from '../state.ts';
import { tally } from './finding.ts';
import { findings } from './findings.ts';
import { form, type FormPart } from './form.ts';
import { preview } from './preview.ts';

type Pane = 'form' | 'preview' | 'findings';

export interface WritePart extends Part {
  reveal: FormPart['reveal'];
  show(pane: Pane): void;
}

export function write(context: Context): WritePart {
  const { words, store } = context;
  const w = words.write;
  const parts = { form: form(context), preview: preview(context), findings: findings(context) };
  const badge = h('span', { class: 'badge' });
  const ids = (['form', 'preview', 'findings'] as const).map((pane) => [pane, context.id(pane)] as const);
  const idOf = Object.fromEntries(ids) as Record<Pane, string>;
  const tab = (pane: Pane, label: string, drawing: string | null) =>
    h(
      'button',
      {
        class: `tab tab-${pane}`,
        type: 'button',
        role: 'tab',
        id: `${idOf[pane]}-tab`,
        'aria-controls': idOf[pane],
        data: { pane },
        on: { click: () => show(pane) },
      },
      drawing && icon(drawing, 18),
      h('span', null, label),
      pane === 'findings' && badge,
    );
  const tabs = {
    form: tab('form', w.form, null),
    preview: tab('preview', w.preview, null),
    findings: tab('findings', w.toFix, icons.shield),
  };
  const bar = h(
    'div',
    { class: 'tabs', role: 'tablist', 'aria-label': w.panes, on: { keydown: keys } },
    tabs.form,
    tabs.preview,
    tabs.findings,
  );
  for (const [pane, id] of ids) {
    set(parts[pane].element, 'id', id);
    parts[pane].element.classList.add('pane', `pane-${pane}`);
  }
  const side = h('div', { class: 'side' }, parts.preview.element, parts.findings.element);
  const element = h('div', { class: 'write' }, bar, parts.form.element, side);
  let at: Pane = 'form';

  function show(pane: Pane): void {
    at = pane;
    set(element, 'data-pane', pane);
    for (const name of ['form', 'preview', 'findings'] as const) {
      const chosen = name === pane || (name === 'preview' && pane === 'form' && wide());
      set(tabs[name], 'aria-selected', String(chosen));
      set(tabs[name], 'tabindex', name === pane ? '0' : '-1');
    }
    parts.preview.update(store.state, null);
  }
  /** Whether the form stands beside the others: its tab is hidden then. */
  const wide = () => tabs.form.offsetParent === null;

  function keys(event: KeyboardEvent): void {
    const shown = [...bar.querySelectorAll<HTMLButtonElement>('[role=tab]')].filter((one) => one.offsetParent);
    const from = shown.indexOf(event.target as HTMLButtonElement);
    const to = { ArrowRight: from + 1, ArrowLeft: from - 1 }[event.key];
    if (from < 0 || to === undefined) return;
    event.preventDefault();
    const next = shown[(to + shown.length) % shown.length]!;
    show(next.dataset.pane as Pane);
    next.focus();
  }
  show('form');

  return {
    element,
    update(state: State, before: State | null) {
      parts.form.update(state, before);
      parts.preview.update(state, before);
      parts.findings.update(state, before);
      const { severity } = tally(state);
      say(badge, state.report.findings.length ? String(state.report.findings.length) : '✓');
      set(badge, 'data-severity', severity);
      if (at === 'form') show('form');
    },
    reveal(path, span) {
      if (!wide() || at === 'form') show('form');
      parts.form.reveal(path, span);
    },
    show,
    destroy: () => parts.form.destroy?.(),
  };
}
