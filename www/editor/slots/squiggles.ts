// Findings as decorations in a ProseMirror document.

import { Plugin, PluginKey } from 'prosemirror-state';
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view';
import type { Finding, Mapped, Span } from '../../../src/wasm/types';

const KEY = new PluginKey<DecorationSet>('squiggles');

/** Follows the text until new findings come. */
export const squiggles = (): Plugin<DecorationSet> =>
  new Plugin({
    key: KEY,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, set) => (tr.getMeta(KEY) as DecorationSet | undefined) ?? set.map(tr.mapping, tr.doc),
    },
    props: { decorations: (state) => KEY.getState(state) },
  });

/** Where a stretch of the source stands in the document; several places where it crosses borders. */
export function placesOf(span: Span, map: readonly Mapped[]): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (const { from, to, start, end } of map) {
    const [first, last] = [Math.max(span.start, start), Math.min(span.end, end)];
    if (first >= last) continue;
    const linear = end - start === to - from;
    const next = linear ? { from: from + first - start, to: from + last - start } : { from, to };
    const before = places.at(-1);
    if (before?.to === next.from) before.to = next.to;
    else places.push(next);
  }
  return places;
}

/** Draws `findings`, whose spans are in the source that `map` explains. */
export function squiggle(view: EditorView, findings: readonly Finding[], map: readonly Mapped[]): void {
  const size = view.state.doc.content.size;
  const drawn = findings.flatMap((finding) =>
    placesOf(finding.span, map)
      .filter(({ from, to }) => from < to && to <= size)
      .map(({ from, to }) =>
        Decoration.inline(from, to, {
          class: `squiggle ${finding.severity}`,
          title: finding.message,
          'data-rule': finding.rule,
        }),
      ),
  );
  const before = KEY.getState(view.state);
  if (!drawn.length && before === DecorationSet.empty) return;
  view.dispatch(
    view.state.tr
      .setMeta(KEY, drawn.length ? DecorationSet.create(view.state.doc, drawn) : DecorationSet.empty)
      .setMeta('addToHistory', false),
  );
}
