// One line of text with merge tags as chips: text ↔ ProseMirror document, and where its words stand.

import { type Node, Schema } from 'prosemirror-model';
import type { Mapped } from '../../../src/wasm/types';
import type { ChipLabels } from './chips.ts';
import { chipSpec } from './chips.ts';

const TAG = /\{\{\s*([a-z0-9_.]+)\s*\}\}/g;

/** A document that is one line. */
export const lineSchema = (labels: ChipLabels): Schema =>
  new Schema({ nodes: { doc: { content: 'inline*' }, text: { group: 'inline' }, merge_tag: chipSpec(labels) } });

/** The line as a document; a tag that is not in `labels` stays text. */
export function lineDocument(schema: Schema, text: string, labels: ChipLabels): Node {
  const nodes: Node[] = [];
  let done = 0;
  const plain = (until: number) => {
    if (until > done) nodes.push(schema.text(text.slice(done, until)));
  };
  for (const match of text.matchAll(TAG)) {
    if (!labels.has(match[1]!)) continue;
    plain(match.index);
    nodes.push(schema.node('merge_tag', { name: match[1] }));
    done = match.index + match[0].length;
  }
  plain(text.length);
  return schema.node('doc', null, nodes);
}

/** The document as a line, with the place of each of its parts. */
export function lineText(doc: Node): { text: string; map: Mapped[] } {
  let text = '';
  const map: Mapped[] = [];
  doc.forEach((node, offset) => {
    const part = node.isText ? node.text! : `{{ ${String(node.attrs.name)} }}`;
    map.push({ from: offset, to: offset + node.nodeSize, start: text.length, end: text.length + part.length });
    text += part;
  });
  return { text, map };
}
