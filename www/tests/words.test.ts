import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en } from '../text/en.ts';
import { fr } from '../text/fr.ts';

/** Every sentence, functions called with plain facts. */
function sentences(words: object, at = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] => {
    const path = `${at}.${name}`;
    if (typeof value === 'string') return [[path, value]];
    if (typeof value === 'function') return [[path, String((value as (...facts: unknown[]) => string)(2, 3))]];
    return sentences(value as object, path);
  });
}

test('French says everything that English says', () => {
  assert.deepEqual(
    sentences(fr).map(([path]) => path),
    sentences(en).map(([path]) => path),
  );
  for (const [path, text] of [...sentences(fr), ...sentences(en)]) assert.ok(text.trim(), path);
});

test('French is set as French is', () => {
  for (const [path, text] of sentences(fr)) {
    assert.doesNotMatch(text, /(^|[^\u00a0\u202f])[;!?»]|«[^\u00a0]|[^\u00a0]:(?=\s|$)|\w'\w/u, path);
  }
});
