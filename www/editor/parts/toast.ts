// What was just done, in a sentence: for the screen reader at once, for eyes a few seconds, with a way to undo it.

import { type Context, type Part } from '../context.ts';
import { h, icon, say } from '../dom.ts';
import { icons } from '../icons.ts';
import type { State } from '../state.ts';

/** Milliseconds that a sentence stays; longer where it can be undone. */
const STAYS = 4000;
const STAYS_WITH_UNDO = 9000;

export function toast(context: Context): Part {
  const { words, desk } = context;
  const live = h('div', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
  const text = h('span');
  const undo = h(
    'button',
    {
      class: 'button small',
      type: 'button',
      on: {
        click: (event: Event) => {
          (event.target as Element).closest<HTMLElement>('.editor')?.focus({ preventScroll: true });
          void desk.undo();
        },
      },
    },
    icon(icons.undo, 16),
    words.undo,
  );
  const box = h('div', { class: 'toast', hidden: true }, text, undo);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let errors = -1;

  return {
    element: h('div', { class: 'toasts' }, live, box),
    update(state: State, before: State | null) {
      if (before && before.step !== state.step) box.hidden = true;
      if (before && before.said.count !== state.said.count) {
        say(live, state.said.text);
        say(text, state.said.text);
        undo.hidden = !state.said.undo;
        box.hidden = false;
        clearTimeout(timer);
        timer = setTimeout(() => (box.hidden = true), state.said.undo ? STAYS_WITH_UNDO : STAYS);
      } else if (state.draft && before?.report !== state.report) {
        // Only a change in number is worth an interruption.
        const now = state.report.findings.filter(({ severity }) => severity === 'error').length;
        if (errors >= 0 && now !== errors) say(live, words.findings.heard(now));
        errors = now;
      }
    },
    destroy: () => clearTimeout(timer),
  };
}
