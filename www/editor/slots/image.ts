// A slot for a picture: chosen from what the host offers, or by its address; with the words for those who cannot see it.

import type { ImageValue } from '../../../src/wasm/types';
import { h, icon, set } from '../dom.ts';
import { icons } from '../icons.ts';
import { wrongAt } from '../parts/finding.ts';
import { valueAt } from '../path.ts';
import type { Field, MakeField } from './field.ts';

export const imageField: MakeField = ({ path, context, names }): Field => {
  const { store, desk, words } = context;
  const w = words.write;
  const value = (): ImageValue => ({
    src: '',
    alt: '',
    ...(valueAt(store.state.draft?.slots ?? {}, path) as Partial<ImageValue> | undefined),
  });
  const focus = () => desk.focus(path);
  const altId = context.id('alt');

  const shown = h('img', {
    class: 'picture-shown',
    alt: '',
    on: { error: () => set(picture, 'data-state', 'broken'), load: () => set(picture, 'data-state', 'here') },
  });
  const none = h(
    'span',
    { class: 'picture-none' },
    icon(icons.picture, 24),
    h('span', { class: 'picture-word' }, w.imageNone),
  );
  const picture = h('div', { class: 'picture' }, shown, none);

  const library = store.state.images.map((image) => {
    const button = h(
      'button',
      {
        class: 'thumb',
        type: 'button',
        title: image.name,
        'aria-label': image.name,
        on: {
          click: () => {
            const before = value();
            const own = before.alt && !store.state.images.some(({ alt }) => alt === before.alt);
            void desk.put(path, { src: image.src, alt: own ? before.alt : image.alt });
          },
          focus,
        },
      },
      h('img', { src: context.mirror(image.src), alt: '', loading: 'lazy' }),
    );
    return { image, button };
  });
  const address = h('input', {
    class: 'input',
    id: names.field,
    type: 'url',
    inputmode: 'url',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: w.urlHint,
    'aria-describedby': names.described,
    on: { input: () => desk.type(path, { ...value(), src: address.value.trim() }), focus },
  });
  const alt = h('input', {
    class: 'input',
    id: altId,
    type: 'text',
    autocomplete: 'off',
    'aria-describedby': `${altId}-help`,
    on: { input: () => desk.type(path, { ...value(), alt: alt.value }), focus },
  });
  const remove = h(
    'button',
    {
      class: 'button small quiet',
      type: 'button',
      on: {
        click: () => {
          void desk.put(path, { src: '', alt: '' });
          address.focus();
        },
      },
    },
    icon(icons.remove, 16),
    w.imageRemove,
  );

  const element = h(
    'div',
    { class: 'field image', role: 'group', 'aria-labelledby': names.label },
    h(
      'div',
      { class: 'image-top' },
      picture,
      h(
        'div',
        { class: 'image-side' },
        library.length > 0 &&
          h(
            'div',
            { class: 'thumbs', role: 'group', 'aria-label': w.imageChoose },
            ...library.map(({ button }) => button),
          ),
        h('label', { class: 'sub-label', for: names.field }, library.length ? w.imageOther : w.imageAddress),
        address,
        remove,
      ),
    ),
    h(
      'div',
      { class: 'image-alt' },
      h('label', { class: 'sub-label', for: altId }, w.imageAlt),
      alt,
      h('p', { class: 'help', id: `${altId}-help` }, w.imageAltHelp),
    ),
  );

  return {
    element,
    update(state) {
      const { src, alt: text } = value();
      if (address.value.trim() !== src) address.value = src;
      if (alt.value !== text) alt.value = text;
      // Only https is ever fetched for a look: nothing else may stand in a message.
      const seen = /^https:\/\//.test(src) ? context.mirror(src) : null;
      if (shown.getAttribute('src') !== seen || !src) {
        set(picture, 'data-state', seen ? 'loading' : 'none');
        set(shown, 'src', seen);
      }
      none.querySelector('.picture-word')!.textContent = src ? w.imageBroken : w.imageNone;
      remove.hidden = !src;
      for (const { image, button } of library) {
        set(button, 'aria-pressed', String(image.src === src));
        button.disabled = state.readonly;
      }
      address.readOnly = alt.readOnly = state.readonly;
      set(alt, 'aria-invalid', wrongAt(`${path}.alt`, state) ? 'true' : null);
      set(address, 'aria-invalid', wrongAt(`${path}.src`, state) ? 'true' : null);
    },
    focus: (_, where) =>
      (where?.endsWith('.src')
        ? address
        : where?.endsWith('.alt') || value().src
          ? alt
          : (library[0]?.button ?? address)
      ).focus(),
  };
};
