// One numbered slot of the form: label, help, field, count, and the findings at it.

import type { Slot, Span } from '../../../src/wasm/types';
import { standing } from '../channels.ts';
import { type Context, localized } from '../context.ts';
import { h, Keyed, say, set } from '../dom.ts';
import { early, findingLine, type Located, located } from '../parts/finding.ts';
import { inside, valueAt } from '../path.ts';
import type { State } from '../state.ts';
import { choiceField } from './choice.ts';
import type { Field, MakeField, Names } from './field.ts';
import { imageField } from './image.ts';
import { markdownField } from './markdown.ts';
import { repeatField } from './repeat.ts';
import { switchField } from './switch.ts';
import { textField } from './text.ts';
import { urlField } from './url.ts';

const FIELDS: Record<Slot['kind'], MakeField> = {
  text: textField,
  markdown: markdownField,
  url: urlField,
  image: imageField,
  choice: choiceField,
  switch: switchField,
  repeat: repeatField,
};
/** Kinds whose label belongs to one native control. */
const NATIVE = new Set(['url', 'switch']);

export interface FrameOf {
  slot: Slot;
  path: string;
  context: Context;
  number: number | null;
}

export class SlotFrame {
  readonly element: HTMLElement;
  readonly path: string;
  private readonly field: Field;
  private readonly count: HTMLElement;
  private readonly channels: HTMLElement;
  private readonly lines: Keyed<Located>;
  private readonly findings: HTMLElement;

  constructor(private readonly of: FrameOf) {
    const { slot, path, context, number } = of;
    const { words, locale } = context;
    this.path = path;
    const names: Names = { field: context.id('field'), label: context.id('label'), described: context.id('described') };
    const label = localized(slot.label, locale);
    const help = localized(slot.help, locale);
    const native = NATIVE.has(slot.kind);
    this.field = FIELDS[slot.kind]({ slot, path, context, names });
    this.count = h('span', { class: 'count' });
    this.channels = h('span', { class: 'slot-channels' });
    this.findings = h('ul', { class: 'slot-findings' });
    this.lines = new Keyed<Located>(
      this.findings,
      ({ key }) => key,
      (one) => findingLine(one, context, false),
    );
    this.element = h(
      'section',
      {
        class: `slot slot-${slot.kind}`,
        part: 'slot',
        'aria-labelledby': names.label,
        data: { path },
        on: {
          focusout: (event: FocusEvent) =>
            !this.element.contains(event.relatedTarget as Node | null) && context.desk.touch(path),
        },
      },
      h(
        'div',
        { class: 'slot-head' },
        number !== null && h('span', { class: 'slot-number', 'aria-hidden': 'true' }, number),
        native
          ? h('label', { class: 'slot-label', id: names.label, for: names.field }, label)
          : h('span', { class: 'slot-label', id: names.label, on: { click: () => this.field.focus() } }, label),
        !slot.required &&
          slot.kind !== 'switch' &&
          slot.kind !== 'choice' &&
          h('span', { class: 'slot-optional' }, words.optional),
        this.channels,
        this.count,
      ),
      h(
        'div',
        { class: 'slot-body' },
        h('div', { id: names.described }, help && h('p', { class: 'help' }, help)),
        this.field.element,
        this.findings,
      ),
    );
  }

  update(state: State): void {
    const { slot, path } = this.of;
    this.field.update(state);
    this.counted(state);
    // Where a message goes out several ways, each place says on which it stands.
    const several = state.standing.length > 1;
    const { words } = this.of.context;
    say(this.channels, several ? standing(state, path).map((one) => words.channels[one]).join(', ') : '');
    // A repeat shows nothing of its inner slots: they speak for themselves.
    const mine = located(state.report.findings)
      .filter(
        ({ finding: { source } }) =>
          source.in === 'slot' && (slot.kind === 'repeat' ? source.name === path : inside(source.name, path)),
      )
      .filter(({ finding }) => !early(finding, state));
    this.lines.show(mine);
    this.findings.hidden = mine.length === 0;
    set(this.element, 'data-severity', mine[0]?.finding.severity ?? null);
    set(this.element, 'data-focus', state.focus === path ? '' : null);
  }

  /** Puts the cursor in; `path` may name a part of the slot. */
  focus(span?: Span, path: string = this.path): void {
    this.field.focus(span, path);
  }

  destroy(): void {
    this.field.destroy?.();
  }

  private counted(state: State): void {
    const { slot, path, context } = this.of;
    const w = context.words.write;
    if ((slot.kind !== 'text' && slot.kind !== 'markdown') || (!slot.max && !slot.min)) return;
    const length = [...String(valueAt(state.draft?.slots ?? {}, path) ?? '')].length;
    const over = slot.max ? length - slot.max : 0;
    say(
      this.count,
      over > 0
        ? w.charactersOver(over)
        : slot.min && length < slot.min
          ? w.charactersMin(length, slot.min)
          : slot.max
            ? w.characters(length, slot.max)
            : '',
    );
    set(this.count, 'data-over', over > 0 ? '' : null);
  }
}
