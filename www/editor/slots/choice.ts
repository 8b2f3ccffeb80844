// A slot with a few values to choose from: radio buttons up to four, a list beyond.

import { h } from '../dom.ts';
import { valueAt } from '../path.ts';
import { localized } from '../context.ts';
import type { Field, MakeField } from './field.ts';

/** As many as fit beside each other. */
const MOST_RADIOS = 4;

export const choiceField: MakeField = ({ slot, path, context, names }): Field => {
  const { desk, locale } = context;
  const choices = slot.choices ?? [];
  const focus = () => desk.focus(path);
  if (choices.length > MOST_RADIOS) {
    const select = h(
      'select',
      {
        class: 'input select',
        id: names.field,
        'aria-describedby': names.described,
        on: { change: () => desk.type(path, select.value), focus },
      },
      ...choices.map(({ value, label }) => h('option', { value }, localized(label, locale))),
    );
    return {
      element: h('div', { class: 'field' }, select),
      update(state) {
        select.value = String(valueAt(state.draft?.slots ?? {}, path) ?? '');
        select.disabled = state.readonly;
      },
      focus: () => select.focus(),
    };
  }
  const name = context.id('choice');
  const radios = choices.map(({ value, label }) => {
    const radio = h('input', {
      type: 'radio',
      name,
      value,
      on: { change: () => radio.checked && desk.type(path, value), focus },
    });
    return { radio, element: h('label', { class: 'choice' }, radio, h('span', null, localized(label, locale))) };
  });
  const element = h(
    'div',
    {
      class: 'field choices',
      id: names.field,
      role: 'radiogroup',
      'aria-labelledby': names.label,
      'aria-describedby': names.described,
    },
    ...radios.map((one) => one.element),
  );
  return {
    element,
    update(state) {
      const value = valueAt(state.draft?.slots ?? {}, path);
      for (const { radio } of radios) {
        radio.checked = radio.value === value;
        radio.disabled = state.readonly;
      }
    },
    focus: () => (radios.find(({ radio }) => radio.checked) ?? radios[0])?.radio.focus(),
  };
};
