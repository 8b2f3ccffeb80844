import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fieldsOf, laidOut } from '../editor/parts/webhook-preview.ts';

test('the fields of a form are shown as the server reads them', () => {
  assert.equal(fieldsOf('text=Bonjour%20L%C3%A9a%20%26%20vous&lines%5B%5D=1+1%2B1&empty='), 'text: Bonjour Léa & vous\nlines[]: 1 1+1\nempty: ');
});

test('JSON is laid out, anything else stands as it is', () => {
  assert.equal(laidOut('{"a":1}'), '{\n  "a": 1\n}');
  assert.equal(laidOut('Hello, {'), 'Hello, {');
});
