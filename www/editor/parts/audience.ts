// Whom it goes to: one of the group's segments.

import type { Segment } from '../../../src/wasm/types';
import { type Context, type Part } from '../context.ts';
import { drawing, h, Keyed, say, set } from '../dom.ts';
import type { State } from '../state.ts';
import { BOX, change, line } from '../trend.ts';
import { lists } from './lists.ts';
import { upload } from './upload.ts';

export function audience(context: Context): Part {
  const { words, desk, sending, uploading, locale } = context;
  const w = words.audience;
  const group = context.id('segments');
  const number = new Intl.NumberFormat(locale === 'fr' ? 'fr-FR' : 'en-GB', { maximumSignificantDigits: 3 });
  // How many, how that went over two weeks: drawn for eyes, said in words for everybody.
  const size = (segment: Segment): HTMLElement | null => {
    if (typeof segment.size !== 'number') return null;
    const sizes = (segment.trend ?? []).map((day) => day.size);
    const more = change(sizes);
    const said = [w.size(number.format(segment.size))];
    if (more !== null) said.push(more === 0 ? w.same : more > 0 ? w.more(number.format(more)) : w.fewer(number.format(-more)));
    return h('span', { class: 'option-text size' }, said.join(' · '), line(sizes) ? drawing(line(sizes), BOX, BOX) : null);
  };
  const list = h('div', { class: 'options', role: 'radiogroup', 'aria-label': w.title });
  const options = new Keyed<Segment>(
    list,
    ({ id }) => id,
    (segment) => {
      const radio = h('input', {
        type: 'radio',
        name: group,
        value: segment.id,
        on: { change: () => radio.checked && void desk.setAudience(segment.id) },
      });
      const element = h(
        'label',
        { class: 'option' },
        radio,
        h(
          'span',
          { class: 'option-body' },
          h('strong', null, segment.name),
          segment.description ? h('span', { class: 'option-text' }, segment.description) : null,
          size(segment),
        ),
      );
      return {
        element,
        update: () => {
          radio.checked = context.store.state.draft?.audience?.segment === segment.id;
          radio.disabled = context.store.state.readonly;
        },
      };
    },
  );
  const message = h('p', { class: 'note', role: 'status' });
  const again = h(
    'button',
    { class: 'button', type: 'button', on: { click: () => void sending.loadSegments() } },
    w.again,
  );
  const [own, file] = [lists(context, group), upload(context)];
  const element = h(
    'div',
    { class: 'narrow step-audience' },
    h('h2', { class: 'title', tabindex: '-1' }, w.title),
    h('p', { class: 'lead' }, w.explain),
    message,
    again,
    list,
    own.element,
    file.element,
  );

  return {
    element,
    update(state: State, before: State | null) {
      if (state.lists.is === 'idle') void Promise.resolve().then(() => uploading.load());
      own.update(state, before);
      file.update(state, before);
      if (state.segments.is === 'idle') void Promise.resolve().then(() => sending.loadSegments());
      const { segments } = state;
      options.show(segments.is === 'here' ? segments.value : []);
      const text =
        segments.is === 'loading'
          ? w.loading
          : segments.is === 'failed'
            ? w.failed
            : segments.is === 'here' && !segments.value.length
              ? w.none
              : '';
      say(message, text);
      message.hidden = !text;
      again.hidden = segments.is !== 'failed';
      set(list, 'aria-busy', segments.is === 'loading' ? 'true' : null);
    },
  };
}
