import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accent, contrast } from '../editor/accent.ts';

test('whatever the accent, its words can be read', () => {
  for (const hex of ['#7a3b1e', '#ffd400', '#000000', '#ffffff', '#00a3e0', '#808080', '#2f5d50']) {
    const made = accent(hex)!;
    assert.ok(contrast(made.solid, made.on) >= 4.5, `${hex}: ${made.on}`);
    assert.ok(contrast(made.light, '#f3f1ee') >= 4.5, `${hex}: ${made.light}`);
    assert.ok(contrast(made.dark, '#26282d') >= 4.5, `${hex}: ${made.dark}`);
  }
});

test('what is no colour changes nothing', () => {
  assert.equal(accent('chartreuse'), null);
  assert.equal(accent(undefined), null);
});
