// The button that inserts personal data, with its menu.

import { h, icon } from '../dom.ts';
import { icons } from '../icons.ts';
import type { EditorView } from 'prosemirror-view';
import type { Context } from '../context.ts';
import type { ChipLabels } from './chips.ts';

/** A button with a menu of the chips that may be inserted into `view`, where the caret is. */
export function tagMenu(context: Context, labels: ChipLabels, view: EditorView): { element: HTMLElement } {
  const { words } = context;
  const menuId = context.id('tags');
  const button = h(
    'button',
    {
      class: 'tool',
      type: 'button',
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-controls': menuId,
      'aria-label': words.write.tag,
      title: words.write.tag,
      on: { click: () => (open() ? close() : show()) },
    },
    icon(icons.person, 18),
  );
  const items = [...labels].map(([name, { label, title }]) =>
    h(
      'button',
      {
        class: 'menu-item',
        type: 'button',
        role: 'menuitem',
        tabindex: '-1',
        title,
        on: {
          click: () => {
            close();
            insert(name);
          },
        },
      },
      label,
    ),
  );
  const menu = h(
    'div',
    { class: 'menu', id: menuId, role: 'menu', 'aria-label': words.write.tag, hidden: true },
    ...items,
  );
  const element = h(
    'div',
    {
      class: 'menu-anchor',
      on: {
        keydown: keys,
        focusout: (event: FocusEvent) => !element.contains(event.relatedTarget as Node | null) && close(),
      },
    },
    button,
    menu,
  );

  const open = () => !menu.hidden;
  function show(): void {
    menu.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    items[0]?.focus();
  }
  function close(): void {
    menu.hidden = true;
    button.setAttribute('aria-expanded', 'false');
  }
  function keys(event: KeyboardEvent): void {
    if (!open()) {
      if (event.key === 'ArrowDown') {
        event.preventDefault();
        show();
      }
      return;
    }
    const at = items.findIndex((item) => item.matches(':focus'));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      items[(to + items.length) % items.length]?.focus();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      close();
      button.focus();
    }
  }
  function insert(name: string): void {
    const { schema, tr } = view.state;
    view.dispatch(tr.replaceSelectionWith(schema.node('merge_tag', { name })).scrollIntoView());
    view.focus();
  }
  return { element };
}
