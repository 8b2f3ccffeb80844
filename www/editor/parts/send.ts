// The last look, and what came of it: scheduled, refused, or not sent.

import { chosen } from '../channels.ts';
import { type Context, localized, type Part } from '../context.ts';
import type { Problem } from '../../../src/wasm/types';
import { fill, h, icon } from '../dom.ts';
import { icons } from '../icons.ts';
import type { Sending } from '../state.ts';
import type { State, Step } from '../state.ts';
import { located } from './finding.ts';
import { findingLine } from './finding.ts';
import { spoken } from '../when.ts';

export function send(context: Context): Part {
  const { words, desk, sending, locale, store, keeping } = context;
  const w = words.send;
  const zone = store.state.kit?.office.time_zone ?? context.zone;
  const body = h('div', { class: 'send-body' });
  const button = h(
    'button',
    { class: 'button primary big', type: 'button', data: { act: 'send' }, on: { click: () => void sending.send() } },
    icon(icons.send),
    h('span', null, w.button),
  );
  const element = h('div', { class: 'narrow step-send' }, body);

  const row = (name: string, value: string, step: Step | null) =>
    h(
      'div',
      { class: 'summary-row' },
      h('dt', null, name),
      h(
        'dd',
        { data: { missing: value ? 'false' : 'true' } },
        h('span', null, value || w.missing),
        step &&
          !store.state.readonly &&
          h(
            'button',
            {
              class: 'button small quiet',
              type: 'button',
              'aria-label': w.changeWhat(name),
              on: { click: () => desk.go(step) },
            },
            w.change,
          ),
      ),
    );

  const when = (iso: string | undefined) => (iso ? spoken(new Date(iso), zone, locale) : '');

  function review(state: State): Node[] {
    const { draft, kit, report, preview } = state;
    const template = kit?.templates.find(({ id }) => id === draft?.template);
    const ways = chosen(draft, template);
    const { segment: picked, list } = draft?.audience ?? {};
    const own = state.lists.is === 'here' ? state.lists.value.lists.find(({ id }) => id === list)?.name : undefined;
    const segment = list
      ? own || words.upload.noName
      : state.segments.is === 'here'
        ? state.segments.value.find(({ id }) => id === picked)?.name
        : picked;
    const errors = report.findings.filter(({ severity }) => severity === 'error');
    const complete = Boolean(draft?.audience && draft.schedule);
    const verdict = errors.length
      ? note(
          'error',
          w.blocked(errors.length),
          null,
          h('button', { class: 'button', type: 'button', on: { click: () => context.reveal(':findings') } }, w.see),
        )
      : complete
        ? note('clear', w.ready, report.findings.length ? w.readyRemarks(report.findings.length) : w.readyExplain)
        : note('warning', w.incomplete, null);
    button.disabled = errors.length > 0 || !complete || state.readonly || state.sending.is === 'sending';
    button.querySelector('span')!.textContent = state.sending.is === 'sending' ? w.sending : w.button;
    const { sender } = kit?.office ?? {};
    return [
      h('h2', { class: 'title', tabindex: '-1' }, w.title),
      h(
        'dl',
        { class: 'summary' },
        row(w.template, [localized(template?.name, locale), draft?.name].filter(Boolean).join(' · '), null),
        ways.includes('email') && row(w.from, sender ? `${sender.name} <${sender.email}>` : '', null),
        ways.includes('email') && row(w.subject, preview.whole?.subject ?? '', 'write'),
        ways.some((way) => way !== 'email') && row(w.channels, ways.map((way) => words.channels[way]).join(', '), 'write'),
        preview.whole?.sms && row(words.channels.sms, preview.whole.sms.body, 'write'),
        preview.whole?.push && row(words.channels.push, preview.whole.push.title, 'write'),
        preview.whole?.content_card && row(words.channels.content_card, preview.whole.content_card.title, 'write'),
        preview.whole?.whats_app && row(words.channels.whats_app, preview.whole.whats_app.body, 'write'),
        preview.whole?.webhook && row(words.channels.webhook, `${preview.whole.webhook.method} ${preview.whole.webhook.url}`, 'write'),
        row(w.to, segment ?? '', 'audience'),
        row(w.when, when(draft?.schedule?.time), 'time'),
      ),
      verdict,
      h('div', { class: 'send-foot' }, button),
    ];
  }

  const note = (kind: 'error' | 'clear' | 'warning', title: string, text: string | null, ...more: Node[]) =>
    h(
      'div',
      { class: `verdict ${kind}` },
      icon({ error: icons.error, clear: icons.shield, warning: icons.info }[kind], 24),
      h('div', { class: 'verdict-body' }, h('strong', null, title), text && h('p', null, text), ...more),
    );

  function result(done: Exclude<Sending, { is: 'idle' } | { is: 'sending' }>): Node[] {
    const act = (label: string, click: () => void, primary = false) =>
      h('button', { class: `button${primary ? ' primary' : ''}`, type: 'button', on: { click } }, label);
    const panel = (
      kind: string,
      drawing: string,
      title: string,
      text: string,
      ...more: (Node | false | null | undefined)[]
    ) => [
      h(
        'div',
        { class: `result ${kind}`, data: { result: done.is } },
        h('div', { class: 'result-icon' }, icon(drawing, 32)),
        h('h2', { class: 'title', tabindex: '-1' }, title),
        h('p', { class: 'lead' }, text),
        ...more,
      ),
    ];
    if (done.is === 'scheduled') {
      const { send: view } = done.receipt;
      const confirmed = view.state === 'confirmed';
      return panel(
        'clear',
        icons.check,
        confirmed ? w.scheduled : w.reserved,
        confirmed ? w.scheduledExplain(when(view.time)) : w.reservedExplain,
        h(
          'dl',
          { class: 'summary facts' },
          h(
            'div',
            { class: 'summary-row' },
            h('dt', null, w.number),
            h('dd', null, h('code', null, view.schedule_id ?? view.id)),
          ),
          h(
            'div',
            { class: 'summary-row' },
            h('dt', null, w.digest),
            h('dd', null, h('code', { class: 'digest' }, view.digest)),
          ),
        ),
        h(
          'div',
          { class: 'result-foot' },
          act(w.another, () => void desk.leave().then(() => keeping.list()), true),
        ),
      );
    }
    if (done.is === 'refused') {
      const { problem } = done;
      const list = h(
        'ul',
        { class: 'finding-list' },
        ...located(problem.report?.findings ?? []).map((one) => {
          const line = findingLine(one, context, true);
          line.update(one);
          return line.element;
        }),
      );
      return panel(
        'error',
        icons.error,
        w.refused,
        problem.report ? w.refusedExplain : w.refusedDigest,
        problem.report ? list : null,
        h(
          'div',
          { class: 'result-foot' },
          act(
            w.mend,
            () => {
              sending.reset();
              desk.go('write');
            },
            true,
          ),
        ),
        technical(problem.title, problem.code, problem.request_id),
      );
    }
    const unknown = done.code === 'send-unknown';
    const twice = done.code === 'looks-duplicate';
    const text = unknown
      ? w.unknownExplain
      : done.code === 'send-rejected'
        ? w.rejected
        : reason(done.code, done.problem);
    return panel(
      unknown ? 'warning' : 'error',
      unknown ? icons.warning : icons.error,
      unknown ? w.unknown : twice ? w.twice : w.failed,
      text,
      h(
        'div',
        { class: 'result-foot' },
        unknown
          ? act(w.another, () => void desk.leave(), true)
          : act(twice ? w.twiceSend : w.again, () => void sending.send(twice), !twice),
        act(words.back, () => sending.reset()),
      ),
      technical(done.send?.trouble ?? done.problem?.title, done.code, done.problem?.request_id),
    );
  }

  const reason = (code: string, problem?: Problem): string => {
    // The proxy speaks the author's language, and knows best.
    if (problem?.detail && problem.status !== 401) return `${problem.title} ${problem.detail}`;
    return { network: w.network, unauthorized: w.unauthorized }[code] ?? w.failedExplain;
  };
  const technical = (...facts: (string | undefined)[]) =>
    h(
      'details',
      { class: 'technical' },
      h('summary', null, words.trouble.detail),
      h('p', null, facts.filter(Boolean).join(' · ')),
    );

  return {
    element,
    update(state: State, before: State | null) {
      if (state.segments.is === 'idle') void Promise.resolve().then(() => sending.loadSegments());
      const kinds = state.sending.is === 'idle' || state.sending.is === 'sending';
      fill(
        body,
        ...(kinds ? review(state) : result(state.sending as Exclude<Sending, { is: 'idle' } | { is: 'sending' }>)),
      );
      // Who waited for the answer hears it.
      if (!kinds && before?.sending !== state.sending) body.querySelector<HTMLElement>('.title')?.focus();
    },
  };
}
