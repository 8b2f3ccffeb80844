// A slot that holds an address.

import { h, set } from '../dom.ts';
import { wrongAt } from '../parts/finding.ts';
import { valueAt } from '../path.ts';
import { localized } from '../context.ts';
import type { Field, MakeField } from './field.ts';

export const urlField: MakeField = ({ slot, path, context, names }): Field => {
  const { store, desk, words, locale } = context;
  const input = h('input', {
    class: 'input',
    id: names.field,
    type: 'url',
    inputmode: 'url',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: localized(slot.placeholder, locale) || words.write.urlHint,
    'aria-describedby': names.described,
    'aria-required': String(slot.required),
    on: { input: () => desk.type(path, input.value.trim()), focus: () => desk.focus(path) },
  });
  return {
    element: h('div', { class: 'field' }, input),
    update(state) {
      const value = String(valueAt(state.draft?.slots ?? {}, path) ?? '');
      if (input.value.trim() !== value) input.value = value;
      set(input, 'aria-invalid', wrongAt(path, state) ? 'true' : null);
      input.readOnly = store.state.readonly;
    },
    focus(span) {
      input.focus();
      if (span && span.end > span.start) input.setSelectionRange(span.start, span.end);
    },
  };
};
