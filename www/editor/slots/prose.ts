// The ground of every ProseMirror field: labelled, placeholder, squiggles, and a paste that never reaches a parser unclean.

import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import type { Node } from 'prosemirror-model';
import { EditorState, type Plugin, TextSelection } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import type { Mapped, Span } from '../../../src/wasm/types';
import { h, set } from '../dom.ts';
import type { FieldOf } from './field.ts';
import { placesOf, squiggles } from './squiggles.ts';

export interface ProseOf extends FieldOf {
  doc: Node;
  multiline: boolean;
  placeholder: string;
  plugins: Plugin[];
  /** The author changed it. */
  typed: (doc: Node) => void;
  /** Selection or text changed: toolbars look again. */
  moved?: () => void;
  /** Something was pasted or dropped: puts it in, cleaned. */
  pasted: (html: string, text: string) => void;
}

const isEmpty = (doc: Node): boolean =>
  doc.content.size === 0 || (doc.childCount === 1 && doc.firstChild!.isTextblock && doc.firstChild!.content.size === 0);

/** A ProseMirror view in a box. */
export class Prose {
  readonly element: HTMLElement;
  readonly view: EditorView;
  private readonly plugins: Plugin[];
  private quiet = false;

  constructor(private readonly of: ProseOf) {
    const { context, names, path, multiline, slot } = of;
    this.element = h('div', { class: `prose ${multiline ? 'prose-long' : 'prose-line'}` });
    this.plugins = [
      ...of.plugins,
      history(),
      keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Shift-Mod-z': redo }),
      squiggles(),
    ];
    this.view = new EditorView(
      { mount: this.element },
      {
        state: EditorState.create({ doc: of.doc, plugins: this.plugins }),
        editable: () => !context.store.state.readonly,
        attributes: (state) => ({
          id: names.field,
          role: 'textbox',
          'aria-multiline': String(multiline),
          'aria-labelledby': names.label,
          'aria-describedby': names.described,
          'aria-required': String(slot.required),
          'data-placeholder': of.placeholder,
          'data-empty': String(isEmpty(state.doc)),
          spellcheck: 'true',
        }),
        dispatchTransaction: (tr) => {
          this.view.updateState(this.view.state.apply(tr));
          if (tr.docChanged && !this.quiet) of.typed(this.view.state.doc);
          of.moved?.();
        },
        handleDOMEvents: {
          focus: () => void context.desk.focus(path),
          paste: (_, event) => this.take(event, event.clipboardData),
          drop: (view, event) => !view.dragging && this.take(event, event.dataTransfer),
        },
      },
    );
  }

  /** Puts another document in, as something that did not come from here. */
  replace(doc: Node): void {
    if (doc.eq(this.view.state.doc)) return;
    this.quiet = true;
    const { state } = this.view;
    this.view.dispatch(state.tr.replaceWith(0, state.doc.content.size, doc.content));
    this.quiet = false;
  }

  /** The cursor to these words, or to the end. */
  focus(span: Span | undefined, map: readonly Mapped[]): void {
    const { state } = this.view;
    const places = span ? placesOf(span, map) : [];
    const [first, last] = [places[0], places.at(-1)];
    const size = state.doc.content.size;
    if (first && last && last.to <= size)
      this.view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, first.from, last.to)));
    this.view.focus();
    this.element.scrollIntoView({ block: 'nearest' });
  }

  update(invalid: boolean): void {
    set(this.view.dom, 'aria-invalid', invalid ? 'true' : null);
  }

  destroy(): void {
    this.view.destroy();
  }

  /** The browser and ProseMirror never see what was pasted: it is cleaned first. */
  private take(event: Event, data: DataTransfer | null): boolean {
    event.preventDefault();
    if (data && this.view.editable) this.of.pasted(data.getData('text/html'), data.getData('text/plain'));
    return true;
  }
}
