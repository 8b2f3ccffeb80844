// Another time for a send that has not gone, or none: two buttons, and what stands between them and being done.

import type { SendView } from '../../../src/wasm/types';
import type { Context } from '../context.ts';
import { fill, h, say } from '../dom.ts';
import { nowOf, type State } from '../state.ts';
import { clockAt, instantOf, rfc3339, spoken } from '../when.ts';

/** The buttons and forms of one send; `update` follows what is known of it. */
export function change(context: Context, send: SendView, title: string): { tools: HTMLElement; panel: HTMLElement; update(state: State): void } {
  const { words, sending, store, locale } = context;
  const w = words.change;
  const zone = store.state.kit?.office.time_zone ?? context.zone;
  const panel = h('div', { class: 'row-panel', hidden: true });
  const said = h('p', { class: 'row-text change-said', role: 'status' });
  const ids = { date: context.id('date'), time: context.id('time') };
  const at = clockAt(new Date(send.time), zone);
  const date = h('input', { class: 'input', type: 'date', id: ids.date, min: clockAt(nowOf(store.state), zone).date });
  const clock = h('input', { class: 'input', type: 'time', id: ids.time });
  [date.value, clock.value] = [at.date, at.time];

  const button = (label: string, click: () => void, kind = 'small') => {
    const element = h('button', { class: `button ${kind}`, type: 'button', on: { click } }, label);
    element.setAttribute('aria-label', `${label}${locale === 'fr' ? '\u00a0' : ''}: ${title}`);
    return element;
  };
  const open = (...children: Node[]) => {
    fill(panel, ...children);
    panel.hidden = false;
    panel.querySelector<HTMLElement>('input, button')?.focus();
  };
  const shut = () => {
    panel.hidden = true;
    move.focus();
  };
  const move = button(w.move, () =>
    open(
      h('div', null, h('label', { class: 'sub-label', for: ids.date }, words.time.date), date),
      h('div', null, h('label', { class: 'sub-label', for: ids.time }, words.time.time), clock),
      button(
        w.moveNow,
        () => {
          const instant = instantOf({ date: date.value, time: clock.value }, zone);
          if (!instant) return;
          panel.hidden = true;
          const schedule = { time: rfc3339(instant, zone), in_local_time: send.in_local_time, at_optimal_time: send.at_optimal_time };
          void sending.reschedule(send, schedule);
        },
        'primary',
      ),
      button(words.back, shut, ''),
    ),
  );
  const cancel = button(w.cancel, () =>
    open(
      h('p', null, w.cancelAsk),
      button(
        w.cancelNow,
        () => {
          panel.hidden = true;
          void sending.cancel(send);
        },
        'primary',
      ),
      button(words.back, shut, ''),
    ),
  );
  const tools = h('span', { class: 'row-tools' }, said, move, cancel);

  return {
    tools,
    panel,
    update(state) {
      const { change: last, state: now, time } = send;
      const problem = state.changes[send.id];
      const ahead = now === 'confirmed' && Date.parse(time) > nowOf(state).getTime();
      const open = last?.state === 'asked' || problem === 'working';
      move.hidden = !ahead || open || state.readonly;
      cancel.hidden = !(ahead || now === 'intended' || now === 'rejected') || open || state.readonly;
      const text =
        typeof problem === 'object'
          ? `${problem.title} ${problem.report?.findings[0]?.message ?? problem.detail ?? ''}`
          : open
            ? w.asked
            : last?.state === 'refused'
              ? w.refused
              : last?.state === 'unknown'
                ? w.unknown
                : last?.kind === 'cancel' && last.late
                  ? w.late
                  : last?.kind === 'time' && last.state === 'done' && ahead
                    ? w.moved(spoken(new Date(time), zone, locale))
                    : '';
      say(said, text);
      said.hidden = !text;
    },
  };
}
