import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Results } from '../../src/wasm/types';
import { outcomes } from '../editor/outcome.ts';

const results = (email: Record<string, number>, opened?: number): Results => ({
  counted: true,
  shared: false,
  channels: { email },
  usual: opened === undefined ? {} : { email: { opened } },
});

test('rates are of those whom it reached', () => {
  const [told] = outcomes(results({ sent: 1000, delivered: 800, unique_opens: 200, unique_clicks: 8 }));
  assert.deepEqual([told?.reached, told?.opened, told?.clicked, told?.looks], [800, 0.25, 0.01, 'usual']);
});

test('better and worse begin a tenth away from the usual', () => {
  const looks = (opens: number) => outcomes(results({ delivered: 100, unique_opens: opens }, 0.2))[0]?.looks;
  assert.deepEqual([15, 19, 20, 21, 25].map(looks), ['worse', 'usual', 'usual', 'usual', 'better']);
});

test('nobody reached, nothing told', () => {
  assert.deepEqual(outcomes(results({ sent: 0 })), []);
  assert.equal(outcomes(results({ sent: 3 }))[0]?.opened, null);
});
