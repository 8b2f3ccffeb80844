// The form: every slot of the template, numbered, in order.

import { type Context, type Part } from '../context.ts';
import { glide, h } from '../dom.ts';
import { chosen, standing } from '../channels.ts';
import { channels } from './channels.ts';
import { offer } from './offer.ts';
import { SlotFrame } from '../slots/frame.ts';
import type { State } from '../state.ts';
import type { Span } from '../../../src/wasm/types';
import { inside } from '../path.ts';

export interface FormPart extends Part {
  /** Puts the cursor into a slot. */
  reveal(path: string, span?: Span): void;
}

export function form(context: Context): FormPart {
  const { store, desk, words } = context;
  const w = words.write;
  const template = store.state.kit?.templates.find(({ id }) => id === store.state.draft?.template);
  const frames = (template?.slots ?? []).map(
    (slot, index) => new SlotFrame({ slot, path: slot.id, context, number: index + 1 }),
  );
  const nameId = context.id('name');
  const name = h('input', {
    class: 'input',
    id: nameId,
    type: 'text',
    maxlength: '120',
    autocomplete: 'off',
    'aria-describedby': `${nameId}-help`,
    on: { input: () => desk.setName(name.value) },
  });
  const about = offer(context);
  const ways = channels(context);
  const element = h(
    'form',
    { class: 'form', novalidate: true, 'aria-label': w.form, on: { submit: (event: Event) => event.preventDefault() } },
    h(
      'div',
      { class: 'name-field' },
      h('label', { class: 'sub-label', for: nameId }, w.name),
      name,
      h('p', { class: 'help', id: `${nameId}-help` }, w.nameHelp),
    ),
    about.element,
    ways.element,
    ...frames.map((frame) => frame.element),
  );

  return {
    element,
    update(state: State) {
      if (name.value !== (state.draft?.name ?? '')) name.value = state.draft?.name ?? '';
      name.readOnly = state.readonly;
      about.update(state, null);
      ways.update(state, null);
      const goesOut = chosen(state.draft, template);
      for (const frame of frames) {
        const on = standing(state, frame.path);
        // What stands only where the message does not go out is not asked for.
        frame.element.hidden = on.length > 0 && !on.some((channel) => goesOut.includes(channel));
        frame.update(state);
      }
    },
    reveal(path, span) {
      const frame = frames.find((one) => inside(path, one.path));
      if (!frame) return;
      frame.element.scrollIntoView({ block: 'center', behavior: glide() });
      frame.focus(span, path);
    },
    destroy: () => frames.forEach((frame) => frame.destroy()),
  };
}
