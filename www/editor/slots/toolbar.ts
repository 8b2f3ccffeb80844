// Formatting buttons of a markdown slot, as far as the slot allows; arrows move, and the link's address is asked beneath.

import { setBlockType, toggleMark } from 'prosemirror-commands';
import type { MarkType, NodeType, Schema } from 'prosemirror-model';
import { liftListItem, wrapInList } from 'prosemirror-schema-list';
import type { Command, EditorState } from 'prosemirror-state';
import type { EditorView } from 'prosemirror-view';
import type { Allow, Slot } from '../../../src/wasm/types';
import { type Context, localized } from '../context.ts';
import { h, icon, set } from '../dom.ts';
import { icons } from '../icons.ts';
import type { Names } from './field.ts';

interface Tool {
  button: HTMLButtonElement;
  active: (state: EditorState) => boolean;
  command: Command | null;
}

export class Toolbar {
  readonly element: HTMLElement;
  private readonly tools: Tool[] = [];
  private readonly linkRow: HTMLElement;
  private readonly address: HTMLInputElement;

  constructor(
    context: Context,
    private readonly view: EditorView,
    private readonly schema: Schema,
    allow: ReadonlySet<Allow>,
    slot: Slot,
    names: Names,
  ) {
    const { words, locale } = context;
    const w = words.write;
    const { strong, em, link } = schema.marks;
    const { heading, paragraph, bullet_list, ordered_list } = schema.nodes;
    if (allow.has('strong')) this.add(w.strong, icons.bold, (state) => marked(state, strong!), toggleMark(strong!));
    if (allow.has('em')) this.add(w.em, icons.italic, (state) => marked(state, em!), toggleMark(em!));
    if (allow.has('heading')) {
      this.add(
        w.heading,
        icons.heading,
        (state) => within(state, heading!),
        (state, dispatch) =>
          (within(state, heading!) ? setBlockType(paragraph!) : setBlockType(heading!, { level: 2 }))(state, dispatch),
      );
    }
    if (allow.has('list')) {
      for (const [label, drawing, type] of [
        [w.bullets, icons.bullets, bullet_list!],
        [w.numbers, icons.numbers, ordered_list!],
      ] as const) {
        this.add(
          label,
          drawing,
          (state) => within(state, type),
          (state, dispatch) =>
            (within(state, type) ? liftListItem(schema.nodes.list_item!) : wrapInList(type))(state, dispatch),
        );
      }
    }
    if (allow.has('link')) this.add(w.link, icons.link, (state) => marked(state, link!), null);

    this.address = h('input', {
      class: 'input',
      type: 'url',
      inputmode: 'url',
      placeholder: w.linkHint,
      'aria-label': w.linkAddress,
      on: { keydown: (event: KeyboardEvent) => this.linkKeys(event) },
    });
    this.linkRow = h(
      'div',
      { class: 'link-row', hidden: true },
      this.address,
      h('button', { class: 'button small', type: 'button', on: { click: () => this.setLink() } }, w.linkSet),
      h(
        'button',
        { class: 'button small quiet', type: 'button', on: { click: () => this.setLink(null) } },
        w.linkRemove,
      ),
    );
    const bar = h(
      'div',
      {
        class: 'tools',
        role: 'toolbar',
        'aria-label': w.toolbar(localized(slot.label, locale)),
        'aria-controls': names.field,
        on: { keydown: (event: KeyboardEvent) => this.arrows(event) },
      },
      ...this.tools.map(({ button }) => button),
    );
    this.element = h('div', { class: 'toolbar', part: 'toolbar' }, bar, this.linkRow);
    this.tools.forEach(({ button }, index) => set(button, 'tabindex', index ? '-1' : '0'));
    this.look();
  }

  /** Which buttons are pressed here. */
  look(): void {
    for (const { button, active } of this.tools) set(button, 'aria-pressed', String(active(this.view.state)));
  }

  /** Opens the row that asks for a link's address. */
  askLink(): void {
    const { from, $from } = this.view.state.selection;
    const here = this.schema.marks.link!.isInSet(this.view.state.doc.nodeAt(from)?.marks ?? $from.marks());
    this.address.value = String(here?.attrs.href ?? '');
    this.linkRow.hidden = false;
    this.address.focus();
  }

  private add(label: string, drawing: string, active: Tool['active'], command: Command | null): void {
    const button = h(
      'button',
      {
        class: 'tool',
        type: 'button',
        'aria-label': label,
        title: label,
        on: {
          // The text keeps its selection.
          mousedown: (event: Event) => event.preventDefault(),
          click: () => {
            if (!command) return this.askLink();
            command(this.view.state, this.view.dispatch);
            this.view.focus();
          },
        },
      },
      icon(drawing, 18),
    );
    this.tools.push({ button, active, command });
  }

  private setLink(href: string | null = this.address.value.trim()): void {
    const { view } = this;
    const type = this.schema.marks.link!;
    let { from, to, empty } = view.state.selection;
    if (empty) ({ from, to } = around(view.state, type));
    const tr = view.state.tr.removeMark(from, to, type);
    if (href) {
      if (from === to) tr.insertText(href, from);
      tr.addMark(from, from === to ? from + href.length : to, type.create({ href }));
    }
    view.dispatch(tr.removeStoredMark(type));
    this.linkRow.hidden = true;
    view.focus();
  }

  private linkKeys(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      this.setLink();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      this.linkRow.hidden = true;
      this.view.focus();
    }
  }

  private arrows(event: KeyboardEvent): void {
    const at = this.tools.findIndex(({ button }) => button === event.target);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: this.tools.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const next = this.tools[(to + this.tools.length) % this.tools.length]!;
    for (const { button } of this.tools) set(button, 'tabindex', button === next.button ? '0' : '-1');
    next.button.focus();
  }
}

function marked(state: EditorState, type: MarkType): boolean {
  const { from, to, empty, $from } = state.selection;
  return empty ? !!type.isInSet(state.storedMarks ?? $from.marks()) : state.doc.rangeHasMark(from, to, type);
}

function within(state: EditorState, type: NodeType): boolean {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth--) if ($from.node(depth).type === type) return true;
  return false;
}

/** The whole link in which the cursor stands; the cursor alone where it stands in none. */
function around(state: EditorState, type: MarkType): { from: number; to: number } {
  const { $from } = state.selection;
  const { parent } = $from;
  const start = $from.start();
  let [from, to] = [$from.pos, $from.pos];
  const here = type.isInSet($from.marks());
  if (!here) return { from, to };
  parent.forEach((node, offset) => {
    if (here.isInSet(node.marks) && start + offset <= $from.pos && $from.pos <= start + offset + node.nodeSize) {
      from = Math.min(from, start + offset);
      to = Math.max(to, start + offset + node.nodeSize);
    }
  });
  return { from, to };
}
