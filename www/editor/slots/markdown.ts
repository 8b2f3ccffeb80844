// A slot of paragraphs, written as one sees them; Markdown inside, made by the engine.

import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { Node, Slice } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import type { Command } from 'prosemirror-state';
import type { Allow, DocNode, Mapped } from '../../../src/wasm/types';
import { h, set } from '../dom.ts';
import { localized } from '../context.ts';
import { inside, valueAt } from '../path.ts';
import { chipLabels } from './chips.ts';
import { wrongAt } from '../parts/finding.ts';
import type { Field, MakeField } from './field.ts';
import { Prose } from './prose.ts';
import { richSchema } from './rich-schema.ts';
import { squiggle } from './squiggles.ts';
import { Toolbar } from './toolbar.ts';
import { tagMenu } from './tags.ts';

const ALL: readonly Allow[] = ['strong', 'em', 'link', 'list', 'heading'];

export const markdownField: MakeField = (of): Field => {
  const { slot, path, context, names } = of;
  const { store, desk, engine, words, locale } = context;
  const allow = new Set(slot.allow ?? ALL);
  const labels = chipLabels(slot, store.state.kit?.tags ?? [], locale, words);
  const schema = richSchema(labels);
  const { hard_break, list_item } = schema.nodes;
  const breakLine: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(hard_break!.create()).scrollIntoView());
    return true;
  };
  const mark = (name: Allow): Command => (allow.has(name) ? toggleMark(schema.marks[name]!) : () => true);
  /** The Markdown that the document stands for, and where its words are. */
  let shown = '';
  let map: Mapped[] = [];
  let asked = 0;
  let seen = -1;

  const current = () => String(valueAt(store.state.draft?.slots ?? {}, path) ?? '');
  const prose: Prose = new Prose({
    ...of,
    doc: schema.node('doc', null, [schema.node('paragraph')]),
    multiline: true,
    placeholder: localized(slot.placeholder, locale),
    plugins: [
      keymap({
        Enter: splitListItem(list_item!),
        'Shift-Enter': chainCommands(exitCode, breakLine),
        'Mod-Enter': breakLine,
        Tab: sinkListItem(list_item!),
        'Shift-Tab': liftListItem(list_item!),
        'Mod-b': mark('strong'),
        'Mod-i': mark('em'),
        'Mod-k': () => (allow.has('link') ? (toolbar.askLink(), true) : true),
      }),
      keymap(baseKeymap),
    ],
    typed: (doc) => void typed(doc),
    moved: () => toolbar?.look(),
    pasted: (html, text) => void pasted(html, text),
  });
  const toolbar: Toolbar = new Toolbar(context, prose.view, schema, allow, slot, names);
  const menu = labels.size ? tagMenu(context, labels, prose.view) : null;
  if (menu) toolbar.element.append(menu.element);

  async function typed(doc: Node): Promise<void> {
    asked++;
    const now = asked;
    const answer = await desk.typeRich(path, doc.toJSON() as DocNode);
    if (!answer || now !== asked) return;
    map = answer;
    shown = current();
    draw();
  }

  /** The slot's Markdown came from elsewhere: makes its document. */
  async function take(markdown: string): Promise<void> {
    asked++;
    const now = asked;
    shown = markdown;
    const rich = await engine.richText(path, markdown);
    if (now !== asked) return;
    prose.replace(document(rich.doc));
    map = rich.map;
    draw();
  }

  function document(json: DocNode): Node {
    try {
      return Node.fromJSON(schema, json);
    } catch {
      return schema.node('doc', null, [schema.node('paragraph')]);
    }
  }

  async function pasted(html: string, text: string): Promise<void> {
    const { view } = prose;
    if (!html) {
      const paragraphs = text
        .split(/\r?\n\s*\r?\n/)
        .map((part) =>
          schema.node('paragraph', null, part.trim() ? [schema.text(part.replace(/\s+/g, ' ').trim())] : []),
        );
      view.dispatch(
        view.state.tr.replaceSelection(new Slice(schema.node('doc', null, paragraphs).content, 1, 1)).scrollIntoView(),
      );
      return;
    }
    const doc = document(await engine.cleanPaste(path, html));
    const open = doc.firstChild?.isTextblock && doc.lastChild?.isTextblock ? 1 : 0;
    view.dispatch(view.state.tr.replaceSelection(new Slice(doc.content, open, open)).scrollIntoView());
  }

  function draw(): void {
    const mine = store.state.report.findings.filter(({ source }) => source.in === 'slot' && inside(source.name, path));
    squiggle(prose.view, mine, map);
  }

  const element = h('div', { class: 'field rich' }, toolbar.element, prose.element);
  let drawn: unknown;
  return {
    element,
    update(state) {
      const outside = Math.max(
        ...Object.entries(state.outside)
          .filter(([where]) => inside(path, where) || where === path)
          .map(([, count]) => count),
        0,
      );
      if (seen !== outside) {
        if (seen === -1 ? current() !== shown : current() !== shown || outside > 0) void take(current());
        seen = outside;
      }
      prose.update(wrongAt(path, state));
      if (drawn !== state.report) draw();
      drawn = state.report;
      set(toolbar.element, 'inert', state.readonly);
    },
    focus: (span) => prose.focus(span, map),
    destroy: () => prose.destroy(),
  };
};
