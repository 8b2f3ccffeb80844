// When it goes: a date, a time, whose clock; and what that means in words.

import { type Context, type Part } from '../context.ts';
import { fill, h, icon, say } from '../dom.ts';
import { icons } from '../icons.ts';
import { nowOf, type State } from '../state.ts';
import { type Clock, clockAt, instantOf, rfc3339, spoken, within, written, zoneName } from '../when.ts';

/** Minutes of delivery that clocks of forms step by. */
const STEP = 300;

export function time(context: Context): Part {
  const { words, desk, store, locale } = context;
  const w = words.time;
  const zone = store.state.kit?.office.time_zone ?? context.zone;
  const limits = store.state.kit?.schedule ?? {};
  const now = () => nowOf(store.state);
  const ids = {
    date: context.id('date'),
    time: context.id('time'),
    mode: context.id('mode'),
    note: context.id('note'),
  };

  const date = h('input', {
    class: 'input',
    type: 'date',
    id: ids.date,
    'aria-describedby': ids.note,
    on: { input: changed },
  });
  const clock = h('input', {
    class: 'input',
    type: 'time',
    id: ids.time,
    step: String(STEP),
    'aria-describedby': ids.note,
    on: { input: changed },
  });
  const mode = (value: string, label: string, text: string | null) => {
    const radio = h('input', { type: 'radio', name: ids.mode, value, on: { change: changed } });
    return {
      radio,
      element: h(
        'label',
        { class: 'option' },
        radio,
        h('span', { class: 'option-body' }, h('span', null, label), text && h('span', { class: 'option-text' }, text)),
      ),
    };
  };
  const office = mode('office', w.office(zoneName(now(), zone)), null);
  const local = mode('local', w.local, w.localExplain);
  const goes = h('p', { class: 'goes' });
  const notes = h('ul', { class: 'notes' });
  const elsewhere = h('p', { class: 'help' });
  const presets = h('div', { class: 'presets', role: 'group', 'aria-label': w.presets });
  const preset = ({ clock: at, label }: { clock: Clock; label: string }) => {
    const click = () => {
      [date.value, clock.value] = [at.date, at.time];
      changed();
    };
    return h('button', { class: 'button small quiet', type: 'button', on: { click } }, label);
  };

  const element = h(
    'div',
    { class: 'narrow step-time' },
    h('h2', { class: 'title', tabindex: '-1' }, w.title),
    h(
      'div',
      { class: 'when' },
      h('div', null, h('label', { class: 'sub-label', for: ids.date }, w.date), date),
      h('div', null, h('label', { class: 'sub-label', for: ids.time }, w.time), clock),
    ),
    presets,
    h('fieldset', { class: 'options' }, h('legend', { class: 'sub-label' }, w.mode), office.element, local.element),
    h(
      'div',
      { class: 'goes-box', id: ids.note, role: 'status' },
      icon(icons.clock),
      h('div', null, goes, notes, elsewhere),
    ),
  );

  function read(): Clock {
    return { date: date.value, time: clock.value };
  }

  function changed(): void {
    const instant = instantOf(read(), zone);
    void desk.setSchedule(instant ? { time: rfc3339(instant, zone), in_local_time: local.radio.checked } : null);
  }

  /** Tomorrow morning, the coming Thursday, next Tuesday: as far as they are apart. */
  function suggestions(): { clock: Clock; label: string }[] {
    const how: Intl.DateTimeFormatOptions = {
      timeZone: zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      hour: '2-digit',
      minute: '2-digit',
    };
    const from = now();
    const day = (ahead: number) => clockAt(new Date(from.getTime() + ahead * 86_400_000), zone).date;
    const weekday = (date: string) => new Date(`${date}T12:00:00Z`).getUTCDay();
    const first = (wanted: number, after: number) =>
      Array.from({ length: 7 }, (_, i) => day(after + i)).find((one) => weekday(one) === wanted)!;
    const clocks = [
      { date: day(1), time: '09:00' },
      { date: first(4, 2), time: '09:00' },
      { date: first(2, 3), time: '17:30' },
    ];
    return clocks.map((one) => ({ clock: one, label: written(instantOf(one, zone)!, locale, how) }));
  }

  function explain(): void {
    const instant = instantOf(read(), zone);
    const inLocal = local.radio.checked;
    say(goes, instant ? (inLocal ? w.goesLocal : w.goes)(spoken(instant, zone, locale)) : words.send.missing);
    const said: string[] = [];
    if (instant) {
      const minutes = (instant.getTime() - now().getTime()) / 60000;
      if (minutes <= 0) said.push(w.past);
      else if (limits.notice_minutes && minutes < limits.notice_minutes) said.push(w.soon(limits.notice_minutes));
      if (limits.ahead_days && minutes > limits.ahead_days * 1440) said.push(w.far(limits.ahead_days));
      if (limits.quiet && within(clock.value, limits.quiet)) said.push(w.quiet(limits.quiet.from, limits.quiet.until));
    }
    fill(notes, ...said.map((text) => h('li', { class: 'note warning' }, text)));
    notes.hidden = said.length === 0;
    const other = context.zone !== zone && instant && !inLocal && clockAt(instant, context.zone).time !== clock.value;
    elsewhere.hidden = !other;
    if (other)
      say(elsewhere, `${w.elsewhere} ${clockAt(instant, context.zone).time}, ${zoneName(instant, context.zone)}.`);
  }

  return {
    element,
    update(state: State, before: State | null) {
      if (!before || before.ahead !== state.ahead) {
        date.min = clockAt(now(), zone).date;
        fill(presets, ...suggestions().map(preset));
      }
      if (!before || before.draft?.schedule !== state.draft?.schedule) {
        const { schedule } = state.draft ?? {};
        if (schedule) {
          const at = clockAt(new Date(schedule.time), zone);
          if (instantOf(read(), zone)?.getTime() !== Date.parse(schedule.time))
            [date.value, clock.value] = [at.date, at.time];
        }
        (schedule?.in_local_time ? local : office).radio.checked = true;
      }
      for (const input of [date, clock, office.radio, local.radio]) input.disabled = state.readonly;
      explain();
    },
  };
}
