import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Past } from '../editor/past.ts';

test('typing is one step until a pause', () => {
  const past = new Past();
  past.record('a', '', 'h', 0);
  past.record('a', 'h', 'hi', 100);
  past.record('a', 'hi', 'hi!', 9000);
  assert.deepEqual(past.back(), { path: 'a', value: 'hi' });
  assert.deepEqual(past.back(), { path: 'a', value: '' });
  assert.equal(past.back(), null);
  assert.deepEqual(past.forth(), { path: 'a', value: 'hi' });
});

test('a fix is a step of its own', () => {
  const past = new Past();
  past.record('a', '', 'cheap', 0);
  past.seal();
  past.record('a', 'cheap', 'great-value', 10);
  past.seal();
  assert.deepEqual(past.back(), { path: 'a', value: 'cheap' });
});

test('what is done anew forgets what was undone; the same value is nothing done', () => {
  const past = new Past();
  past.record('a', '', 'x', 0);
  past.back();
  past.record('b', { src: '', alt: '' }, { src: '', alt: '' }, 10);
  assert.ok(past.canRedo);
  past.record('b', '', 'y', 10);
  assert.ok(!past.canRedo);
});
