import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changes, pieces } from '../editor/parts/pieces.ts';

const mail = (title: string, text: string) =>
  `<h1><!--cs:0-->${title}<!--/cs:0--></h1><p><!--cs:1-->${text}<!--/cs:1--></p>`;

test('a message is taken apart at its marks', () => {
  const found = pieces(mail('a', 'b'))!;
  assert.deepEqual(
    [...found.units],
    [
      [0, 'a'],
      [1, 'b'],
    ],
  );
  assert.equal(found.fixed, mail('', ''));
});

test('only what changed is shown anew', () => {
  assert.deepEqual(changes(pieces(mail('a', 'b')), pieces(mail('a', 'c'))), [[1, 'c']]);
  assert.equal(changes(pieces(mail('a', 'b')), pieces(mail('a', 'b') + '<hr>')), null);
  assert.equal(changes(null, pieces(mail('a', 'b'))), null);
});

test('marks that are not in pairs are no pieces', () => {
  for (const html of [
    '<!--cs:0-->a',
    'a<!--/cs:0-->',
    '<!--cs:0--><!--cs:1--><!--/cs:1--><!--/cs:0-->',
    '<!--cs:0--><!--/cs:0--><!--cs:0--><!--/cs:0-->',
  ]) {
    assert.equal(pieces(html), null);
  }
});
