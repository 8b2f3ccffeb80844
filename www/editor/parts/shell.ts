// The whole: brand and office on top, the steps, the step itself, and the way on.

import { type Context, localized, type Part } from '../context.ts';
import { h, icon, say, set } from '../dom.ts';
import { icons } from '../icons.ts';
import { type State, type Step, STEPS } from '../state.ts';
import type { Span } from '../../../src/wasm/types';
import { audience } from './audience.ts';
import { tally } from './finding.ts';
import { send } from './send.ts';
import { start } from './start.ts';
import { time } from './time.ts';
import { toast } from './toast.ts';
import { write, type WritePart } from './write.ts';

export interface ShellPart extends Part {
  reveal(path: string, span?: Span): void;
}

export function shell(context: Context): ShellPart {
  const { words, desk, store, locale, keeping } = context;
  const { kit } = store.state;
  const said = toast(context);
  const place = h('div', { class: 'place', part: 'step' });
  let part: Part = start(context);
  let writing: WritePart | null = null;
  let showing = '';

  const tool = (label: string, drawing: string, click: () => void) =>
    h('button', { class: 'tool', type: 'button', 'aria-label': label, title: label, on: { click } }, icon(drawing, 18));
  const close = h(
    'button',
    {
      class: 'button small quiet close',
      type: 'button',
      on: {
        click: () =>
          void keeping
            .keep()
            .then(() => desk.leave())
            .then(() => keeping.list()),
      },
    },
    icon(icons.back, 16),
    words.close,
  );
  const title = h('span', { class: 'bar-title' });
  const kept = h('span', { class: 'kept' });
  const [undo, redo] = [
    tool(words.undo, icons.undo, () => void desk.undo()),
    tool(words.redo, icons.undo, () => void desk.redo()),
  ];
  redo.classList.add('mirrored');
  const bar = h(
    'header',
    { class: 'bar' },
    h(
      'span',
      { class: 'brand' },
      kit?.brand.logo && h('img', { class: 'logo', src: context.mirror(kit.brand.logo), alt: '' }),
      !kit?.office.name.includes(kit.brand.name) && h('span', { class: 'brand-name' }, kit?.brand.name ?? ''),
      h('span', { class: 'brand-office' }, kit?.office.name ?? ''),
    ),
    h('span', { class: 'bar-right' }, kept, undo, redo),
  );

  const stepButtons = STEPS.map((step, index) => ({
    step,
    button: h(
      'button',
      { class: 'step', type: 'button', data: { step }, on: { click: () => desk.go(step) } },
      h('span', { class: 'step-mark', 'aria-hidden': 'true' }, index + 1),
      h('span', { class: 'step-name' }, words.steps[step]),
    ),
  }));
  const steps = h(
    'nav',
    { class: 'steps', 'aria-label': words.stepsLabel },
    close,
    title,
    h('ol', null, ...stepButtons.map(({ button }) => h('li', null, button))),
  );
  const back = h(
    'button',
    { class: 'button', type: 'button', on: { click: () => desk.go(beside(-1)) } },
    icon(icons.back, 16),
    words.back,
  );
  const next = h(
    'button',
    { class: 'button primary', type: 'button', data: { act: 'next' }, on: { click: () => desk.go(beside(1)) } },
    h('span', null, words.next, h('span', { class: 'next-what' }, '')),
    icon(icons.next, 16),
  );
  const count = h('button', { class: 'foot-count', type: 'button', on: { click: () => reveal(':findings') } });
  const foot = h('footer', { class: 'foot' }, back, count, next);
  const element = h(
    'div',
    {
      class: 'editor',
      part: 'editor',
      role: 'group',
      tabindex: '-1',
      'aria-label': words.editor,
      on: { keydown: keys },
    },
    bar,
    steps,
    place,
    said.element,
    foot,
  );

  const beside = (by: number): Step =>
    STEPS[Math.min(STEPS.length - 1, Math.max(0, STEPS.indexOf(store.state.step) + by))]!;

  /** The way through the findings by keyboard. */
  let at = -1;
  function keys(event: KeyboardEvent): void {
    if (event.key !== 'F8' || !store.state.draft) return;
    event.preventDefault();
    const mine = store.state.report.findings.filter(({ owner }) => owner === 'author');
    if (!mine.length) return desk.say(words.findings.none);
    at = (at + (event.shiftKey ? -1 : 1) + mine.length) % mine.length;
    const { source, span, message } = mine[at]!;
    reveal(source.in === 'slot' ? source.name : `:${source.in}:${'name' in source ? source.name : ''}`, span);
    desk.say(message);
  }

  function reveal(path: string, span?: Span): void {
    const step: Step = path === ':draft:audience' ? 'audience' : path === ':draft:schedule' ? 'time' : 'write';
    desk.go(step);
    if (step !== 'write') return;
    // The step is built by then: the store tells at once.
    if (path.startsWith(':')) writing?.show('findings');
    else writing?.reveal(path, span);
  }

  function done(step: Step, state: State): boolean {
    if (step === 'audience') return Boolean(state.draft?.audience);
    if (step === 'time') return Boolean(state.draft?.schedule);
    return (
      step === 'write' &&
      !state.report.findings.some(({ severity, source }) => severity === 'error' && source.in !== 'draft')
    );
  }

  function build(state: State): void {
    part.destroy?.();
    writing = null;
    if (!state.draft) part = start(context);
    else if (state.step === 'write') part = writing = write(context);
    else part = { audience, time, send }[state.step](context);
    place.replaceChildren(part.element);
    part.update(state, null);
  }

  return {
    element,
    reveal,
    update(state: State, before: State | null) {
      const { draft, sending } = state;
      const sent = sending.is === 'scheduled';
      const now = draft ? `${state.draftId}|${state.step}` : `|${state.kit?.office.id}`;
      set(element, 'data-at', !draft ? 'start' : sent ? 'sent' : state.step);
      if (now !== showing) {
        const first = showing === '';
        showing = now;
        build(state);
        if (!first && state.step !== 'write')
          place.querySelector<HTMLElement>('.title')?.focus({ preventScroll: true });
        if (!first && element.getBoundingClientRect().top < 0) element.scrollIntoView({ block: 'start' });
      } else part.update(state, before);
      said.update(state, before);

      const template = state.kit?.templates.find(({ id }) => id === draft?.template);
      say(title, draft?.name || localized(template?.name, locale));
      const time = new Intl.DateTimeFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { timeStyle: 'short' });
      say(kept, state.keepFailed ? words.keptNot : draft && state.keptAt ? words.kept(time.format(state.keptAt)) : '');
      steps.hidden = !draft;
      foot.hidden = !draft || sent || (state.step === 'send' && sending.is !== 'idle' && sending.is !== 'sending');
      undo.hidden = redo.hidden = !draft || sent || state.readonly;
      undo.disabled = !state.undoable;
      redo.disabled = !state.redoable;
      for (const { step, button } of stepButtons) {
        set(button, 'aria-current', step === state.step ? 'step' : null);
        set(button, 'data-done', draft && done(step, state) ? '' : null);
        button.disabled = sent;
      }
      back.hidden = state.step === 'write';
      next.hidden = state.step === 'send';
      say(next.querySelector('.next-what')!, words.nextWhat(words.steps[beside(1)]));
      const { errors, others, early, severity } = tally(state);
      say(
        count,
        severity === 'early'
          ? words.findings.early(early)
          : severity === 'clear'
            ? words.findings.none
            : words.findings.count(errors + early, others),
      );
      set(count, 'data-severity', severity);
    },
    destroy() {
      part.destroy?.();
      said.destroy?.();
    },
  };
}
