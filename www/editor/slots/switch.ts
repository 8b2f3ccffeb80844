// A slot that is on or off: whether an optional block stands in the message.

import { h, say } from '../dom.ts';
import { valueAt } from '../path.ts';
import type { Field, MakeField } from './field.ts';

export const switchField: MakeField = ({ path, context, names }): Field => {
  const { desk, words } = context;
  const input = h('input', {
    type: 'checkbox',
    role: 'switch',
    id: names.field,
    class: 'switch',
    'aria-describedby': names.described,
    on: { change: () => desk.type(path, input.checked), focus: () => desk.focus(path) },
  });
  const said = h('span', { class: 'switch-said', 'aria-hidden': 'true' });
  return {
    element: h('div', { class: 'field switch-field' }, input, said),
    update(state) {
      input.checked = valueAt(state.draft?.slots ?? {}, path) === true;
      input.disabled = state.readonly;
      say(said, input.checked ? words.write.on : words.write.off);
    },
    focus: () => input.focus(),
  };
};
