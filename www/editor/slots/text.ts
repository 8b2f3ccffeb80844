// A slot of one line.

import { baseKeymap } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { Slice } from 'prosemirror-model';
import { h, set } from '../dom.ts';
import { inside, valueAt } from '../path.ts';
import { localized } from '../context.ts';
import { chipLabels } from './chips.ts';
import { wrongAt } from '../parts/finding.ts';
import type { Field, MakeField } from './field.ts';
import { lineDocument, lineSchema, lineText } from './line.ts';
import { Prose } from './prose.ts';
import { squiggle } from './squiggles.ts';
import { tagMenu } from './tags.ts';

export const textField: MakeField = (of): Field => {
  const { slot, path, context } = of;
  const { store, desk, words, locale } = context;
  const labels = chipLabels(slot, store.state.kit?.tags ?? [], locale, words);
  const schema = lineSchema(labels);
  const current = () => String(valueAt(store.state.draft?.slots ?? {}, path) ?? '');
  const insert = (text: string) => {
    const line = lineDocument(schema, text.replace(/\s+/g, ' '), labels);
    prose.view.dispatch(prose.view.state.tr.replaceSelection(new Slice(line.content, 0, 0)).scrollIntoView());
  };
  const nothing = () => true;
  const prose: Prose = new Prose({
    ...of,
    doc: lineDocument(schema, current(), labels),
    multiline: false,
    placeholder: localized(slot.placeholder, locale),
    plugins: [keymap({ ...baseKeymap, Enter: nothing, 'Shift-Enter': nothing, 'Mod-Enter': nothing })],
    typed: (doc) => desk.type(path, lineText(doc).text),
    pasted: (_, text) => insert(text),
  });
  const menu = labels.size ? tagMenu(context, labels, prose.view) : null;
  const element = h('div', { class: menu ? 'field field-tags' : 'field' }, prose.element, menu?.element);
  let drawn: unknown;

  return {
    element,
    update(state) {
      if (lineText(prose.view.state.doc).text !== current()) prose.replace(lineDocument(schema, current(), labels));
      const mine = state.report.findings.filter(({ source }) => source.in === 'slot' && inside(source.name, path));
      prose.update(wrongAt(path, state));
      if (drawn !== state.report) squiggle(prose.view, mine, lineText(prose.view.state.doc).map);
      drawn = state.report;
      if (menu) set(menu.element, 'inert', state.readonly);
    },
    focus: (span) => prose.focus(span, lineText(prose.view.state.doc).map),
    destroy: () => prose.destroy(),
  };
};
