import assert from 'node:assert/strict';
import { test } from 'node:test';
import { change, line } from '../editor/trend.ts';

test('a line goes from edge to edge, the largest on top', () => {
  assert.equal(line([10, 30, 20]), 'M2 18L32 2L62 10');
  assert.equal(line([7, 7]), 'M2 10L62 10');
});

test('one day is no trend', () => {
  assert.equal(line([]), '');
  assert.equal(line([5]), '');
  assert.equal(change([5]), null);
  assert.equal(change([5, 9, 3]), -2);
});
